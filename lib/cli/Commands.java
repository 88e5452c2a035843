package lib.cli;

import java.util.concurrent.Callable;
import lib.op.Result;

/** Every command, derived from the declarations by {@code tests/surface/Derive.java}: do not edit, run it. */
final class Commands {

    /** In the order of the help page. */
    static final Verb[] ALL = {
        new Verb("connect", "[<url>]", "Browser authorization; saves ~/.paas/config.json",
            "Connection", "", "", new String[] {}, true, false),
        new Verb("status", "", "List apps in the terminal",
            "Connection", "paas_status", "READ", new String[] {"apps:read"}, true, false),
        new Verb("env", "", "Print export PAAS_API_URL=… / PAAS_TOKEN=… for shell agents",
            "Connection", "", "", new String[] {}, false, false),
        new Verb("disconnect", "", "Remove local credentials",
            "Connection", "", "", new String[] {}, false, false),
        new Verb("delete", "<app>", "Delete an app for good",
            "Apps", "paas_delete_app", "DESTRUCTIVE", new String[] {"apps:delete", "apps:read"}, true, false),
        new Verb("stop", "<app>…", "Stop apps",
            "Apps", "paas_stop_app", "WRITE", new String[] {"apps:write", "apps:read"}, true, true),
        new Verb("version", "", "Print CLI version",
            "This program", "", "", new String[] {}, false, false),
        new Verb("help", "[<command>]", "Explain paas, or one command",
            "This program", "", "", new String[] {}, false, false),
    };

    private Commands() {
    }

    /** A new command of this word; it opens no door before it is called. */
    static Callable<? extends Result> create(String word, Doors doors) {
        switch (word) {
            case "connect":
                return new lib.connect.Connect(doors.clients(), doors.config(), doors.dialog(), doors.environment());
            case "status":
                return new lib.system.Status(doors.api());
            case "env":
                return new lib.connect.Env(doors.config());
            case "disconnect":
                return new lib.connect.Disconnect(doors.config());
            case "delete":
                return new lib.apps.Delete(doors.api());
            case "stop":
                return new lib.apps.Stop(doors.api());
            case "version":
                return new lib.cli.PrintVersion();
            default:
                throw new IllegalStateException("no command behind " + word);
        }
    }

    /** The operation that is this tool; null when there is none. */
    static Verb ofTool(String tool) {
        for (Verb verb : ALL) {
            if (verb.operation() && verb.tool().equals(tool)) {
                return verb;
            }
        }
        return null;
    }
}
