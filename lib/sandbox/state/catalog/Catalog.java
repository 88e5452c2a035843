package lib.sandbox.state.catalog;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** The templates that are compiled into the server; here {@code lib/sandbox/catalog/templates.json}, read at the first use. */
public final class Catalog {

    private Catalog() {
    }

    /** In the order in which the API lists them. */
    public static List<Template> templates() {
        return Loaded.TEMPLATES;
    }

    public static Optional<Template> find(String id) {
        return templates().stream().filter(template -> template.id().equals(id)).findFirst();
    }

    private static final class Loaded {
        static final List<Template> TEMPLATES = load();

        private static List<Template> load() {
            try (InputStream json = Catalog.class.getResourceAsStream("/lib/sandbox/catalog/templates.json")) {
                return List.of(new ObjectMapper().readValue(json, Template[].class));
            } catch (IOException e) {
                throw new UncheckedIOException("lib/sandbox/catalog/templates.json cannot be read", e);
            }
        }
    }
}
