package lib.op;

import java.util.List;
import lib.api.Api;
import lib.api.App;
import lib.api.Apps;

/** An app, by its name in any letter case or by its id. */
@Reference.About(value = "Name or id of the app.", completes = "apps")
public record AppReference(String text) implements Reference {

    /**
     * The app.
     *
     * @throws lib.base.Failure NOT_FOUND with the names that come close
     */
    public App find(Api api) {
        return api.apps().find(text);
    }

    /** The same in a list that is already there. */
    public App in(List<App> apps) {
        return Apps.find(apps, text);
    }

    /** As it was typed, so that it reads well in a sentence. */
    @Override
    public String toString() {
        return text;
    }
}
