package lib.commands.connection;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import lib.api.Api;
import lib.api.Permission;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.base.secrets.Secrets;
import lib.files.RawPath;
import lib.files.Reason;
import lib.http.Body;
import lib.http.Response;
import lib.json.Json;
import lib.json.JsonWriter;
import lib.op.AsAdmin;
import lib.op.Examples;
import lib.op.Feed;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.Live;
import lib.op.Nullable;
import lib.op.Page;
import lib.op.Progress;
import lib.op.Result;
import lib.op.Terminal;
import lib.services.request.Fields;
import lib.services.request.GivenHeaders;
import lib.services.request.Printed;
import lib.services.request.Target;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Any route of the instance, for what has no command of its own: the request as it was typed, the answer's body byte for byte. With
 * {@code --json} its status, headers and body are one object. Contract: every path of both files but the WebSockets.
 */
@Examples({"paas api apps", "paas api post apps/stop -f id=k3v9x0q2ab",
        "paas api backups/download -f name=nightly.tar.gz > nightly.tar.gz"})
@HelpPlace(under = Heading.INSTANCE, place = 900)
@Command(name = "api", description = "Send any request to the instance",
        footer = "The path is written with or without /api. The method is GET, or POST with fields or --input. What the status means "
        + "becomes the exit code: 2xx is 0, 401 and 403 are 4, 404 is 5, 409 is 6.")
public final class CallApi implements Callable<CallApi.Answered>, Live, AsAdmin {

    @Parameters(index = "0", paramLabel = "[<method>] <path>", description = "E.g. apps, or post apps/stop.")
    String first;

    @Parameters(index = "1", arity = "0..1", hidden = true)
    String second;

    @Option(names = {"-f", "--raw-field"}, paramLabel = "<name=value>",
            description = "A text for the body, or for the query where there is none. Repeatable; a[b]=… is an object, a[]=… a list.")
    List<String> texts;

    @Option(names = {"-F", "--field"}, paramLabel = "<name=value>", description = "The same with a value of JSON: 5, true, [1, 2].")
    List<String> typed;

    @Option(names = "--input", paramLabel = "<file>", description = "The body as it is; - is standard input. Fields are the query then.")
    String input;

    @Option(names = {"-i", "--include"}, description = "Print status and headers, too.")
    boolean include;

    @Option(names = {"-H", "--header"}, paramLabel = "<name:value>", description = "A header. Repeatable.")
    List<String> headers;

    @Option(names = "--admin", description = "With the admin token: asked for, or of PAAS_ADMIN_TOKEN.")
    boolean admin;

    private final Api api;
    private final Progress progress;
    private final Terminal terminal;

    public CallApi(Api api, Progress progress, Terminal terminal) {
        this.api = api;
        this.progress = progress;
        this.terminal = terminal;
    }

    @Override
    public boolean asAdmin() {
        return admin;
    }

    @Override
    public boolean live() {
        return progress.live();
    }

    @Override
    public boolean verbatim() {
        return true;
    }

    @Override
    public void follow(Feed feed) {
        Printed printed = new Printed(feed, include);
        Prepared request = prepared();
        Response answer = send(request, printed);
        printed.end(answer);
        Failure failure = failure(request, answer);
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public Answered call() {
        Prepared request = prepared();
        Response answer = send(request, null);
        String text = new String(answer.body(), StandardCharsets.UTF_8);
        if (!Arrays.equals(text.getBytes(StandardCharsets.UTF_8), answer.body())) {
            throw new Failure(Kind.FAILED, "the answer is no text, and JSON holds nothing else", "leave out --json");
        }
        String shown = text.replace(api.session().token(), Secrets.MASK);
        Object json = Json.readOrNull(shown.getBytes(StandardCharsets.UTF_8));
        Map<String, Object> named = new LinkedHashMap<>();
        answer.headers().forEach((name, values) -> named.put(name, String.join(", ", values)));
        return new Answered(new Whole(answer.status(), named, json == null && !shown.strip().equals("null") ? shown : json),
                failure(request, answer));
    }

    private Failure failure(Prepared request, Response answer) {
        Failure failure = api.raw().failure(request.method, request.path, answer);
        return failure != null && !admin && Permission.beyondProfiles(failure)
                ? failure.withHint("no profile may do this; add --admin to send it with the admin token") : failure;
    }

    /** What is sent, without its body: that is opened last. */
    private record Prepared(String method, String path, Map<String, String> headers, Fields body) {
    }

    private Prepared prepared() {
        if (first == null) {
            throw new Failure(Kind.USAGE, "missing the path of a route", "e.g. paas api apps; all of them are listed in docs/routes.md");
        }
        Fields fields = new Fields(texts, typed);
        String method = second != null ? Target.method(first) : fields.isEmpty() && input == null ? "GET" : "POST";
        String path = Target.path(second != null ? second : first, api.session().url());
        boolean bodiless = method.equals("GET") || method.equals("HEAD") || method.equals("OPTIONS");
        if (bodiless && input != null) {
            throw new Failure(Kind.USAGE, "a " + method + " has no body", "leave out --input, or name another method");
        }
        boolean query = bodiless || input != null;
        return new Prepared(method, query ? fields.query(path) : path, GivenHeaders.of(headers), query || fields.isEmpty() ? null : fields);
    }

    private Response send(Prepared request, Printed printed) {
        Map<String, String> all = new LinkedHashMap<>(request.headers);
        all.putIfAbsent("Accept", "*/*");
        String given = all.remove("Content-Type");
        String type = given == null ? "application/json" : given;
        if (input == null) {
            Body body = request.body == null ? null : new Body.Bytes(JsonWriter.bytes(request.body.object()), type);
            return api.raw().send(request.method, request.path, all, body, printed);
        }
        try (InputStream bytes = opened()) {
            return api.raw().send(request.method, request.path, all, new Body.Stream(bytes, type), printed);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private InputStream opened() {
        if (input.equals("-")) {
            InputStream piped = terminal.piped();
            return piped == null ? new ByteArrayInputStream(new byte[0]) : piped;
        }
        try {
            return Files.newInputStream(RawPath.typed(input));
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private Failure unreadable(IOException e) {
        return new Failure(Kind.USAGE, "cannot read " + input + " (" + Reason.of(e) + ")");
    }

    /**
     * @param json    all of it
     * @param failure what the status means; null for 2xx
     */
    public record Answered(Whole json, Failure failure) implements Result {

        @Override
        public Page page() {
            return new Page().text(String.valueOf(json.body));
        }
    }

    /**
     * @param headers by name; several of one name in one text
     * @param body    JSON where it is some, else a text; left out for JSON null
     */
    public record Whole(int status, Map<String, Object> headers, @Nullable Object body) {
    }
}
