package lib.commands.journal;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import lib.api.Api;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.journal.History;
import lib.journal.Journal;
import lib.journal.JournalEntry;
import lib.mcp.tools.journal.TakenBack;
import lib.op.Asking;
import lib.op.Dialog;
import lib.op.Effect;
import lib.op.Examples;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.Nullable;
import lib.op.Operation;
import lib.op.Page;
import lib.op.Result;
import lib.op.Undo;
import lib.run.Context;
import lib.run.Reply;
import lib.services.journal.Shown;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes back what an entry of the journal changed: runs the call that its answer named, as any call of that tool. */
@Examples({"paas journal undo 12", "paas journal undo 12 --yes"})
@HelpPlace(under = Heading.CONNECTION, place = 43)
@Command(name = "journal undo", description = "Take back what an assistant changed",
        footer = "It says what it is about to do and asks. What it does is an entry of its own, which can be taken back, too.")
@Operation(effect = Effect.WRITE, scopes = {})
public final class UndoEntry implements Callable<UndoEntry.Outcome> {

    @Parameters(index = "0", paramLabel = "<number>", description = "The entry's number, as paas journal lists it.")
    String number;

    @Option(names = {"-y", "--yes"}, description = "Do not ask.")
    boolean yes;

    @Option(names = {"-f", "--force"}, description = "Also where a later entry changed the same again.")
    boolean force;

    private final Api api;
    private final Context context;

    public UndoEntry(Api api, Context context) {
        this.api = api;
        this.context = context;
    }

    @Override
    public Outcome call() {
        Journal journal = new Journal(context.environment(), told -> context.dialog().note(told));
        JournalEntry entry = takeable(journal.read());
        TakenBack way = TakenBack.of(entry.undo(), context);
        consent(entry, way);
        // whoever was asked may have thought about it for a while
        takeable(journal.read());
        Reply reply = way.run(journal, entry.number(), yes ? Asking.AGREED : null);
        if (reply instanceof Reply.Done done && done.result() != null) {
            Result result = done.result();
            return new Outcome(new Undone(entry.number(), way.number(), way.line(), result.json(), result.undo()), result,
                    result.failure());
        }
        throw reply instanceof Reply.Refused refused ? refused.failure() : ((Reply.Asked) reply).question().unasked();
    }

    /** The entry, where it can be taken back. */
    private JournalEntry takeable(History history) {
        JournalEntry entry = history.find(number);
        JournalEntry by = history.takenBack().get(entry.number());
        if (by != null) {
            throw new Failure(Kind.CONFLICT, "entry " + number + " was taken back already, by entry " + by.number(),
                    "to take that back: paas journal undo " + by.number());
        }
        Undo undo = entry.undo();
        if (undo.tool() == null) {
            throw undo.command() == null ? new Failure(Kind.FAILED, "there is no way back from entry " + number + ": " + undo.because())
                    : new Failure(Kind.FAILED, "the way back from entry " + number + " is no single call of a tool, so it is yours "
                            + "to run", "run: " + undo.command() + (undo.because() == null ? "" : "   (" + undo.because() + ")"));
        }
        if (!entry.begun().instance().equals(api.session().url())) {
            throw new Failure(Kind.CONFLICT, "entry " + number + " changed " + entry.begun().instance() + ", and this is connected to "
                    + api.session().url(), "connect first: paas connect " + entry.begun().instance());
        }
        JournalEntry later = force ? null : history.changedAgain(entry);
        if (later != null) {
            throw new Failure(Kind.CONFLICT, "entry " + later.number() + " changed the same again after entry " + number + ": "
                    + Shown.words(later), "take that back first: paas journal undo " + later.number() + "; or go on all the same: --force");
        }
        return entry;
    }

    private void consent(JournalEntry entry, TakenBack way) {
        Dialog dialog = context.dialog();
        if (yes) {
            return;
        }
        if (!dialog.interactive()) {
            throw new Failure(Kind.DECLINED, "this would run " + way.line() + ", and nobody can be asked here; nothing was changed",
                    "if you are sure: paas journal undo " + number + " --yes");
        }
        String because = entry.undo().because();
        dialog.note("Entry " + number + ": " + Shown.words(entry) + " (" + entry.begun().time()
                + (entry.begun().client().isEmpty() ? "" : ", " + entry.begun().client()) + ")");
        dialog.note("It is taken back with: " + way.line() + (because == null ? "" : "   (" + because + ")"));
        if (!way.asks()) {
            String answer = dialog.ask("Go on?", "yes").toLowerCase(Locale.ROOT);
            if (!answer.equals("yes") && !answer.equals("y")) {
                throw new Failure(Kind.DECLINED, "not done", "nothing was changed");
            }
        }
    }

    /**
     * @param undone  the entry that was taken back
     * @param entry   what that is in the journal; 0 when it could not be written
     * @param command what was run
     * @param result  its answer
     * @param undo    how that is taken back; left out where it changed nothing
     */
    public record Undone(long undone, long entry, String command, Record result, @Nullable Undo undo) {
    }

    /**
     * @param json    the facts
     * @param result  of the operation
     * @param failure its own; null when all is well
     */
    public record Outcome(Undone json, Result result, Failure failure) implements Result {

        @Override
        public Page page() {
            Page page = new Page();
            result.page().parts().forEach(page::add);
            return failure != null ? page : page.line("Entry " + json.undone + " is taken back"
                    + (json.entry == 0 ? "." : " (entry " + json.entry + ")."));
        }

        @Override
        public List<String> notes() {
            return result.notes();
        }

        @Override
        public List<String> ids() {
            return result.ids();
        }

        @Override
        public Undo undo() {
            return json.undo;
        }
    }
}
