package lib.op;

/** A deployment, by its id. */
@Reference.About(value = "Id of the deployment.", completes = "deployments")
public record DeploymentReference(String text) implements Reference {

    private static final int LONGEST_SHOWN = 80;

    /** The id. */
    public String id() {
        return text.strip();
    }

    /** For an error: what was typed, cut where it cannot be an id. */
    public String shown() {
        return id().length() > LONGEST_SHOWN ? id().substring(0, LONGEST_SHOWN) + "…" : id();
    }

    /** As it was typed, so that it reads well in a sentence. */
    @Override
    public String toString() {
        return text;
    }
}
