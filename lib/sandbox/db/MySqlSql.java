package lib.sandbox.db;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import lib.sandbox.db.Token.Kind;

/** What MySQL writes differently from the embedded engine: statements on their way in, names and values of results on their way out. */
final class MySqlSql {

    private static final Set<String> NO_COLUMN = Set.of("add", "column", "drop", "exists", "alter", "rename", "to", "key", "modify",
        "change");
    private static final Set<String> OPERATORS = Set.of("like", "and", "or", "not", "is", "in", "regexp", "div", "mod", "xor", "between");

    private MySqlSql() {
    }

    /** The statement as the embedded engine takes it. */
    static String translate(Statement statement) {
        var tokens = new ArrayList<Token>();
        for (int i = 0; i < statement.tokens().size(); i++) {
            var token = statement.tokens().get(i);
            var word = token.kind() == Kind.WORD ? token.text().toLowerCase(Locale.ROOT) : "";
            if (word.equals("if") && statement.word(i + 1).equals("(")) {
                tokens.add(of("CASEWHEN", token, token));
            } else if (word.equals("now") && statement.word(i + 1).equals("(") && statement.word(i + 2).equals(")")) {
                tokens.add(of("LOCALTIMESTAMP(0)", token, statement.tokens().get(i += 2)));
            } else if (MySqlColumns.LENGTHS.containsKey(word) && isType(statement, i)) {
                tokens.add(of("VARCHAR(" + MySqlColumns.LENGTHS.get(word) + ")", token, token));
            } else {
                tokens.add(token);
            }
        }
        boolean table = statement.word(0).equals("create") && statement.word(statement.kindAt()).equals("table");
        return Statement.sql(table ? ColumnOrder.of(tokens) : tokens);
    }

    /** The names of the result's columns: an expression is called as it is written. */
    static List<String> labels(Statement statement, ResultSet result) throws SQLException {
        var meta = result.getMetaData();
        var items = statement.results();
        var labels = new ArrayList<String>();
        for (int i = 1; i <= meta.getColumnCount(); i++) {
            var engines = meta.getColumnLabel(i);
            labels.add(items.size() == meta.getColumnCount() ? label(statement, items.get(i - 1), engines) : engines);
        }
        return labels;
    }

    /** A value as the client writes it in its batch mode. */
    static String text(ResultSet result, int column) throws SQLException {
        var text = result.getString(column);
        if (text == null) {
            return "NULL";
        }
        return switch (result.getMetaData().getColumnType(column)) {
            case Types.BOOLEAN -> result.getBoolean(column) ? "1" : "0";
            case Types.DOUBLE, Types.REAL, Types.FLOAT -> text.replaceFirst("[.]0$", "");
            case Types.NUMERIC, Types.DECIMAL -> result.getBigDecimal(column).toPlainString();
            default -> text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\0", "\\0");
        };
    }

    private static String label(Statement statement, List<Token> item, String engines) {
        boolean column = item.stream().allMatch(token -> token.isName() || token.is("."));
        var last = item.getLast();
        boolean aliased = item.size() > 1 && (last.isName() || last.kind() == Kind.STRING) && !last.is("end")
            && endsTerm(item.get(item.size() - 2));
        if (last.kind() == Kind.STRING && !aliased) {
            return last.text();
        }
        return column || aliased ? engines : statement.written(item);
    }

    /** Whether a name behind this token is a new one and no operand. */
    private static boolean endsTerm(Token token) {
        return token.kind() != Kind.SYMBOL && !OPERATORS.contains(token.text().toLowerCase(Locale.ROOT)) || token.is(")");
    }

    private static boolean isType(Statement statement, int index) {
        boolean definition = statement.word(0).equals("create") || statement.word(0).equals("alter");
        return definition && index > 0 && statement.tokens().get(index - 1).isName()
            && !NO_COLUMN.contains(statement.tokens().get(index - 1).text().toLowerCase(Locale.ROOT));
    }

    private static Token of(String text, Token first, Token last) {
        return new Token(Kind.SYMBOL, text, first.start(), last.end());
    }
}
