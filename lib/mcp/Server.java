package lib.mcp;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import lib.json.Json;
import lib.op.Progress;

/**
 * MCP over two streams: the legacy revisions, which open with {@code initialize}. Handshake and list are answered by this package alone,
 * at once and without the network; only {@code tools/call} goes through {@link ToolCalls}, each call on a virtual thread of its own.
 * Every request is answered, what is unknown or damaged with an error, and the server goes on: a client that waits in vain hangs for its
 * whole time limit. Ends with the input. Like the start path it has no lambdas and no pattern switches before the first call.
 */
public final class Server {

    /** What is spoken, newest last. In 2025-03-26 alone a line can hold several messages. */
    private static final List<String> REVISIONS = List.of("2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25");
    private static final String BATCHES = "2025-03-26";

    private static final String INSTRUCTIONS =
            "Tools for one self-hosted Better-PaaS instance: its apps, deployments and logs. Start with paas_status. "
            + "An app is named by its name or id. A deployment runs in the background: take its deploymentId to paas_wait_deployment. "
            + "When a tool fails, its text says the next step.";

    /** How long calls may go on when the input has ended. Who closes it usually wants no answer; a script that pipes requests in does. */
    private static final int GRACE_SECONDS = 5;

    /** Calls at work at once; what comes beyond waits, and beyond that is refused: a client that never reads would fill the memory. */
    private static final int AT_WORK = 64;
    private static final int WAITING = 64;
    /** Of all messages at work or waiting. */
    private static final long MOST_BYTES = 8L * LineReader.LIMIT;
    /** For the last words of calls that are given up. */
    private static final int LAST_WORDS_MS = 200;

    private static final String BUSY = "too many calls at once: " + AT_WORK + " are at work and " + WAITING
            + " wait; nothing was done, call again when some have been answered";

    private final AtomicLong bytes = new AtomicLong();
    private final LineReader in;
    private final OutputStream out;
    private final ToolCalls tools;
    private volatile String revision = "";
    private volatile boolean gone;
    private ExecutorService calls;

    public Server(InputStream in, OutputStream out, ToolCalls tools) {
        this.in = new LineReader(in);
        this.out = out;
        this.tools = tools;
    }

    /** Serves until the input ends or nobody takes the output any more. */
    public void run() throws IOException {
        byte[] line = in.next();
        while (line != null && !gone) {
            receive(line);
            line = in.next();
        }
        if (calls != null) {
            leave();
        }
    }

    private void receive(byte[] line) {
        if (line == LineReader.TOO_LONG) {
            send(Answer.error(null, Answer.INVALID_REQUEST, "a message has at most " + LineReader.LIMIT + " bytes"));
            return;
        }
        if (blank(line)) {
            return;
        }
        Object json;
        try {
            json = Json.read(line);
        } catch (IOException e) {
            send(Answer.error(null, Answer.PARSE_ERROR, "not one line of JSON in UTF-8"));
            return;
        }
        if (json instanceof List<?> batch && revision.equals(BATCHES) && !batch.isEmpty()) {
            if (!execute(line.length, () -> serve(batch))) {
                send(Answer.error(null, Answer.INTERNAL_ERROR, BUSY));
            }
            return;
        }
        Message message = message(json);
        if (message != null && message.method().equals("tools/call") && message.id() != null) {
            if (!execute(line.length, () -> send(answer(message)))) {
                send(Answer.outcome(message.id(), new ToolCalls.Outcome("", "error: " + BUSY, true)));
            }
        } else if (message != null) {
            send(answer(message));
        }
    }

    /** @return false when too much is going on */
    private boolean execute(int size, Runnable work) {
        if (bytes.addAndGet(size) <= MOST_BYTES) {
            try {
                calls().execute(() -> {
                    try {
                        work.run();
                    } finally {
                        bytes.addAndGet(-size);
                    }
                });
                return true;
            } catch (RejectedExecutionException e) {
                // said below
            }
        }
        bytes.addAndGet(-size);
        return false;
    }

    /** Several messages in a line get their answers in a line. Source: revision 2025-03-26, basic protocol, batching. */
    private void serve(List<?> batch) {
        List<String> answers = new ArrayList<>();
        for (Object each : batch) {
            String answer;
            try {
                Message message = Message.of(each);
                answer = message == null ? null : answer(message);
            } catch (Message.Invalid e) {
                answer = Answer.error(e.id, e.code, e.getMessage());
            }
            if (answer != null) {
                answers.add(answer);
            }
        }
        send(answers.isEmpty() ? null : "[" + String.join(",", answers) + "]");
    }

    /** @return null when there is nothing to do, or the error has been sent */
    private Message message(Object json) {
        try {
            return Message.of(json);
        } catch (Message.Invalid e) {
            send(Answer.error(e.id, e.code, e.getMessage()));
            return null;
        }
    }

    /** @return null for a notification; none of them asks for anything yet */
    private String answer(Message message) {
        if (message.id() == null) {
            return null;
        }
        switch (message.method()) {
            case "initialize":
                return initialize(message);
            case "ping":
                return Answer.result(message.id(), "{}");
            case "tools/list":
                return message.params().get("cursor") == null ? Answer.result(message.id(), "{\"tools\":" + ToolFile.array() + "}")
                        : Answer.error(message.id(), Answer.INVALID_PARAMS, "the list of tools has one page: ask without a cursor");
            case "tools/call":
                return call(message);
            default:
                return Answer.error(message.id(), Answer.METHOD_NOT_FOUND, "this server has no method \"" + message.method() + "\"");
        }
    }

    private String initialize(Message message) {
        if (!(message.params().get("protocolVersion") instanceof String asked)) {
            return Answer.error(message.id(), Answer.INVALID_PARAMS, "\"protocolVersion\" is missing");
        }
        revision = REVISIONS.contains(asked) ? asked : REVISIONS.getLast();
        return Answer.handshake(message.id(), revision, tools.version(), INSTRUCTIONS);
    }

    private String call(Message message) {
        Map<String, Object> arguments = message.object("arguments");
        if (!(message.params().get("name") instanceof String name) || arguments == null) {
            return Answer.error(message.id(), Answer.INVALID_PARAMS, "a call needs the \"name\" of a tool, and \"arguments\" as an object");
        }
        try {
            ToolCalls.Outcome outcome = tools.call(name, arguments, Progress.NONE);
            return outcome != null ? Answer.outcome(message.id(), outcome)
                    : Answer.error(message.id(), Answer.INVALID_PARAMS, "unknown tool \"" + name + "\"");
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            return Answer.error(message.id(), Answer.INTERNAL_ERROR, "unexpected failure: " + e.getClass().getSimpleName());
        }
    }

    /** The one writer; null is nothing. */
    private void send(String answer) {
        if (answer == null) {
            return;
        }
        byte[] line = (answer + "\n").getBytes(StandardCharsets.UTF_8);
        synchronized (this) {
            try {
                out.write(line);
                out.flush();
            } catch (IOException e) {
                gone = true;
            }
        }
    }

    private static boolean blank(byte[] line) {
        for (byte each : line) {
            if (each != ' ' && each != '\t' && each != '\r') {
                return false;
            }
        }
        return true;
    }

    private ExecutorService calls() {
        if (calls == null) {
            calls = new ThreadPoolExecutor(AT_WORK, AT_WORK, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(WAITING),
                    Thread.ofVirtual().factory());
        }
        return calls;
    }

    private void leave() {
        calls.shutdown();
        try {
            calls.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        calls.shutdownNow();
        try {
            // what was interrupted says so
            calls.awaitTermination(LAST_WORDS_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
