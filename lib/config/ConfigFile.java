package lib.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
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
import lib.json.JsonWriter;

/**
 * Knows the connection: the one that variables tell, else the saved one, which it reads, replaces and removes.
 *
 * <p>Reading is on the start path of every command, so it takes one pass of Jackson's streaming parser. The home folder is looked for when
 * the file is: what needs no connection runs without one.
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
            JsonLocation at = e.getLocation();
            throw damaged(at == null ? "it is no JSON" : "no JSON at line " + at.getLineNr() + ", column " + at.getColumnNr());
        } catch (IOException impossible) {
            throw damaged("it cannot be read");
        }
        if (version > Connection.VERSION) {
            throw broken(path() + " was written by a newer paas (version " + version + ", this one knows " + Connection.VERSION + ")",
                    "update paas; the file was left as it is");
        }
        if (version < 1) {
            throw damaged("its version is no number from 1 on");
        }
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
        return new Connection(url, token, profile, name, agentId);
    }

    private String text(JsonParser json, String field) throws IOException {
        return switch (json.currentToken()) {
            case VALUE_STRING -> printable(json.getText(), field);
            case VALUE_NULL -> "";
            default -> throw damaged("\"" + field + "\" is no text");
        };
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
