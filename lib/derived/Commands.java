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
            "Connection", "", "", new String[] {}, true, false,
            ""),
        new CommandEntry("status", "", "List apps in the terminal",
            "Connection", "paas_status", "READ", new String[] {"apps:read"}, true, false,
            ""),
        new CommandEntry("setup", "", "Write MCP config for Cursor, Claude Code and Codex",
            "Connection", "", "", new String[] {}, false, false,
            ""),
        new CommandEntry("mcp", "", "MCP server (spawned by your editor - do not run manually)",
            "Connection", "", "", new String[] {}, false, false,
            ""),
        new CommandEntry("mcp tools", "", "List the tools an assistant sees, and their size",
            "Connection", "", "", new String[] {}, false, false,
            ""),
        new CommandEntry("journal", "", "Show what assistants changed",
            "Connection", "", "READ", new String[] {}, false, false,
            ""),
        new CommandEntry("journal show", "<number>", "Show an entry of the journal",
            "Connection", "", "READ", new String[] {}, false, false,
            ""),
        new CommandEntry("journal undo", "<number>", "Take back what an assistant changed",
            "Connection", "", "WRITE", new String[] {}, true, false,
            ""),
        new CommandEntry("env", "", "Print export PAAS_API_URL=… / PAAS_TOKEN=… for shell agents",
            "Connection", "", "", new String[] {}, false, false,
            ""),
        new CommandEntry("disconnect", "", "Remove local credentials",
            "Connection", "", "", new String[] {}, true, false,
            ""),
        new CommandEntry("open", "[<app>]", "Open an app, or the dashboard, in the browser",
            "Connection", "", "", new String[] {}, true, false,
            ""),
        new CommandEntry("apps", "", "List apps",
            "Apps", "paas_list_apps", "READ", new String[] {"apps:read"}, true, false,
            ""),
        new CommandEntry("app", "<app>", "Show an app's details and settings",
            "Apps", "paas_get_app", "READ", new String[] {"apps:read"}, true, false,
            ""),
        new CommandEntry("deploy", "[<name>]", "Deploy an app: new, or its next version",
            "Apps", "paas_deploy", "WRITE", new String[] {"deploy:trigger", "apps:write", "apps:read"}, true, false,
            "deployments wait"),
        new CommandEntry("redeploy", "<app>", "Build and release an app again",
            "Apps", "paas_redeploy", "WRITE", new String[] {"apps:write", "apps:read"}, true, false,
            "deployments wait"),
        new CommandEntry("rollback", "<app> [<deployment-id>]", "Release an earlier version of an app again",
            "Apps", "paas_rollback", "WRITE", new String[] {"apps:write", "apps:read"}, true, false,
            "deployments wait"),
        new CommandEntry("update", "<app>", "Change an app's settings",
            "Apps", "paas_update_app", "WRITE", new String[] {"apps:write", "apps:read"}, true, false,
            ""),
        new CommandEntry("config", "<app>", "Show an app's variables",
            "Apps", "", "READ", new String[] {"apps:read"}, true, false,
            ""),
        new CommandEntry("config get", "<app> <NAME>", "Print the value of one variable",
            "Apps", "", "READ", new String[] {"apps:read"}, true, false,
            ""),
        new CommandEntry("config set", "<app> <NAME=value>…", "Set variables of an app",
            "Apps", "", "WRITE", new String[] {"apps:write", "apps:read"}, true, false,
            ""),
        new CommandEntry("config unset", "<app> <NAME>…", "Remove variables of an app",
            "Apps", "", "WRITE", new String[] {"apps:write", "apps:read"}, true, false,
            ""),
        new CommandEntry("config pull", "<app> [<file>]", "Write an app's variables into a .env file",
            "Apps", "", "READ", new String[] {"apps:read"}, true, false,
            ""),
        new CommandEntry("config push", "<app> [<file>]", "Set an app's variables from a .env file",
            "Apps", "", "WRITE", new String[] {"apps:write", "apps:read"}, true, false,
            ""),
        new CommandEntry("config diff", "<app> [<file>]", "Compare an app's variables with a .env file",
            "Apps", "", "READ", new String[] {"apps:read"}, true, false,
            ""),
        new CommandEntry("logs", "<app>", "Show an app's log",
            "Apps", "paas_get_logs", "READ", new String[] {"apps:read", "logs:read"}, true, false,
            ""),
        new CommandEntry("diagnose", "<app>", "Find out what is wrong with an app",
            "Apps", "paas_diagnose_app", "READ", new String[] {"apps:read", "logs:read", "metrics:read"}, true, false,
            ""),
        new CommandEntry("scan", "<app>…", "Look for known vulnerabilities in an app's dependencies",
            "Apps", "paas_scan_vulns", "READ", new String[] {"apps:read"}, true, true,
            ""),
        new CommandEntry("metrics", "[<app>]", "Show what running apps use now",
            "Apps", "paas_get_metrics", "READ", new String[] {"metrics:read", "apps:read"}, true, false,
            ""),
        new CommandEntry("exec", "<app> -- <command>…", "Run a command in an app's container",
            "Apps", "paas_exec", "WRITE", new String[] {"apps:write", "apps:read"}, true, false,
            ""),
        new CommandEntry("shell", "<app>", "Open a shell in an app's container",
            "Apps", "", "", new String[] {}, true, false,
            ""),
        new CommandEntry("webhook", "<app>", "Show the webhook for an app's pushes",
            "Apps", "", "READ", new String[] {"apps:read"}, true, false,
            ""),
        new CommandEntry("webhook register", "<app>", "Register the webhook at GitHub",
            "Apps", "", "WRITE", new String[] {"apps:write", "apps:read"}, true, false,
            ""),
        new CommandEntry("webhook regenerate", "<app>", "Make another webhook secret; the former one is void",
            "Apps", "", "DESTRUCTIVE", new String[] {"apps:write", "apps:read"}, true, false,
            ""),
        new CommandEntry("rename", "<app> <new-name>", "Rename an app",
            "Apps", "", "WRITE", new String[] {"apps:write", "apps:read"}, true, false,
            ""),
        new CommandEntry("stop", "<app>…", "Stop apps",
            "Apps", "paas_stop_app", "WRITE", new String[] {"apps:write", "apps:read"}, true, true,
            ""),
        new CommandEntry("start", "<app>…", "Start stopped apps",
            "Apps", "paas_start_app", "WRITE", new String[] {"apps:write", "apps:read"}, true, true,
            ""),
        new CommandEntry("delete", "<app>", "Delete an app for good",
            "Apps", "paas_delete_app", "DESTRUCTIVE", new String[] {"apps:delete", "apps:read"}, true, false,
            ""),
        new CommandEntry("build-logs", "<app> [<deployment-id>]", "Show the log of a deployment's build",
            "Deployments", "paas_get_build_logs", "READ", new String[] {"apps:read"}, true, false,
            ""),
        new CommandEntry("deployments", "[<app>]", "List the deployments of an app, or of all",
            "Deployments", "paas_list_deployments", "READ", new String[] {"apps:read"}, true, false,
            ""),
        new CommandEntry("deployments wait", "<deployment>", "Wait until a deployment is over",
            "Deployments", "paas_wait_deployment", "READ", new String[] {"apps:read"}, true, false,
            "deployments wait"),
        new CommandEntry("projects", "", "List projects and their services",
            "Projects", "paas_list_projects", "READ", new String[] {"apps:read"}, true, false,
            ""),
        new CommandEntry("projects show", "<project>", "Show a project with its services and their variables",
            "Projects", "", "READ", new String[] {"apps:read"}, true, false,
            ""),
        new CommandEntry("projects create", "<name>", "Make an empty project",
            "Projects", "", "WRITE", new String[] {"apps:write", "apps:read"}, true, false,
            ""),
        new CommandEntry("projects rename", "<project> [<new-name>]", "Rename a project, or describe it",
            "Projects", "", "WRITE", new String[] {"apps:write", "apps:read"}, true, false,
            ""),
        new CommandEntry("projects redeploy", "<project>", "Build and release every service of a project again",
            "Projects", "", "WRITE", new String[] {"apps:write", "apps:read"}, true, false,
            ""),
        new CommandEntry("projects deploy", "<project>", "Deploy a compose or Dockerfile project as a whole",
            "Projects", "", "WRITE", new String[] {"deploy:trigger", "apps:write", "apps:read"}, true, false,
            ""),
        new CommandEntry("projects delete", "[<project>]", "Delete a project with all that is in it, or the empty ones",
            "Projects", "", "DESTRUCTIVE", new String[] {"apps:delete", "apps:read"}, true, false,
            ""),
        new CommandEntry("catalog", "[<word>]…", "List ready-made apps, or look for one",
            "Projects", "", "READ", new String[] {"apps:read"}, true, false,
            ""),
        new CommandEntry("catalog show", "<template>", "Show what a ready-made app deploys and asks for",
            "Projects", "", "READ", new String[] {"apps:read"}, true, false,
            ""),
        new CommandEntry("catalog deploy", "<template> [<name>]", "Deploy a ready-made app",
            "Projects", "", "WRITE", new String[] {"deploy:trigger", "apps:write", "apps:read"}, true, false,
            ""),
        new CommandEntry("addons", "", "List databases and caches",
            "Databases and caches", "paas_list_addons", "READ", new String[] {"apps:read"}, true, false,
            ""),
        new CommandEntry("addons show", "<addon>", "Show a database or a cache and its address",
            "Databases and caches", "", "READ", new String[] {"apps:read"}, true, false,
            ""),
        new CommandEntry("addons create", "<name>", "Make a database or a cache",
            "Databases and caches", "paas_create_addon", "WRITE", new String[] {"addons:manage", "apps:read"}, true, false,
            "addons wait"),
        new CommandEntry("addons wait", "<addon>", "Wait until a database or a cache runs",
            "Databases and caches", "", "READ", new String[] {"apps:read"}, true, false,
            "addons wait"),
        new CommandEntry("addons attach", "<addon> <app>", "Give an app a database or a cache",
            "Databases and caches", "paas_attach_addon", "WRITE", new String[] {"addons:manage", "apps:read", "apps:write"}, true, false,
            ""),
        new CommandEntry("addons detach", "<addon> <app>", "Take a database or a cache from an app",
            "Databases and caches", "paas_detach_addon", "WRITE", new String[] {"addons:manage", "apps:read", "apps:write"}, true, false,
            ""),
        new CommandEntry("addons delete", "<addon>", "Delete a database or a cache for good",
            "Databases and caches", "", "DESTRUCTIVE", new String[] {"addons:manage", "apps:read"}, true, false,
            ""),
        new CommandEntry("db shell", "<addon>", "Talk with a database",
            "Databases and caches", "", "WRITE", new String[] {"addons:manage", "apps:read"}, true, false,
            ""),
        new CommandEntry("db query", "<addon> <query>…", "Run SQL or a Redis command",
            "Databases and caches", "paas_db_query", "WRITE", new String[] {"addons:manage", "apps:read"}, true, false,
            ""),
        new CommandEntry("db tables", "<addon>", "List tables, or keys of a Redis",
            "Databases and caches", "", "READ", new String[] {"addons:manage", "apps:read"}, true, false,
            ""),
        new CommandEntry("db table", "<addon> <table>", "Show rows of a table, or a Redis key",
            "Databases and caches", "", "READ", new String[] {"addons:manage", "apps:read"}, true, false,
            ""),
        new CommandEntry("domains", "[<app>]", "List the custom domains of an app, or of all",
            "Domains", "", "READ", new String[] {"apps:read"}, true, false,
            ""),
        new CommandEntry("domains add", "<app> <domain>", "Give an app a domain, and say which DNS record it needs",
            "Domains", "paas_add_domain", "WRITE", new String[] {"apps:write", "apps:read"}, true, false,
            ""),
        new CommandEntry("domains remove", "<app> <domain>", "Take a domain from an app",
            "Domains", "paas_remove_domain", "WRITE", new String[] {"apps:write", "apps:read"}, true, false,
            ""),
        new CommandEntry("domains check", "<app-or-domain>", "See what a domain lacks: its DNS record, an answer, a certificate",
            "Domains", "", "READ", new String[] {"apps:read"}, true, false,
            ""),
        new CommandEntry("cron", "", "List scheduled jobs",
            "Schedules and backups", "paas_list_cron", "READ", new String[] {"cron:manage", "apps:read"}, true, false,
            ""),
        new CommandEntry("cron show", "<cron>", "Show a scheduled job and its next runs",
            "Schedules and backups", "", "READ", new String[] {"cron:manage", "apps:read"}, true, false,
            ""),
        new CommandEntry("cron run", "<cron>", "Run a scheduled job now",
            "Schedules and backups", "paas_run_cron", "WRITE", new String[] {"cron:manage", "apps:read"}, true, false,
            ""),
        new CommandEntry("cron create", "<app> -- <command>…", "Run a command in an app on a schedule",
            "Schedules and backups", "", "WRITE", new String[] {"cron:manage", "apps:read"}, true, false,
            ""),
        new CommandEntry("cron update", "<cron> [-- <command>]…", "Change, pause or resume a scheduled job",
            "Schedules and backups", "", "WRITE", new String[] {"cron:manage", "apps:read"}, true, false,
            ""),
        new CommandEntry("cron delete", "<cron>", "Delete a scheduled job",
            "Schedules and backups", "", "WRITE", new String[] {"cron:manage", "apps:read"}, true, false,
            ""),
        new CommandEntry("backups", "", "List the backups of the instance",
            "Schedules and backups", "paas_list_backups", "READ", new String[] {"backups:manage"}, true, false,
            ""),
        new CommandEntry("backups create", "", "Take a backup of the instance now",
            "Schedules and backups", "paas_create_backup", "WRITE", new String[] {"backups:manage"}, true, false,
            ""),
        new CommandEntry("backups download", "<name>", "Bring a backup to this machine, checked and private",
            "Schedules and backups", "", "READ", new String[] {"backups:manage"}, true, false,
            ""),
        new CommandEntry("backups restore", "<name>", "Take the whole instance back to a backup",
            "Schedules and backups", "", "DESTRUCTIVE", new String[] {"backups:manage"}, true, false,
            ""),
        new CommandEntry("backups delete", "<name>", "Delete a backup for good",
            "Schedules and backups", "", "DESTRUCTIVE", new String[] {"backups:manage"}, true, false,
            ""),
        new CommandEntry("backups config", "", "Show or change when backups are made and where they go",
            "Schedules and backups", "", "WRITE", new String[] {"backups:manage"}, true, false,
            ""),
        new CommandEntry("servers", "", "List the machines that apps run on",
            "The instance", "paas_list_servers", "READ", new String[] {"servers:manage", "apps:read"}, true, false,
            ""),
        new CommandEntry("servers show", "[<server>]", "Show a server: addresses, apps, and what it uses now",
            "The instance", "paas_server_info", "READ", new String[] {"apps:read"}, true, false,
            ""),
        new CommandEntry("servers add", "<name>", "Add a machine for apps to run on",
            "The instance", "", "WRITE", new String[] {"servers:manage"}, true, false,
            ""),
        new CommandEntry("servers update", "<server>", "Change a server's name or description",
            "The instance", "", "WRITE", new String[] {"servers:manage"}, true, false,
            ""),
        new CommandEntry("servers remove", "<server>", "Forget a machine and its key",
            "The instance", "", "DESTRUCTIVE", new String[] {"servers:manage", "apps:read"}, true, false,
            ""),
        new CommandEntry("servers test", "<server>", "See whether SSH and docker work on a server",
            "The instance", "", "WRITE", new String[] {"servers:manage"}, true, false,
            ""),
        new CommandEntry("servers key", "<server>", "Show the public key to install on a server",
            "The instance", "", "READ", new String[] {"servers:manage"}, true, false,
            ""),
        new CommandEntry("prune", "", "Remove what docker does not use, with the containers of stopped apps",
            "The instance", "paas_prune_docker", "DESTRUCTIVE", new String[] {"system:manage", "apps:read"}, true, false,
            ""),
        new CommandEntry("agents", "", "List agents: who has a token, and what it may do",
            "The instance", "", "READ", new String[] {}, true, false,
            ""),
        new CommandEntry("agents create", "<name>", "Make an agent, and show its token once",
            "The instance", "", "WRITE", new String[] {}, true, false,
            ""),
        new CommandEntry("agents rotate", "<agent>", "Give an agent another token, shown once",
            "The instance", "", "WRITE", new String[] {}, true, false,
            ""),
        new CommandEntry("agents revoke", "<agent>", "Take an agent and its token away",
            "The instance", "", "DESTRUCTIVE", new String[] {}, true, false,
            ""),
        new CommandEntry("audit", "", "Show who asked the instance for what",
            "The instance", "", "READ", new String[] {}, true, false,
            ""),
        new CommandEntry("notifications", "", "Show where news of deployments goes",
            "The instance", "", "READ", new String[] {"notifications:manage"}, true, false,
            ""),
        new CommandEntry("notifications set", "", "Change where news of deployments goes",
            "The instance", "", "WRITE", new String[] {"notifications:manage"}, true, false,
            ""),
        new CommandEntry("notifications test", "", "Have a test message sent to the addresses",
            "The instance", "", "WRITE", new String[] {"notifications:manage"}, true, false,
            ""),
        new CommandEntry("git repos", "", "List what the instance's GitHub token can see",
            "The instance", "", "READ", new String[] {"apps:read"}, true, false,
            ""),
        new CommandEntry("git branches", "<repo>", "List the branches of a repository",
            "The instance", "", "READ", new String[] {"apps:read"}, true, false,
            ""),
        new CommandEntry("git set-token", "", "Store the instance's GitHub token",
            "The instance", "", "WRITE", new String[] {}, true, false,
            ""),
        new CommandEntry("git remove-token", "", "Have the instance forget its GitHub token",
            "The instance", "", "WRITE", new String[] {}, true, false,
            ""),
        new CommandEntry("system", "", "Show the instance's version, updates and domain",
            "The instance", "", "READ", new String[] {"apps:read"}, true, false,
            ""),
        new CommandEntry("system update", "", "Look for a newer release, or install it",
            "The instance", "", "WRITE", new String[] {"system:manage"}, true, false,
            ""),
        new CommandEntry("api", "[<method>] <path>", "Send any request to the instance",
            "The instance", "", "", new String[] {}, true, false,
            ""),
        new CommandEntry("version", "", "Print CLI version",
            "This program", "", "", new String[] {}, false, false,
            ""),
        new CommandEntry("completion", "<shell>", "Print the completion script of a shell",
            "This program", "", "", new String[] {}, false, false,
            ""),
        new CommandEntry("install", "", "Install paas: quick to start, without JBang",
            "This program", "", "", new String[] {}, false, false,
            ""),
        new CommandEntry("upgrade", "", "Install a newer version of paas",
            "This program", "", "", new String[] {}, false, false,
            ""),
        new CommandEntry("uninstall", "", "Take back what paas install did",
            "This program", "", "", new String[] {}, false, false,
            ""),
        new CommandEntry("help", "[<command>]", "Explain paas, or one command",
            "This program", "", "", new String[] {}, false, false, ""),
    };

    @Override
    public CommandEntry[] entries() {
        return ALL;
    }

    @Override
    public String marks(String record) {
        return MarkTable.of(record);
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
            case "mcp tools":
                return new lib.commands.connection.ListTools(context.catalog(), context.config(), context.environment());
            case "journal":
                return new lib.commands.journal.ListJournal(context.environment());
            case "journal show":
                return new lib.commands.journal.ShowEntry(context.environment());
            case "journal undo":
                return new lib.commands.journal.UndoEntry(context.api(), context);
            case "env":
                return new lib.commands.connection.Env(context.config());
            case "disconnect":
                return new lib.commands.connection.Disconnect(
                        context.config(), context.transports(), context.dialog(), context.environment());
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
            case "config":
                return new lib.commands.config.ListVariables(context.api());
            case "config get":
                return new lib.commands.config.GetVariable(context.api());
            case "config set":
                return new lib.commands.config.SetVariables(context.api(), context.progress(), context.dialog(), context.terminal());
            case "config unset":
                return new lib.commands.config.UnsetVariables(context.api(), context.progress());
            case "config pull":
                return new lib.commands.config.Pull(context.api(), context.dialog());
            case "config push":
                return new lib.commands.config.Push(context.api(), context.progress(), context.dialog());
            case "config diff":
                return new lib.commands.config.Diff(context.api());
            case "logs":
                return new lib.commands.apps.Logs(context.api(), context.progress());
            case "diagnose":
                return new lib.commands.apps.Diagnose(context.api());
            case "scan":
                return new lib.commands.apps.Scan(context.api(), context.progress());
            case "metrics":
                return new lib.commands.apps.ShowMetrics(context.api());
            case "exec":
                return new lib.commands.apps.Exec(context.api(), context.progress(), context.terminal());
            case "shell":
                return new lib.commands.apps.Shell(context.api(), context.terminal());
            case "webhook":
                return new lib.commands.apps.ShowWebhook(context.api());
            case "webhook register":
                return new lib.commands.apps.RegisterWebhook(context.api());
            case "webhook regenerate":
                return new lib.commands.apps.RegenerateWebhook(context.api());
            case "rename":
                return new lib.commands.apps.Rename(context.api());
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
            case "projects show":
                return new lib.commands.projects.ShowProject(context.api());
            case "projects create":
                return new lib.commands.projects.CreateProject(context.api());
            case "projects rename":
                return new lib.commands.projects.RenameProject(context.api());
            case "projects redeploy":
                return new lib.commands.projects.RedeployProject(context.api(), context.progress());
            case "projects deploy":
                return new lib.commands.projects.DeployProject(context.api(), context.progress());
            case "projects delete":
                return new lib.commands.projects.DeleteProject(context.api());
            case "catalog":
                return new lib.commands.catalog.ListTemplates(context.api());
            case "catalog show":
                return new lib.commands.catalog.ShowTemplate(context.api());
            case "catalog deploy":
                return new lib.commands.catalog.DeployTemplate(context.api(), context.progress(), context.dialog());
            case "addons":
                return new lib.commands.addons.ListAddons(context.api());
            case "addons show":
                return new lib.commands.addons.Show(context.api(), context.reveal());
            case "addons create":
                return new lib.commands.addons.Create(context.api(), context.progress());
            case "addons wait":
                return new lib.commands.addons.WaitAddon(context.api(), context.progress());
            case "addons attach":
                return new lib.commands.addons.Attach(context.api(), context.progress());
            case "addons detach":
                return new lib.commands.addons.Detach(context.api(), context.progress());
            case "addons delete":
                return new lib.commands.addons.Delete(context.api(), context.progress());
            case "db shell":
                return new lib.commands.db.Shell(context.api(), context.terminal(), context.config());
            case "db query":
                return new lib.commands.db.Query(context.api(), context.progress(), context.terminal());
            case "db tables":
                return new lib.commands.db.ListTables(context.api());
            case "db table":
                return new lib.commands.db.ShowTable(context.api(), context.progress());
            case "domains":
                return new lib.commands.domains.ListDomains(context.api());
            case "domains add":
                return new lib.commands.domains.AddDomain(context.api());
            case "domains remove":
                return new lib.commands.domains.RemoveDomain(context.api());
            case "domains check":
                return new lib.commands.domains.CheckDomain(context.api());
            case "cron":
                return new lib.commands.cron.ListCron(context.api());
            case "cron show":
                return new lib.commands.cron.ShowCron(context.api());
            case "cron run":
                return new lib.commands.cron.RunCron(context.api(), context.progress());
            case "cron create":
                return new lib.commands.cron.CreateCron(context.api());
            case "cron update":
                return new lib.commands.cron.UpdateCron(context.api());
            case "cron delete":
                return new lib.commands.cron.DeleteCron(context.api());
            case "backups":
                return new lib.commands.backups.ListBackups(context.api());
            case "backups create":
                return new lib.commands.backups.CreateBackup(context.api(), context.progress());
            case "backups download":
                return new lib.commands.backups.DownloadBackup(context.api(), context.progress());
            case "backups restore":
                return new lib.commands.backups.RestoreBackup(context.api(), context.progress());
            case "backups delete":
                return new lib.commands.backups.DeleteBackup(context.api());
            case "backups config":
                return new lib.commands.backups.ConfigureBackups(context.api(), context.dialog(), context.environment());
            case "servers":
                return new lib.commands.servers.ListServers(context.api());
            case "servers show":
                return new lib.commands.servers.ShowServer(context.api());
            case "servers add":
                return new lib.commands.servers.AddServer(context.api());
            case "servers update":
                return new lib.commands.servers.UpdateServer(context.api());
            case "servers remove":
                return new lib.commands.servers.RemoveServer(context.api());
            case "servers test":
                return new lib.commands.servers.TestServer(context.api(), context.progress());
            case "servers key":
                return new lib.commands.servers.ShowKey(context.api());
            case "prune":
                return new lib.commands.system.Prune(context.api(), context.progress());
            case "agents":
                return new lib.commands.agents.ListAgents(context.api(), context.config());
            case "agents create":
                return new lib.commands.agents.CreateAgent(context.api());
            case "agents rotate":
                return new lib.commands.agents.RotateAgent(context.api(), context.config());
            case "agents revoke":
                return new lib.commands.agents.RevokeAgent(context.api(), context.config());
            case "audit":
                return new lib.commands.agents.ShowAudit(context.api());
            case "notifications":
                return new lib.commands.notifications.ShowNotifications(context.api());
            case "notifications set":
                return new lib.commands.notifications.SetNotifications(context.api(), context.dialog());
            case "notifications test":
                return new lib.commands.notifications.TestNotifications(context.api());
            case "git repos":
                return new lib.commands.git.ListRepositories(context.api());
            case "git branches":
                return new lib.commands.git.ListBranches(context.api());
            case "git set-token":
                return new lib.commands.git.SetToken(context.api(), context.dialog());
            case "git remove-token":
                return new lib.commands.git.RemoveToken(context.api());
            case "system":
                return new lib.commands.system.ShowSystem(context.api());
            case "system update":
                return new lib.commands.system.UpdateSystem(context.api(), context.progress());
            case "api":
                return new lib.commands.connection.CallApi(context.api(), context.progress(), context.terminal());
            case "version":
                return new lib.commands.system.PrintVersion();
            case "completion":
                return new lib.commands.connection.Completion();
            case "install":
                return new lib.commands.program.Install(context.dialog(), context.progress(), context.machine());
            case "upgrade":
                return new lib.commands.program.Upgrade(context.progress(), context.machine());
            case "uninstall":
                return new lib.commands.program.Uninstall(context.machine());
            default:
                throw new IllegalStateException("no command behind " + entry.word());
        }
    }
}
