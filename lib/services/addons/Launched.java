package lib.services.addons;

import java.util.List;
import lib.api.Addon;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.op.Nullable;
import lib.op.Page;
import lib.op.Result;
import lib.op.Undo;

/**
 * How it stands with an add-on that is being made, or was.
 *
 * @param failure that it did not start; null otherwise
 */
public record Launched(Made json, Failure failure) implements Result {

    /**
     * @param status  building, running or failed
     * @param address where apps reach it
     * @param next    what to do now; left out when it failed
     * @param undo    left out where somebody only looked
     */
    public record Made(String id, String name, String type, String status, Address address, @Nullable String next, @Nullable Undo undo) {

        private static Made of(Addon addon, Undo undo) {
            String next = switch (addon.status()) {
                case "building" -> "paas addons shows when it runs";
                case "running" -> "paas addons attach " + addon.name() + " <app> --redeploy";
                default -> null;
            };
            return new Made(addon.id(), addon.name(), addon.type(), addon.status(), Address.of(addon), next, undo);
        }
    }

    /** One that the caller has made. */
    public static Launched made(Addon now) {
        return new Launched(Made.of(now, Undo.by("paas", "addons", "delete", now.name(), "--delete-data")), failure(now));
    }

    /** One that was there. */
    public static Launched seen(Addon now) {
        return new Launched(Made.of(now, null), failure(now));
    }

    private static Failure failure(Addon now) {
        return !now.status().equals("failed") ? null : new Failure(Kind.FAILED, now.name() + " did not start; the instance does not say "
                + "why", "look at the log of the instance and at docker on its host; to try again: paas addons delete " + now.name()
                + " --delete-data");
    }

    @Override
    public Page page() {
        return switch (json.status) {
            case "building" -> new Page().line(json.name + " is being made (" + json.type + ", " + json.id + ").")
                    .line("Wait until it runs: paas addons wait " + json.name);
            case "running" -> new Page().line(json.name + " is running (" + json.type + ", " + json.id + "): "
                    + json.address.host() + ":" + json.address.port()).line("Give it to an app: " + json.next);
            default -> new Page().line(json.name + " is " + json.status + " (" + json.type + ", " + json.id + ").");
        };
    }

    @Override
    public List<String> ids() {
        return List.of(json.id);
    }

    @Override
    public Undo undo() {
        return json.undo;
    }
}
