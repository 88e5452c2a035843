package lib.mcp.tools;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lib.json.Json;
import lib.json.JsonWriter;
import lib.json.RecordJson;
import lib.mcp.LongCalls.Going;
import lib.mcp.ToolCalls;
import lib.mcp.tools.arguments.ToolArguments;
import lib.op.Asking;
import lib.op.Progress;
import lib.run.Catalog;
import lib.run.CommandEntry;
import lib.run.Context;
import lib.run.Inputs;
import lib.run.Invocation;
import lib.run.Reply;

/**
 * Operations that begin something which the instance goes on with: a declaration names the command that looks how it stands
 * ({@code goesOn}). A handle is that command and the id that it looks at, with what only the beginning tells: how to take it back, and its
 * notes.
 */
final class LongWork {

    /** Of a result: its work goes on. Contract: schemas Deployment and Addon, status. */
    private static final String STATUS = "status";
    private static final String BUILDING = "building";
    private static final String WAIT = "wait";
    private static final String TIME = "timeoutSeconds";
    private static final String UNDO = "undo";
    private static final String NOTES = "notes";
    /** Of a handle; in base64, of letters that take three bytes, it still fits into a task's id. */
    private static final int LONGEST = 1500;

    private final Tools tools;
    private final Catalog catalog;

    LongWork(Tools tools, Catalog catalog) {
        this.tools = tools;
        this.catalog = catalog;
    }

    /** Whether calls of this tool can go on. */
    boolean lasts(String tool) {
        CommandEntry entry = catalog.ofTool(tool);
        return entry != null && !entry.goesOn().isEmpty();
    }

    /** Whether this call would wait for the end: it says so, or is made for nothing else. */
    boolean waits(String tool, Map<String, Object> arguments) {
        if (!lasts(tool)) {
            return false;
        }
        CommandEntry entry = catalog.ofTool(tool);
        Object wait = arguments.get(WAIT);
        return entry.goesOn().equals(entry.word()) || Boolean.TRUE.equals(wait) || "true".equals(wait);
    }

    /** Begins it, without waiting for anything. */
    Going begin(CommandEntry entry, Map<String, Object> given, ToolCalls.Caller caller) {
        Map<String, Object> arguments = new LinkedHashMap<>(given);
        arguments.remove(WAIT);
        arguments.remove(TIME);
        Glance glance = new Glance();
        Context call = tools.context(glance, caller.asking());
        ToolArguments bound = new ToolArguments(arguments);
        Reply reply = tools.run(entry, bound, call, caller.client());
        if (reply instanceof Reply.Done done && done.result() != null && done.result().failure() == null
                && !done.result().ids().isEmpty()) {
            Map<String, Object> told = RecordJson.of(done.result().json());
            if (BUILDING.equals(told.get(STATUS))) {
                return new Going(null, handle(entry, done.result().ids().getFirst(), told), step(told, glance));
            }
        }
        return Going.over(tools.outcome(reply, Map.of(), bound, call, entry));
    }

    private static String handle(CommandEntry entry, String id, Map<String, Object> told) {
        Map<String, Object> handle = new LinkedHashMap<>();
        handle.put("look", entry.goesOn());
        handle.put("id", id);
        String known = JsonWriter.line(handle);
        for (String each : List.of(UNDO, NOTES)) {
            if (told.get(each) != null) {
                handle.put(each, told.get(each));
            }
            String more = JsonWriter.line(handle);
            // the id of a task carries it, and an id has its bounds
            known = more.length() <= LONGEST ? more : known;
            if (more.length() > LONGEST) {
                handle.remove(each);
            }
        }
        return known;
    }

    private static String step(Map<String, Object> told, Glance glance) {
        String name = told.get("name") + " (" + (told.get("deploymentId") != null ? "deployment " + told.get("deploymentId")
                : told.get("id")) + "): ";
        return name + (glance.last.isEmpty() ? BUILDING : glance.last);
    }

    /** Looks how it stands with what a handle names. */
    Going look(String handle) {
        Map<?, ?> facts = read(handle);
        CommandEntry entry = catalog.ofLine(String.valueOf(facts.get("look")).split(" "));
        Glance glance = new Glance();
        Context call = tools.context(glance, Asking.ELSEWHERE);
        String input = Inputs.name(Inputs.of(catalog.create(entry, call)).positionalParameters().getFirst());
        ToolArguments arguments = new ToolArguments(new LinkedHashMap<>(Map.of(input, facts.get("id"))));
        Reply reply = Invocation.run(entry, arguments, call);
        if (reply instanceof Reply.Refused refused && refused.failure().kind().passing()) {
            return new Going(null, handle, String.valueOf(refused.failure().getMessage()));
        }
        if (!(reply instanceof Reply.Done done) || done.result() == null) {
            return Going.over(tools.outcome(reply, Map.of(), arguments, call, entry));
        }
        Map<String, Object> told = RecordJson.of(done.result().json());
        return BUILDING.equals(told.get(STATUS)) ? new Going(null, handle, step(told, glance))
                : Going.over(tools.outcome(reply, beginning(told, facts), arguments, call, entry));
    }

    /** What the call would have answered besides: the notes of its beginning and, where it took effect, the way back. */
    private static Map<String, Object> beginning(Map<String, Object> told, Map<?, ?> facts) {
        Map<String, Object> whole = new LinkedHashMap<>();
        boolean made = facts.get(UNDO) instanceof Map<?, ?> undo && String.valueOf(undo.get("tool")).contains("delete");
        if (facts.get(UNDO) != null && (made || !"failed".equals(told.get(STATUS)))) {
            whole.put(UNDO, facts.get(UNDO));
        }
        if (facts.get(NOTES) instanceof List<?> notes && !notes.isEmpty() && told.containsKey(NOTES)) {
            whole.put(NOTES, notes);
        }
        return whole;
    }

    private static Map<?, ?> read(String handle) {
        try {
            return (Map<?, ?>) Json.read(handle.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException("a handle is our own JSON", e);
        }
    }

    /** Somebody who looks once and waits for nothing. */
    static final class Glance implements Progress {
        private String last = "";

        @Override
        public boolean watched() {
            return false;
        }

        @Override
        public void step(String text) {
            last = text.replaceAll("\\s+", " ").strip();
        }

        @Override
        public void note(String text) {
            // it is in the result, too
        }

        @Override
        public Duration patience() {
            return Duration.ZERO;
        }
    }
}
