package lib.sandbox.db;

import java.sql.SQLException;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the embedded engine complains about, in PostgreSQL's words. */
final class PostgresErrors {

    private static final Pattern QUOTED = Pattern.compile("\"((?:[^\"]|\"\")*)\"");
    private static final Pattern MARKED = Pattern.compile("\\[\\*]\\s*(\"\"[^\"]*\"\"|\\w+|.)?", Pattern.DOTALL);
    private static final Pattern UNIQUE = Pattern.compile("\"public\\.(\\S+)( PRIMARY KEY)?.* ON public\\.(\\w+)\\((\\w+)", Pattern.DOTALL);
    private static final Pattern FOREIGN = Pattern.compile("\"(\\S+): public\\.(\\w+) FOREIGN KEY\\((\\w+)\\) REFERENCES public\\.(\\w+)");
    private static final Pattern CONVERSION = Pattern.compile("converting \"'?(.*?)'? \\(\\w+: \"\"\\w+\"\" (.*?)\\)\"", Pattern.DOTALL);

    private final H2 engine;

    PostgresErrors(H2 engine) {
        this.engine = engine;
    }

    /** The text that follows {@code ERROR:} and two blanks. */
    String text(SQLException failure, Statement statement) {
        var message = failure.getMessage().replaceFirst("(?s); SQL statement:.*", "");
        var name = first(message);
        var table = Targets.of(statement);
        return switch (failure.getErrorCode()) {
            case 42102, 42103, 42104 -> (statement.word(0).equals("drop") ? statement.word(1) : "relation") + " \"" + name
                + "\" does not exist";
            case 42122 -> "column " + (name.contains(".") ? name : "\"" + name + "\"") + (Targets.changes(statement, name)
                ? " of relation \"" + table + "\"" : "") + " does not exist";
            case 42000, 42001 -> syntax(message);
            case 42101 -> "relation \"" + name + "\" already exists";
            case 42111 -> "relation \"" + name + "\" already exists";
            case 42121 -> statement.word(0).equals("alter") ? "column \"" + name + "\" of relation \"" + table + "\" already exists"
                : "column \"" + name + "\" specified more than once";
            case 23502 -> "null value in column \"" + name + "\" of relation \"" + table + "\" violates not-null constraint";
            case 23505 -> "duplicate key value violates unique constraint \"" + unique(message) + "\"";
            case 23506 -> foreign(message, found -> "insert or update on table \"" + found.group(2)
                + "\" violates foreign key constraint \""
                + constraint(found, "_fkey") + "\"");
            case 23503 -> foreign(message, found -> "update or delete on table \"" + found.group(4)
                + "\" violates foreign key constraint \""
                + constraint(found, "_fkey") + "\" on table \"" + found.group(2) + "\"");
            case 23513, 23514 -> "new row for relation \"" + table + "\" violates check constraint \"" + check(name, table) + "\"";
            case 22001 -> "value too long for type " + name.replaceFirst("^\\S+ ", "").toLowerCase(Locale.ROOT);
            case 22003, 22004 -> "integer out of range";
            case 22012 -> "division by zero";
            case 22018, 22007 -> conversion(message, name);
            case 21002 -> statement.word(0).equals("insert") ? "INSERT has more expressions than target columns"
                : "each UNION query must have the same number of columns";
            case 90016 -> "column \"" + name + "\" must appear in the GROUP BY clause or be used in an aggregate function";
            case 90022 -> "function " + name + "() does not exist";
            case 90040, 90096 -> "permission denied";
            case 90079 -> "schema \"" + name + "\" does not exist";
            case 90107 -> "cannot drop table " + name + " because other objects depend on it";
            case 57014 -> "canceling statement due to user request";
            default -> failure.getErrorCode() == 0 ? message : Character.toLowerCase(message.charAt(0)) + message.substring(1);
        };
    }

    static String first(String message) {
        var found = QUOTED.matcher(message);
        return found.find() ? found.group(1).replace("\"\"", "\"") : "";
    }

    private static String syntax(String message) {
        var found = MARKED.matcher(first(message));
        return !found.find() || found.group(1) == null ? "syntax error at end of input"
            : "syntax error at or near \"" + found.group(1).replace("\"\"", "") + "\"";
    }

    private static String unique(String message) {
        var found = UNIQUE.matcher(message);
        if (!found.find()) {
            return "unknown";
        }
        boolean named = !found.group(1).startsWith("CONSTRAINT_");
        return named ? found.group(1) : found.group(2) != null ? found.group(3) + "_pkey" : found.group(3) + "_" + found.group(4) + "_key";
    }

    private static String foreign(String message, Function<Matcher, String> text) {
        var found = FOREIGN.matcher(message);
        return found.find() ? text.apply(found) : message;
    }

    private static String constraint(Matcher found, String ending) {
        return found.group(1).startsWith("CONSTRAINT_") ? found.group(2) + "_" + found.group(3) + ending : found.group(1);
    }

    private String check(String quoted, String table) {
        var name = quoted.replaceFirst(":.*", "").strip();
        if (!name.startsWith("CONSTRAINT_")) {
            return name;
        }
        var columns = engine.ask("SELECT column_name FROM information_schema.constraint_column_usage WHERE constraint_name = ?", name);
        return table + (columns.size() == 1 ? "_" + columns.getFirst().getFirst() : "") + "_check";
    }

    /** The engine's type of a column without what else its declaration says. */
    static String plainType(String declared) {
        return declared.replaceFirst("(?i) (default|not null|generated|on update)\\b.*", "").toLowerCase(Locale.ROOT);
    }

    private static String conversion(String message, String name) {
        var found = CONVERSION.matcher(message);
        return found.find() ? "invalid input syntax for type " + plainType(found.group(2)) + ": \"" + found.group(1) + "\""
            : "invalid input syntax for type integer: \"" + name + "\"";
    }
}
