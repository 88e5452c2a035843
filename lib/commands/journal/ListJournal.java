package lib.commands.journal;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.journal.History;
import lib.journal.Journal;
import lib.journal.JournalEntry;
import lib.op.Effect;
import lib.op.Examples;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.Listing;
import lib.op.Nullable;
import lib.op.Operation;
import lib.op.Page;
import lib.op.Range;
import lib.op.Table;
import lib.services.journal.Shown;
import lib.services.logs.Since;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What assistants changed through {@code paas mcp} from this home, the newest last, as in a log. */
@Examples({"paas journal", "paas journal --app web --since 2d", "paas journal --client claude-code -n 100"})
@HelpPlace(under = Heading.CONNECTION, place = 41)
@Command(name = "journal", description = "Show what assistants changed",
        footer = "Each call of paas mcp that changed something, the newest last. Values of variables and other secrets are not kept.")
@Operation(effect = Effect.READ, scopes = {})
public final class ListJournal implements Callable<ListJournal.Listed> {

    @Option(names = "--app", paramLabel = "<app>", description = "Only what was about this app, or this add-on: its name or id.")
    String app;

    @Option(names = "--client", paramLabel = "<client>", description = "Only what this one asked for, e.g. claude-code.")
    String client;

    @Option(names = "--since", paramLabel = "<time>", description = "Only what is not older: 90s, 15m, 2h, 3d, a date or a time.")
    String since;

    @Range(min = 1, max = 100_000)
    @Option(names = {"-n", "--limit"}, paramLabel = "<n>", description = "At most this many, the newest (default 20).")
    int limit = 20;

    private final Map<String, String> environment;

    public ListJournal(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Listed call() {
        Instant from = since == null ? null : Since.of(since, Instant.now(), ZoneId.systemDefault());
        if (since != null && from == null) {
            throw new Failure(Kind.USAGE, "--since takes 90s, 15m, 2h, 3d, a date or a time");
        }
        History history = new Journal(environment, nobody -> { }).read();
        List<Shown> all = new ArrayList<>();
        for (JournalEntry each : history.entries()) {
            if (wanted(each, from)) {
                all.add(Shown.of(each, history));
            }
        }
        boolean filtered = app != null || client != null || since != null;
        return new Listed(all.subList(Math.max(0, all.size() - limit), all.size()), all.size(),
                history.damaged() == 0 ? null : history.damaged(), filtered && !history.entries().isEmpty());
    }

    private boolean wanted(JournalEntry entry, Instant from) {
        return (app == null || entry.names().contains(app.strip().toLowerCase(Locale.ROOT)))
                && (client == null || entry.begun().client().toLowerCase(Locale.ROOT).startsWith(client.strip().toLowerCase(Locale.ROOT)))
                && (from == null || entry.time() != null && !entry.time().isBefore(from));
    }

    /** The facts. @param total how many there are, shown or not. @param damaged how many lines could not be read; left out for none */
    public record Listed(List<Shown> entries, int total, @Nullable Integer damaged, boolean filtered) implements Listing<Shown> {

        private static final int LONGEST_CLIENT = 30;

        record Facts(List<Shown> entries, int total, @Nullable Integer damaged) {
        }

        @Override
        public Facts json() {
            return new Facts(entries, total, damaged);
        }

        @Override
        public List<Shown> rows() {
            return entries;
        }

        private boolean severalInstances() {
            return entries.stream().map(Shown::instance).distinct().count() > 1;
        }

        @Override
        public List<String> columns() {
            return severalInstances() ? List.of("ID", "WHEN", "BY", "COMMAND", "STATUS", "INSTANCE")
                    : List.of("ID", "WHEN", "BY", "COMMAND", "STATUS");
        }

        @Override
        public List<?> cells(Shown row) {
            List<Object> cells = new ArrayList<>(List.of(row.number(), new Table.Time(row.time()), clipped(row.client()), row.line(),
                    row.status()));
            if (severalInstances()) {
                cells.add(row.instance());
            }
            return cells;
        }

        /** How a client calls itself is its own business, and what it did is worth more room. */
        private static String clipped(String client) {
            return client.length() > LONGEST_CLIENT ? client.substring(0, LONGEST_CLIENT) + "…" : client;
        }

        @Override
        public Page page() {
            return Listing.super.page().lookedAtFromItsEnd();
        }

        @Override
        public String id(Shown row) {
            return String.valueOf(row.number());
        }

        @Override
        public String none() {
            return filtered ? "Nothing in the journal is about that."
                    : "Nothing yet: what an assistant changes through paas mcp is written down here, and can be taken back.";
        }

        @Override
        public String remark() {
            return damaged == null ? null : damaged + (damaged == 1 ? " line of the journal is damaged and was passed over"
                    : " lines of the journal are damaged and were passed over");
        }

        @Override
        public List<String> notes() {
            List<String> notes = new ArrayList<>(Listing.super.notes());
            if (total > entries.size()) {
                notes.add("the newest " + entries.size() + " of " + total + "; all of them: --limit " + total);
            }
            return notes;
        }
    }
}
