package lib.mcp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import lib.json.Json;
import lib.json.JsonWriter;

/**
 * Calls that go on as tasks, as both eras have them. A task's id carries all that has to be known of it, sealed: what goes on, since when
 * and for how long it may be asked about. So it is found again when the editor has started another server, and only where the same token
 * is connected to the same instance. What this process has seen of a task is remembered beside that.
 */
final class Tasks {

    /** The extension of revision 2026-07-28. */
    static final String EXTENSION = "io.modelcontextprotocol/tasks";

    /** For which an end is told, where the client says nothing, and at most. */
    private static final long USUAL_TTL_MS = 3_600_000;
    private static final long LONGEST_TTL_MS = 86_400_000;
    /** What a client is told to wait between two looks, and how often the instance is asked at most. */
    static final int POLL_MS = 2000;
    private static final long LOOK_MS = 500;
    private static final int REMEMBERED = 256;
    private static final int SEAL = 16;
    private static final int LONGEST_ID = 8192;
    private static final int LONGEST_SAYS = 300;
    private static final String UNSTOPPABLE = "the instance cannot stop it, it goes on";

    private final ToolCalls tools;
    private final Map<String, State> states = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, State> eldest) {
            return size() > REMEMBERED;
        }
    };

    Tasks(ToolCalls tools) {
        this.tools = tools;
    }

    /**
     * A task as it is told.
     *
     * @param status  working, completed, cancelled, or failed where nobody can say what became of it; what the call itself answers with an
     *                error is completed
     * @param says    what is going on, or why nothing more will be told; "" for nothing
     * @param ttl     milliseconds from its beginning, for which it may be asked about
     * @param outcome what the call gave back; null until then
     */
    record Task(String id, String status, String says, Instant created, Instant updated, long ttl, ToolCalls.Outcome outcome) {

        boolean over() {
            return !status.equals("working");
        }
    }

    /** What this process knows of a task beyond its id. */
    private static final class State {
        private final String handle;
        private final Instant created;
        private final long ttl;
        private Instant updated;
        private long looked;
        private String says;
        private boolean cancelled;
        private boolean unstoppable;
        private boolean failed;
        private ToolCalls.Outcome outcome;

        private State(String handle, Instant created, long ttl, String says) {
            this.handle = handle;
            this.created = created;
            this.updated = created;
            this.ttl = ttl;
            this.says = says;
        }

        private boolean goesOn() {
            return outcome == null && !cancelled && !failed;
        }
    }

    /**
     * A new task.
     *
     * @param going  what has begun
     * @param wanted for how many milliseconds the client wants to ask about it; null for the usual time
     */
    Task begin(LongCalls.Going going, Long wanted) {
        long ttl = wanted == null || wanted <= 0 ? USUAL_TTL_MS : Math.min(wanted, LONGEST_TTL_MS);
        Instant created = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        byte[] nonce = new byte[9];
        new SecureRandom().nextBytes(nonce);
        byte[] body = JsonWriter.line(Map.of("", List.of(going.handle(), created.toEpochMilli(), ttl,
                Base64.getUrlEncoder().encodeToString(nonce)))).getBytes(StandardCharsets.UTF_8);
        Base64.Encoder text = Base64.getUrlEncoder().withoutPadding();
        String id = text.encodeToString(body) + "." + text.encodeToString(seal(body));
        State state = new State(going.handle(), created, ttl, going.step());
        state.outcome = going.outcome();
        if (going.outcome() != null) {
            state.says = ended(going.outcome());
        }
        synchronized (states) {
            states.put(id, state);
        }
        // it begins as working, whatever the first look will show
        return new Task(id, "working", going.step(), created, created, ttl, null);
    }

    /** Whether this is a task of this home and connection; asks nobody. */
    boolean known(String id) {
        return state(id) != null;
    }

    /** How a task stands now; null for one that is unknown here, was made up, or has expired. */
    Task get(String id) {
        State state = state(id);
        if (state == null) {
            return null;
        }
        synchronized (state) {
            long now = System.nanoTime();
            if (state.goesOn() && (state.looked == 0 || now - state.looked > LOOK_MS * 1_000_000)) {
                look(state);
            }
            return task(id, state);
        }
    }

    private void look(State state) {
        String before = state.says;
        try {
            LongCalls.Going going = tools.look(state.handle);
            state.outcome = going.outcome();
            state.says = going.outcome() == null ? (state.unstoppable ? UNSTOPPABLE + ": " : "") + going.step() : ended(going.outcome());
        } catch (RuntimeException | Error e) {
            state.failed = true;
            state.says = "unexpected failure: " + e.getClass().getSimpleName();
        }
        state.looked = System.nanoTime();
        if (!state.goesOn() || !state.says.equals(before)) {
            state.updated = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        }
    }

    /** Why it failed, in its first line; "" for what did not. */
    private static String ended(ToolCalls.Outcome outcome) {
        String text = outcome.text();
        int end = text.indexOf('\n');
        String line = end < 0 ? text : text.substring(0, end);
        return !outcome.error() ? "" : line.length() > LONGEST_SAYS ? line.substring(0, LONGEST_SAYS) + "…" : line;
    }

    /**
     * Cancels a task that is not over, as far as its work can be stopped.
     *
     * @param forget whether it counts as cancelled even where its work goes on, as revision 2025-11-25 has it
     * @return the task after that; null as in {@link #get}
     */
    Task cancel(String id, boolean forget) {
        State state = state(id);
        if (state == null) {
            return null;
        }
        synchronized (state) {
            if (state.goesOn()) {
                boolean stopped = tools.stop(state.handle);
                state.cancelled = stopped || forget;
                state.unstoppable = !stopped;
                state.says = stopped ? "cancelled" : UNSTOPPABLE + (forget ? ", and may succeed; nothing more is told here" : "");
                state.updated = Instant.now().truncatedTo(ChronoUnit.MILLIS);
            }
            return task(id, state);
        }
    }

    private static Task task(String id, State state) {
        String status = state.cancelled ? "cancelled" : state.failed ? "failed" : state.outcome != null ? "completed" : "working";
        return new Task(id, status, state.says, state.created, state.updated, state.ttl, state.cancelled ? null : state.outcome);
    }

    private State state(String id) {
        State known;
        synchronized (states) {
            known = states.get(id);
        }
        State opened = opened(id);
        if (opened == null || opened.created.plusMillis(opened.ttl).isBefore(Instant.now())) {
            return null;
        }
        if (known != null) {
            return known;
        }
        if (opened.handle.isEmpty()) {
            // it was over when it began, and what came of it was told by another process alone
            return null;
        }
        synchronized (states) {
            return states.computeIfAbsent(id, each -> opened);
        }
    }

    /** What an id says, where its seal is that of this home and connection. */
    private State opened(String id) {
        int dot = id.indexOf('.');
        if (dot < 0 || id.length() > LONGEST_ID) {
            return null;
        }
        try {
            byte[] body = Base64.getUrlDecoder().decode(id.substring(0, dot));
            if (!MessageDigest.isEqual(seal(body), Base64.getUrlDecoder().decode(id.substring(dot + 1)))
                    || !(Json.read(body) instanceof Map<?, ?> read) || !(read.get("") instanceof List<?> facts)) {
                return null;
            }
            return new State((String) facts.get(0), Instant.ofEpochMilli(((Number) facts.get(1)).longValue()),
                    ((Number) facts.get(2)).longValue(), "");
        } catch (IllegalArgumentException | IOException e) {
            return null;
        }
    }

    private byte[] seal(byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(tools.key(), "HmacSHA256"));
            mac.update(body);
            return Arrays.copyOf(mac.doFinal(("\n" + tools.instance()).getBytes(StandardCharsets.UTF_8)), SEAL);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
