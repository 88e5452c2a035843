package lib.api;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongConsumer;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.base.secrets.Secrets;
import lib.http.Body;
import lib.http.Origin;
import lib.http.Request;
import lib.http.Response;
import lib.http.Stepwise;
import lib.http.Transport;
import lib.json.Json;
import lib.json.JsonObject;
import lib.json.JsonWriter;

/** What every route of an instance shares: its address and token, JSON in and out, and what a status means. */
final class Routes {

    private static final int MAX_REASON = 300;

    final Changes changes = new Changes();
    private final Api api;

    Routes(Api api) {
        this.api = api;
    }

    /**
     * GET: a list; JSON null is an empty one, as the instance answers for some lists (contract, JSON RULES).
     * @param wanted the fields of its objects that are read, of what can be megabytes; all when none is named
     */
    <T> List<T> list(String path, Function<JsonObject, T> read, String... wanted) {
        Response answer = answer(path, null);
        byte[] body = answer.body();
        List<T> items = JsonObject.objects(wanted.length == 0 ? Json.readOrNull(body) : Json.readRows(body, Set.of(wanted)), read);
        if (items == null && !isNull(body)) {
            throw unreadable("GET", path, shape(answer) + " where a list was expected");
        }
        return items == null ? new ArrayList<>() : items;
    }

    /** GET: the same where an element that is no object must not be left out, since what is missing would be taken for gone. */
    <T> List<T> wholeList(String path, Function<JsonObject, T> read) {
        Response answer = answer(path, null);
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
        Response answer = answer(path, reader);
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
        return get(path, null);
    }

    /** GET: the same from a route that takes long. @param limit how long it may take; null for the usual time */
    JsonObject get(String path, Duration limit) {
        Request request = Request.get(uri(path), session().token()).within(limit);
        Response answer = session().client().send(request);
        check(request, answer);
        return object("GET", path, answer);
    }

    /**
     * GET: a file, or the rest of one.
     *
     * @param from the first byte that is wanted; a server that knows no ranges sends all of it
     * @return what the reader made of it
     */
    Object file(String path, long from, Stepwise reader) {
        Request request = Request.get(uri(path), session().token());
        request = from == 0 ? request : request.with("Range", "bytes=" + from + "-");
        Response answer = session().client().send(request, reader);
        check(request, answer);
        return answer.value();
    }

    /** POST with a JSON body: an object. It is sent once, but for the rate limit, which refuses before anything is done. */
    JsonObject post(String path, Map<String, ?> body) {
        return post(path, body, null);
    }

    /** The same to a route that takes long. @param limit how long it may take; null for the usual time */
    JsonObject post(String path, Map<String, ?> body, Duration limit) {
        try {
            return posted(Request.of("POST", uri(path), session().token(), Body.json(JsonWriter.bytes(body))).within(limit), path);
        } catch (Failure e) {
            throw withoutSecrets(e, body);
        }
    }

    /** A server can repeat what it was sent: a Git token, a password. */
    private static Failure withoutSecrets(Failure failure, Map<String, ?> body) {
        List<String> sent = new ArrayList<>();
        body.forEach((name, value) -> {
            if (value instanceof String text && Secrets.credential(name)) {
                sent.add(text);
            }
        });
        return sent.isEmpty() ? failure : new Failure(failure.kind(), new Secrets(sent).text(failure.getMessage()), failure.hint());
    }

    /** A POST that changes nothing: where its answer does not come, nothing is left to be looked after. Sent as any other. */
    JsonObject ask(String path, Map<String, ?> body) {
        return posted(Request.of("POST", uri(path), session().token(), Body.json(JsonWriter.bytes(body))).harmless(), path);
    }

    /** The same, answered with a list of texts. */
    List<String> askTexts(String path, Map<String, ?> body) {
        Request request = Request.of("POST", uri(path), session().token(), Body.json(JsonWriter.bytes(body))).harmless();
        Response answer = session().client().send(request);
        check(request, answer);
        if (!(Json.readOrNull(answer.body()) instanceof List<?> all) || !all.stream().allMatch(String.class::isInstance)) {
            throw unreadable("POST", path, shape(answer) + " where a list was expected");
        }
        return all.stream().map(String.class::cast).toList();
    }

    /** DELETE without a body: an object. Sent as a POST. */
    JsonObject delete(String path) {
        Request request = Request.of("DELETE", uri(path), session().token(), null);
        Response answer = changes.send(request, session().client());
        check(request, answer);
        return object("DELETE", path, answer);
    }

    /** POST of a form with a JSON text and a file: an object. Sent as any other. */
    JsonObject upload(String path, Map<String, ?> config, Path zip, LongConsumer sent) {
        String settings = new String(JsonWriter.bytes(config), StandardCharsets.UTF_8);
        Body form = new Body.Form(Map.of("config", settings), "archive", zip, "application/zip", sent);
        return posted(Request.of("POST", uri(path), session().token(), form), path);
    }

