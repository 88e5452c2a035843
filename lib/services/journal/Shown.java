package lib.services.journal;

import java.util.Map;
import lib.journal.History;
import lib.journal.JournalEntry;
import lib.op.FreeText;
import lib.op.Nullable;
import lib.op.Undo;

/**
 * An entry of the journal as it is shown.
 *
 * @param number      its own, for good
 * @param time        when it was called
 * @param client      name and version of whoever asked; "" when nobody said
 * @param command     what was done, as it would be typed
 * @param arguments   of the tool, without secrets
 * @param outcome     done, failed, uncertain (sent, and nobody knows), cancelled or at work
 * @param said        about the outcome; left out where there is nothing to say
 * @param undoes      the entry that this one took back; left out otherwise
 * @param takenBackBy the entry that took this one back; left out otherwise
 * @param undo        how it is taken back
 */
public record Shown(long number, String time, String instance, @FreeText String client, String tool, @FreeText String command,
                    Map<String, Object> arguments, String outcome, @Nullable @FreeText String said, @Nullable Long undoes,
                    @Nullable Long takenBackBy, Undo undo) {

    /** @param history what the entry is one of */
    public static Shown of(JournalEntry entry, History history) {
        JournalEntry by = history.takenBack().get(entry.number());
        return new Shown(entry.number(), entry.begun().time(), entry.begun().instance(), entry.begun().client(), entry.begun().tool(),
                words(entry), entry.begun().arguments(),
                entry.outcome().word(), entry.said().isEmpty() ? null : entry.said(),
                entry.begun().undoes() == 0 ? null : entry.begun().undoes(), by == null ? null : by.number(), entry.undo());
    }

    /** What was done, as it would be typed behind {@code paas}. */
    public static String words(JournalEntry entry) {
        String command = entry.begun().command();
        return command.isEmpty() ? entry.begun().tool() : command.startsWith("paas ") ? command.substring("paas ".length()) : command;
    }

    /** What a person looks for first: whether it was taken back, else what became of it. */
    public String status() {
        return takenBackBy != null ? "undone" : outcome;
    }

    /** The command, and that it was one that takes another back. */
    public String line() {
        return undoes == null ? command : "undo " + undoes + ": " + command;
    }
}
