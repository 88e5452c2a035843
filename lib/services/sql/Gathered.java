package lib.services.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import lib.base.Failure;
import lib.base.Failure.Kind;

/**
 * Statements as they come, line by line. A transaction comes as one: every text that is sent has a session of its own, and what was begun
 * in one would be undone at its end.
 */
final class Gathered {

    /** Twice of what an instance takes at once. */
    private static final int MOST = 256 * 1024;
    private static final Set<String> ENDS = Set.of("commit", "end", "rollback", "abort");

    private final Dialect dialect;
    private final List<String> transaction = new ArrayList<>();
    private final StringBuilder rest = new StringBuilder();

    Gathered(Dialect dialect) {
        this.dialect = dialect;
    }

    /** Whether a statement has begun. */
    boolean begun() {
        return !rest.isEmpty() && !Tokenizer.of(rest.toString(), dialect).isEmpty();
    }

    /** Whether a transaction has begun. */
    boolean inTransaction() {
        return !transaction.isEmpty();
    }

    /** Forgets what has begun. */
    void drop() {
        rest.setLength(0);
        transaction.clear();
    }

    /** What stands in an unfinished statement. */
    String rest() {
        return rest.toString();
    }

    /** One more line. @return the texts that are complete by now, as they are to be sent */
    List<String> add(String line) {
        if (dialect == Dialect.REDIS) {
            return line.lines().map(String::strip).filter(each -> !each.isEmpty()).toList();
        }
        rest.append(line).append('\n');
        if (rest.length() > MOST) {
            drop();
            throw new Failure(Kind.USAGE, "a statement does not end within 256 KiB, and an instance takes half of that",
                    "is a quote or a semicolon missing?");
        }
        if (line.indexOf(';') < 0) {
            // no end without one: a long statement is not read anew at each of its lines
            return List.of();
        }
        String text = rest.toString();
        List<Token> tokens = Tokenizer.of(text, dialect);
        List<String> complete = new ArrayList<>();
        int end = 0;
        for (int i = 0; i < tokens.size(); i++) {
            boolean closes = tokens.get(i).symbol(';') && closed(text.substring(end, tokens.get(i).from()));
            if (closes) {
                whole(text.substring(end, tokens.get(i).from()), complete);
                end = tokens.get(i).to();
            }
        }
        rest.delete(0, end);
        return complete;
    }

    /** Nothing more comes: what is there is a statement as well. */
    List<String> end() {
        List<String> complete = new ArrayList<>();
        if (begun()) {
            whole(rest.toString(), complete);
        }
        if (inTransaction()) {
            complete.add(String.join(";\n", transaction));
        }
        drop();
        return complete;
    }

    /** Whether a semicolon behind this text ends it, and does not stand in parentheses or in the body of a function. */
    private boolean closed(String text) {
        String probe = text + ";";
        List<Statement> parts = Statement.parted(probe, Tokenizer.of(probe, dialect), dialect == Dialect.POSTGRES);
        return parts.isEmpty() || !parts.getLast().text().endsWith(";");
    }

    private void whole(String text, List<String> complete) {
        List<Statement> found = Statement.of(text, dialect);
        if (found.isEmpty()) {
            return;
        }
        Statement statement = found.getFirst();
        String verb = statement.verb();
        boolean begins = verb.equals("begin") || verb.equals("start") && statement.has("transaction");
        if (!begins && !inTransaction()) {
            complete.add(statement.text());
            return;
        }
        transaction.add(statement.text());
        boolean partly = statement.has("savepoint") || statement.has("to");
        if (ENDS.contains(verb) && !partly) {
            complete.add(String.join(";\n", transaction));
            transaction.clear();
        }
    }
}
