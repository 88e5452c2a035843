package tests.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The real CLI as a process of its own, with a home of its own and no variable of the environment but PATH, HOME, LANG and those a test
 * sets.
 * Every run is checked for tokens on its streams: none may be there, but the agent's own in the output of {@code env}.
 */
public final class Cli {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Home home;
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final List<String> jvmOptions = new ArrayList<>();
    private final Secrets secrets = new Secrets();

    public Cli(Home home) {
        this.home = home;
        environment.put("PATH", System.getenv("PATH"));
        environment.put("HOME", home.path().toString());
        environment.put("LANG", "C.UTF-8");
    }

    /** Sets a variable for all runs from now on; null removes it. */
    public Cli env(String name, String value) {
        environment.put(name, value);
        environment.values().removeIf(each -> each == null);
        return this;
    }

    /** Puts a folder before all others on the PATH. */
    public Cli pathBefore(Path folder) {
        return env("PATH", folder + ":" + environment.get("PATH"));
    }

    public Cli jvm(String option) {
        jvmOptions.add(option);
        return this;
    }

    /** A text that must be on neither stream of any run, e.g. the admin token. */
    public Cli secret(String text) {
        secrets.add(text);
        return this;
    }

    /** Runs to the end with a closed standard input. */
    public Run run(String... arguments) {
        return runWith("", arguments);
    }

    /** Runs to the end with the text on a piped standard input. */
    public Run runWith(String stdin, String... arguments) {
        var live = start(arguments);
        live.type(stdin);
        live.closeInput();
        return live.finish();
    }

    /**
     * Runs {@code paas mcp} as an editor does: the input stays open until all is answered.
     *
     * @param lines how many answers come
     */
    public Run serve(String requests, int lines, String... options) {
        var arguments = new ArrayList<>(List.of("mcp"));
        arguments.addAll(List.of(options));
        var live = start(arguments.toArray(String[]::new));
        live.type(requests);
        live.awaitStdout("\\A(?:[^\\n]*+\\n){" + lines + "}");
        live.closeInput();
        return live.finish();
    }

    /** Starts a run the test talks to; close it, or call {@link Live#finish}. */
    public Live start(String... arguments) {
        try {
            var builder = new ProcessBuilder(commandLine(arguments)).directory(home.path().toFile().isDirectory() ? home.path().toFile()
                : null);
            builder.environment().clear();
            builder.environment().putAll(environment);
            return new Live(typed(arguments), builder.start(), LIMIT, secrets);
        } catch (IOException e) {
            throw new UncheckedIOException("the CLI cannot be started", e);
        }
    }

    /** Starts the same under a pseudo-terminal. */
    public Tty terminal(String... arguments) {
        var variables = new LinkedHashMap<>(environment);
        variables.putIfAbsent("TERM", "xterm-256color");
        return Tty.open(commandLine(arguments), variables, home.path(), typed(arguments), secrets);
    }

    /** Another program, a shell, under a pseudo-terminal. */
    public static Tty under(List<String> command, Map<String, String> environment, Path folder) {
        return Tty.open(command, environment, folder, command, new Secrets());
    }

    /** The same with standard output in a file, as behind {@code >}. */
    public Tty terminalWithOutput(Path stdout, String... arguments) {
        return terminalBehind("out=$1; shift; exec \"$@\" > \"$out\"", stdout.toString(), arguments);
    }

    /** The same with a line on a piped standard input, as behind {@code echo … |}. */
    public Tty terminalWithInput(String line, String... arguments) {
        return terminalBehind("line=$1; shift; printf '%s\\n' \"$line\" | \"$@\"", line, arguments);
    }

    private Tty terminalBehind(String script, String parameter, String... arguments) {
        var command = new ArrayList<>(List.of("/bin/sh", "-c", script, "sh", parameter));
        command.addAll(commandLine(arguments));
        var variables = new LinkedHashMap<>(environment);
        variables.putIfAbsent("TERM", "xterm-256color");
        return Tty.open(command, variables, home.path(), typed(arguments), secrets);
    }

    private List<String> commandLine(String... arguments) {
        return Bundle.command(jvmOptions, List.of(arguments));
    }

    private static List<String> typed(String... arguments) {
        var typed = new ArrayList<>(List.of("paas"));
        typed.addAll(List.of(arguments));
        return typed;
    }
}
