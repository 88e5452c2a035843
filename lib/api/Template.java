package lib.api;

import java.util.List;
import lib.json.JsonObject;

/**
 * An app that the instance can deploy with one request. Contract: schema CatalogTemplate; texts are "" where it has none.
 *
 * @param volumes   paths in the container that are kept
 * @param addons    the types of the add-ons that are made along with it: postgres, mysql, redis
 * @param variables what it reads
 * @param imageSize "" until the instance has looked it up
 */
public record Template(String id, String name, String description, String category, String image, long port, List<String> volumes,
                       List<String> addons, List<Variable> variables, String healthPath, String website, String notes,
                       String imageSize) {

    /**
     * A variable that a template reads.
     *
     * @param value    what it has unless somebody says otherwise
     * @param required whether the instance refuses to deploy without a value
     * @param secret   whether the instance does not show its value
     * @param generate whether the instance makes a value up where there is none
     */
    public record Variable(String key, String value, String description, boolean required, boolean secret, boolean generate) {

        static Variable from(JsonObject json) {
            return new Variable(json.text("key"), json.text("value"), json.text("description"), json.flag("required"),
                    json.flag("secret"), json.flag("generate"));
        }

        /** Whether nothing is deployed unless somebody gives a value. */
        public boolean asked() {
            return required && value.isEmpty() && !generate;
        }
    }

    /**
     * The template of this id or, in any letter case, of this name.
     *
     * @throws lib.base.Failure NOT_FOUND with the ids that come close, or to choose from when it is the name of several
     */
    public static Template find(List<Template> templates, String idOrName) {
        String wanted = idOrName.strip();
        boolean named = templates.stream().noneMatch(each -> each.id.equalsIgnoreCase(wanted))
                && templates.stream().anyMatch(each -> each.name.equalsIgnoreCase(wanted));
        // ids are what commands take: those are proposed for what is neither
        return Lookup.find(templates, Template::id, named ? Template::name : Template::id, Template::image, wanted, "template",
                "paas catalog");
    }

    static Template from(JsonObject json) {
        List<Variable> variables = JsonObject.objects(json.fields().get("env"), Variable::from);
        List<String> addons = JsonObject.objects(json.fields().get("requiredAddons"), each -> each.text("type"));
        List<String> paths = json.texts("volumePaths");
        String path = json.text("volumePath");
        return new Template(json.text("id"), json.text("name"), json.text("description"), json.text("category"), json.text("image"),
                (long) json.number("port"), !paths.isEmpty() ? paths : path.isEmpty() ? List.of() : List.of(path),
                addons == null ? List.of() : addons, variables == null ? List.of() : variables, json.text("healthPath"),
                json.text("website"), json.text("notes"), json.text("imageSize"));
    }
}
