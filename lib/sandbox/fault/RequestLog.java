package lib.sandbox.fault;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/** What arrived, for tests to compare with what should have been sent: the newest 10,000 requests, without tokens, tickets and bodies. */
public final class RequestLog {

    private static final int MOST = 10_000;
    private static final Pattern SECRET = Pattern.compile("(?i)((?:^|[?&])(?:ticket|token|access_token|code)=)[^&]*");
    private static final Pattern TOKEN = Pattern.compile("bpagt_[0-9A-Za-z]+|(?<![0-9A-Fa-f])[0-9A-Fa-f]{64}(?![0-9A-Fa-f])");

    private final Deque<Entry> entries = new ArrayDeque<>();

    /** Oldest first; a request is here before its answer leaves. */
    public synchronized List<Entry> all() {
        return List.copyOf(entries);
    }

    public synchronized void clear() {
        entries.clear();
    }

    /** @param target path and query as they came */
    public synchronized void add(String method, String target, int status, long contentLength) {
        if (entries.size() == MOST) {
            entries.removeFirst();
        }
        String clean = TOKEN.matcher(SECRET.matcher(target).replaceAll("$1***")).replaceAll("***");
        entries.addLast(new Entry(method, clean, status, contentLength));
    }

    /**
     * One request.
     *
     * @param path          with the query; what could be a secret is {@code ***}
     * @param status        of the answer; 0 when the connection was dropped without one
     * @param contentLength of the request's body in bytes: 0 for none, -1 when it came without a length (chunked)
     */
    public record Entry(String method, String path, int status, long contentLength) { }
}
