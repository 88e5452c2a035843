package lib.journal;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lib.base.Failure;
import lib.base.Failure.Kind;

/**
 * What the journal has, read.
 *
 * @param entries in the order of their numbers
 * @param damaged how many lines could not be read
 */
public record History(List<JournalEntry> entries, int damaged) {

    private static final String HINT = "see: paas journal";

    /**
     * The entry of a number.
     *
     * @param typed as somebody typed it
     * @throws Failure USAGE for what is no number, NOT_FOUND where there is no such entry
     */
    public JournalEntry find(String typed) {
        if (!typed.matches("[0-9]{1,15}")) {
            throw new Failure(Kind.USAGE, "an entry of the journal is named by its number, and \"" + typed + "\" is none", HINT);
        }
        long number = Long.parseLong(typed);
        return entries.stream().filter(each -> each.number() == number).findFirst().orElseThrow(() -> new Failure(Kind.NOT_FOUND,
                "the journal has no entry " + number, HINT));
    }

    /** By which entry each was taken back. What took something back can be taken back itself; then that is no more. */
    public Map<Long, JournalEntry> takenBack() {
        Map<Long, JournalEntry> takenBack = new HashMap<>();
        // the later ones first: whether they count is known when the earlier ones are looked at
        for (JournalEntry each : entries.reversed()) {
            if (each.begun().undoes() > 0 && each.outcome() == Outcome.DONE && !takenBack.containsKey(each.number())) {
                takenBack.putIfAbsent(each.begun().undoes(), each);
            }
        }
        return takenBack;
    }

    /** A later entry that changed the same again, so that taking this one back would undo that, too; the last of them. Null for none. */
    public JournalEntry changedAgain(JournalEntry entry) {
        Map<Long, JournalEntry> takenBack = takenBack();
        Set<String> touched = new LinkedHashSet<>(Touched.of(entry.begun().tool(), entry.begun().arguments()));
        if (entry.undo().tool() != null) {
            touched.addAll(Touched.of(entry.undo().tool(), entry.undo().arguments()));
        }
        for (JournalEntry each : entries.reversed()) {
            boolean later = each.number() > entry.number() && each.begun().instance().equals(entry.begun().instance())
                    && (each.outcome() != Outcome.FAILED || each.undo().command() != null);
            boolean stands = !takenBack.containsKey(each.number()) && each.begun().undoes() < entry.number();
            if (later && stands && each.names().stream().anyMatch(entry.names()::contains)
                    && Touched.overlap(touched, Touched.of(each.begun().tool(), each.begun().arguments()))) {
                return each;
            }
        }
        return null;
    }
}
