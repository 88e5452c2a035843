package lib.services.release;

import java.util.regex.Pattern;

/** How far a deployment is, by what the instance writes into its log. Facts: the log texts of a real instance and of the sandbox. */
public enum Stage {
    /** The source is fetched. */
    CLONE("cloning", "^(?:✨|📥|📦 (?:Cloning|Extracting|Unpacking)|📂)"),
    /** The image is built or pulled. */
    BUILD("building", "^(?:✔ Repository cloned|📌|🔍|🔨|🟢|🐳|#\\d+ \\[|Step \\d+/\\d+|Pulling |📥 Pulling|📦 Pulling|⬇)"),
    /** The new container starts beside the old one. */
    START("starting", "^(?:🚀 Starting|🚀 Launching|📦 \\[| ?Container \\S+ +(?:Creat|Start))"),
    /** The instance waits until it answers. */
    HEALTH("waiting until it is healthy", "^🩺"),
    /** Traffic is switched over. */
    LIVE("going live", "^(?:💚|🔀|✅)");

    private final String words;
    private final Pattern mark;

    Stage(String words, String mark) {
        this.words = words;
        this.mark = Pattern.compile(mark);
    }

    /** The stage after this line: never an earlier one. */
    Stage after(String line) {
        for (Stage each : values()) {
            if (each.ordinal() > ordinal() && each.mark.matcher(line).find()) {
                return each;
            }
        }
        return this;
    }

    /** What happens in it, e.g. {@code building}. */
    String words() {
        return words;
    }

    /** A time as people read it: {@code 42s}, {@code 3m05s}. */
    static String time(long nanoseconds) {
        long seconds = nanoseconds / 1_000_000_000L;
        return seconds < 60 ? seconds + "s" : seconds / 60 + "m" + (seconds % 60 < 10 ? "0" : "") + seconds % 60 + "s";
    }
}
