package lib.commands.connection;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.config.ConfigFile;
import lib.files.Machine;
import lib.files.Reason;
import lib.install.Installation;
import lib.install.ProgramCopy;
import lib.op.Dialog;
import lib.op.Examples;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.Result;
import lib.setup.Client;
import lib.setup.ClientFile;
import lib.setup.ClientFile.Plan;
import lib.setup.ClientList;
import lib.setup.Differences;
import lib.setup.EntryFormat;
import lib.setup.Launch;
import lib.setup.Launcher;
import lib.setup.Proof;
import lib.setup.Report;
import lib.setup.Report.ClientReport;
import lib.setup.Report.FileReport;
import lib.setup.SettingsWriter;
import lib.setup.Snippet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Tells editors and assistants how to start {@code paas mcp}, and proves for each that it works before saying so. Guide: "Use with AI
 * tools". Facts of clients are in {@link Client} and {@link EntryFormat}, the entry's command line is decided in {@link Launcher}.
 */
@Examples({"paas setup", "paas setup --client cursor --dry-run", "paas setup --remove"})
@HelpPlace(under = Heading.CONNECTION, place = 30)
@Command(name = "setup", description = "Write MCP config for Cursor, Claude Code and Codex")
public final class Setup implements Callable<Result> {

    @Option(names = "--client", paramLabel = "<name>", description = "Only this one: cursor, claude or codex. Repeatable.")
    List<String> names = List.of();

    @Option(names = "--project", description = "For this folder only: the project's files.")
    boolean project;

    @Option(names = "--dry-run", description = "Show what would change; write nothing.")
    boolean dryRun;

    @Option(names = "--print", paramLabel = "<name>", description = "Print this client's entry, to paste it yourself.")
    String print;

    @Option(names = "--remove", description = "Take the entry out again.")
    boolean remove;

    @Option(names = "--list", description = "Show each client's files and what is in them.")
    boolean list;

    @Option(names = "--via", paramLabel = "<way>", description = "Let clients start java (default) or jbang.")
    String via = "java";

    @Option(names = "--no-verify", description = "Do not start the server to try it.")
    boolean noVerify;

    @Option(names = {"-y", "--yes"}, description = "Do not ask.")
    boolean yes;

    private final ConfigFile config;
    private final Dialog dialog;
    private final Machine machine;

    public Setup(ConfigFile config, Dialog dialog, Machine machine) {
        this.config = config;
        this.dialog = dialog;
        this.machine = machine;
    }

    @Override
    public Result call() throws IOException {
        if (List.of(dryRun, remove, list, print != null).stream().filter(each -> each).count() > (dryRun && remove ? 2 : 1)) {
            throw new Failure(Kind.USAGE, "--list, --print, --remove and --dry-run are different things to do", "choose one of them");
        }
        if (print != null) {
            return snippet(named(print));
        }
        if (list) {
            return ClientList.of(machine, targets(new Launch("", List.of())));
        }
        if (!remove) {
            saved();
        }
        // before a question is asked or a file touched: an entry that starts nothing helps nobody
        Launch launch = remove ? new Launch("", List.of()) : launch(!dryRun);
        List<ClientFile> targets = targets(launch);
        SettingsWriter writer = new SettingsWriter(machine, remove);
        List<Plan> plans = writer.plans(targets);
        if (dryRun) {
            return Differences.of(machine, plans);
        }
        if (plans.stream().anyMatch(plan -> plan.change().writes())) {
            confirm(plans, remove ? null : launch);
        }
        List<FileReport> files = write(writer, targets);
        return new Report(files, remove || noVerify ? List.of() : proofs(targets, files), remove);
    }

    /** Editors pass no variables of a shell on: what they start reads the saved connection. */
    private void saved() {
        if (config.variables() != null && config.readIfPresent() == null) {
            throw new Failure(Kind.NOT_CONNECTED, "editors do not pass " + config.variables() + " on, and no connection is saved",
                    "run: paas connect <url>");
        }
        config.saved();
    }

    private static List<FileReport> write(SettingsWriter writer, List<ClientFile> targets) {
        try {
            return writer.write(targets);
        } catch (IOException e) {
            throw new Failure(Kind.FAILED, "cannot write (" + Reason.of(e) + ")", "see that ~/.paas is a folder that you can write to");
        }
    }

