package lib.sandbox.db;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the embedded engine complains about, in the words of the engine that it stands for. A rule a line: the engine's codes, what the
 * statement begins with ({@code *}: anything), what its complaint says, and the words for PostgreSQL and for MySQL; the first that fits
 * counts. {@code $1} is a group of the complaint, {@code $l1} the same in small letters, {@code $T} the table that the statement changes.
 */
final class SqlErrors {

    private static final String DENIED = "Access denied; you need (at least one of) the SUPER privilege(s) for this operation";
    private static final String SYNTAX =
        "You have an error in your SQL syntax; check the manual that corresponds to your MySQL server version "
        + "for the right syntax to use near '$1' at line 1";
    private static final String CHILD = "Cannot add or update a child row: a foreign key constraint fails (`appdb`.`$1`, CONSTRAINT "
        + "`$1_ibfk_1` FOREIGN KEY (`$2`) REFERENCES `$3`)";
    private static final String PARENT = CHILD.replace("add or update a child row", "delete or update a parent row");
    private static final String NAME = "\"((?:[^\"]|\"\")*)\"";
    private static final String FOREIGN = ": \\w+\\.(\\w+) FOREIGN KEY\\((\\w+)\\) REFERENCES \\w+\\.(\\w+)";
    private static final String VALUE = ".*?\\*/ '?(.*?)'?(?:,.*| )?\\)\"";

    private static final List<Rule> RULES = List.of(
        rule("4210[234]", "drop", NAME, "table \"$1\" does not exist", "1051 (42S02)", "Unknown table 'appdb.$1'"),
        rule("4210[234]", "*", NAME, "relation \"$1\" does not exist", "1146 (42S02)", "Table 'appdb.$1' doesn't exist"),
        rule("42122", "*", "\"(\\w+\\.\\w+)\"", "column $1 does not exist", "1054 (42S22)", "Unknown column '$1' in 'field list'"),
        rule("42122", "insert|update", NAME, "column \"$1\" of relation \"$T\" does not exist", "1054 (42S22)",
            "Unknown column '$1' in 'field list'"),
        rule("42122", "*", NAME, "column \"$1\" does not exist", "1054 (42S22)", "Unknown column '$1' in 'field list'"),
        rule("4200[01]", "*", "\\[\\*]\\s*(?=\")", "syntax error at end of input", "1064 (42000)", SYNTAX.replace("$1", "")),
        rule("4200[01]", "*", "\\[\\*]\\s*(\\w+|.)", "syntax error at or near \"$1\"", "", ""),
        rule("4200[01]", "*", "\\[\\*]\\s*(.*?)(?:\"(?:;.*)?)$", "", "1064 (42000)", SYNTAX),
        rule("42101|42111", "*", NAME, "relation \"$1\" already exists", "1050 (42S01)", "Table '$1' already exists"),
        rule("42121", "*", NAME, "column \"$1\" specified more than once", "1060 (42S21)", "Duplicate column name '$1'"),
        rule("23502", "update", NAME, "null value in column \"$1\" of relation \"$T\" violates not-null constraint", "1048 (23000)",
            "Column '$1' cannot be null"),
        rule("23502", "*", NAME, "null value in column \"$1\" of relation \"$T\" violates not-null constraint", "1364 (HY000)",
            "Field '$1' doesn't have a default value"),
        rule("23505", "*", "PRIMARY KEY.* ON \\w+\\.(\\w+)\\(" + VALUE, "duplicate key value violates unique constraint \"$1_pkey\"",
            "1062 (23000)", "Duplicate entry '$2' for key '$1.PRIMARY'"),
        rule("23505", "*", "CONSTRAINT_.* ON \\w+\\.(\\w+)\\((\\w+)" + VALUE,
            "duplicate key value violates unique constraint \"$1_$2_key\"",
            "1062 (23000)", "Duplicate entry '$3' for key '$1.$2'"),
        rule("23505", "*", "\"\\w+\\.(\\S+) .*ON \\w+\\.(\\w+)\\(" + VALUE, "duplicate key value violates unique constraint \"$1\"",
            "1062 (23000)", "Duplicate entry '$3' for key '$2.$1'"),
        rule("23506", "*", FOREIGN, "insert or update on table \"$1\" violates foreign key constraint \"$1_$2_fkey\"", "1452 (23000)",
            CHILD),
        rule("23503", "*", FOREIGN, "update or delete on table \"$3\" violates foreign key constraint \"$1_$2_fkey\" on table \"$1\"",
            "1451 (23000)", PARENT),
        rule("2351[34]", "*", NAME, "new row for relation \"$T\" violates check constraint \"$T_check\"", "3819 (HY000)",
            "Check constraint '$T_chk_1' is violated."),
        rule("22001", "*", "\"(\\w+) ([\\w ()]+?)(?: DEFAULT| NOT NULL|\")", "value too long for type $l2", "1406 (22001)",
            "Data too long for column '$1' at row 1"),
        rule("2200[34]", "*", "", "integer out of range", "1264 (22003)", "Out of range value at row 1"),
        rule("22012", "*", "", "division by zero", "1365 (22012)", "Division by 0"),
        rule("22018|22007", "*", "converting \"'?(.*?)'? \\(\\w+: \"\"(\\w+)\"\" (.*?)(?: DEFAULT| NOT NULL|\\))",
            "invalid input syntax for type $l3: \"$1\"", "1366 (HY000)", "Incorrect $l3 value: '$1' for column '$2' at row 1"),
        rule("22018|22007", "*", "(?:converting|constant) " + NAME, "invalid input syntax: \"$1\"", "1292 (22007)",
            "Truncated incorrect value: '$1'"),
        rule("21002", "*", "", "INSERT has more expressions than target columns", "1136 (21S01)",
            "Column count doesn't match value count at row 1"),
        rule("90016", "*", NAME, "column \"$1\" must appear in the GROUP BY clause or be used in an aggregate function", "1055 (42000)",
            "Expression of SELECT list is not in GROUP BY clause and contains nonaggregated column '$1'"),
        rule("90022", "*", NAME, "function $1() does not exist", "1305 (42000)", "FUNCTION appdb.$1 does not exist"),
        rule("90040|90096", "*", "", "permission denied", "1227 (42000)", DENIED),
        rule("90079", "*", NAME, "schema \"$1\" does not exist", "1049 (42000)", "Unknown database '$1'"),
        rule("90107", "*", NAME, "cannot drop table $1 because other objects depend on it", "3730 (HY000)",
            "Cannot drop table '$1' referenced by a foreign key constraint."));

