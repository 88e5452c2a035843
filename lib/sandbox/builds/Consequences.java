package lib.sandbox.builds;

import java.util.Map;
import lib.sandbox.base.Background;
import lib.sandbox.builds.ComposeUp.ComposeFile;
import lib.sandbox.state.State;
import lib.sandbox.state.addons.Addon;
import lib.sandbox.state.addons.Addon.Engine;
import lib.sandbox.state.apps.App;
import lib.sandbox.state.apps.Containers.Container;
import lib.sandbox.state.apps.Deployments.Deployment;
import lib.sandbox.state.notifications.Notifications.Ended;

/**
 * What deployments and the life of apps bring about elsewhere: notifications, and the add-on entries of compose services. Contract:
 * x-notifications-out; x-engines, importedFromCompose; deleteApp.
 */
public record Consequences(State state) {

    /** Sees to it from now on. */
    public static void follow(State state, Builds builds, Background background) {
        Consequences consequences = new Consequences(state);
        builds.onFinish(end -> background.run(() -> consequences.tell(end)));
        state.apps().onDelete(consequences::deleted);
        state.apps().containers().watch(consequences::changed);
    }

    /** Registers the data stores among the services that came up. */
    static void register(State state, App app, ComposeFile file) {
        for (ComposeFile.Service service : file.services()) {
            Engine engine = engine(service);
            if (engine != null) {
                state.addons().put(entry(app, service, engine, state));
            }
        }
    }

    private void tell(Builds.Finished end) {
        Deployment record = end.deployment();
        String commit = record.commit() == null ? "" : record.commit();
        state.notifications().send(new Ended(end.app().name, end.app().id, record.status().equals("success"), end.trigger(),
            record.duration(), commit, end.app().url));
    }

    private void deleted(App app) {
        if (app.composePrimary) {
            state.addons().groupDeleted(app.id);
        }
        state.addons().appDeleted(app.id);
    }

    /** An imported entry stops and starts with its container. */
    private void changed(Container.Change change, Container container) {
        String status = switch (change) {
            case STARTED -> "running";
            case STOPPED -> "stopped";
            case REMOVED -> "";
        };
        state.addons().all().stream()
            .filter(addon -> !status.isEmpty() && addon.fromCompose() && addon.containerName().equals(container.name()))
            .forEach(addon -> state.addons().put(addon.withStatus(status)));
    }

    /** null when it is no data store. */
    private static Engine engine(ComposeFile.Service service) {
        if (service.speaks("5432", "postgres", "postgis")) {
            return Engine.POSTGRES;
        } else if (service.speaks("3306", "mysql", "mariadb", "percona")) {
            return Engine.MYSQL;
        }
        return service.speaks("6379", "redis", "valkey") ? Engine.REDIS : null;
    }

    private static Addon entry(App app, ComposeFile.Service service, Engine engine, State state) {
        Map<String, String> given = service.environment();
        String prefix = engine == Engine.POSTGRES ? "POSTGRES_" : given.containsKey("MARIADB_ROOT_PASSWORD") ? "MARIADB_" : "MYSQL_";
        String user = value(app, given, prefix + "USER", engine == Engine.POSTGRES ? "postgres" : "root");
        String password = value(app, given, prefix + (engine == Engine.MYSQL && user.equals("root") ? "ROOT_PASSWORD" : "PASSWORD"), "");
        String database = engine == Engine.POSTGRES ? value(app, given, prefix + "DB", user) : value(app, given, prefix + "DATABASE", "");
        boolean users = engine != Engine.REDIS;
        return Addon.imported(engine, app.id, app.name, service.name(), users ? user : "", users ? password : "", users ? database : "",
            state.now());
    }

    /** A variable of the service, with what the app's variables put into it. */
    private static String value(App app, Map<String, String> given, String name, String otherwise) {
        String text = given.getOrDefault(name, otherwise);
        for (Map.Entry<String, String> variable : app.envVars == null ? Map.<String, String>of().entrySet() : app.envVars.entrySet()) {
            text = text.replace("${" + variable.getKey() + "}", variable.getValue());
        }
        return text.replaceAll("\\$\\{[^}]*}", "");
    }
}
