package lib.files;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import lib.base.Failure;
import lib.base.Failure.Kind;

/**
 * Names of files as the bytes that they are. The JDK turns names into text by the locale, so that in a POSIX one (cron, containers)
 * everything beyond ASCII is lost in the text; its paths keep the bytes all the same, and their URIs show them.
 */
public final class RawPath {

    private RawPath() {
    }

    /**
     * The path that a word of the command line names; where the locale cannot name it, by the bytes that were typed.
     *
     * @param word as {@link TypedWords} has it
     * @throws Failure USAGE where no file can have this name
     */
    public static Path typed(String word) {
        try {
            return Path.of(word);
        } catch (InvalidPathException e) {
            if (word.indexOf('\0') >= 0 || File.separatorChar != '/') {
                throw new Failure(Kind.USAGE, "no file can have the name " + word + " here");
            }
            return below(word.startsWith("/") ? Path.of("/") : absolute(Path.of("")), word.replaceFirst("^/+", ""));
        }
    }

    /** As {@link #typed}, whole, its links and dots left to the system. */
    public static Path typedWhole(String word) {
        return inPlace(typed(word));
    }

    /** Whether another program can be handed this path in this locale: as its text. */
    public static boolean nameable(Path path) {
        try {
            return Path.of(path.toString()).equals(path);
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** The folder as a whole path. The JDK's own idea of the current folder went through the locale; the system knows better. */
    public static Path absolute(Path typed) {
        return inPlace(typed).normalize();
    }

    private static Path inPlace(Path typed) {
        Path here = Path.of("").toAbsolutePath();
        if (!typed.isAbsolute() && !Files.isDirectory(here)) {
            try {
                here = Path.of("/proc/self/cwd").toRealPath();
            } catch (IOException noSuchSystem) {
                // then it is as the JDK has it
            }
        }
        return typed.isAbsolute() ? typed : here.resolve(typed);
    }

    /** @param path below the root with slashes, its text that of UTF-8 names */
    public static Path below(Path root, String path) {
        if (ascii(path)) {
            return root.resolve(path);
        }
        StringBuilder uri = new StringBuilder(root.toUri().toString());
        if (uri.charAt(uri.length() - 1) != '/') {
            uri.append('/');
        }
        for (byte each : path.getBytes(StandardCharsets.UTF_8)) {
            if (each == '/' || each >= '0' && each <= '9' || each >= 'a' && each <= 'z' || each >= 'A' && each <= 'Z') {
                uri.append((char) each);
            } else {
                uri.append('%').append(String.format(Locale.ROOT, "%02X", each & 0xff));
            }
        }
        return Path.of(URI.create(uri.toString()));
    }

    /** The last name of a path, from its bytes; null when they are not UTF-8. */
    public static String name(Path path) {
        String text = String.valueOf(path.getFileName());
        return ascii(text) ? text : text(nameBytes(path));
    }

    /** The last name of a path for people, whatever its bytes are: what is no ASCII stands as {@code \xe9}. */
    public static String shown(Path path) {
        return shown(nameBytes(path));
    }

    /** A whole path for people, as {@link #shown(Path)} does where it is not UTF-8. */
    public static String whole(Path path) {
        String text = path.toString();
        if (ascii(text)) {
            return text;
        }
        byte[] bytes = bytes(raw(path));
        String whole = text(bytes);
        return whole == null ? shown(bytes) : whole;
    }

    /** The same of bytes. */
    public static String shown(byte[] bytes) {
        StringBuilder shown = new StringBuilder();
        for (byte each : bytes) {
            shown.append(each > ' ' - 1 && each < 127 ? String.valueOf((char) each) : String.format(Locale.ROOT, "\\x%02x", each & 0xff));
        }
        return shown.toString();
    }

    /** The text of UTF-8 bytes; null when they are none. */
    public static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static byte[] nameBytes(Path path) {
        String raw = raw(path);
        return bytes(raw.substring(raw.lastIndexOf('/') + 1));
    }

    private static String raw(Path path) {
        return path.toUri().getRawPath().replaceFirst("/$", "");
    }

    private static byte[] bytes(String name) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) == '%') {
                bytes.write(Integer.parseInt(name.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                bytes.write(name.charAt(i));
            }
        }
        return bytes.toByteArray();
    }

    private static boolean ascii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }
}
