package lib.op;

import java.util.List;
import lib.api.Api;
import lib.api.Template;

/** A template of the catalog, by its id or its name in any letter case. */
@Reference.About(value = "Id or name of the template.", completes = "templates")
public record TemplateReference(String text) implements Reference {

    /**
     * The template.
     *
     * @throws lib.base.Failure NOT_FOUND with the ids that come close
     */
    public Template find(Api api) {
        return in(api.catalog().all());
    }

    /** The same in a list that is already there. */
    public Template in(List<Template> templates) {
        return Template.find(templates, text);
    }

    /** As it was typed, so that it reads well in a sentence. */
    @Override
    public String toString() {
        return text;
    }
}
