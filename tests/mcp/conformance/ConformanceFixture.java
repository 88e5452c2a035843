package tests.mcp.conformance;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lib.mcp.Offer;
import lib.mcp.Server;
import lib.mcp.ToolCalls;
import lib.op.Asking;
import lib.op.Consequences;
import lib.op.Question;

/**
 * The tools that the official conformance suite calls, behind the real {@link Server}: what it finds is about the protocol layer, which is
 * the product's own. Run by {@code tests/mcp/clients/conformance.py}. Source: the suite's own words, {@code conformance list}.
 */
public final class ConformanceFixture implements ToolCalls {

    /** What is typed is "Alice": that is what the suite's client answers. */
    static final Question QUESTION = new Question("paas greet", new Consequences("Alice", List.of("one line")));

    private final String tools;

    private ConformanceFixture(String tools) {
        this.tools = tools;
    }

    /** @param args the file of the tools */
    public static void main(String[] args) throws IOException {
        String tools = new ObjectMapper().readTree(Files.readString(Path.of(args[0]))).toString();
        try (ConformanceFixture fixture = new ConformanceFixture(tools)) {
            Offer offer = new Offer(fixture, new ResourceFixture(), new PromptFixture());
            new Server(new FileInputStream(FileDescriptor.in), new FileOutputStream(FileDescriptor.out), offer).run();
        }
    }

    @Override
    public String version() {
        return "1.0.0";
    }

    @Override
    public String list(Abilities client) {
        return tools;
    }

    @Override
    public String instance() {
        return "conformance";
    }

    @Override
    public Outcome call(String tool, Map<String, Object> arguments, Caller caller) {
        return switch (tool) {
            case "test_simple_text", "test_logging_tool" -> said("This is a simple text response for testing.");
            case "test_error_handling" -> failed("This tool intentionally returns an error for testing");
            case "test_tool_with_progress" -> progress(caller);
            case "greet" -> said("Hello, " + arguments.get("name") + "!");
            case "json_schema_2020_12_tool" -> said("ok");
            case "slow_compute" -> slow(arguments);
            case "failing_job" -> pause(1000) ? failed("this job fails") : failed("this job was stopped");
            case "protocol_error_job" -> throw new IllegalStateException("breaks");
            case "test_elicitation", "test_streaming_elicitation", "test_input_required_result_elicitation",
                "test_input_required_result_request_state", "test_input_required_result_tampered_state", "test_tool_with_task",
                "confirm_delete" -> asked(caller);
            default -> null;
        };
    }

    private static Outcome said(String text) {
        return new Outcome("", text, false);
    }

    private static Outcome failed(String text) {
        return new Outcome("", text, true);
    }

    private static Outcome progress(Caller caller) {
        for (int part = 0; part <= 2; part++) {
            caller.progress().step(part + " of 2");
            pause(1200);
        }
        return said("done");
    }

    private static Outcome slow(Map<String, Object> arguments) {
        double seconds = arguments.get("seconds") instanceof Number number ? number.doubleValue() : 0;
        return pause((long) (seconds * 1000)) ? said("computed for " + seconds + " s") : failed("stopped");
    }

    private static Outcome asked(Caller caller) {
        Asking.Answer answer = caller.asking().ask(QUESTION);
        return answer == Asking.Answer.LATER ? ASKED : answer == Asking.Answer.AGREED ? said("Hello, Alice! state-ok")
                : failed("User response: " + answer);
    }

    /** @return false when it was interrupted */
    private static boolean pause(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public boolean lasts(String tool) {
        return Set.of("slow_compute", "failing_job", "protocol_error_job", "test_tool_with_task").contains(tool);
    }

    @Override
    public boolean waits(String tool, Map<String, Object> arguments) {
        return lasts(tool);
    }

    /** A handle is when the work ends, and what it then says: nothing is kept here, as nothing is in the product. */
    @Override
    public Going begin(String tool, Map<String, Object> arguments, Caller caller) {
        String says = tool;
        if (tool.equals("test_tool_with_task")) {
            Outcome answered = asked(caller);
            if (answered == ASKED || answered.error()) {
                return Going.over(answered);
            }
            says = answered.text();
        }
        double seconds = arguments.get("seconds") instanceof Number number ? number.doubleValue() : 1;
        return look(System.currentTimeMillis() + (long) (seconds * 1000) + "|" + says);
    }

    @Override
    public Going look(String handle) {
        String says = handle.substring(handle.indexOf('|') + 1);
        if (System.currentTimeMillis() < Long.parseLong(handle.substring(0, handle.indexOf('|')))) {
            return new Going(null, handle, says + " is at work");
        }
        return switch (says) {
            case "protocol_error_job" -> throw new IllegalStateException("breaks");
            case "failing_job" -> Going.over(failed("this job fails"));
            default -> Going.over(said(says));
        };
    }

    @Override
    public boolean stop(String handle) {
        return true;
    }

    @Override
    public byte[] key() {
        return new byte[32];
    }

    @Override
    public void close() {
        // nothing is open
    }
}
