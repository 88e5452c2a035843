package lib.api;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongConsumer;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.base.Secrets;
import lib.http.Transport;
import lib.http.Transport.Answer;
import lib.json.Json;
import lib.json.JsonObject;
import lib.json.JsonWriter;

/** What every route of an instance shares: its address and token, JSON in and out, and what a status means. */
final class Routes {

    private static final int MAX_REASON = 300;

    private final Api api;

    Routes(Api api) {
        this.api = api;
    }

    /** GET: a list; JSON null is an empty one, as the instance answers for some lists (contract, JSON RULES). */
    <T> List<T> list(String path, Function<JsonObject, T> read) {
        Answer answer = answer(path, null);
        List<T> items = JsonObject.objects(Json.readOrNull(answer.body()), read);
        if (items == null && isNull(answer.body())) {
            return new ArrayList<>();
        }
        if (items == null) {
            throw unreadable("GET", path, shape(answer) + " where a list was expected");
        }
        return items;
    }

    /** GET: the same where an element that is no object must not be left out, since what is missing would be taken for gone. */
    <T> List<T> wholeList(String path, Function<JsonObject, T> read) {
        Answer answer = answer(path, null);
        List<T> items = JsonObject.objects(Json.readOrNull(answer.body()), read);
        boolean nothing = items == null && isNull(answer.body());
        if (!nothing && (items == null || ((List<?>) Json.readOrNull(answer.body())).size() != items.size())) {
            throw unreadable("GET", path, items == null ? shape(answer) + " where a list was expected" : "an element that is no object");
        }
        return nothing ? new ArrayList<>() : items;
    }

    /** GET: a list that this reader takes as it comes; it answers null for what is none. */
    @SuppressWarnings("unchecked")
    <T> List<T> stream(String path, ListReader<T> reader) {
        Answer answer = answer(path, reader);
        if (answer.value() == null) {
            throw unreadable("GET", path, (answer.contentType().equals("text/html") ? "an HTML page" : "something else or damaged JSON")
                    + " where a list was expected");
        }
        return (List<T>) answer.value();
    }

    /** A reader of a list. */
    interface ListReader<T> extends Transport.Reader {
        @Override
        List<T> read(InputStream in) throws IOException;
    }

    /** GET: an object. */
    JsonObject get(String path) {
        return object("GET", path, answer(path, null));
    }

    /** POST with a JSON body: an object. Sent once, never again. */
    JsonObject post(String path, Map<String, ?> body) {
        Answer answer = session().client().post(uri(path), session().token(), JsonWriter.bytes(body));
        check(answer);
        return object("POST", path, answer);
    }

    /** POST of a form with a JSON text and a file: an object. Sent once, never again. */
    JsonObject upload(String path, Map<String, ?> config, Path zip, LongConsumer sent) {
        Answer answer = session().client().upload(uri(path), session().token(), JsonWriter.bytes(config), zip, sent);
        check(answer);
        return object("POST", path, answer);
    }

    /** GET that tells apart what is no instance: the answer whatever its status, without the token. */
    Answer probe(String path) {
        return session().client().get(uri(path), null, null);
    }

    /** A path with one query parameter, its value encoded so that it stays one value. */
    static String query(String path, String name, String value) {
        return path + (path.indexOf('?') < 0 ? "?" : "&") + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    Api.Session session() {
        return api.session();
    }

    URI uri(String path) {
        return URI.create(session().url() + path);
    }

    private Answer answer(String path, Transport.Reader reader) {
        Answer answer = session().client().get(uri(path), session().token(), reader);
        check(answer);
        return answer;
    }

    private static JsonObject object(String method, String path, Answer answer) {
        JsonObject json = JsonObject.object(Json.readOrNull(answer.body()));
        if (json == null) {
            throw unreadable(method, path, shape(answer) + " where an object was expected");
        }
        return json;
    }

    private static boolean isNull(byte[] body) {
        return new String(body, StandardCharsets.US_ASCII).strip().equals("null");
    }

    static Failure unreadable(String method, String path, String what) {
        return new Failure(Kind.FAILED, "the instance's answer to " + method + " " + path + " cannot be used: " + what,
                "check that the address is a Better-PaaS instance and that no proxy stands in between");
    }

    private static String shape(Answer answer) {
        return answer.contentType().equals("text/html") ? "an HTML page"
                : answer.body().length == 0 ? "nothing" : "something else or damaged JSON";
    }

    /** Turns a status other than 2xx into a typed failure. */
    void check(Answer answer) {
        int status = answer.status();
        if (status / 100 == 2) {
            return;
        }
        String reason = reason(answer);
        String base = session().url();
        throw switch (status) {
            case 401 -> new Failure(Kind.NOT_ALLOWED, reason, "the instance does not accept this token (any more); run: paas connect " + base);
            case 403 -> new Failure(Kind.NOT_ALLOWED, reason, Permission.hint(reason, base));
            case 404 -> new Failure(Kind.NOT_FOUND, reason);
            case 409 -> new Failure(Kind.CONFLICT, reason);
            case 429 -> new Failure(Kind.RATE_LIMITED, reason,
                    Transport.seconds(answer.retryAfter()) < 0 ? "wait a moment and try again" : "try again in " + answer.retryAfter() + " s");
            case 502, 503, 504 -> new Failure(Kind.UNREACHABLE, reason,
                    "a proxy answers but the instance behind it does not; check that the backend is running");
            default -> status / 100 == 3
                    ? new Failure(Kind.FAILED, base + " answers with a redirect, which is not followed here",
                            "run: paas connect with the address it redirects to")
                    : new Failure(status >= 500 ? Kind.SERVER_ERROR : Kind.FAILED, reason,
                            status >= 500 ? "look at the instance's own log" : null);
        };
    }

    /** What the server said: {@code {"error": …}}, else its plain text, else the status alone. */
    private String reason(Answer answer) {
        JsonObject json = JsonObject.object(Json.readOrNull(answer.body()));
        String said = json != null ? json.text("error")
                : answer.contentType().equals("text/html") ? "" : new String(answer.body(), 0, Math.min(answer.body().length, 4 * MAX_REASON),
                        StandardCharsets.UTF_8);
        said = said.strip().lines().findFirst().orElse("").strip();
        // a server can repeat what it was sent
        said = session().token() == null ? said : new Secrets(session().token()).text(said);
        if (said.isEmpty()) {
            return "the instance answered with status " + answer.status();
        }
        return said.length() > MAX_REASON ? said.substring(0, MAX_REASON) + "…" : said;
    }
}
