package lib.sandbox.state.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.util.List;
import lib.sandbox.files.Resource;

/** The templates that are compiled into the server; here {@code lib/sandbox/catalog/templates.json}, read at the first use. */
public final class Catalog {

    private static final List<Template> TEMPLATES = List.of(Resource.of("catalog/templates.json", Template[].class));

    private Catalog() {
    }

    /** In the order in which the API lists them. */
    public static List<Template> templates() {
        return TEMPLATES;
    }

    /** null when there is none. */
    public static Template find(String id) {
        return templates().stream().filter(template -> template.id().equals(id)).findFirst().orElse(null);
    }

    /**
     * An app that can be deployed with one click, its fields in the order in which they are answered. Contract: schema CatalogTemplate; the
     * fields marked NON_EMPTY are left out when empty.
     *
     * @param volumePath {@code ""} when it keeps nothing
     * @param env        null when it reads no variable
     */
    public record Template(String id, String name, String description, String category, String image, int port,
            @JsonInclude(Include.NON_EMPTY) String startCommand, String volumePath,
            @JsonInclude(Include.NON_EMPTY) List<String> volumePaths, @JsonInclude(Include.NON_EMPTY) List<Addon> requiredAddons,
            List<Variable> env, String healthPath, String website, String icon, String notes, String imageSize) {

        public Template {
            startCommand = orEmpty(startCommand);
            volumePath = orEmpty(volumePath);
            volumePaths = volumePaths == null ? List.of() : volumePaths;
            requiredAddons = requiredAddons == null ? List.of() : requiredAddons;
            healthPath = orEmpty(healthPath);
            notes = orEmpty(notes);
            imageSize = orEmpty(imageSize);
        }

        private static String orEmpty(String text) {
            return text == null ? "" : text;
        }

        /** A database that is made along with it: postgres, mysql or redis. */
        public record Addon(String type) { }

        /** A variable it reads: it has this value unless the caller says otherwise; without one it may be made up ({@code generate}). */
        public record Variable(String key, String value, String description, boolean required, boolean secret, boolean generate) {
            public Variable {
                value = orEmpty(value);
            }
        }
    }
}
