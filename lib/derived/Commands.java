package lib.derived;

import java.util.concurrent.Callable;
import lib.op.Result;
import lib.run.Catalog;
import lib.run.CommandEntry;
import lib.run.Context;

/** Every command, derived from the declarations by {@code tests/surface/Derive.java}: do not edit, run it. */
public final class Commands implements Catalog {

    /** In the order of the help page. */
    private static final CommandEntry[] ALL = {
        new CommandEntry("connect", "[<url>]", "Browser authorization; saves ~/.paas/config.json",
            "Connection", "", "", new String[] {}, true, false),
        new CommandEntry("status", "", "List apps in the terminal",
            "Connection", "paas_status", "READ", new String[] {"apps:read"}, true, false),
        new CommandEntry("setup", "", "Write MCP config for Cursor, Claude Code and Codex",
            "Connection", "", "", new String[] {}, false, false),
        new CommandEntry("mcp", "", "MCP server (spawned by your editor - do not run manually)",
            "Connection", "", "", new String[] {}, false, false),
        new CommandEntry("env", "", "Print export PAAS_API_URL=… / PAAS_TOKEN=… for shell agents",
            "Connection", "", "", new String[] {}, false, false),
        new CommandEntry("disconnect", "", "Remove local credentials",
            "Connection", "", "", new String[] {}, false, false),
        new CommandEntry("open", "[<app>]", "Open an app, or the dashboard, in the browser",
            "Connection", "", "", new String[] {}, true, false),
        new CommandEntry("apps", "", "List apps",
            "Apps", "paas_list_apps", "READ", new String[] {"apps:read"}, true, false),
        new CommandEntry("app", "<app>", "Show an app's details and settings",
            "Apps", "paas_get_app", "READ", new String[] {"apps:read"}, true, false),
        new CommandEntry("deploy", "[<name>]", "Deploy an app: new, or its next version",
            "Apps", "paas_deploy", "WRITE", new String[] {"deploy:trigger", "apps:write", "apps:read"}, true, false),
        new CommandEntry("redeploy", "<app>", "Build and release an app again",
            "Apps", "paas_redeploy", "WRITE", new String[] {"apps:write", "apps:read"}, true, false),
        new CommandEntry("rollback", "<app> [<deployment-id>]", "Release an earlier version of an app again",
            "Apps", "paas_rollback", "WRITE", new String[] {"apps:write", "apps:read"}, true, false),
        new CommandEntry("update", "<app>", "Change an app's settings",
            "Apps", "paas_update_app", "WRITE", new String[] {"apps:write", "apps:read"}, true, false),
        new CommandEntry("logs", "<app>", "Show an app's log",
            "Apps", "paas_get_logs", "READ", new String[] {"apps:read", "logs:read"}, true, false),
        new CommandEntry("diagnose", "<app>", "Find out what is wrong with an app",
            "Apps", "paas_diagnose_app", "READ", new String[] {"apps:read", "logs:read", "metrics:read"}, true, false),
        new CommandEntry("metrics", "[<app>]", "Show what running apps use now",
            "Apps", "paas_get_metrics", "READ", new String[] {"metrics:read", "apps:read"}, true, false),
        new CommandEntry("exec", "<app> -- <command>…", "Run a command in an app's container",
            "Apps", "paas_exec", "WRITE", new String[] {"apps:write", "apps:read"}, true, false),
        new CommandEntry("shell", "<app>", "Open a shell in an app's container",
            "Apps", "", "", new String[] {}, true, false),
        new CommandEntry("stop", "<app>…", "Stop apps",
            "Apps", "paas_stop_app", "WRITE", new String[] {"apps:write", "apps:read"}, true, true),
        new CommandEntry("start", "<app>…", "Start stopped apps",
            "Apps", "paas_start_app", "WRITE", new String[] {"apps:write", "apps:read"}, true, true),
        new CommandEntry("delete", "<app>", "Delete an app for good",
            "Apps", "paas_delete_app", "DESTRUCTIVE", new String[] {"apps:delete", "apps:read"}, true, false),
        new CommandEntry("build-logs", "<app> [<deployment-id>]", "Show the log of a deployment's build",
            "Deployments", "paas_get_build_logs", "READ", new String[] {"apps:read"}, true, false),
        new CommandEntry("deployments", "[<app>]", "List the deployments of an app, or of all",
            "Deployments", "paas_list_deployments", "READ", new String[] {"apps:read"}, true, false),
        new CommandEntry("deployments wait", "<deployment>", "Wait until a deployment is over",
            "Deployments", "paas_wait_deployment", "READ", new String[] {"apps:read"}, true, false),
        new CommandEntry("projects", "", "List projects and their services",
            "Projects", "paas_list_projects", "READ", new String[] {"apps:read"}, true, false),
        new CommandEntry("version", "", "Print CLI version",
            "This program", "", "", new String[] {}, false, false),
        new CommandEntry("help", "[<command>]", "Explain paas, or one command",
            "This program", "", "", new String[] {}, false, false),
    };

    @Override
    public CommandEntry[] entries() {
        return ALL;
    }

    @Override
    public Callable<? extends Result> create(CommandEntry entry, Context context) {
        switch (entry.word()) {
            case "connect":
                return new lib.commands.connection.Connect(context.transports(), context.config(), context.dialog(), context.environment());
            case "status":
                return new lib.commands.connection.Status(context.api());
            case "setup":
                return new lib.commands.connection.Setup(context.config(), context.dialog(), context.machine());
            case "mcp":
                return new lib.commands.connection.Serve(context.catalog(), context.environment());
            case "env":
                return new lib.commands.connection.Env(context.config());
            case "disconnect":
                return new lib.commands.connection.Disconnect(context.config());
            case "open":
                return new lib.commands.connection.Open(context.api());
            case "apps":
                return new lib.commands.apps.ListApps(context.api());
            case "app":
                return new lib.commands.apps.ShowApp(context.api());
            case "deploy":
                return new lib.commands.apps.Deploy(context.api(), context.progress());
            case "redeploy":
                return new lib.commands.apps.Redeploy(context.api(), context.progress());
            case "rollback":
                return new lib.commands.apps.Rollback(context.api(), context.progress());
            case "update":
                return new lib.commands.apps.Update(context.api(), context.progress());
            case "logs":
                return new lib.commands.apps.Logs(context.api(), context.progress());
            case "diagnose":
                return new lib.commands.apps.Diagnose(context.api());
            case "metrics":
                return new lib.commands.apps.ShowMetrics(context.api());
            case "exec":
                return new lib.commands.apps.Exec(context.api(), context.progress(), context.terminal());
            case "shell":
                return new lib.commands.apps.Shell(context.api(), context.terminal());
            case "stop":
                return new lib.commands.apps.Stop(context.api());
            case "start":
                return new lib.commands.apps.Start(context.api());
            case "delete":
                return new lib.commands.apps.Delete(context.api());
            case "build-logs":
                return new lib.commands.deployments.BuildLogs(context.api(), context.progress());
            case "deployments":
                return new lib.commands.deployments.ListDeployments(context.api());
            case "deployments wait":
                return new lib.commands.deployments.Wait(context.api(), context.progress());
            case "projects":
                return new lib.commands.projects.ListProjects(context.api());
            case "version":
                return new lib.commands.system.PrintVersion();
            default:
                throw new IllegalStateException("no command behind " + entry.word());
        }
    }
}
