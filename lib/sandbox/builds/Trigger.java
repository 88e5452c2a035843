package lib.sandbox.builds;

/** What set off a deployment. Contract: Deployment.trigger. */
public enum Trigger {
    /** The first one of an app from Git or an upload: its record names no trigger, a notification about it says manual. */
    FIRST, MANUAL, WEBHOOK, ROLLBACK, CATALOG, IMAGE, DOCKERFILE, LOCAL;

    /** As the record has it; null for {@link #FIRST}. */
    public String recorded() {
        return this == FIRST ? null : told();
    }

    /** As a notification has it. */
    public String told() {
        return this == FIRST ? "manual" : name().toLowerCase(java.util.Locale.ROOT);
    }
}
