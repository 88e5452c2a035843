package lib.mcp;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import lib.json.Json;
import lib.op.Asking;
import lib.op.Progress;

/**
 * MCP over two streams, in both eras at once: {@link Legacy} for what opens with {@code initialize}, {@link Modern} for requests that name
 * their revision themselves. Handshake and list are answered by this package alone, at once and without the network; only
 * {@code tools/call} goes through {@link ToolCalls}. Every request is answered, what is unknown or damaged with an error, and the server
 * goes on: a client that waits in vain hangs for its whole time limit. Ends at once with the input, with the parent, or when nobody takes
 * the output any more, also while calls run. Like the start path it has no lambdas and no pattern switches before the first call.
 */
public final class Server {

    /** For what is still to be written at the end: so long may a client take nothing. */
    private static final long LAST_WRITES_MS = 200;

    private final LineReader in;
    private final Wire wire;
    private final Offer offer;
    private final ToolCalls tools;
    private final Person person;
    private final Tasks tasks;
    private final Legacy legacy;
    private final Watch watch;
    private final Calls calls = new Calls();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile Modern modern;
    private Features features;

    /** A server with tools alone. */
    public Server(InputStream in, OutputStream out, ToolCalls tools) {
        this(in, out, new Offer(tools, null, null));
    }

    public Server(InputStream in, OutputStream out, Offer offer) {
        Runnable end = new Runnable() {
            @Override
            public void run() {
                ended.countDown();
            }
        };
        this.in = new LineReader(in);
        this.wire = new Wire(out, end);
        this.offer = offer;
        this.tools = offer.tools();
        this.person = new Person(wire);
        this.tasks = new Tasks(tools);
        this.legacy = new Legacy(offer, person, wire, tasks);
        this.watch = new Watch(tools, end, new Runnable() {
            @Override
            public void run() {
                changed();
            }
        });
    }

    /** Serves until the input ends, the parent has died, or nobody takes the output any more. */
    public void run() {
        Thread reader = new Thread("mcp-reader") {
            @Override
            public void run() {
                read();
            }
        };
        // whoever holds the input open does not keep this process
        reader.setDaemon(true);
        reader.start();
        watch.start();
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        calls.leave();
        if (modern != null) {
            modern.end();
        }
        wire.drain(LAST_WRITES_MS);
    }

    private void read() {
        try {
            byte[] line = in.next();
            while (line != null) {
                try {
                    receive(line);
                } catch (RuntimeException | Error e) {
                    // whatever a line does to this program, the next one is served
                    wire.send(Answer.error(null, Answer.INTERNAL_ERROR, "unexpected failure: " + e.getClass().getSimpleName()));
                }
                line = in.next();
            }
        } catch (IOException e) {
            // an input that breaks has ended
        } finally {
            ended.countDown();
        }
    }

    private void changed() {
        legacy.changed();
        if (modern != null) {
            modern.changed();
        }
    }

    private void receive(byte[] line) {
        if (line == LineReader.TOO_LONG) {
            wire.send(Answer.error(null, Answer.INVALID_REQUEST, "a message has at most " + LineReader.LIMIT + " bytes"));
            return;
        }
        if (blank(line)) {
            return;
        }
        Object json;
        try {
            json = Json.read(line);
        } catch (IOException e) {
            wire.send(Answer.error(null, Answer.PARSE_ERROR, "not one line of JSON in UTF-8"));
            return;
        }
        if (json instanceof List<?> batch && legacy.batches() && !batch.isEmpty()) {
            if (!calls.start(null, line.length, () -> serve(batch), wire)) {
                wire.send(Answer.error(null, Answer.INTERNAL_ERROR, Calls.BUSY));
            }
            return;
        }
        Message message = message(json);
        if (message != null && takesTime(message)) {
            if (!calls.start(message.id(), line.length, () -> answer(message), wire)) {
                wire.send(isCall(message) ? era(message).outcome(message.id(), new ToolCalls.Outcome("", "error: " + Calls.BUSY, true))
                        : Answer.error(message.id(), Answer.INTERNAL_ERROR, Calls.BUSY));
            }
        } else if (message != null) {
            wire.send(answer(message));
        }
    }

    /** Whether it may take a while: such requests are at work beside each other, all others are answered as they come. */
    private static boolean takesTime(Message message) {
        return isCall(message) || message.id() != null && message.method() != null
                && (Features.takesTime(message.method()) || message.method().startsWith("tasks/"));
    }

    private static boolean isCall(Message message) {
        return "tools/call".equals(message.method()) && message.id() != null;
    }

    private Era era(Message message) {
        if (message.version() == null) {
            return legacy;
        }
        if (modern == null) {
            modern = new Modern(offer, wire, tasks);
        }
        return modern;
    }

    /** Several messages in a line get their answers in a line. Source: revision 2025-03-26, basic protocol, batching. */
    private String serve(List<?> batch) {
        List<String> answers = new ArrayList<>();
        for (Object each : batch) {
            String answer;
            try {
                answer = answer(Message.of(each));
            } catch (Message.Invalid e) {
                answer = Answer.error(e.id, e.code, e.getMessage());
            }
            if (answer != null) {
                answers.add(answer);
            }
        }
        return answers.isEmpty() ? null : "[" + String.join(",", answers) + "]";
    }

    /** @return null when the error has been sent */
    private Message message(Object json) {
        try {
            return Message.of(json);
        } catch (Message.Invalid e) {
            wire.send(Answer.error(e.id, e.code, e.getMessage()));
            return null;
        }
    }

    /** @return null for what needs no answer */
    private String answer(Message message) {
        if (message.method() == null) {
            person.answered(message);
            return null;
        }
        if (message.id() == null) {
            if (message.method().equals("notifications/cancelled")) {
                calls.cancel(message.params().get("requestId"));
                if (modern != null) {
                    modern.cancelled(message.params().get("requestId"));
                }
            }
            return null;
        }
        if (message.method().endsWith("/list") || message.method().equals("subscriptions/listen")) {
            watch.listed();
        }
        Era era = era(message);
        String refused = era == legacy ? Modern.versionless(message) : Modern.refused(message);
        return refused != null ? refused : isCall(message) ? call(message, era)
                : Features.has(message.method()) ? features().answer(message, era) : era.answer(message);
    }

    private synchronized Features features() {
        if (features == null) {
            features = new Features(offer, wire);
        }
        return features;
    }

    private String call(Message message, Era era) {
        Map<String, Object> arguments = Era.arguments(message);
        if (arguments == null) {
            return Answer.error(message.id(), Answer.INVALID_PARAMS, "a call needs the \"name\" of a tool, and \"arguments\" as an object");
        }
        String name = (String) message.params().get("name");
        Object token = message.progressToken();
        Asking asking = era.asking(message);
        ToolCalls.Caller caller = new ToolCalls.Caller(token == null ? Progress.NONE : new CallProgress(wire, token), asking,
                era.client(message));
        try {
            String task = era.task(message, name, arguments, caller);
            if (task != null) {
                return task;
            }
            ToolCalls.Outcome outcome = tools.call(name, arguments, caller);
            return outcome == ToolCalls.ASKED ? era.asked(message, asking)
                    : outcome != null ? era.outcome(message.id(), outcome)
                    : Answer.error(message.id(), Answer.INVALID_PARAMS, "unknown tool \"" + name + "\"");
        } catch (RuntimeException | Error e) {
            return Answer.error(message.id(), Answer.INTERNAL_ERROR, "unexpected failure: " + e.getClass().getSimpleName());
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
}
