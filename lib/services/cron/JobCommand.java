package lib.services.cron;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import lib.api.CronJob;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.op.Undo;

/** The lines that a job runs, and the lines that make a job again. */
public final class JobCommand {

    /** What double quotes keep as it is. */
    private static final Pattern PLAIN = Pattern.compile("[^\"$`\\\\!\\p{Cntrl}]+");

    private JobCommand() {
    }

    /**
     * Ends normally for what can be run.
     *
     * @throws Failure USAGE for a line that is blank, or has a NUL in it, which no shell takes
     */
    public static void check(String line) {
        if (line.isBlank()) {
            throw new Failure(Kind.USAGE, "the command is empty",
                    "for example: paas cron create <app> --schedule \"0 3 * * *\" -- npm run tidy");
        }
        if (line.indexOf('\0') >= 0) {
            throw new Failure(Kind.USAGE, "the command has a NUL character in it, which no shell takes");
        }
    }

    /** What makes a deleted job again: under another id, and without what became of its last run. */
    public static Undo again(CronJob job) {
        List<String> words = new ArrayList<>(List.of("paas", "cron", "create", job.appId(), "--schedule", job.schedule()));
        if (!job.enabled()) {
            words.add("--paused");
        }
        words.addAll(List.of("--", job.command()));
        return Undo.by(words).but("under another id");
    }

    /**
     * What gives a job its former values back.
     *
     * @param schedule the former one; null when it stays
     * @param command  the former one; null when it stays
     * @param enabled  the former flag; null when it stays
     */
    public static Undo back(String id, String schedule, String command, Boolean enabled) {
        List<String> words = new ArrayList<>(List.of("paas", "cron", "update", id));
        if (schedule != null) {
            words.addAll(List.of("--schedule", schedule));
        }
        if (enabled != null) {
            words.add(enabled ? "--resume" : "--pause");
        }
        if (command != null) {
            words.addAll(List.of("--", command));
        }
        return Undo.by(words);
    }

    /** How to see what a command prints, since an instance keeps no output of jobs. */
    public static String output(Job job) {
        // in double quotes it is one word for a shell, and for whoever reads a command line as a tool's arguments
        return "an instance keeps no output of jobs; to see it, run the command yourself: paas exec " + job.app()
                + (PLAIN.matcher(job.command()).matches() ? " -- \"" + job.command() + "\"" : "");
    }
}
