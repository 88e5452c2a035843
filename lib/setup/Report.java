package lib.setup;

import java.util.ArrayList;
import java.util.List;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.files.Machine;
import lib.op.FreeText;
import lib.op.Page;
import lib.op.Result;

/**
 * What setup did.
 *
 * @param files   every file that was looked at
 * @param clients what the proof found; empty without one
 * @param removed whether the entry was taken out rather than written
 */
public record Report(List<FileReport> files, List<ClientReport> clients, boolean removed) implements Result {

    /**
     * @param change  as a person reads it
     * @param backup  where the former bytes are; null when there were none
     * @param problem why it was left as it is; null when it was not
     * @param snippet what to put into it by hand then
     */
    public record FileReport(String client, String file, String shown, String change, String backup, String problem,
            @FreeText String snippet) {
    }

    /**
     * @param problem why the client cannot use the server; null when it can
     * @param hint    what to do about it
     */
    public record ClientReport(String client, boolean ready, Long milliseconds, Integer tools, String problem, String hint) {
    }

    @Override
    public Page page() {
        Page page = new Page();
        int names = width(files.stream().map(FileReport::client).toList());
        int paths = width(files.stream().map(FileReport::shown).toList());
        String last = "";
        for (FileReport file : files) {
            String name = file.client().equals(last) ? "" : file.client();
            last = file.client();
            page.line(padded(name, names) + "  " + padded(file.shown(), paths) + "  " + file.change());
        }
        for (FileReport file : files) {
            if (file.problem() != null) {
                page.line("").line("✗ " + file.shown() + " " + file.problem() + ". It was left as it is.");
                if (file.snippet() != null) {
                    page.line("  Put this into it yourself:").line("");
                    file.snippet().lines().forEach(line -> page.line("    " + line));
                }
            }
        }
        if (!clients.isEmpty()) {
            page.line("");
        }
        for (ClientReport client : clients) {
            page.line(client.ready()
                    ? "✓ " + padded(client.client(), names) + "  ready in " + client.milliseconds() + " ms, " + client.tools() + " tools"
                    : "✗ " + client.client() + " " + client.problem());
            if (client.hint() != null) {
                page.line("  " + client.hint());
            }
        }
        boolean useful = clients.isEmpty() ? files.stream().anyMatch(file -> file.problem() == null) : clients.stream()
                .anyMatch(ClientReport::ready);
        return removed || !useful ? page : nextSteps(page);
    }

    /** The guide's: "Use with AI tools", "Terminal fallback (no MCP)". */
    private static Page nextSteps(Page page) {
        return page.line("")
                .line("Restart your editor, then ask in plain English, for example:")
                .line("  Which of my apps on Better-PaaS are running?")
                .line("  Show me the last logs of shop-web and say what is wrong.")
                .line("  Redeploy shop-web and wait until it is up.")
                .line("")
                .line("Terminal fallback (no MCP):")
                .line("  eval \"$(paas env)\"");
    }

    /** The first problem; the page has them all. */
    @Override
    public Failure failure() {
        for (FileReport file : files) {
            if (file.problem() != null) {
                return new Failure(Kind.FAILED, file.shown() + " " + file.problem(), removed
                        ? "mend the file, or take \"" + EntryFormat.NAME + "\" out of it by hand"
                        : "mend the file and run paas setup again, or put the entry into it yourself");
            }
        }
        for (ClientReport client : clients) {
            if (!client.ready()) {
                return new Failure(Kind.FAILED, client.client() + " " + client.problem(), client.hint());
            }
        }
        return null;
    }

    static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    static int width(List<String> texts) {
        return texts.stream().mapToInt(String::length).max().orElse(0);
    }

    /** What is about to happen, for the question and for {@code --dry-run}. */
    public static List<String> plan(List<ClientFile.Plan> plans, Machine machine, Launch launch) {
        int names = width(plans.stream().map(plan -> plan.target().client().name()).toList());
        int paths = width(plans.stream().map(plan -> machine.shown(plan.target().path())).toList());
        List<String> lines = new ArrayList<>();
        for (ClientFile.Plan plan : plans) {
            lines.add("  " + padded(plan.target().client().name(), names) + "  " + padded(machine.shown(plan.target().path()), paths)
                    + "  " + words(plan));
        }
        if (launch != null) {
            lines.add("The entry \"" + EntryFormat.NAME + "\" starts:");
            lines.add("  " + line(launch));
        }
        return lines;
    }

    static String words(ClientFile.Plan plan) {
        if (plan.problem() != null) {
            return plan.problem();
        }
        return plan.change() == ClientFile.Change.REPLACE && plan.old() != null ? "replaces: " + line(plan.old()) : plan.change().words;
    }

    public static String line(Launch launch) {
        return launch.arguments().isEmpty() ? launch.command() : launch.command() + " " + String.join(" ", launch.arguments());
    }
}
