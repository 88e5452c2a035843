package tests.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import lib.services.sql.Dialect;
import lib.services.sql.Judge;
import org.junit.jupiter.api.Test;
import tests.support.Checkout;

/** What is sent without --write: a table of statements, and that blanks, comments and letter case change nothing. */
class JudgeTest {
    private static final List<Row> ROWS = Checkout.read("tests/db/statements.txt").lines()
        .filter(line -> !line.startsWith("#") && !line.isBlank()).map(Row::of).toList();

    private record Row(Dialect dialect, boolean read, String text) {
        static Row of(String line) {
            var parts = line.split(" ", 3);
            assertTrue(parts.length == 3 && List.of("read", "write").contains(parts[1]), line);
            return new Row(Dialect.of(parts[0]), parts[1].equals("read"), parts[2].replace('⏎', '\n').replace('⇥', '\t'));
        }
    }

    @Test
    void eachStatementIsJudgedAsItShouldBe() {
        List<String> wrong = new ArrayList<>();
        for (var row : ROWS) {
            var objection = Judge.objection(row.text, row.dialect);
            if (row.read != (objection == null)) {
                wrong.add(row + " -> " + objection);
            }
        }
        assertEquals("", String.join("\n", wrong));
        assertTrue(ROWS.size() >= 400, ROWS.size() + " statements");
        for (var dialect : Dialect.values()) {
            assertTrue(ROWS.stream().filter(each -> each.dialect == dialect && each.read).count() >= 35, dialect + " has few reads");
            assertTrue(ROWS.stream().filter(each -> each.dialect == dialect && !each.read).count() >= 70, dialect + " has few writes");
        }
    }

    @Test
    void letterCaseChangesNothing() {
        holds("small", text -> outside(text, each -> each.toLowerCase(Locale.ROOT)));
        holds("capitals", text -> outside(text, each -> each.toUpperCase(Locale.ROOT)));
        holds("in turn", text -> outside(text, each -> {
            var mixed = new StringBuilder();
            for (int i = 0; i < each.length(); i++) {
                mixed.append(i % 2 == 0 ? Character.toUpperCase(each.charAt(i)) : Character.toLowerCase(each.charAt(i)));
            }
            return mixed.toString();
        }));
    }

    @Test
    void blanksAndCommentsChangeNothing() {
        holds("wide", text -> outside(text, each -> each.replace(" ", " \t  ")));
        holdsInSql("lines", text -> outside(text, each -> each.replace(" ", "\r\n\n ")));
        holdsInSql("comments", text -> "/* ' \" ` */ " + outside(text, each -> each.replace(" ", " /* it's; */ ")));
        holdsInSql("line comments", text -> outside(text, each -> each.replace(" ", " -- it's; \"x\" /* \n")));
        holdsInSql("at its end", text -> text + "\n-- that is it");
        holdsInSql("several", text -> text.matches("-- nothing.*|/\\* DELETE \\*/") ? text : "SELECT 1;" + text);
    }

    /** What is appended to a read makes it a write, whatever the read is. */
    @Test
    void aWriteBehindAReadIsSeen() {
        for (var row : ROWS) {
            if (row.read && row.dialect.sql() && !row.text.startsWith("\\")) {
                for (var more : List.of("\n;DELETE FROM t", "\n;\n/**/delete/**/from t", "\n; INSERT INTO t VALUES ('x')")) {
                    assertTrue(Judge.objection(row.text + more, row.dialect) != null, row.text + more);
                }
            }
        }
    }

    /** No string, name or comment that anybody writes makes the judge throw or takes it long. */
    @Test
    void anyTextIsJudgedInTime() {
        var pieces = List.of("'", "\"", "`", "$$", "$a$", "/*", "*/", "--", "\n", "\\", ";", "(", ")", "select ", "e'", "#", "\0", "ü",
            "𝒳", "1e",
            ".5a", ":=", "::", "delete ", "explain ", "/*!");
        var random = new java.util.Random(7);
        for (int i = 0; i < 20_000; i++) {
            var text = new StringBuilder("select ");
            for (int j = random.nextInt(12); j >= 0; j--) {
                text.append(pieces.get(random.nextInt(pieces.size())));
            }
            for (var dialect : Dialect.values()) {
                Judge.objection(text.toString(), dialect);
            }
        }
        long start = System.nanoTime();
        for (var each : List.of("(", "/*", "'", "a(", "x as (select ", "$a$", "e'\\")) {
            Judge.objection("select " + each.repeat(30_000), Dialect.POSTGRES);
        }
        assertTrue(System.nanoTime() - start < 60_000_000_000L, "long texts take longer than a minute");
    }

    private static void holds(String what, UnaryOperator<String> changed) {
        check(what, changed, true);
    }

    private static void holdsInSql(String what, UnaryOperator<String> changed) {
        check(what, changed, false);
    }

    private static void check(String what, UnaryOperator<String> changed, boolean redis) {
        List<String> wrong = new ArrayList<>();
        for (var row : ROWS) {
            // commands of psql are one line, and their letters count; comments in comments are more than the pattern below takes in
            if (row.text.startsWith("\\") || row.text.matches("(?s).*/\\*.*/\\*.*")
                || row.dialect == Dialect.REDIS && (!redis || row.text.startsWith("-"))) {
                continue;
            }
            var text = changed.apply(row.text);
            if (row.read != (Judge.objection(text, row.dialect) == null)) {
                wrong.add(what + ": " + text);
            }
        }
        assertEquals("", String.join("\n", wrong));
    }

    private static final Pattern QUOTED = Pattern.compile(
        "(?s)[eE]'(?:[^'\\\\]|\\\\.|'')*(?:'|$)|'(?:[^'\\\\]|\\\\.|'')*(?:'|$)|\"(?:[^\"\\\\]"
        + "|\\\\.|\"\")*(?:\"|$)|`[^`]*(?:`|$)|\\$(\\w*)\\$.*?(?:\\$\\1\\$|$)|/\\*.*?(?:\\*/|$)|(?:--|#)[^\n]*");

    /** Changes what stands outside of quotes and comments. */
    private static String outside(String text, UnaryOperator<String> change) {
        var result = new StringBuilder();
        var quoted = QUOTED.matcher(text);
        int done = 0;
        while (quoted.find()) {
            result.append(change.apply(text.substring(done, quoted.start()))).append(quoted.group());
            done = quoted.end();
        }
        return result.append(change.apply(text.substring(done))).toString();
    }
}
