package lib.sandbox.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What goes back over the wire, without the headers that all answers share; {@code body} has the exact bytes, empty for none. */
public record Answer(int status, Map<String, String> headers, byte[] body) {

    /** 200 with a JSON body; {@code null} is written as {@code null}, as Go writes an empty list that was never made. */
    public static Answer json(Object value) {
        return json(200, value);
    }

    /** The same of a list, which is null when it is empty. */
    public static Answer listed(List<?> list) {
        return json(list.isEmpty() ? null : list);
    }

    public static Answer error(int status, String message) {
        return json(status, Map.of("error", message));
    }

    /** An answer of Go's net/http itself, such as its 404. */
    public static Answer text(int status, String line) {
        return of(status, "text/plain; charset=utf-8", (line + "\n").getBytes(UTF_8)).with("X-Content-Type-Options", "nosniff");
    }

    /** A body of another kind, such as a page. */
    public static Answer of(int status, String contentType, byte[] body) {
        return new Answer(status, Map.of("Content-Type", contentType), body);
    }

    /** A redirect as Go's multiplexer sends it: only GET and HEAD get a body. */
    static Answer moved(String method, String location) {
        Answer bare = new Answer(301, Map.of("Location", location), new byte[0]);
        String href = location.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&#34;").replace("'", "&#39;");
        String page = "<a href=\"" + href + "\">Moved Permanently</a>.\n\n";
        return !method.equals("GET") && !method.equals("HEAD") ? bare
            : new Answer(301, bare.headers, page.getBytes(UTF_8)).with("Content-Type", "text/html; charset=utf-8");
    }

    /** The same answer with one header more, or with another value for it. */
    public Answer with(String header, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(header, value);
        return new Answer(status, all, body);
    }

    private static Answer json(int status, Object value) {
        return of(status, "application/json", GoJson.write(value));
    }
}
