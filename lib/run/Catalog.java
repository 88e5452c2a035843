package lib.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import lib.op.Result;

/** All commands, known without loading any. Derived from the declarations, see {@code lib/derived}. */
public interface Catalog {

    /** In the order of the help page. */
    CommandEntry[] entries();

    /** A new command; it opens nothing before it is called. */
    Callable<? extends Result> create(CommandEntry entry, Context context);

    /** What the components of a result's record hold, in the words of {@link Marks}; null when that has to be read of its class. */
    default String marks(String record) {
        return null;
    }

    /** The operation that is this tool; null when there is none. */
    default CommandEntry ofTool(String tool) {
        for (CommandEntry entry : entries()) {
            if (!tool.isEmpty() && entry.tool().equals(tool)) {
                return entry;
            }
        }
        return null;
    }

    /** The verbs of each noun ({@code create} of {@code addons create}), in the order of the help page. */
    default Map<String, List<String>> verbs() {
        Map<String, List<String>> verbs = new HashMap<>();
        for (CommandEntry entry : entries()) {
            if (entry.length() == 2) {
                String noun = entry.noun();
                List<String> known = verbs.get(noun);
                if (known == null) {
                    known = new ArrayList<>();
                    verbs.put(noun, known);
                }
                known.add(entry.word().substring(noun.length() + 1));
            }
        }
        return verbs;
    }

    /** The verbs of a noun; none for what is no noun. */
    default List<String> verbs(String noun) {
        return verbs().getOrDefault(noun, List.of());
    }

    /** The command that a line begins with, the longer one first; null when there is none. */
    default CommandEntry ofLine(String[] line) {
        CommandEntry found = null;
        for (CommandEntry entry : entries()) {
            if (entry.word().equals(line[0])) {
                found = found == null ? entry : found;
            } else if (line.length > 1 && entry.word().length() == line[0].length() + 1 + line[1].length()
                    && entry.word().startsWith(line[0]) && entry.word().charAt(line[0].length()) == ' ' && entry.word().endsWith(line[1])) {
                found = entry;
            }
        }
        return found;
    }
}
