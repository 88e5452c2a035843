package lib.journal;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import lib.op.Undo;

/**
 * A call of the journal: its two lines, joined.
 *
 * @param number its own, for good
 * @param ended  null where there is no such line: it goes on, or its process ended first
 */
public record JournalEntry(long number, Begun begun, Ended ended) {

    /** No call takes longer; a process of this number is another one by then. */
    private static final Duration LONGEST = Duration.ofHours(1);

    /** What became of it. */
    public Outcome outcome() {
        return ended != null ? ended.outcome() : atWork() ? Outcome.AT_WORK : Outcome.UNCERTAIN;
    }

    /** The same in a sentence; "" where there is nothing to say. */
    public String said() {
        return ended != null ? ended.said() : atWork() ? "" : "paas ended before it had an answer: it may have been done";
    }

    /** How to take it back; where nobody told, the reason. */
    public Undo undo() {
        return ended == null || ended.undo() == null ? Undo.none(switch (outcome()) {
            case AT_WORK -> "it goes on";
            case DONE -> "it changed nothing, or nothing that is known";
            case FAILED -> "it failed, and what it has changed is not known";
            case UNCERTAIN, CANCELLED -> "what it has changed is not known, since its answer never came";
        }) : ended.undo();
    }

    /** When it began; null where the file does not tell. */
    public Instant time() {
        try {
            return OffsetDateTime.parse(begun.time()).toInstant();
        } catch (DateTimeException noTime) {
            return null;
        }
    }

    /** The names and ids of what it is about, in small letters. */
    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>(Touched.names(begun.arguments()));
        if (ended != null) {
            ended.names().forEach(each -> names.add(each.toLowerCase(Locale.ROOT)));
        }
        return names;
    }

    private boolean atWork() {
        Instant time = time();
        return begun.process() > 0 && time != null && Duration.between(time, Instant.now()).compareTo(LONGEST) < 0
                && ProcessHandle.of(begun.process()).isPresent();
    }
}
