package lib.setup;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.files.Machine;
import lib.install.JBang;
import lib.install.JvmFlags;

/**
 * Decides the command line of an entry. Editors pass few variables and often another PATH than a terminal, so every path is absolute and
 * nothing is looked up: the JVM that runs this program, and a copy of this program that no cache's cleaning takes away. A native binary's
 * copy is started as it is.
 */
public final class Launcher {

    /** Those of a server beside an editor. */
    public static final List<String> JVM_OPTIONS = JvmFlags.SERVER;

    private Launcher() {
    }

    /**
     * The way through what {@code paas install} made: it knows its Java and its copy itself, and stays right after an upgrade.
     *
     * @param launcher a program that can be started as it is, so not on Windows
     */
    public static Launch installed(String launcher) {
        return new Launch(launcher, List.of("mcp"));
    }

    /**
     * @param via     "java", or "jbang" for JBang's choice of a JVM
     * @param runtime the folder of the program's copy
     * @param jars    the names of the files in it, sorted
     * @throws Failure USAGE when there is no such way here
     */
    public static Launch of(Machine machine, String via, String runtime, List<String> jars) {
        String separator = machine.os() == Machine.Os.WINDOWS ? "\\" : "/";
        List<String> arguments = new ArrayList<>();
        switch (via) {
            case "java" -> {
                if (machine.java() == null) {
                    return launch(machine, runtime + separator + jars.getFirst(), List.of("mcp"));
                }
                arguments.addAll(JVM_OPTIONS);
                arguments.addAll(List.of("-cp", runtime + separator + "*", machine.main(), "mcp"));
                return launch(machine, machine.java(), arguments);
            }
            case "jbang" -> {
                String jbang = jbang(machine);
                arguments.addAll(List.of("run", "--quiet", "--offline", "--java", "25+"));
                JVM_OPTIONS.forEach(option -> arguments.add("--runtime-option=" + option));
                jars.stream().skip(1).forEach(jar -> arguments.add("--cp=" + runtime + separator + jar));
                arguments.addAll(List.of("--main", machine.main(), runtime + separator + jars.getFirst(), "mcp"));
                return launch(machine, jbang, arguments);
            }
            default -> throw new Failure(Kind.USAGE, "there is no way \"" + via + "\" to start the server", "--via takes java or jbang");
        }
    }

    /** On Linux a path beyond ASCII can be read in a UTF-8 locale alone, and most clients pass none on. */
    private static Launch launch(Machine machine, String command, List<String> arguments) {
        boolean plain = machine.os() != Machine.Os.LINUX
                || StandardCharsets.US_ASCII.newEncoder().canEncode(command + String.join("", arguments) + machine.home());
        return new Launch(command, List.copyOf(arguments), plain ? Map.of() : Map.of("LC_ALL", "C.UTF-8"));
    }

    /** The installed JBang: in its own folder, else on the PATH. */
    private static String jbang(Machine machine) {
        if (machine.java() == null) {
            throw new Failure(Kind.USAGE, "this is the native binary, which JBang does not start", "leave --via out");
        }
        if (machine.os() == Machine.Os.WINDOWS) {
            throw new Failure(Kind.USAGE, "on Windows JBang is a .cmd file, which editors cannot start", "leave --via out");
        }
        String path = JBang.path(machine);
        if (path == null) {
            throw new Failure(Kind.USAGE, "no jbang was found on the PATH or in ~/.jbang/bin", "install JBang, or leave --via out");
        }
        return path;
    }
}
