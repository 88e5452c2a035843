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
import lib.op.FreeText;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.Nullable;
import lib.op.OneText;
import lib.op.Operation;
import lib.op.Page;
import lib.op.Progress;
import lib.op.Range;
import lib.op.Result;
import lib.op.ToolText;
import lib.services.terminal.CommandRun;
import lib.services.terminal.ShellLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs one command in an app's container. Contract: streams, part 7. */
@Examples({"paas exec web -- ls -l /app", "paas exec web \"env | sort\""})
@HelpPlace(under = Heading.APPS, place = 100)
@Command(name = "exec", description = "Run a command in an app's container")
@Operation(tool = "paas_exec", title = "Run a command in an app", effect = Effect.WRITE, overwrites = true,
        scopes = {"apps:write", "apps:read"},
        openWorld = true,
        about = "Runs one shell line in the app's running container, without a terminal and without input, and answers with its output "
        + "(both streams "
                + "together) and exit status. Output over 36,000 characters is cut in the middle. A command that is not over in time is "
                + "interrupted.")
public final class Exec implements Callable<Exec.Executed> {

    private static final int SECONDS = 60;

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
    @Option(names = "--timeout-seconds", paramLabel = "<n>", description = "How long it may take, 1 to 3600; default 60.")
    Integer timeoutSeconds;

    private final Api api;
    private final Progress progress;

    public Exec(Api api, Progress progress) {
        this.api = api;
        this.progress = progress;
    }

    @Override
    public Executed call() {
        if (timeoutSeconds != null && (timeoutSeconds < 1 || timeoutSeconds > 3600)) {
            throw new Failure(Kind.USAGE, "timeoutSeconds is between 1 and 3600");
        }
        String line = ShellLine.of(command);
        ShellLine.check(line);
        App found = app.find(api);
        Duration limit = Duration.ofSeconds(timeoutSeconds == null ? SECONDS : timeoutSeconds);
        if (timeoutSeconds == null && progress.patience() != null && progress.patience().compareTo(limit) < 0) {
            limit = progress.patience();
        }
        progress.onInterrupt("The command may go on in the container.");
        try (WebSocket terminal = api.streams().terminal(found.id())) {
            CommandRun run = CommandRun.of(terminal, found, line, limit, progress.appetite());
            return new Executed(new Ran(found.id(), found.name(), run.status(), run.output(), run.cut() > 0 ? run.cut() : null),
                    failure(found, run, limit));
        } finally {
            progress.onInterrupt(null);
        }
    }

    private static Failure failure(App app, CommandRun run, Duration limit) {
        return run.status() != null ? null
                : run.lost() ? new Failure(Kind.FAILED, "the connection to the container of " + app.name()
                + " ended before the command did",
                        "was it stopped or deployed meanwhile? see: paas app " + app.name())
                : new Failure(Kind.TIMED_OUT, "the command was not over after " + limit.toSeconds()
                        + " s and was interrupted; what ignores that goes on",
                        "allow more time with --timeout-seconds, or let it run in the background");
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
