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
        new Verb("setup", "", "Write MCP config for Cursor, Claude Code and Codex",
            "Connection", "", "", new String[] {}, false, false),
        new Verb("mcp", "", "MCP server (spawned by your editor - do not run manually)",
            "Connection", "", "", new String[] {}, false, false),
        new Verb("env", "", "Print export PAAS_API_URL=… / PAAS_TOKEN=… for shell agents",
            "Connection", "", "", new String[] {}, false, false),
        new Verb("disconnect", "", "Remove local credentials",
            "Connection", "", "", new String[] {}, false, false),
        new Verb("open", "[<app>]", "Open an app, or the dashboard, in the browser",
            "Connection", "", "", new String[] {}, true, false),
        new Verb("apps", "", "List apps",
            "Apps", "paas_list_apps", "READ", new String[] {"apps:read"}, true, false),
        new Verb("app", "<app>", "Show an app's details and settings",
            "Apps", "paas_get_app", "READ", new String[] {"apps:read"}, true, false),
        new Verb("deploy", "[<name>]", "Deploy a new app, or this git checkout",
            "Apps", "paas_deploy", "WRITE", new String[] {"deploy:trigger", "apps:write", "apps:read"}, true, false),
        new Verb("redeploy", "<app>", "Build and release an app again",
            "Apps", "paas_redeploy", "WRITE", new String[] {"apps:write", "apps:read"}, true, false),
        new Verb("logs", "<app>", "Show an app's log",
            "Apps", "paas_get_logs", "READ", new String[] {"apps:read", "logs:read"}, true, false),
        new Verb("delete", "<app>", "Delete an app for good",
            "Apps", "paas_delete_app", "DESTRUCTIVE", new String[] {"apps:delete", "apps:read"}, true, false),
        new Verb("diagnose", "<app>", "Find out what is wrong with an app",
            "Apps", "paas_diagnose_app", "READ", new String[] {"apps:read", "logs:read", "metrics:read"}, true, false),
        new Verb("exec", "<app> -- <command>…", "Run a command in an app's container",
            "Apps", "paas_exec", "WRITE", new String[] {"apps:write", "apps:read"}, true, false),
        new Verb("metrics", "[<app>]", "Show what running apps use now",
            "Apps", "paas_get_metrics", "READ", new String[] {"metrics:read", "apps:read"}, true, false),
        new Verb("rollback", "<app> [<deployment-id>]", "Release an earlier version of an app again",
            "Apps", "paas_rollback", "WRITE", new String[] {"apps:write", "apps:read"}, true, false),
        new Verb("shell", "<app>", "Open a shell in an app's container",
            "Apps", "", "", new String[] {}, true, false),
        new Verb("start", "<app>…", "Start stopped apps",
            "Apps", "paas_start_app", "WRITE", new String[] {"apps:write", "apps:read"}, true, true),
        new Verb("stop", "<app>…", "Stop apps",
            "Apps", "paas_stop_app", "WRITE", new String[] {"apps:write", "apps:read"}, true, true),
        new Verb("update", "<app>", "Change an app's settings",
            "Apps", "paas_update_app", "WRITE", new String[] {"apps:write", "apps:read"}, true, false),
        new Verb("build-logs", "<app> [<deployment-id>]", "Show the log of a deployment's build",
            "Deployments", "paas_get_build_logs", "READ", new String[] {"apps:read"}, true, false),
        new Verb("deployments", "[<app>]", "List the deployments of an app, or of all",
            "Deployments", "paas_list_deployments", "READ", new String[] {"apps:read"}, true, false),
        new Verb("deployments wait", "<deployment>", "Wait until a deployment is over",
            "Deployments", "paas_wait_deployment", "READ", new String[] {"apps:read"}, true, false),
        new Verb("projects", "", "List projects and their services",
            "Projects", "paas_list_projects", "READ", new String[] {"apps:read"}, true, false),
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
            case "setup":
                return new lib.setup.Setup(doors.config(), doors.dialog(), doors.machine());
            case "mcp":
                return new lib.mcp.Serve(doors.tools());
            case "env":
                return new lib.connect.Env(doors.config());
            case "disconnect":
                return new lib.connect.Disconnect(doors.config());
            case "open":
                return new lib.connect.Open(doors.api());
            case "apps":
                return new lib.apps.ListApps(doors.api());
            case "app":
                return new lib.apps.ShowApp(doors.api());
            case "deploy":
                return new lib.apps.Deploy(doors.api(), doors.progress());
            case "redeploy":
                return new lib.apps.Redeploy(doors.api(), doors.progress());
            case "logs":
                return new lib.apps.Logs(doors.api());
            case "delete":
                return new lib.apps.Delete(doors.api());
            case "diagnose":
                return new lib.apps.Diagnose(doors.api());
            case "exec":
                return new lib.apps.Exec(doors.api(), doors.progress());
            case "metrics":
                return new lib.apps.ShowMetrics(doors.api());
            case "rollback":
                return new lib.apps.Rollback(doors.api(), doors.progress());
            case "shell":
                return new lib.apps.Shell(doors.api(), doors.terminal());
            case "start":
                return new lib.apps.Start(doors.api());
            case "stop":
                return new lib.apps.Stop(doors.api());
            case "update":
                return new lib.apps.Update(doors.api(), doors.progress());
            case "build-logs":
                return new lib.deployments.BuildLogs(doors.api());
            case "deployments":
                return new lib.deployments.ListDeployments(doors.api());
            case "deployments wait":
                return new lib.deployments.Wait(doors.api(), doors.progress());
            case "projects":
                return new lib.projects.ListProjects(doors.api());
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
