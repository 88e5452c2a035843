package lib.commands.apps;

import java.io.IOException;
import java.io.UncheckedIOException;
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
import lib.op.Nullable;
import lib.op.Page;
import lib.op.Result;
import lib.op.Terminal;
import lib.services.terminal.Farewell;
import lib.services.terminal.Keys;
import lib.services.terminal.Refusal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Hands the person's terminal over to a shell in an app's container. Contract: streams, part 5. */
@Examples("paas shell web")
@HelpPlace(under = Heading.APPS, place = 110)
@Command(name = "shell", description = "Open a shell in an app's container",
        footer = "Leave it with exit or Ctrl-D; when nothing answers: Enter, then ~.")
public final class Shell implements Callable<Shell.Left> {

    private static final Duration GREETING = Duration.ofSeconds(3);

    @Parameters(index = "0")
    AppReference app;

    private final Api api;
    private final Terminal terminal;
    private volatile boolean left;

    public Shell(Api api, Terminal terminal) {
        this.api = api;
        this.terminal = terminal;
    }

    /** Returns the shell's exit status: the rest stood on the screen. */
    @Override
    public Left call() throws IOException {
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
            Farewell farewell = talk(shell, greeting);
            boolean cutOff = farewell.expected() && farewell.status() == null && !left;
            return new Left(farewell.status(), !cutOff ? null : new Failure(Kind.FAILED, "the connection to the container of "
                    + found.name() + " ended, and the shell did not say how",
                    "was it stopped or deployed meanwhile? see: paas app " + found.name()));
        }
    }

    private Farewell talk(WebSocket shell, byte[] greeting) throws IOException {
        Terminal.Raw[] taken = new Terminal.Raw[1];
        try (Terminal.Raw raw = terminal.raw(() -> resize(shell, taken[0]))) {
            taken[0] = raw;
            resize(shell, raw);
            Farewell farewell = new Farewell(greeting, bytes -> show(raw, bytes));
            shell.send(Map.of("type", "input", "data", farewell.typed()));
            Thread keyboard = null;
            for (byte[] bytes = shell.read(farewell.patience()); bytes != null; bytes = shell.read(farewell.patience())) {
                farewell.next(bytes == WebSocket.NOTHING ? new byte[0] : bytes);
                if (keyboard == null && farewell.shown()) {
                    // what was typed ahead is echoed where the person sees it; a thread of the platform: a native read that blocks would
                    // hold a virtual one's carrier
                    keyboard = Thread.ofPlatform().daemon().name("keyboard").start(() -> type(shell, raw));
                }
            }
            farewell.end();
            return farewell;
        }
    }

    private static void show(Terminal.Raw raw, byte[] bytes) {
        try {
            raw.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void resize(WebSocket shell, Terminal.Raw raw) {
        if (raw != null && raw.columns() > 0 && raw.rows() > 0) {
            shell.send(Map.of("type", "resize", "cols", raw.columns(), "rows", raw.rows()));
        }
    }

    private void type(WebSocket shell, Terminal.Raw raw) {
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
        left = true;
        shell.close();
    }

    /**
     * @param status  of the shell; null when it did not tell
     * @param failure when it ended otherwise than by itself or by the person; null else
     */
    public record Left(@Nullable Integer status, Failure failure) implements Result {

        /** What the JSON is. */
        record Status(@Nullable Integer exitStatus) {
        }

        @Override
        public Status json() {
            return new Status(status);
        }

        @Override
        public Page page() {
            return new Page();
        }

        @Override
        public int exitStatus() {
            return status == null ? 0 : status;
        }
    }
}
