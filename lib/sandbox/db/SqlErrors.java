package lib.sandbox.db;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lib.sandbox.files.Resource;

/** What the embedded engine complains about, in the words of the engine that it stands for: by the rules of {@code complaints.yaml}. */
final class SqlErrors {

    private static final Map<String, String> PARTS = Map.of("{name}", "\"((?:[^\"]|\"\")*)\"",
        "{foreign}", ": \\w+\\.(\\w+) FOREIGN KEY\\((\\w+)\\) REFERENCES \\w+\\.(\\w+)",
        "{value}", ".*?\\*/ '?(.*?)'?(?:,.*| )?\\)\"");
    private static final List<Rule> RULES = List.of(Resource.of("db/complaints.yaml", Rule[].class));

    private SqlErrors() {
    }

    /** {@code ERROR:  relation "nope" does not exist}, or {@code ERROR 1146 (42S02) at line 1: Table 'appdb.nope' doesn't exist}. */
    static String line(SQLException failure, SqlStatement statement, Dialect dialect) {
        String complaint = failure.getMessage().replaceFirst("(?s); SQL statement:.*", "");
        boolean postgres = dialect == Dialect.POSTGRES;
        String start = postgres ? "ERROR:  " : "ERROR ";
        for (Rule rule : RULES) {
            Matcher found = rule.in(complaint);
            String words = postgres ? rule.postgres : rule.mysql;
            boolean fits = ("" + failure.getErrorCode()).matches(rule.codes) && (rule.verb == null || statement.verb().matches(rule.verb));
            if (words != null && fits && found.find()) {
                return start + filled(words, found, statement);
            }
        }
        return start + (postgres ? complaint : "1105 (HY000) at line " + statement.line() + ": " + complaint.replace('\n', ' '));
    }

    private static String filled(String words, Matcher found, SqlStatement statement) {
        String text = words.replace("$T", statement.target()).replace("$L", "" + statement.line());
        for (int i = 1; i <= found.groupCount(); i++) {
            String group = found.group(i) == null ? "" : found.group(i).replace("\"\"", "\"").replace('\n', ' ').strip();
            text = text.replace("$" + i, group).replace("$l" + i, group.toLowerCase(Locale.ROOT));
        }
        return text;
    }

    private record Rule(String codes, String verb, String complaint, String postgres, String mysql) {

        private Matcher in(String text) {
            String regex = complaint == null ? "" : complaint;
            for (Map.Entry<String, String> part : PARTS.entrySet()) {
                regex = regex.replace(part.getKey(), part.getValue());
            }
            return Pattern.compile(regex, Pattern.DOTALL).matcher(text);
        }
    }
}
