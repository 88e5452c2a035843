package lib.op;

import java.util.List;
import lib.api.Addon;
import lib.api.Addons;
import lib.api.Api;

/** An add-on, by its name in any letter case or by its id. */
@Reference.About(value = "Name or id of the add-on.", completes = "addons")
public record AddonReference(String text) implements Reference {

    /**
     * The add-on.
     *
     * @throws lib.base.Failure NOT_FOUND with the names that come close
     */
    public Addon find(Api api) {
        return in(api.addons().all());
    }

    /** The same in a list that is already there. */
    public Addon in(List<Addon> addons) {
        return Addons.find(addons, text);
    }

    /** As it was typed, so that it reads well in a sentence. */
    @Override
    public String toString() {
        return text;
    }
}
