package lib.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import lib.config.ConfigException.Kind;

/**
 * Reads, replaces and removes the saved connection.
 *
 * <p>Reading is on the start path of every command, so it takes one pass of Jackson's streaming parser; what only a rewrite needs is in
 * {@link ConfigWriter}.
 */
public final class ConfigFile {

    /** Far above any real file; what is larger was not written by this program. */
    private static final long MAX_BYTES = 1024 * 1024;

    private final Path file;

    /** @param home the person's home folder; the file lies at {@code .paas/config.json} below it */
    public ConfigFile(Path home) {
        this.file = home.resolve(".paas").resolve("config.json");
    }

    /**
     * The home folder: $HOME, on Windows %USERPROFILE%, else what Java was told. Java itself looks into the account's entry, not at
     * $HOME, and would miss a throw-away home.
     */
    public static Path home() {
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        String home = System.getenv(windows ? "USERPROFILE" : "HOME");
        return Path.of(home == null || home.isBlank() ? System.getProperty("user.home") : home).toAbsolutePath();
    }

    /** Where the connection is saved. */
    public Path path() {
        return file;
    }

    /**
     * The saved connection.
     *
     * @throws ConfigException when there is none, or the file is damaged, incomplete, unreadable or of a newer version
     */
    public Connection read() {
        Connection saved = readIfPresent();
        if (saved == null) {
            throw new ConfigException(Kind.NOT_CONNECTED, "not connected - run: paas connect <url>",
                    "<url> is the address of your dashboard, e.g. https://paas.example.com");
        }
        return saved;
    }

    /** As {@link #read()}, but null when there is no file. */
    public Connection readIfPresent() {
        byte[] bytes;
        try {
            if (Files.isDirectory(file)) {
                throw broken(file + " is a folder, not a file", "move it away, then run: paas connect <url>");
            }
            if (Files.exists(file) && Files.size(file) > MAX_BYTES) {
                throw damaged("it is larger than 1 MiB");
            }
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw broken("cannot read " + file + " (" + Reason.of(e) + ")", "make it readable for you, or move it away and run: paas connect <url>");
        }
        return parse(bytes);
    }

    private Connection parse(byte[] bytes) {
        String url = "";
        String token = "";
        String profile = "";
        String name = "";
        String agentId = "";
        long version = Connection.VERSION;
        try (JsonParser json = new JsonFactory().createParser(bytes)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw damaged(bytes.length == 0 ? "it is empty" : "it does not hold a JSON object");
            }
            for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
                JsonToken value = json.nextToken();
                switch (field) {
                    case "version" -> version = value == JsonToken.VALUE_NUMBER_INT ? json.getValueAsLong() : -1;
                    case "url" -> url = text(json, field);
                    case "token" -> token = text(json, field);
                    case "profile" -> profile = text(json, field);
                    case "name" -> name = text(json, field);
                    case "agentId" -> agentId = text(json, field);
                    default -> json.skipChildren();
                }
            }
            if (json.currentToken() != JsonToken.END_OBJECT || json.nextToken() != null) {
                throw damaged("there is something behind its end");
            }
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            var at = e.getLocation();
            throw damaged(at == null ? "it is no JSON" : "no JSON at line " + at.getLineNr() + ", column " + at.getColumnNr());
        } catch (IOException impossible) {
            throw damaged("it cannot be read");
        }
        if (version > Connection.VERSION) {
            throw broken(file + " was written by a newer paas (version " + version + ", this one knows " + Connection.VERSION + ")",
                    "update paas; the file was left as it is");
        }
        if (version < 1) {
            throw damaged("its version is no number from 1 on");
        }
        if (url.isBlank() || token.isBlank()) {
            throw broken(file + " is incomplete: it has no " + (url.isBlank() ? "url" : "token"), mend());
        }
        if (!visibleAscii(url) || !visibleAscii(token)) {
            throw damaged("its " + (visibleAscii(url) ? "token" : "url") + " holds characters that none has");
        }
        return new Connection(url, token, profile, name, agentId);
    }

    private String text(JsonParser json, String field) throws IOException {
        return switch (json.currentToken()) {
            case VALUE_STRING -> printable(json.getText(), field);
            case VALUE_NULL -> "";
            default -> throw damaged("\"" + field + "\" is no text");
        };
    }

    private static boolean visibleAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    /** Line breaks and other control characters have no place in any field: in a terminal or a shell variable they would do harm. */
    private String printable(String text, String field) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                throw damaged("\"" + field + "\" holds a control character");
            }
        }
        return text;
    }

    /**
     * Saves the connection: private from its first byte, forced to disk, moved into place in one step. Fields of the present file that
     * this program does not know stay.
     *
     * @throws ConfigException when the present file is damaged or newer (it is left as it is), or the disk refuses
     */
    public void write(Connection connection) {
        readIfPresent();
        new ConfigWriter(file).write(connection);
    }

    /**
     * Proves, before anything is created on an instance, that {@link #write} will succeed: the present file is sound and its folder
     * takes a file.
     */
    public void prepare() {
        readIfPresent();
        new ConfigWriter(file).prepare();
    }

    /**
     * Removes the saved connection, whatever state the file is in.
     *
     * @return whether there was one
     */
    public boolean remove() {
        try {
            return Files.deleteIfExists(file);
        } catch (IOException e) {
            throw broken("cannot remove " + file + " (" + Reason.of(e) + ")", "remove it by hand");
        }
    }

    private ConfigException damaged(String how) {
        return broken(file + " is damaged: " + how, mend());
    }

    private static String mend() {
        return "mend it, or remove it with: paas disconnect, then run: paas connect <url>";
    }

    private static ConfigException broken(String message, String hint) {
        return new ConfigException(Kind.BROKEN, message, hint);
    }
}
