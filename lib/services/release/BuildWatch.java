package lib.services.release;

import java.util.ArrayList;
import java.util.List;
import lib.api.Deployment;
import lib.op.Progress;
import lib.services.logs.LogLine;

/**
 * Tells somebody who waits how far a deployment is: the stage, the time gone and the last line on a terminal, every line elsewhere. A
 * container that restarts in a loop is told as soon as it is one, since the instance goes on with it for five minutes and says nothing.
 */
final class BuildWatch {

    private static final int MOST_NEW_LINES = 50;
    private static final int LAST_WORDS = 400;

    private final Progress progress;
    private final String name;
    private final long start = System.nanoTime();
    private final List<String> notes = new ArrayList<>();
    private Stage stage = Stage.CLONE;
    private Stage said;
    private String last = "";
    private boolean running;
    private boolean looping;
    private boolean cut;
    private int shown;

    /** @param name the app's */
    BuildWatch(Progress progress, String name) {
        this.progress = progress;
        this.name = name;
    }

    /** What is new of a deployment. */
    void show(Deployment now) {
        running |= !now.finished();
        List<String> log = now.logs();
        List<String> fresh = log.subList(Math.min(shown, log.size()), log.size()).stream().map(LogLine::plain).map(String::stripTrailing)
                .toList();
        boolean waiting = stage == Stage.START || stage == Stage.HEALTH;
        for (String line : fresh) {
            stage = stage.after(line);
            last = line.isBlank() ? last : line.strip();
        }
        if (progress.watched()) {
            tick();
        } else {
            lines(fresh, looping && waiting);
        }
        shown = Math.max(shown, log.size());
        if (!now.finished() && !looping && !fresh.isEmpty()) {
            loop(log);
        }
    }

    /** Every line, below the stage it belongs to; of a loop that was told not every round. */
    private void lines(List<String> fresh, boolean repeating) {
        cut |= fresh.size() > MOST_NEW_LINES;
        Stage at = said == null ? Stage.CLONE : said;
        if (said == null && running) {
            say(at);
        }
        for (int i = 0; i < fresh.size(); i++) {
            String line = fresh.get(i);
            at = at.after(line);
            if (running && at != said) {
                say(at);
            }
            boolean again = repeating && (StartUp.of(line) != null || line.startsWith("🩺"));
            cut |= again;
            if (i >= fresh.size() - MOST_NEW_LINES && !again) {
                progress.step(line);
            }
        }
    }

    private void say(Stage at) {
        said = at;
        progress.step(name + ": " + at.words() + " (" + Stage.time(System.nanoTime() - start) + ")");
    }

    /** The same state at a later time, for a person who looks on. */
    void tick() {
        if (progress.watched()) {
            progress.step(name + ": " + stage.words() + ", " + Stage.time(System.nanoTime() - start) + (last.isEmpty() ? "" : "  " + last));
        }
    }

    private void loop(List<String> log) {
        List<String> words = new ArrayList<>();
        for (String line : log.subList(Math.max(0, log.size() - LAST_WORDS), log.size())) {
            String said = StartUp.of(LogLine.plain(line));
            if (said != null) {
                words.add(said);
            }
        }
        Restarts restarts = Restarts.in(words);
        if (restarts != null) {
            looping = true;
            String note = "the new container of " + name + " does not stay up: " + restarts.words();
            notes.add(note);
            progress.note(note);
        }
    }

    /** What was found out meanwhile. */
    List<String> notes() {
        return notes;
    }

    /** Whether the deployment was seen before it was over. */
    boolean seenRunning() {
        return running;
    }

    /** Whether whoever waits has read the whole log by now. */
    boolean told() {
        return !progress.watched() && progress.patience() == null && shown > 0 && !cut;
    }
}
