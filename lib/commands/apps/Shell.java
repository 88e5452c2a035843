package lib.commands.apps;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import lib.api.Api;
import lib.api.App;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.http.WebSocket;
import lib.op.AppReference;
import lib.op.Examples;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.Result;
import lib.op.Terminal;
import lib.services.terminal.Keys;
import lib.services.terminal.Refusal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Hands the person's terminal over to a shell in an app's container. Contract: streams, part 5. */
@Examples("paas shell web")
@HelpPlace(under = Heading.APPS, place = 110)
@Command(name = "shell", description = "Open a shell in an app's container",
        footer = "Leave it with exit or Ctrl-D; when nothing answers: Enter, then ~.")
public final class Shell implements Callable<Result> {

    private static final Duration GREETING = Duration.ofSeconds(3);
    private static final Duration WHILE = Duration.ofMinutes(1);

    @Parameters(index = "0")
    AppReference app;

    private final Api api;
    private final Terminal terminal;

    public Shell(Api api, Terminal terminal) {
        this.api = api;
        this.terminal = terminal;
    }

    /** Returns nothing: what there was to show stood on the screen. */
    @Override
    public Result call() throws IOException {
        if (!terminal.interactive()) {
            throw new Failure(Kind.USAGE, "a shell needs a terminal, and there is none here", "a single command: paas exec " + app
                    + " -- <command>");
        }
        App found = app.find(api);
        try (WebSocket shell = api.streams().terminal(found.id())) {
            byte[] greeting = shell.read(GREETING);
            if (greeting == null) {
                throw new Failure(Kind.FAILED, "the connection to the container of " + found.name() + " ended before there was a shell",
                        "see: paas app " + found.name());
            }
            Refusal.check(new String(greeting, StandardCharsets.UTF_8), found);
            talk(shell, greeting);
        }
        return null;
    }

    private void talk(WebSocket shell, byte[] greeting) throws IOException {
        Terminal.Raw[] taken = new Terminal.Raw[1];
        try (Terminal.Raw raw = terminal.raw(() -> resize(shell, taken[0]))) {
            taken[0] = raw;
            resize(shell, raw);
            raw.write(greeting);
            // a thread of the platform: a native read that blocks would hold a virtual one's carrier
            Thread.ofPlatform().daemon().name("keyboard").start(() -> type(shell, raw));
            for (byte[] bytes = shell.read(WHILE); bytes != null; bytes = shell.read(WHILE)) {
                if (bytes != WebSocket.NOTHING) {
                    raw.write(bytes);
                }
            }
        }
    }

    private static void resize(WebSocket shell, Terminal.Raw raw) {
        if (raw != null && raw.columns() > 0 && raw.rows() > 0) {
            shell.send(Map.of("type", "resize", "cols", raw.columns(), "rows", raw.rows()));
        }
    }

    private static void type(WebSocket shell, Terminal.Raw raw) {
        Keys keys = new Keys();
        byte[] buffer = new byte[4096];
        try {
            String text = "";
            for (int n = raw.read(buffer); n > 0 && text != null; n = text == null ? 0 : raw.read(buffer)) {
                text = keys.of(buffer, n);
                if (text != null && !text.isEmpty() && !shell.send(Map.of("type", "input", "data", text))) {
                    break;
                }
            }
        } catch (IOException gone) {
            // the window was closed
        }
        shell.close();
    }
}
