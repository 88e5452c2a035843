package lib.services.variables;

import java.util.List;
import java.util.Locale;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.base.secrets.Secrets;
import lib.op.Dialog;

/** Asks before values give way. Those of secrets are not shown. */
public final class Consent {

    private Consent() {
    }

    /**
     * Ends normally when the person agrees.
     *
     * @param dialog  with somebody to ask
     * @param heading what would be done
     * @param changes what would be changed
     * @throws Failure DECLINED
     */
    public static void ask(Dialog dialog, String heading, List<Changed> changes) {
        dialog.note(heading);
        for (Changed each : changes) {
            dialog.note("  " + each.variable() + ": " + shown(each.variable(), each.before()) + " -> "
                    + shown(each.variable(), each.after()));
        }
        String answer = dialog.ask("Go on?", "yes").toLowerCase(Locale.ROOT);
        if (!answer.equals("yes") && !answer.equals("y")) {
            throw new Failure(Kind.DECLINED, "not done", "nothing was changed");
        }
    }

    private static String shown(String name, String value) {
        return value == null ? "-" : value.isEmpty() ? "\"\"" : Secrets.credential(name) ? Secrets.MASK : Secrets.BY_SHAPE.text(value);
    }
}
