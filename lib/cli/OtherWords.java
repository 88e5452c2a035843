package lib.cli;

import java.util.List;
import lib.run.Catalog;

/** What people type who come from other tools, and what it is called here. */
final class OtherWords {

    private static final String[][] MEANT = {
        {"login", "connect"}, {"auth", "connect"}, {"init", "connect"}, {"link", "connect"},
        {"logout", "disconnect"},
        {"whoami", "status"}, {"info", "status"}, {"ps", "status"},
        {"ls", "apps"}, {"list", "apps"},
        {"show", "app"}, {"inspect", "app"}, {"describe", "app"},
        {"vars", "config"}, {"variables", "config"}, {"env:set", "config set"}, {"env:get", "config get"}, {"env:pull", "config pull"},
        {"env:push", "config push"}, {"env:unset", "config unset"}, {"config:set", "config set"}, {"config:get", "config get"},
        {"config:unset", "config unset"}, {"config:pull", "config pull"}, {"config:push", "config push"}, {"unset", "config unset"},
        {"mv", "rename"}, {"templates", "catalog"}, {"marketplace", "catalog"}, {"hook", "webhook"}, {"webhooks", "webhook"},
        {"create", "deploy"}, {"up", "deploy"}, {"push", "deploy"}, {"launch", "deploy"},
        {"rebuild", "redeploy"}, {"restart", "redeploy"}, {"release", "redeploy"},
        {"rm", "delete"}, {"remove", "delete"}, {"destroy", "delete"}, {"down", "stop"},
        {"set", "update"}, {"scale", "update"}, {"domains", "update"}, {"secrets", "config"},
        {"log", "logs"}, {"tail", "logs"}, {"builds", "deployments"}, {"releases", "deployments"}, {"history", "deployments"},
        {"wait", "deployments wait"}, {"undo", "journal undo"},
        {"ssh", "shell"}, {"console", "shell"}, {"bash", "shell"}, {"run", "exec"},
        {"top", "metrics"}, {"stats", "metrics"}, {"doctor", "diagnose"},
        {"jobs", "cron"}, {"schedules", "cron"}, {"cron add", "cron create"}, {"cron rm", "cron delete"}, {"cron remove", "cron delete"},
        {"cron pause", "cron update"}, {"cron resume", "cron update"}, {"cron edit", "cron update"},
        {"nodes", "servers"}, {"machines", "servers"}, {"hosts", "servers"}, {"servers create", "servers add"},
        {"servers delete", "servers remove"}, {"servers rm", "servers remove"}, {"servers info", "servers show"},
        {"servers rename", "servers update"}, {"servers check", "servers test"},
        {"browse", "open"}, {"dashboard", "open"}, {"-v", "version"}, {"-V", "version"}};

    /** The same for the verbs of nouns; the first of them that the noun has is meant. */
    private static final String[][] VERBS = {
        {"rm", "delete", "remove", "revoke"}, {"remove", "delete", "detach"}, {"delete", "remove", "revoke"}, {"del", "delete", "remove"},
        {"destroy", "delete", "remove"}, {"drop", "delete", "remove"},
        {"add", "create"}, {"new", "create", "add"}, {"create", "add"}, {"make", "create", "add"}, {"deploy", "create"},
        {"info", "show"}, {"get", "show", "query"}, {"describe", "show"}, {"inspect", "show"}, {"view", "show"},
        {"edit", "update", "set"}, {"set", "update", "config"}, {"change", "update"}, {"mv", "rename"},
        {"exec", "query", "run"}, {"sql", "query"}, {"connect", "shell", "attach"}, {"psql", "shell"}, {"cli", "shell"},
        {"link", "attach"}, {"unlink", "detach"}, {"trigger", "run"}, {"verify", "check", "test"}, {"check", "test"}, {"ping", "test"}};

    private OtherWords() {
    }

    /** The command with a verb of this noun that another verb means elsewhere; null for none. */
    static String verb(Catalog catalog, String noun, String typed) {
        List<String> verbs = catalog.verbs(noun);
        for (String[] each : VERBS) {
            if (each[0].equals(typed)) {
                for (int i = 1; i < each.length; i++) {
                    if (verbs.contains(each[i])) {
                        return noun + " " + each[i];
                    }
                }
            }
        }
        return null;
    }

    /** The command that this word means elsewhere; null for none. */
    static String meant(String typed) {
        for (String[] each : MEANT) {
            if (each[0].equals(typed)) {
                return each[1];
            }
        }
        return null;
    }
}
