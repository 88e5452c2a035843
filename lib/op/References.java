package lib.op;

import java.util.List;
import java.util.function.Function;

/** Every type of {@link Reference}, and how one is made of its text. */
public final class References {

    /**
     * One type.
     *
     * @param make from what was typed
     */
    public record Kind(Class<? extends Reference> type, Function<String, ? extends Reference> make) {
    }

    /** All of them. */
    public static final List<Kind> ALL = List.of(
            new Kind(AddonReference.class, AddonReference::new),
            new Kind(AppReference.class, AppReference::new),
            new Kind(CronReference.class, CronReference::new),
            new Kind(DeploymentReference.class, DeploymentReference::new),
            new Kind(ProjectReference.class, ProjectReference::new),
            new Kind(ServerReference.class, ServerReference::new),
            new Kind(TemplateReference.class, TemplateReference::new));

    private References() {
    }

    /** A value of this type: a reference where it is one, else the text itself. */
    public static Object value(Class<?> type, String text) {
        for (Kind each : ALL) {
            if (each.type() == type) {
                return each.make().apply(text);
            }
        }
        return text;
    }
}
