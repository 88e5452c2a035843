package lib.services.sql;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import lib.base.secrets.Secrets;
import lib.files.PrivateFile;
import lib.files.ProcessLock;

/**
 * What was typed in former sessions, in a file for its owner alone. What looks like a secret, or sets one, is not kept. Where the file
 * cannot be read or written there is no history, and nothing else is worse for it.
 */
public final class StatementHistory {

    private static final int MOST = 1000;
    private static final long MOST_BYTES = 8L * 1024 * 1024;
    private static final Pattern SETS_A_SECRET = Pattern.compile("(?i)\\b(password|identified|requirepass|masterauth|masteruser|auth|secret"
            + "|credentials?|encrypted|hello|acl)\\b");

    private final Path path;

    /** @param folder of this program, below the person's home */
    public StatementHistory(Path folder) {
        this.path = folder.resolve("db_history");
    }

    /** All of them, the oldest first. */
    List<String> all() {
        try {
            byte[] bytes = new PrivateFile(path).read(MOST_BYTES);
            return bytes == null ? List.of() : new String(bytes, StandardCharsets.UTF_8).lines().map(StatementHistory::whole)
                    .filter(each -> !each.isBlank()).toList();
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    /** Whether it may be kept. */
    static boolean keeps(String entry) {
        return Secrets.BY_SHAPE.text(entry).equals(entry) && !SETS_A_SECRET.matcher(entry).find();
    }

    /** Keeps one more, beside what other sessions have kept meanwhile. */
    void add(String entry) {
        if (!keeps(entry)) {
            return;
        }
        try (ProcessLock lock = ProcessLock.take(path.resolveSibling("db_history.lock"))) {
            List<String> all = new ArrayList<>(all());
            if (!all.isEmpty() && all.getLast().equals(entry)) {
                return;
            }
            all.add(entry);
            StringBuilder text = new StringBuilder();
            all.subList(Math.max(0, all.size() - MOST), all.size()).forEach(each -> text.append(line(each)).append('\n'));
            if (lock != null) {
                new PrivateFile(path).write(text.toString().getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException unwritable) {
            // a full or read-only disk: this session remembers it all the same
        }
    }

    private static String line(String entry) {
        return entry.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
    }

    private static String whole(String line) {
        StringBuilder entry = new StringBuilder(line.length());
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c != '\\' || i + 1 == line.length()) {
                entry.append(c);
            } else {
                i++;
                entry.append(line.charAt(i) == 'n' ? '\n' : line.charAt(i) == 'r' ? '\r' : line.charAt(i));
            }
        }
        return entry.toString();
    }
}
