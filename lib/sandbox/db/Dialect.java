package lib.sandbox.db;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lib.sandbox.files.Resource;

/** The two kinds of SQL: how the embedded engine is set to speak it, and what that engine calls otherwise. See {@code dialects.yaml}. */
record Dialect(String schema, String settings, String quote, List<String> domains, Map<String, String> types,
        Map<String, String> defaults) {

    private static final List<Dialect> BOTH = List.of(Resource.of("db/dialects.yaml", Dialect[].class));
    static final Dialect POSTGRES = BOTH.getFirst();
    static final Dialect MYSQL = BOTH.getLast();
    private static final List<Rule> RULES = List.of(Resource.of("db/complaints.yaml", Rule[].class));
    /** Of patterns of complaints. */
    private static final Map<String, String> PARTS = Map.of("{name}", "\"((?:[^\"]|\"\")*)\"",
        "{foreign}", ": \\w+\\.(\\w+) FOREIGN KEY\\((\\w+)\\) REFERENCES \\w+\\.(\\w+)",
        "{value}", ".*?\\*/ '?(.*?)'?(?:,.*| )?\\)\"");

    /** A name as SQL has it when it must be taken as it is. */
    String quoted(String name) {
        return quote + name.replace(quote, quote + quote) + quote;
    }

    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** The engine's type in the words of this kind of SQL. */
    String type(String engines) {
        return types.getOrDefault(engines, engines);
    }

    /** A constant default in the words of this kind of SQL; null for none. */
    String constant(String engines) {
        return engines == null ? null : defaults.getOrDefault(engines, engines);
    }

    /**
     * What the embedded engine complains about, in the words of the engine that it stands for, by the rules of {@code complaints.yaml}:
     * {@code ERROR:  relation "nope" does not exist}, or {@code ERROR 1146 (42S02) at line 1: Table 'appdb.nope' doesn't exist}.
     */
    String complaint(SQLException failure, SqlStatement statement) {
        String complaint = failure.getMessage().replaceFirst("(?s); SQL statement:.*", "");
        String start = this == POSTGRES ? "ERROR:  " : "ERROR ";
        for (Rule rule : RULES) {
            Matcher found = rule.in(complaint);
            String words = this == POSTGRES ? rule.postgres : rule.mysql;
            boolean fits = words != null && ("" + failure.getErrorCode()).matches(rule.codes) && statement.verb().matches(rule.verb());
            if (fits && found.find()) {
                return start + filled(words, found, statement);
            }
        }
        return start + (this == POSTGRES ? complaint : "1105 (HY000) at line " + statement.line() + ": " + complaint.replace('\n', ' '));
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

        Rule {
            verb = verb == null ? ".*" : verb;
            complaint = complaint == null ? "" : complaint;
        }

        private Matcher in(String text) {
            String regex = complaint;
            for (Map.Entry<String, String> part : PARTS.entrySet()) {
                regex = regex.replace(part.getKey(), part.getValue());
            }
            return Pattern.compile(regex, Pattern.DOTALL).matcher(text);
        }
    }
}
