package lib.sandbox.db;

import java.util.Set;

/** Which table a statement changes. */
final class Targets {

    private Targets() {
    }

    /** "" when it changes none. */
    static String of(Statement statement) {
        int i = switch (statement.word(0)) {
            case "insert", "delete", "replace" -> 2;
            case "update" -> 1;
            case "create", "alter", "drop" -> -1;
            default -> statement.tokens().size();
        };
        if (i < 0) {
            return statement.objectName();
        }
        while (statement.word(i + 1).equals(".")) {
            i += 2;
        }
        return i < statement.tokens().size() ? statement.tokens().get(i).text() : "";
    }

    /** Whether this column is one that the statement writes, and not one that it reads. */
    static boolean changes(Statement statement, String column) {
        int from = switch (statement.word(0)) {
            case "insert" -> 0;
            case "update" -> statement.find("set", 0);
            default -> -1;
        };
        if (from < 0) {
            return false;
        }
        for (int i = from; i < statement.tokens().size(); i++) {
            if (Set.of("where", "values", "select").contains(statement.word(i))) {
                return false;
            }
            if (statement.tokens().get(i).isName() && statement.tokens().get(i).text().equalsIgnoreCase(column)) {
                return true;
            }
        }
        return false;
    }
}
