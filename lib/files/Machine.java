package lib.files;

import java.io.File;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The machine that setup works on. Paths are texts in the system's own form, so that where a file lies can be worked out for each system
 * on any other.
 *
 * @param home        the person's home folder
 * @param folder      the current folder
 * @param environment the variables
 * @param exists      whether there is a file or folder at a path
 * @param version     of this program
 * @param main        the class that starts it
 * @param java        the program that runs this one; null for a native binary, which needs none
 * @param classPath   what this program is loaded from, absolute: of a native binary its file alone
 */
public record Machine(Os os, String home, String folder, Map<String, String> environment, Predicate<String> exists, String version,
        String main, String java, List<String> classPath) {

    /** Operating systems, as far as they differ here. */
    public enum Os {
        LINUX, MAC, WINDOWS;

        public static Os named(String name) {
            String low = name.toLowerCase(Locale.ROOT);
            return low.startsWith("windows") ? WINDOWS : low.startsWith("mac") ? MAC : LINUX;
        }
    }

    /** The machine and the process this runs in. */
    public static Machine here(String home, String version, String main, Map<String, String> environment) {
        Os os = Os.named(System.getProperty("os.name"));
        String folder = new File("").getAbsolutePath();
        if (System.getProperty("org.graalvm.nativeimage.imagecode") != null) {
            return new Machine(os, home, folder, environment, path -> new File(path).exists(), version, main, null,
                    List.of(ProcessHandle.current().info().command().orElseThrow()));
        }
        String java = String.join(File.separator, System.getProperty("java.home"), "bin", os == Os.WINDOWS ? "java.exe" : "java");
        List<String> classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.isEmpty()).map(entry -> new File(entry).getAbsolutePath()).collect(Collectors.toList());
        return new Machine(os, home, folder, environment, path -> new File(path).exists(), version, main, java,
                classPath);
    }

    /** A path below the home folder. */
    public String inHome(String... names) {
        return join(home, names);
    }

    /** A path below the current folder. */
    public String inFolder(String... names) {
        return join(folder, names);
    }

    /** A path below the folder that a variable names; below another one when it is not set. An empty value counts as not set. */
    public String in(String variable, String otherwise, String... names) {
        String set = environment.getOrDefault(variable, "");
        return join(set.isBlank() ? otherwise : set, names);
    }

    /** As a person writes it: the home folder as a tilde, where shells know that. */
    public String shown(String path) {
        return os != Os.WINDOWS && path.startsWith(home + "/") ? "~" + path.substring(home.length()) : path;
    }

    private String join(String folder, String... names) {
        String separator = os == Os.WINDOWS ? "\\" : "/";
        String below = String.join(separator, names);
        return folder.endsWith(separator) ? folder + below : folder + separator + below;
    }
}
