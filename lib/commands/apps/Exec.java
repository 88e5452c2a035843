package lib.commands.apps;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import lib.api.Api;
import lib.api.App;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.http.WebSocket;
import lib.op.AppReference;
import lib.op.Effect;
import lib.op.Examples;
import lib.op.Feed;
import lib.op.FreeText;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.Live;
import lib.op.Nullable;
import lib.op.OneText;
import lib.op.Operation;
import lib.op.Page;
import lib.op.Progress;
import lib.op.Range;
import lib.op.Result;
import lib.op.Terminal;
import lib.op.ToolText;
import lib.services.terminal.Collected;
import lib.services.terminal.RemoteCommand;
import lib.services.terminal.ShellLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs one command in an app's container. Contract: streams, part 7. */
@Examples({"paas exec web -- ls -l /app", "paas exec web \"env | sort\"", "paas exec web -- psql < dump.sql"})
@HelpPlace(under = Heading.APPS, place = 100)
@Command(name = "exec", description = "Run a command in an app's container",
        footer = "What is piped in is the command's input; its two outputs and its exit status become ours.")
@Operation(tool = "paas_exec", title = "Run a command in an app", effect = Effect.WRITE, overwrites = true,
        scopes = {"apps:write", "apps:read"},
        openWorld = true,
        about = "Runs one shell line in the app's running container, without a terminal and without input, and answers with its output "
        + "(both streams "
                + "together) and exit status. Output over 36,000 characters is cut in the middle. A command that is not over in time is "
                + "interrupted.")
public final class Exec implements Callable<Exec.Executed>, Live {

    private static final int SECONDS = 60;
    private static final String GOES_ON = "The command may go on in the container.";

    @Parameters(index = "0")
    AppReference app;

    @ToolText("One line for sh.")
    @OneText
    @Parameters(index = "1..*", arity = "1..*", paramLabel = "-- <command>",
            description = "What to run. One word is a line for sh, several are "
            + "a program and its arguments as they are.")
    List<String> command;

    @ToolText("How long it may take; default 50.")
    @Range(min = 1, max = 3600)
    @Option(names = {"--wait-timeout", "--timeout-seconds"}, paramLabel = "<seconds>",
            description = "How long the command may take, 1 to 3600; default 60.")
    Integer timeoutSeconds;

    private final Api api;
    private final Progress progress;
    private final Terminal terminal;
    private Executed outcome;

    public Exec(Api api, Progress progress, Terminal terminal) {
        this.api = api;
        this.progress = progress;
        this.terminal = terminal;
    }

    /** Whether what it prints is shown as it comes, byte for byte; else it is one text at the end. */
    @Override
    public boolean live() {
        return progress.live();
    }

    @Override
    public boolean raw() {
        return true;
    }

    @Override
    public Executed call() {
        String line = checked();
        App found = app.find(api);
        Duration limit = limit();
        progress.onInterrupt(GOES_ON);
        try (WebSocket shell = api.streams().terminal(found.id())) {
            Collected output = new Collected(progress.appetite());
            RemoteCommand command = new RemoteCommand(shell, found, limit, (error, bytes) -> output.add(bytes)).reading(terminal.piped());
            command.run(line);
            return new Executed(new Ran(found.id(), found.name(), command.status(), output.text(), output.cut() > 0 ? output.cut() : null),
                    failure(found, command, limit));
        } finally {
            progress.onInterrupt(null);
        }
    }

    @Override
    public void follow(Feed feed) {
        String line = checked();
        App found = app.find(api);
        Duration limit = limit();
        progress.onInterrupt(GOES_ON);
        try (WebSocket shell = api.streams().terminal(found.id())) {
            RemoteCommand command = new RemoteCommand(shell, found, limit, feed::bytes).reading(terminal.piped());
            if (!terminal.together()) {
                command.errorsThrough(() -> api.streams().terminal(found.id()));
            }
            command.run(line);
            outcome = new Executed(new Ran(found.id(), found.name(), command.status(), "", null), failure(found, command, limit));
        } finally {
            progress.onInterrupt(null);
        }
    }

    @Override
    public Executed outcome() {
        return outcome;
    }

    private String checked() {
        String line = ShellLine.of(command);
        ShellLine.check(line);
        return line;
    }

    private Duration limit() {
        Duration limit = Duration.ofSeconds(timeoutSeconds == null ? SECONDS : timeoutSeconds);
        return timeoutSeconds == null && progress.patience() != null && progress.patience().compareTo(limit) < 0 ? progress.patience()
                : limit;
    }

    private static Failure failure(App app, RemoteCommand run, Duration limit) {
        return run.status() != null ? null
                : run.lost() ? new Failure(Kind.FAILED, "the connection to the container of " + app.name()
                + " ended before the command did",
                        "was it stopped or deployed meanwhile? see: paas app " + app.name())
                : new Failure(Kind.TIMED_OUT, "the command was not over after " + limit.toSeconds()
                        + " s and was interrupted; what ignores that goes on",
                        run.inputGoesOn() ? "does it wait for more input? without any: paas exec " + app.name() + " -- … < /dev/null"
                        : "allow more time with --wait-timeout, or let it run in the background");
    }

    /**
     * @param json    the facts
     * @param failure why the command did not come to its end; null when it did, whatever its exit status
     */
    public record Executed(Ran json, Failure failure) implements Result {

        @Override
        public Page page() {
            return new Page().text(json.output);
        }

        @Override
        public int exitStatus() {
            return json.exitStatus == null ? 0 : json.exitStatus;
        }
    }

    /**
     * @param exitStatus of the command; left out when it did not end
     * @param output     of both streams, without escape sequences
     * @param cut        how many characters of the output were left out in its middle; left out when none
     */
    public record Ran(String id, String name, @Nullable Integer exitStatus, @FreeText String output, @Nullable Long cut) {
    }
}
