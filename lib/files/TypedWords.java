package lib.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lib.base.Failure;
import lib.base.Failure.Kind;

/**
 * The words of this process's command line as they were typed, and its variables as they were set. In a locale that knows ASCII alone
 * (cron, containers) Java hands U+FFFD for each byte of a letter like "ü"; Linux still has the bytes.
 */
public final class TypedWords {

    /** What Java puts in place of bytes that the locale does not know. */
    public static final char LOST = '\ufffd';
    private static final Path WORDS = Path.of("/proc/self/cmdline");
    private static final Path VARIABLES = Path.of("/proc/self/environ");
    /** What to do where the locale is in the way. */
    public static final String LOCALE = "set LC_ALL=C.UTF-8, or another UTF-8 locale, and run this again";

    private TypedWords() {
    }

    /**
     * @param words as Java has them, at least one with {@link #LOST} in it
     * @return what was typed, read as UTF-8
     * @throws Failure USAGE when that cannot be known: nothing may be sent in its place
     */
    public static String[] of(String[] words) {
        List<byte[]> typed = parts(WORDS);
        int others = typed.size() - words.length;
        String[] read = words.clone();
        for (int i = 0; i < words.length; i++) {
            boolean lost = words[i].indexOf(LOST) >= 0;
            if (others < 0) {
                if (lost) {
                    throw new Failure(Kind.USAGE, "argument " + (i + 1) + " cannot be read in this locale", LOCALE);
                }
                continue;
            }
            String whole = text(typed.get(others + i));
            if (whole == null || !lost && !whole.equals(words[i])) {
                throw new Failure(Kind.USAGE, "argument " + (i + 1) + " is no UTF-8 text", LOCALE);
            }
            read[i] = whole;
        }
        return read;
    }

    /**
     * The variables of this process as they were set, where Java lost letters of them; what is no UTF-8 stays as Java has it.
     *
     * @param read as Java has them
     */
    public static Map<String, String> variables(Map<String, String> read) {
        if (read.values().stream().noneMatch(each -> each.indexOf(LOST) >= 0)) {
            return read;
        }
        Map<String, String> variables = new HashMap<>(read);
        for (byte[] each : parts(VARIABLES)) {
            String whole = text(each);
            int at = whole == null ? -1 : whole.indexOf('=');
            if (at > 0) {
                variables.replace(whole.substring(0, at), whole.substring(at + 1));
            }
        }
        return variables;
    }

    /**
     * Of a native binary: its runtime takes words like {@code -Dx=y} and {@code -Xmx1g} out of the line, wherever they stand, also those of
     * a command for a container.
     *
     * @param words what it left
     * @return all that was typed, where the system has it (Linux); else these
     * @throws Failure USAGE for what is no text
     */
    public static String[] whole(String[] words) {
        List<byte[]> typed = parts(WORDS);
        String[] whole = new String[Math.max(0, typed.size() - 1)];
        for (int i = 0; i < whole.length; i++) {
            whole[i] = text(typed.get(i + 1));
            if (whole[i] == null) {
                throw new Failure(Kind.USAGE, "argument " + (i + 1) + " is no UTF-8 text", LOCALE);
            }
        }
        return whole.length > words.length ? whole : words;
    }

    /** What stands between NUL characters; nothing where there is no such file. */
    private static List<byte[]> parts(Path file) {
        List<byte[]> words = new ArrayList<>();
        try {
            byte[] bytes = Files.readAllBytes(file);
            int start = 0;
            for (int i = 0; i < bytes.length; i++) {
                if (bytes[i] == 0) {
                    words.add(Arrays.copyOfRange(bytes, start, i));
                    start = i + 1;
                }
            }
        } catch (IOException notLinux) {
            return List.of();
        }
        return words;
    }

    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