    /** @param keep whether this program's copy is really made */
    private Launch launch(boolean keep) {
        Installation installation = new Installation(Path.of(machine.home()));
        if (via.equals("java") && machine.os() != Machine.Os.WINDOWS && installation.read() != null) {
            return Launcher.installed(installation.launcher().toString());
        }
        ProgramCopy runtime = new ProgramCopy(machine.home());
        try {
            Path folder = keep ? runtime.keep(machine.version(), machine.classPath()) : runtime.planned(machine.version(),
                    machine.classPath());
            if (keep && (print != null || project)) {
                // where it is pasted, and who takes over a project's file, nobody knows
                ProgramCopy.pasted(folder);
            }
            return Launcher.of(machine, via, folder.toString(), runtime.names(machine.classPath()));
        } catch (IOException e) {
            throw new Failure(Kind.FAILED, "cannot copy paas to " + runtime.root() + " (" + Reason.of(e) + ")",
                    "make it a folder that you can write to, on a disk with room");
        }
    }

    private List<Client> clients() {
        return names.isEmpty() ? Client.ALL.stream().filter(client -> client.present().test(machine)).toList()
                : names.stream().map(Setup::named).distinct().toList();
    }

    private static Client named(String word) {
        Client client = Client.named(word);
        if (client == null) {
            throw new Failure(Kind.USAGE, "paas knows no client of that name", "known are: "
                    + String.join(", ", Client.ALL.stream().map(Client::id).toList()));
        }
        return client;
    }

    /** {@code --list} and {@code --remove} look everywhere: a client that is gone may have left its file. */
    private List<ClientFile> targets(Launch launch) {
        List<ClientFile> targets = new ArrayList<>();
        for (Client client : (list || remove) && names.isEmpty() ? Client.ALL : clients()) {
            for (String path : (project ? client.project() : client.files()).apply(machine)) {
                targets.add(new ClientFile(client, path, client.shape().entry(launch)));
            }
        }
        return targets;
    }

    private void confirm(List<Plan> plans, Launch launch) {
        if (yes || !dialog.interactive()) {
            return;
        }
        Report.plan(plans, machine, launch).forEach(dialog::note);
        String answer = dialog.ask(remove ? "Remove the entry?" : "Write this?", "yes").toLowerCase(java.util.Locale.ROOT);
        if (!answer.equals("yes") && !answer.equals("y")) {
            throw new Failure(Kind.DECLINED, "nothing was written");
        }
    }

    private Snippet snippet(Client client) {
        Launch launch = launch(true);
        String path = (project ? client.project() : client.files()).apply(machine).getFirst();
        dialog.note("# " + machine.shown(path));
        return new Snippet(client.name(), path, client.shape().entry(launch).snippet());
    }

    /** A client is tried with the file that it reads, as it is now, not with what was meant to be written. */
    private List<ClientReport> proofs(List<ClientFile> targets, List<FileReport> files) {
        Map<Client, ClientFile> first = new LinkedHashMap<>();
        for (int i = 0; i < targets.size(); i++) {
            if (first.putIfAbsent(targets.get(i).client(), targets.get(i)) == null && files.get(i).problem() != null) {
                first.put(targets.get(i).client(), null);
            }
        }
        List<ClientReport> reports = new ArrayList<>();
        for (ClientFile target : first.values()) {
            if (target != null) {
                reports.add(proof(target));
            }
        }
        return reports;
    }

    private ClientReport proof(ClientFile target) {
        Client client = target.client();
        Map<String, Object> entry;
        try {
            entry = target.stored();
        } catch (Failure | IOException e) {
            entry = null;
        }
        Launch launch = entry == null ? null : client.shape().launch(entry);
        if (launch == null) {
            return new ClientReport(client.name(), false, null, null, "has lost its entry again", "see what else writes "
                    + machine.shown(target.path()));
        }
        Duration limit = entry.get("startup_timeout_sec") instanceof Number seconds ? Duration.ofSeconds(seconds.longValue())
                : client.limit();
        Map<String, String> passed = new LinkedHashMap<>(machine.environment());
        passed.keySet().retainAll(client.passes());
        Proof.Outcome outcome = Proof.of(launch, passed, project ? machine.folder() : machine.home(), limit);
        return outcome.problem() == null
                ? new ClientReport(client.name(), true, outcome.milliseconds(), outcome.tools(), null, null)
                : new ClientReport(client.name(), false, null, null, outcome.problem(), "to see it for yourself: " + Report.line(launch));
    }
}
