package lib.journal;

/** What became of a call. */
public enum Outcome {
    /** It was done. */
    DONE("done"),
    /** It was not, or not all of it. */
    FAILED("failed"),
    /** It was sent, and nobody knows. */
    UNCERTAIN("uncertain"),
    /** The client gave it up, or ended, while it was at work. */
    CANCELLED("cancelled"),
    /** It goes on; in no file. */
    AT_WORK("at work");

    private final String word;

    Outcome(String word) {
        this.word = word;
    }

    /** For people and files. */
    public String word() {
        return word;
    }

    /** @return null for a word that a file cannot hold */
    static Outcome of(String word) {
        for (Outcome each : values()) {
            if (each != AT_WORK && each.word.equals(word)) {
                return each;
            }
        }
        return null;
    }
}
