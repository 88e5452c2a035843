package lib.services.sql;

import java.util.ArrayList;
import java.util.List;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.services.sql.Answered.View;

/** Sends a text to a database: what reads as it is, what may change something only where that was asked for. */
public final class Queries {

    private Queries() {
    }

    /**
     * How much of an answer is wanted, and how it is shown.
     *
     * @param rows     at most
     * @param appetite characters at most
     */
    public record Wanted(int rows, int appetite, View view) {
    }

    /**
     * Runs a text. Statements that read run one by one, each with its own rows. Where one may change something, all go to the database
     * as one text: in PostgreSQL, that is one transaction. Redis takes a command a line.
     *
     * @param write whether it may change something
     * @throws Failure DECLINED when it may and is not to; nothing was sent then
     */
    public static Answered run(Database database, String text, boolean write, Wanted wanted) {
        Dialect dialect = database.dialect();
        List<Statement> statements = Statement.of(text, dialect);
        if (statements.isEmpty()) {
            throw new Failure(Kind.USAGE, "there is no statement to send");
        }
        List<String> objections = statements.stream().map(each -> Judge.objection(each.text(), dialect)).toList();
        // the whole text once more: what parts it is a reading, too
        String objection = dialect.sql() && Judge.objection(text, dialect) != null ? Judge.objection(text, dialect)
                : objections.stream().filter(each -> each != null).findFirst().orElse(null);
        if (objection != null && !write) {
            throw refused(objection);
        }
        boolean together = objection != null && dialect.sql();
        if (wanted.view() == View.CSV && statements.size() > 1 && !together) {
            throw new Failure(Kind.USAGE, "CSV is one table, and these are " + statements.size() + " statements with rows of their own",
                    "ask for one of them at a time");
        }
        List<RowSet> sets = together
                ? List.of(database.run(statements.size() == 1 ? statements.getFirst() : whole(text, dialect), true))
                : oneByOne(database, statements, objections);
        List<RowSet> shown = sets.stream().map(each -> each.first(wanted.rows(), wanted.appetite())).toList();
        return Answered.of(database.addon(), shown, objection != null, note(shown, wanted), wanted.view());
    }

    /** Each has a session of its own: the database that USE chooses counts for those behind it. */
    private static List<RowSet> oneByOne(Database database, List<Statement> statements, List<String> objections) {
        List<RowSet> sets = new ArrayList<>();
        String before = "";
        for (int i = 0; i < statements.size(); i++) {
            Statement each = statements.get(i);
            if (each.verb().equals("use") && i + 1 < statements.size()) {
                before = each.text() + "; ";
                continue;
            }
            try {
                sets.add(database.run(new Statement(before + each.text(), each.tokens()), objections.get(i) != null));
            } catch (Failure e) {
                throw i == 0 ? e : new Failure(e.kind(), "number " + (i + 1) + " of " + statements.size()
                        + " failed, those before it did not: "
                        + e.getMessage(), e.hint());
            }
        }
        return sets;
    }

    private static Statement whole(String text, Dialect dialect) {
        List<Token> tokens = Tokenizer.of(text, dialect);
        return new Statement(text.substring(tokens.getFirst().from(), tokens.getLast().to()), tokens);
    }

    /**
     * A page of a table, or a Redis key.
     *
     * @param offset rows to pass over
     */
    public static Answered page(Database database, String table, int limit, int offset, Wanted wanted) {
        RowSet rows = database.browse(table, limit, offset).first(wanted.rows(), wanted.appetite());
        int end = offset + rows.rows().size();
        boolean part = database.dialect().sql() && rows.total() > rows.rows().size();
        String note = !part ? null : rows.rows().isEmpty() ? "none of " + rows.total() + " rows: the offset is behind the last"
                : "rows " + (offset + 1) + " to " + end + " of " + rows.total() + (end < rows.total() ? "; the next ones: --offset " + end
                : "");
        return Answered.of(database.addon(), List.of(rows), false, note, wanted.view());
    }

    /** What comes of something that may change and is not to. */
    static Failure refused(String objection) {
        return new Failure(Kind.DECLINED, "this is not surely a read: " + objection + "; nothing was sent",
                "if it is meant to change something, say so with --write");
    }

    private static String note(List<RowSet> shown, Wanted wanted) {
        for (RowSet each : shown) {
            if (each.cut()) {
                return "the first " + each.rows().size() + " of " + each.total() + " rows; "
                        + (each.rows().size() < wanted.rows() ? "an answer holds no more: go on with LIMIT and OFFSET in the statement"
                        : "for more: --max-rows");
            }
        }
        return null;
    }
}