    private JsonObject posted(Request request, String path) {
        Response answer = changes.send(request, session().client());
        check(request, answer);
        return object("POST", path, answer);
    }

    /**
     * GET that tells apart what is no instance: the answer whatever its status, without the token.
     *
     * @throws Failure also when a proxy answers in the instance's place
     */
    Response probe(String path) {
        Request request = Request.get(uri(path), null);
        Response answer = session().client().send(request);
        Failure front = answer.proxy() == null ? null : inFront(request, answer);
        if (front != null) {
            throw front;
        }
        return answer;
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

    private Response answer(String path, Transport.Reader reader) {
        Request request = Request.get(uri(path), session().token());
        Response answer = session().client().send(request, reader);
        check(request, answer);
        return answer;
    }

    private static JsonObject object(String method, String path, Response answer) {
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

    private static String shape(Response answer) {
        return answer.contentType().equals("text/html") ? "an HTML page"
                : answer.body().length == 0 ? "nothing" : "something else or damaged JSON";
    }

    /** Turns a status other than 2xx into a typed failure. */
    void check(Request request, Response answer) {
        int status = answer.status();
        if (status / 100 == 2) {
            return;
        }
        Failure front = inFront(request, answer);
        if (front != null) {
            throw front;
        }
        String reason = reason(answer);
        String base = session().url();
        throw switch (status) {
            case 401 -> new Failure(Kind.NOT_ALLOWED, reason, session().source().refused(base));
            case 403 -> new Failure(Kind.NOT_ALLOWED, reason, Permission.hint(reason, session()));
            case 404 -> new Failure(Kind.NOT_FOUND, reason);
            case 409 -> new Failure(Kind.CONFLICT, reason);
            case 429 -> answer.lockedOut()
                    ? new Failure(Kind.LOCKED_OUT, reason, (answer.retryAfter() > 0 ? "wait " + answer.retryAfter() + " s" : "wait a while")
                            + " before you do anything else: each further try with a wrong token doubles it; "
                            + session().source().renewed(base))
                    : new Failure(Kind.RATE_LIMITED, reason,
                            answer.retryAfter() > 0 ? "try again in " + answer.retryAfter() + " s" : "wait a moment and try again");
            default -> status / 100 == 3
                    ? new Failure(Kind.FAILED, base + " answers with a redirect, which is not followed here",
                            session().source().moved())
                    : new Failure(status >= 500 ? Kind.SERVER_ERROR : Kind.FAILED, reason,
                            status >= 500 ? "look at the instance's own log" : null);
        };
    }

    /**
     * What it means when something in front of the instance answers in its place: a proxy of this network, a gateway with a login of its
     * own, a load balancer without a server. The instance gives its errors as JSON, or in plain words; null when this is one of them.
     */
    Failure inFront(Request request, Response answer) {
        int status = answer.status();
        boolean refused = status == 401 || status == 403;
        boolean away = status == 502 || status == 503 || status == 504;
        if (!refused && !away || JsonObject.object(Json.readOrNull(answer.body())) != null) {
            return null;
        }
        if (answer.proxy() != null) {
            return new Failure(Kind.UNREACHABLE, "the proxy " + answer.proxy() + " refused " + request + " (status " + status + ")",
                    "ask who runs it, or name the instance's host in NO_PROXY");
        }
        if (away) {
            return request.changes() ? Transport.lost(request, "a gateway answered with status " + status)
                    : new Failure(Kind.UNREACHABLE, reason(answer),
                            "a proxy answers but the instance behind it does not; check that the backend is running");
        }
        return answer.contentType().equals("text/html") || !answer.header("WWW-Authenticate").isEmpty()
                ? new Failure(Kind.NOT_ALLOWED,
                        "something in front of " + Origin.of(request.uri()) + " refused " + request + " (status " + status + ")",
                        "an access gateway takes headers of its own: PAAS_HEADERS, one a line as Name: value")
                : null;
    }

    /** What the server said: {@code {"error": …}}, else its plain text, else the status alone. */
    private String reason(Response answer) {
        JsonObject json = JsonObject.object(Json.readOrNull(answer.body()));
        String said = json != null ? json.text("error")
                : new String(answer.body(), 0, Math.min(answer.body().length, 4 * MAX_REASON), StandardCharsets.UTF_8);
        said = said.strip().lines().findFirst().orElse("").strip();
        // a server can repeat what it was sent
        said = session().token() == null ? said : new Secrets(session().token()).text(said);
        if (said.isEmpty() || json == null && (said.startsWith("<") || answer.contentType().equals("text/html"))) {
            return "the instance answered with status " + answer.status();
        }
        return said.length() > MAX_REASON ? said.substring(0, MAX_REASON) + "…" : said;
    }
}
