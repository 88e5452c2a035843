package lib.setup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lib.files.Machine;
import lib.install.Installation;
import lib.setup.file.SettingsFile;

/** Every file of this machine that may name a copy of this program, or the launcher: those of editors, and the launcher itself. */
public final class NamedCopies {

    private NamedCopies() {
    }

    /**
     * @param more files besides
     * @return the texts; null when one of them cannot be read, and so may name any
     */
    public static List<String> texts(Machine machine, Collection<String> more) {
        Set<String> paths = new LinkedHashSet<>(more);
        paths.addAll(editors(machine));
        Installation installation = new Installation(Path.of(machine.home()));
        paths.add(installation.state().toString());
        if (!Files.isSymbolicLink(installation.launcher())) {
            // else it leads to a program, of which the state has the name
            paths.add(installation.launcher().toString());
        }
        List<String> texts = new ArrayList<>();
        for (String path : paths) {
            try {
                String text = text(path);
                texts.add(text == null ? "" : text);
            } catch (IOException unreadable) {
                return null;
            }
        }
        return texts;
    }

    /** The editors' files that start the launcher or a copy, and whose they are; one that cannot be read is none. */
    public static Map<String, String> starting(Machine machine) {
        Path home = Path.of(machine.home());
        Map<String, String> starting = new LinkedHashMap<>();
        for (Client client : Client.ALL) {
            List<String> paths = new ArrayList<>(client.files().apply(machine));
            paths.addAll(client.project().apply(machine));
            for (String path : paths) {
                try {
                    String text = text(path);
                    if (text != null && (text.contains(new Installation(home).launcher().toString())
                            || text.contains(home.resolve(".paas").resolve("runtime").toString()))) {
                        starting.put(path, client.name());
                    }
                } catch (IOException unreadable) {
                    // then it is not known to start anything
                }
            }
        }
        return starting;
    }

    private static Set<String> editors(Machine machine) {
        Set<String> paths = new LinkedHashSet<>();
        SetupState.read(machine.home()).files().forEach(paths::add);
        for (Client client : Client.ALL) {
            paths.addAll(client.files().apply(machine));
            paths.addAll(client.project().apply(machine));
        }
        return paths;
    }

    private static String text(String path) throws IOException {
        byte[] bytes = new SettingsFile(Path.of(path)).read();
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }
}