    private SqlErrors() {
    }

    /** {@code ERROR:  relation "nope" does not exist}, or {@code ERROR 1146 (42S02) at line 1: Table 'appdb.nope' doesn't exist}. */
    static String line(SQLException failure, SqlStatement statement, Dialect dialect) {
        String complaint = failure.getMessage().replaceFirst("(?s); SQL statement:.*", "");
        boolean postgres = dialect == Dialect.POSTGRES;
        for (Rule rule : RULES) {
            Matcher found = rule.complaint.matcher(complaint);
            boolean named = !(postgres ? rule.postgres : rule.mysql).isEmpty();
            if (named && rule.codes.matcher("" + failure.getErrorCode()).matches() && rule.isFor(statement) && found.find()) {
                return postgres ? "ERROR:  " + filled(rule.postgres, found, statement)
                    : "ERROR " + rule.code + " at line " + statement.line() + ": " + filled(rule.mysql, found, statement);
            }
        }
        return postgres ? "ERROR:  " + complaint : "ERROR 1105 (HY000) at line " + statement.line() + ": " + complaint.replace('\n', ' ');
    }

    private static String filled(String words, Matcher found, SqlStatement statement) {
        String text = words.replace("$T", statement.target());
        for (int i = 1; i <= found.groupCount(); i++) {
            String group = found.group(i) == null ? "" : found.group(i).replace("\"\"", "\"").replace('\n', ' ').strip();
            text = text.replace("$" + i, group).replace("$l" + i, group.toLowerCase(Locale.ROOT));
        }
        return text;
    }

    private static Rule rule(String codes, String verb, String complaint, String postgres, String code, String mysql) {
        return new Rule(Pattern.compile(codes), verb, Pattern.compile(complaint, Pattern.DOTALL), postgres, code, mysql);
    }

    private record Rule(Pattern codes, String verb, Pattern complaint, String postgres, String code, String mysql) {
        private boolean isFor(SqlStatement statement) {
            return verb.equals("*") || statement.verb().matches(verb);
        }
    }
}
