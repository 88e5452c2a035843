package lib.commands.addons;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import lib.api.Addon;
import lib.api.Api;
import lib.api.App;
import lib.base.Pending;
import lib.op.AddonReference;
import lib.op.Effect;
import lib.op.Examples;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.Nullable;
import lib.op.Operation;
import lib.op.Page;
import lib.op.Result;
import lib.op.Reveal;
import lib.op.Table;
import lib.services.addons.Address;
import lib.services.addons.Inside;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Everything about one add-on, and how it is reached. Contract: schema Addon. */
@Examples({"paas addons show orders-db", "paas addons show orders-db --reveal"})
@HelpPlace(under = Heading.ADDONS, place = 20)
@Command(name = "addons show", description = "Show a database or a cache and its address",
        footer = "With --reveal the password is read in the container of an app that runs with it.")
@Operation(effect = Effect.READ, scopes = "apps:read")
public final class Show implements Callable<Show.Shown> {

    @Parameters(index = "0")
    AddonReference addon;

    private final Api api;
    private final Reveal reveal;

    public Show(Api api, Reveal reveal) {
        this.api = api;
        this.reveal = reveal;
    }

    @Override
    public Shown call() {
        Pending<List<App>> all = Pending.start(() -> api.apps().all());
        Addon one = addon.find(api);
        List<App> apps = all.get().stream().filter(each -> one.attachedApps().contains(each.id())).toList();
        Address address = Address.of(one, apps);
        String note = null;
        if (address.hidden() && reveal.asked()) {
            Inside inside = new Inside(api, one, address);
            address = inside.address(apps);
            note = inside.note();
        }
        return new Shown(one.id(), one.name(), one.type(), one.status(), address, one.variables(), names(one, apps), name(one, apps),
                one.volume().isEmpty() ? null : one.volume(), one.server(), one.createdAt(), note);
    }

    private static List<String> names(Addon one, List<App> apps) {
        return one.attachedApps().stream().map(id -> apps.stream().filter(each -> each.id().equals(id)).map(App::name).findFirst()
                .orElse(id)).toList();
    }

    private static String name(Addon one, List<App> apps) {
        return one.composeApp().isEmpty() ? null : apps.stream().filter(each -> each.id().equals(one.composeApp())).map(App::name)
                .findFirst().orElse(one.composeApp());
    }

    /**
     * What is not set is left out.
     *
     * @param variables what an app gets when it is attached
     * @param apps      names of those attached; the id of one that is gone
     * @param compose   the compose app that it belongs to and goes with
     * @param server    localhost is the instance's own host
     * @param note      why the password is not shown although that was asked for
     */
    public record Shown(String id, String name, String type, String status, Address address,
                        @lib.op.Variables Map<String, String> variables, List<String> apps, @Nullable String compose,
                        @Nullable String volume, String server, String createdAt, @Nullable String note) implements Result {

        @Override
        public Page page() {
            return new Page().facts("Name", name, "Type", type, "Status", status, "Id", id, "Address", address.url(), "Host",
                    address.host(), "Port", address.port(), "User", address.user(), "Database", address.database(), "Apps",
                    String.join(", ", apps), "Variables", String.join(", ", variables.keySet()), "Compose app", compose, "Volume", volume,
                    "Server", server.equals(Addon.LOCAL) ? null : server, "Created", new Table.Time(createdAt));
        }

        @Override
        public List<String> notes() {
            return note == null ? List.of() : List.of(note);
        }

        @Override
        public List<String> ids() {
            return List.of(id);
        }
    }
}
