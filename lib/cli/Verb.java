package lib.cli;

/**
 * Every command once: its name, what follows it, and its purpose in the guide's words. Feeds the dispatch, the help page and the
 * suggestion for a mistyped name, without loading any command.
 */
enum Verb {
    CONNECT("connect", "<url>", "Browser authorization; saves ~/.paas/config.json"),
    STATUS("status", "", "List apps in the terminal"),
    ENV("env", "", "Print export PAAS_API_URL=… / PAAS_TOKEN=… for shell agents"),
    DISCONNECT("disconnect", "", "Remove local credentials"),
    VERSION("version", "", "Print CLI version"),
    HELP("help", "[<command>]", "Explain paas, or one command");

    private final String word;
    private final String arguments;
    private final String purpose;

    Verb(String word, String arguments, String purpose) {
        this.word = word;
        this.arguments = arguments;
        this.purpose = purpose;
    }

    String word() {
        return word;
    }

    /** As in the guide's table, e.g. {@code connect <url>}. */
    String synopsis() {
        return arguments.isEmpty() ? word : word + " " + arguments;
    }

    String purpose() {
        return purpose;
    }

    /** The command of this exact name, or null. */
    static Verb of(String word) {
        for (Verb verb : values()) {
            if (verb.word.equals(word)) {
                return verb;
            }
        }
        return null;
    }

    /** A mistyped word for an error, without what stands behind {@code =}: that can be a token. */
    static String withoutValue(String typed) {
        int value = typed.indexOf('=');
        return value < 0 ? typed : typed.substring(0, value);
    }

    /** The command somebody most likely meant: at most two slips of the finger away, or one that starts like it. Null when none is near. */
    static Verb near(String typed) {
        Verb best = null;
        int bestDistance = 3;
        for (Verb verb : values()) {
            int distance = typed.length() > 1 && verb.word.startsWith(typed) ? 1 : slips(typed, verb.word);
            if (distance < bestDistance && distance < verb.word.length() - 1) {
                best = verb;
                bestDistance = distance;
            }
        }
        return best;
    }

    /** Letters to add, drop, change or swap with their neighbour to get from one word to the other (Damerau-Levenshtein). */
    private static int slips(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                cost[i][j] = Math.min(Math.min(cost[i - 1][j], cost[i][j - 1]) + 1, cost[i - 1][j - 1] + change);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[a.length()][b.length()];
    }
}
