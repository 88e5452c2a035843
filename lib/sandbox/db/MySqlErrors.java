package lib.sandbox.db;

import java.sql.SQLException;
import java.util.regex.Pattern;

/** What the embedded engine complains about, as a line of the mysql client. */
final class MySqlErrors {

    private static final Pattern MARKED = Pattern.compile("\\[\\*](.*)", Pattern.DOTALL);
    private static final Pattern UNIQUE = Pattern.compile("\"appdb\\.(\\S+)( PRIMARY KEY)?.* ON appdb\\.(\\w+)\\((\\w+).*?\\*/ "
        + "'?(.*?)'?(,.*| )?\\)\"",
        Pattern.DOTALL);
    private static final Pattern FOREIGN = Pattern.compile("\"(\\S+): appdb\\.(\\w+) FOREIGN KEY\\((\\w+)\\) REFERENCES "
        + "appdb\\.(\\w+)\\((\\w+)\\)");
    private static final Pattern CONVERSION = Pattern.compile("converting \"'?(.*?)'? \\(\\w+: \"\"(\\w+)\"\" (.*?)\\)\"", Pattern.DOTALL);

    private final H2 engine;

    MySqlErrors(H2 engine) {
        this.engine = engine;
    }

    /** {@code ERROR 1146 (42S02) at line 1: Table 'appdb.nope' doesn't exist}. */
    String line(SQLException failure, Statement statement) {
        var found = found(failure, statement);
        return "ERROR " + found.code + " (" + found.state + ") at line " + statement.line() + ": " + found.text.replace("\n", " ");
    }

    private Found found(SQLException failure, Statement statement) {
        var message = failure.getMessage().replaceFirst("(?s); SQL statement:.*", "");
        var name = PostgresErrors.first(message);
        return switch (failure.getErrorCode()) {
            case 42102, 42103, 42104 -> statement.word(0).equals("drop") ? new Found(1051, "42S02", "Unknown table 'appdb." + name + "'")
                : new Found(1146, "42S02", "Table 'appdb." + name + "' doesn't exist");
            case 42122 -> new Found(1054, "42S22", "Unknown column '" + name + "' in 'field list'");
            case 42000, 42001 -> new Found(1064, "42000",
                "You have an error in your SQL syntax; check the manual that corresponds to your MySQL "
                + "server version for the right syntax to use near '" + rest(message) + "' at line 1");
            case 42101 -> new Found(1050, "42S01", "Table '" + name + "' already exists");
            case 42111 -> new Found(1061, "42000", "Duplicate key name '" + name + "'");
            case 42121 -> new Found(1060, "42S21", "Duplicate column name '" + name + "'");
            case 23502 -> Targets.changes(statement, name) ? new Found(1048, "23000", "Column '" + name + "' cannot be null")
                : new Found(1364, "HY000", "Field '" + name + "' doesn't have a default value");
            case 23505 -> new Found(1062, "23000", duplicate(message));
            case 23506 -> new Found(1452, "23000", "Cannot add or update a child row: a foreign key constraint fails ("
                + foreign(message) + ")");
            case 23503 -> new Found(1451, "23000", "Cannot delete or update a parent row: a foreign key constraint fails ("
                + foreign(message)
                + ")");
            case 23513, 23514 -> new Found(3819, "HY000", "Check constraint '" + check(name) + "' is violated.");
            case 22001 -> new Found(1406, "22001", "Data too long for column '" + name.split(" ")[0] + "' at row 1");
            case 22003, 22004 -> new Found(1264, "22003", "Out of range value for column '" + lastQuoted(message) + "' at row 1");
            case 22018, 22007 -> conversion(message, name);
            case 21002 -> new Found(1136, "21S01", "Column count doesn't match value count at row 1");
            case 90016 -> new Found(1055, "42000",
                "Expression #1 of SELECT list is not in GROUP BY clause and contains nonaggregated column "
                + "'appdb." + Targets.of(statement) + "." + name
                    + "' which is not functionally dependent on columns in GROUP BY clause; this is "
                + "incompatible with sql_mode=only_full_group_by");
            case 90022 -> new Found(1305, "42000", "FUNCTION appdb." + name + " does not exist");
            case 90040, 90096 -> new Found(1227, "42000",
                "Access denied; you need (at least one of) the SUPER privilege(s) for this operation");
            case 90079 -> new Found(1049, "42000", "Unknown database '" + name + "'");
            case 90107 -> new Found(3730, "HY000", "Cannot drop table '" + name + "' referenced by a foreign key constraint.");
            default -> new Found(failure.getErrorCode() < 0 ? -failure.getErrorCode() : 1105, failure.getErrorCode() < 0
                ? failure.getSQLState()
                : "HY000", message);
        };
    }

    private static String rest(String message) {
        var found = MARKED.matcher(message.contains("\"") ? PostgresErrors.first(message) : message);
        return found.find() ? found.group(1).strip() : "";
    }

    private static String duplicate(String message) {
        var found = UNIQUE.matcher(message);
        if (!found.find()) {
            return "Duplicate entry";
        }
        boolean named = !found.group(1).startsWith("CONSTRAINT_");
        var key = found.group(2) != null ? "PRIMARY" : named ? found.group(1) : found.group(4);
        return "Duplicate entry '" + found.group(5).strip().replaceFirst("'$", "") + "' for key '" + found.group(3) + "." + key + "'";
    }

    private static String foreign(String message) {
        var found = FOREIGN.matcher(message);
        return !found.find() ? message : "`appdb`.`" + found.group(2) + "`, CONSTRAINT `" + (found.group(1).startsWith("CONSTRAINT_")
            ? found.group(2) + "_ibfk_1" : found.group(1)) + "` FOREIGN KEY (`" + found.group(3) + "`) REFERENCES `" + found.group(4)
                + "` (`"
            + found.group(5) + "`)";
    }

    private String check(String quoted) {
        var name = quoted.replaceFirst(":.*", "").strip();
        if (!name.startsWith("CONSTRAINT_")) {
            return name;
        }
        var tables = engine.ask("SELECT table_name FROM information_schema.table_constraints WHERE constraint_name = ?", name);
        return (tables.isEmpty() ? "" : tables.getFirst().getFirst()) + "_chk_1";
    }

    private static Found conversion(String message, String name) {
        var found = CONVERSION.matcher(message);
        return found.find() ? new Found(1366, "HY000", "Incorrect " + PostgresErrors.plainType(found.group(3)) + " value: '"
            + found.group(1) + "' for column '"
            + found.group(2) + "' at row 1") : new Found(1292, "22007", "Truncated incorrect DOUBLE value: '" + name + "'");
    }

    private static String lastQuoted(String message) {
        return message.replaceFirst("(?s).*column \"(\\w+)\".*", "$1");
    }

    private record Found(int code, String state, String text) { }
}
