package lib.base;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Which of some words somebody most likely meant: a slip of the finger or two away, or starting like it. */
public final class Suggestions {

    private static final int SHORT = 4;

    private Suggestions() {
    }

    /** The nearest of the words first, at most so many; words too far away are left out. */
    public static List<String> of(String typed, List<String> words, int most) {
        List<String> near = new ArrayList<>();
        for (int distance = 1; distance <= 2 && near.size() < most; distance++) {
            for (String word : words) {
                String lower = word.toLowerCase(Locale.ROOT);
                if (near.size() < most && distance(typed, lower) == distance && distance < word.length() - 1
                        && (distance == 1 || likely(typed, lower))) {
                    near.add(word);
                }
            }
        }
        return near;
    }

    /** Two slips are some of the finger where the first letter was hit; in a short word they leave too little, unless none is missing. */
    private static boolean likely(String typed, String word) {
        return !typed.isEmpty() && typed.charAt(0) == word.charAt(0) && (typed.length() > SHORT || typed.length() == word.length());
    }

    private static int distance(String typed, String word) {
        return typed.length() > 1 && word.startsWith(typed) ? 1 : Math.abs(typed.length() - word.length()) > 2 ? 3 : slips(typed, word);
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
