package lib.sandbox.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The files of {@code lib/sandbox} that are no Java: the contract, the demo, pages, texts. Their names are paths below that folder. */
public final class Resource {

    private Resource() {
    }

    public static byte[] bytes(String name) {
        try (InputStream file = Resource.class.getResourceAsStream("/lib/sandbox/" + name)) {
            return Objects.requireNonNull(file, () -> "lib/sandbox/" + name + " is not on the class path").readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("lib/sandbox/" + name + " cannot be read", e);
        }
    }

    public static String text(String name) {
        return new String(bytes(name), UTF_8);
    }

    /** What a YAML file has in it: maps, lists, texts, numbers. */
    public static Object yaml(String name) {
        return new Load(LoadSettings.builder().setLabel(name).build()).loadFromString(text(name));
    }

    /** What a YAML or JSON file has in it, as this type. */
    public static <T> T of(String name, Class<T> type) {
        return new ObjectMapper().convertValue(yaml(name), type);
    }
}
