package lib.config;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.files.Home;
import lib.files.PrivateFile;
import lib.files.Reason;
import lib.json.Json;
import lib.json.JsonFault;
import lib.json.JsonWriter;

/**
 * Knows the connection: the one that variables tell, else the saved one, which it reads, replaces and removes.
 *
 * <p>Reading is on the start path of every command. The home folder is looked for when the file is: what needs no connection runs without
 * one.
 */
public final class ConfigFile {

    /** Far above any real file; what is larger was not written by this program. */
    private static final long MAX_BYTES = 1024 * 1024;

    private final Map<String, String> environment;
    private Path file;

    /** @param environment tells the home folder; the file lies at {@code .paas/config.json} below it */
    public ConfigFile(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * Where the connection is saved.
     *
     * @throws Failure as {@link Home#of} does
     */
    public Path path() {
        if (file == null) {
            file = Home.of(environment).resolve(".paas").resolve("config.json");
        }
        return file;
    }

    /**
     * The connection that counts: of {@code PAAS_API_URL} (or {@code PAAS_URL}) and {@code PAAS_TOKEN} where one of them is set, else the
     * saved one.
     *
     * @throws Failure when there is none, the variables are incomplete or unusable, or as {@link #saved}
     */
    public Connection read() {
        return VariableConnection.told(environment) ? VariableConnection.read(environment) : saved();
    }

    /** The names of the variables that connect, as "PAAS_API_URL and PAAS_TOKEN"; null when none is set. */
    public String variables() {
        return VariableConnection.told(environment) ? VariableConnection.names(environment) : null;
    }

    /** What to tell when others can read or write the saved connection that counts; null when nobody can. The next connect mends it. */
    public String warning() {
        return VariableConnection.told(environment) || !new PrivateFile(path()).exposed() ? null
                : path() + " can be read or written by others: run chmod 600 " + path();
    }

    /**
     * The saved connection, whatever variables say.
     *
     * @throws Failure when there is none, or the file is damaged, incomplete, unreadable or of a newer version
     */
    public Connection saved() {
        Connection saved = readIfPresent();
        if (saved == null) {
            throw new Failure(Kind.NOT_CONNECTED, "not connected - run: paas connect <url>",
                    "<url> is the address of your dashboard, e.g. https://paas.example.com");
        }
        return saved;
    }

    /** As {@link #saved()}, but null when there is no file. */
    public Connection readIfPresent() {
        byte[] bytes;
        try {
            bytes = new PrivateFile(path()).read(MAX_BYTES);
        } catch (IOException e) {
            throw broken("cannot read " + path() + " (" + Reason.of(e) + ")",
                    "make it readable for you, or move it away and run: paas connect <url>");
        }
        return bytes == null ? null : parse(bytes);
    }

    private Connection parse(byte[] bytes) {
        Map<String, Object> fields = parsed(bytes);
        Object told = fields.getOrDefault("version", Connection.VERSION);
        long version = told instanceof Integer small ? small : told instanceof Long || told instanceof BigInteger
                ? (long) ((Number) told).doubleValue() : -1;
        if (version > Connection.VERSION) {
            throw broken(path() + " was written by a newer paas (version " + told + ", this one knows " + Connection.VERSION + ")",
                    "update paas; the file was left as it is");
        }
        if (version < 1) {
            throw damaged("its version is no number from 1 on");
        }
        String url = text(fields, "url");
        String token = text(fields, "token");
        if (url.isBlank() || token.isBlank()) {
            throw broken(path() + " is incomplete: it has no " + (url.isBlank() ? "url" : "token"), mend());
        }
        if (!VariableConnection.visibleAscii(token)) {
            throw damaged("its token holds characters that none has");
        }
        String wrong = VariableConnection.wrong(url);
        if (wrong != null) {
            throw damaged("its url cannot be used: " + wrong);
        }
        return new Connection(url, token, text(fields, "profile"), text(fields, "name"), text(fields, "agentId"));
    }

    private Map<String, Object> parsed(byte[] bytes) {
        try {
            return Json.readObject(bytes);
        } catch (JsonFault e) {
            throw damaged(bytes.length == 0 ? "it is empty" : e.getMessage());
        } catch (IOException e) {
            throw damaged("it does not hold a JSON object");
        }
    }

    private String text(Map<String, Object> fields, String field) {
        Object value = fields.get(field);
        if (value == null) {
            return "";
        }
        if (value instanceof String text) {
            return printable(text, field);
        }
        throw damaged("\"" + field + "\" is no text");
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
     * @throws Failure when the present file is damaged or newer (it is left as it is), or the disk refuses
     */
    public void write(Connection connection) {
        readIfPresent();
        try {
            PrivateFile config = new PrivateFile(path());
            byte[] present = config.read(MAX_BYTES);
            close();
            config.write(JsonWriter.text(fields(connection, present)).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw refused(e);
        }
    }

    private static Map<String, Object> fields(Connection connection, byte[] present) throws IOException {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("version", Connection.VERSION);
        fields.put("url", connection.url());
        fields.put("token", connection.token());
        fields.put("profile", connection.profile());
        fields.put("name", connection.name());
        if (!connection.agentId().isEmpty()) {
            fields.put("agentId", connection.agentId());
        }
        if (present != null) {
            Json.readObject(present).forEach((name, value) -> {
                if (!name.equals("agentId")) {
                    fields.putIfAbsent(name, value);
                }
            });
        }
        return fields;
    }

    /**
     * Proves, before anything is created on an instance, that {@link #write} will succeed: the present file is sound and its folder
     * takes a file.
     */
    public void prepare() {
        readIfPresent();
        try {
            new PrivateFile(path()).prepare();
            close();
        } catch (IOException e) {
            throw refused(e);
        }
    }

    /** The folder is for its owner alone, whoever made it; where a link leads is not ours to say. */
    private void close() throws IOException {
        if (Files.isDirectory(path().getParent()) && !Files.isSymbolicLink(path().getParent())) {
            PrivateFile.closed(path().getParent());
        }
    }

    /**
     * Removes the saved connection, whatever state the file is in; where it is a link, what that leads to as well.
     *
     * @return whether there was one
     */
    public boolean remove() {
        try {
            return new PrivateFile(path()).remove();
        } catch (IOException e) {
            throw broken("cannot remove " + path() + " (" + Reason.of(e) + ")", "remove it by hand");
        }
    }

    private Failure refused(IOException e) {
        return broken("cannot write " + path() + " (" + Reason.of(e) + ")", "make " + path().getParent()
                + " a folder that you can write to");
    }

    private Failure damaged(String how) {
        return broken(path() + " is damaged: " + how, mend());
    }

    private static String mend() {
        return "mend it, or remove it with: paas disconnect, then run: paas connect <url>";
    }

    private static Failure broken(String message, String hint) {
        return new Failure(Kind.FAILED, message, hint);
    }
}
