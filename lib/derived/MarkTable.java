package lib.derived;

/**
 * What the components of each result's record are declared to hold ({@link lib.run.Marks}), derived from the declarations by
 * {@code tests/surface/Derive.java}: do not edit, run it.
 */
final class MarkTable {

    private MarkTable() {
    }

    /** Null for a record that is not in it. */
    static String of(String record) {
        switch (record) {
            case "lib.commands.addons.Attach$Attached":
                return "- -";
            case "lib.commands.addons.Attach$Facts":
                return "p p p p - r p p f p - -";
            case "lib.commands.addons.Delete$Deleted":
                return "p p p f -";
            case "lib.commands.addons.Detach$Detached":
                return "- -";
            case "lib.commands.addons.Detach$Facts":
                return "p p p p - r p f p - -";
            case "lib.commands.addons.ListAddons$Listed":
                return "r p";
            case "lib.commands.addons.ListAddons$Row":
                return "p p p p - p p p p";
            case "lib.commands.addons.Show$Shown":
                return "p p p p - v - p p p p p";
            case "lib.commands.agents.CreateAgent$Created":
                return "p p p - p -";
            case "lib.commands.agents.ListAgents$Listed":
                return "r";
            case "lib.commands.agents.ListAgents$Row":
                return "p p p - p p p";
            case "lib.commands.agents.RevokeAgent$Revoked":
                return "p p p -";
            case "lib.commands.agents.RotateAgent$Rotated":
                return "p p p p -";
            case "lib.commands.agents.ShowAudit$Listed":
                return "r p";
            case "lib.commands.agents.ShowAudit$Row":
                return "";
            case "lib.commands.apps.Delete$Deleted":
                return "p p -";
            case "lib.commands.apps.Diagnose$Attempt":
                return "";
            case "lib.commands.apps.Diagnose$Diagnosis":
                return "p p p p r r f f r f";
            case "lib.commands.apps.Exec$Executed":
                return "- -";
            case "lib.commands.apps.Exec$Ran":
                return "p p - f -";
            case "lib.commands.apps.ListApps$Listed":
                return "- - p";
            case "lib.commands.apps.ListApps$Row":
                return "";
            case "lib.commands.apps.ListApps$Rows":
                return "r p";
            case "lib.commands.apps.Logs$Log":
                return "p p p p f p p f";
            case "lib.commands.apps.Logs$Shown":
                return "- f p";
            case "lib.commands.apps.RegenerateWebhook$Facts":
                return "p p p - p -";
            case "lib.commands.apps.RegenerateWebhook$Regenerated":
                return "- -";
            case "lib.commands.apps.RegisterWebhook$Registered":
                return "p p p p -";
            case "lib.commands.apps.Rename$Renamed":
                return "p p p p - - -";
            case "lib.commands.apps.Scan$Counts":
                return "";
            case "lib.commands.apps.Scan$Facts":
                return "p p p p - r p";
            case "lib.commands.apps.Scan$Finding":
                return "p p p p f p";
            case "lib.commands.apps.Scan$Scanned":
                return "- p -";
            case "lib.commands.apps.Shell$Left":
                return "- -";
            case "lib.commands.apps.Shell$Left$Status":
                return "-";
            case "lib.commands.apps.ShowApp$Latest":
                return "";
            case "lib.commands.apps.ShowApp$Shown":
                return "p p p p p - p p - p f p p p p p p p p f p p f f f - - p p p - p p p p - vsecretKeys -";
            case "lib.commands.apps.ShowMetrics$Rows":
                return "r";
            case "lib.commands.apps.ShowMetrics$Shown":
                return "r p";
            case "lib.commands.apps.ShowWebhook$Shown":
                return "p p p p - p p p";
            case "lib.commands.apps.Start$Started":
                return "p p p p -";
            case "lib.commands.apps.Stop$Stopped":
                return "p p p - p -";
            case "lib.commands.apps.Update$Difference":
                return "p p r p p f - -";
            case "lib.commands.apps.Update$Updated":
                return "- -";
            case "lib.commands.backups.ConfigureBackups$Configured":
                return "p p p p p f p p p p p r -";
            case "lib.commands.backups.CreateBackup$Created":
                return "p p p - - p - p -";
            case "lib.commands.backups.DeleteBackup$Deleted":
                return "p p -";
            case "lib.commands.backups.DownloadBackup$Downloaded":
                return "";
            case "lib.commands.backups.ListBackups$Listed":
                return "r";
            case "lib.commands.backups.ListBackups$Row":
                return "";
            case "lib.commands.backups.RestoreBackup$Restored":
                return "p p p p -";
            case "lib.commands.catalog.DeployTemplate$Deployed":
                return "- -";
            case "lib.commands.catalog.DeployTemplate$Facts":
                return "p - r - -";
            case "lib.commands.catalog.DeployTemplate$Made":
                return "";
            case "lib.commands.catalog.ListTemplates$Listed":
                return "r -";
            case "lib.commands.catalog.ListTemplates$Row":
                return "p p p p - - p";
            case "lib.commands.catalog.ListTemplates$Search":
                return "";
            case "lib.commands.catalog.ShowTemplate$Shown":
                return "p p p p p p p - - p p f r";
            case "lib.commands.catalog.ShowTemplate$Variable":
                return "p ovariable p p p p";
            case "lib.commands.config.Diff$Compared":
                return "- p";
            case "lib.commands.config.Diff$Difference":
                return "p ovariable ovariable";
            case "lib.commands.config.Diff$Facts":
                return "p p p r - - f";
            case "lib.commands.config.GetVariable$Value":
                return "p p ovariable";
            case "lib.commands.config.ListVariables$Listed":
                return "p p vsecret - f";
            case "lib.commands.config.Pull$Pulled":
                return "p p p p r - - f -";
            case "lib.commands.connection.CallApi$Answered":
                return "- -";
            case "lib.commands.connection.CallApi$Whole":
                return "p - -";
            case "lib.commands.connection.Completion$Script":
                return "";
            case "lib.commands.connection.Connect$Connected":
                return "";
            case "lib.commands.connection.Connect$Outcome":
                return "- -";
            case "lib.commands.connection.Disconnect$Disconnected":
                return "p p p p -";
            case "lib.commands.connection.Env$Access":
                return "";
            case "lib.commands.connection.Env$Variables":
                return "- p p";
            case "lib.commands.connection.ListTools$Listed":
                return "- p";
            case "lib.commands.connection.ListTools$Sum":
                return "p p p p p r";
            case "lib.commands.connection.Open$Opened":
                return "";
            case "lib.commands.connection.Status$Agent":
                return "";
            case "lib.commands.connection.Status$Line":
                return "";
            case "lib.commands.connection.Status$Summary":
                return "p p - p - r p";
            case "lib.commands.cron.CreateCron$Created":
                return "- -";
            case "lib.commands.cron.DeleteCron$Deleted":
                return "- -";
            case "lib.commands.cron.ListCron$Listed":
                return "- p";
            case "lib.commands.cron.ListCron$Rows":
                return "r p";
            case "lib.commands.cron.RunCron$Facts":
                return "p p p p p p -";
            case "lib.commands.cron.RunCron$Ran":
                return "- -";
            case "lib.commands.cron.ShowCron$Shown":
                return "- - f p";
            case "lib.commands.cron.UpdateCron$Updated":
                return "- r -";
            case "lib.commands.db.ListTables$Listed":
                return "p p p -";
            case "lib.commands.db.Shell$Left":
                return "";
            case "lib.commands.deployments.BuildLogs$Log":
                return "p p p p p f f f p p";
            case "lib.commands.deployments.BuildLogs$Shown":
                return "- f";
            case "lib.commands.deployments.ListDeployments$Listed":
                return "r p";
            case "lib.commands.deployments.ListDeployments$Row":
                return "p p p p p p p p f p";
            case "lib.commands.domains.AddDomain$Added":
                return "p p p - p r f p -";
            case "lib.commands.domains.CheckDomain$Checked":
                return "-";
            case "lib.commands.domains.CheckDomain$Verdicts":
                return "r";
            case "lib.commands.domains.ListDomains$Listed":
                return "r";
            case "lib.commands.domains.ListDomains$Row":
                return "";
            case "lib.commands.domains.RemoveDomain$Removed":
                return "p p p - p -";
            case "lib.commands.git.ListBranches$Listed":
                return "p -";
            case "lib.commands.git.ListRepositories$Listed":
                return "r p";
            case "lib.commands.git.ListRepositories$Row":
                return "p p p p f";
            case "lib.commands.git.RemoveToken$Removed":
                return "p -";
            case "lib.commands.git.SetToken$Stored":
                return "- -";
            case "lib.commands.journal.ListJournal$Listed":
                return "r p - p";
            case "lib.commands.journal.ListJournal$Listed$Facts":
                return "r p -";
            case "lib.commands.journal.ShowEntry$Detail":
                return "-";
            case "lib.commands.journal.UndoEntry$Outcome":
                return "- - -";
            case "lib.commands.journal.UndoEntry$Undone":
                return "p p p - -";
            case "lib.commands.notifications.SetNotifications$Changed":
                return "a a p p a a p -";
            case "lib.commands.notifications.ShowNotifications$Shown":
                return "a a p p";
            case "lib.commands.notifications.TestNotifications$Tried":
                return "- -";
            case "lib.commands.program.Install$Done":
                return "p p p p p p p p p - -";
            case "lib.commands.program.Install$Facts":
                return "p p p p p p p p p -";
            case "lib.commands.program.Install$Shown":
                return "- p";
            case "lib.commands.program.Uninstall$Done":
                return "- - p -";
            case "lib.commands.program.Uninstall$Facts":
                return "- - p";
            case "lib.commands.program.Upgrade$Upgraded":
                return "p p p p f";
            case "lib.commands.projects.CreateProject$Created":
                return "p p f - -";
            case "lib.commands.projects.DeleteProject$Deleted":
                return "r - -";
            case "lib.commands.projects.DeleteProject$Gone":
                return "";
            case "lib.commands.projects.ListProjects$Listed":
                return "r";
            case "lib.commands.projects.ListProjects$Row":
                return "p p p f p r";
            case "lib.commands.projects.ListProjects$Service":
                return "";
            case "lib.commands.projects.RenameProject$Renamed":
                return "p p p f - -";
            case "lib.commands.projects.ShowProject$Service":
                return "p p p p p - p vsecretKeys -";
            case "lib.commands.projects.ShowProject$Shown":
                return "p p p f p p p r";
            case "lib.commands.servers.AddServer$Added":
                return "p p p p p p p p p f p -";
            case "lib.commands.servers.ListServers$Listed":
                return "-";
            case "lib.commands.servers.ListServers$Row":
                return "p p p p p p p - f p";
            case "lib.commands.servers.ListServers$Rows":
                return "r p";
            case "lib.commands.servers.RemoveServer$Removed":
                return "p p f -";
            case "lib.commands.servers.ShowKey$Key":
                return "";
            case "lib.commands.servers.ShowServer$Shown":
                return "p p p f p p p - p p p p - - f";
            case "lib.commands.servers.TestServer$Checked":
                return "- -";
            case "lib.commands.servers.TestServer$Facts":
                return "p p p p p f p -";
            case "lib.commands.servers.UpdateServer$Updated":
                return "p p r -";
            case "lib.commands.system.PrintVersion$Current":
                return "";
            case "lib.commands.system.Prune$Pruned":
                return "p p - f -";
            case "lib.commands.system.ShowSystem$Shown":
                return "p p p p p - p - f";
            case "lib.commands.system.UpdateSystem$Facts":
                return "p p p f p -";
            case "lib.commands.system.UpdateSystem$Updated":
                return "- -";
            case "lib.files.Machine":
                return "- p p - - p p p -";
            case "lib.mcp.tools.list.ListedTool":
                return "";
            case "lib.op.Undo":
                return "p p - p";
            case "lib.services.addons.Address":
                return "p p p p f";
            case "lib.services.addons.Launched":
                return "- -";
            case "lib.services.addons.Launched$Made":
                return "p p p p - p -";
            case "lib.services.addons.Variable":
                return "p - oname";
            case "lib.services.cron.Job":
                return "p p p p p p f p p p p p";
            case "lib.services.diagnosis.ContainerUse":
                return "";
            case "lib.services.diagnosis.Findings$Finding":
                return "p f p";
            case "lib.services.domains.Verdict":
                return "p p p - p r p - - f f";
            case "lib.services.domains.Verdict$Answered":
                return "p f f";
            case "lib.services.domains.Wanted$Entry":
                return "";
            case "lib.services.journal.Shown":
                return "p p p f p f - p f - - -";
            case "lib.services.projects.Rebuilt":
                return "- -";
            case "lib.services.projects.Rebuilt$Facts":
                return "p p r f -";
            case "lib.services.projects.Rebuilt$Service":
                return "p p - f f";
            case "lib.services.release.Outcome":
                return "- - p";
            case "lib.services.release.Outcome$Deployed":
                return "p p p p p p f f f p -";
            case "lib.services.servers.Figures":
                return "";
            case "lib.services.settings.Change":
                return "p osetting osetting";
            case "lib.services.sql.Answered":
                return "- -";
            case "lib.services.sql.Answered$Answer":
                return "p p f ccolumns p f p r -";
            case "lib.services.sql.RowSet":
                return "f ccolumns p f";
            case "lib.services.sql.Session$Text":
                return "";
            case "lib.services.variables.Changed":
                return "p ovariable ovariable";
            case "lib.services.variables.Sent":
                return "- -";
            case "lib.services.variables.Sent$Facts":
                return "p p r p p f - -";
            case "lib.services.webhooks.Hook$Secret":
                return "p oname";
            case "lib.setup.ClientList":
                return "r";
            case "lib.setup.ClientList$Row":
                return "p p p p f";
            case "lib.setup.Differences":
                return "r";
            case "lib.setup.Differences$Row":
                return "p p p p p f";
            case "lib.setup.Report":
                return "r r p";
            case "lib.setup.Report$ClientReport":
                return "p p - - p p";
            case "lib.setup.Report$FileReport":
                return "p p p p p p f";
            case "lib.setup.Snippet":
                return "p p f";
            default:
                return null;
        }
    }
}
