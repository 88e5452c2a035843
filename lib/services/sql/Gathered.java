package lib.services.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Statements as they come, line by line. A transaction comes as one: every text that is sent has a session of its own, and what was begun
 * in one would be undone at its end.
 */
final class Gathered {

    private static final Set<String> ENDS = Set.of("commit", "end", "rollback", "abort");

    private final Dialect dialect;
    private final List<String> transaction = new ArrayList<>();
    private String rest = "";

    Gathered(Dialect dialect) {
        this.dialect = dialect;
    }

    /** Whether a statement has begun. */
    boolean begun() {
        return !rest.isBlank();
    }

    /** Whether a transaction has begun. */
    boolean inTransaction() {
        return !transaction.isEmpty();
    }

    /** Forgets what has begun. */
    void drop() {
        rest = "";
        transaction.clear();
    }

    /** What stands in an unfinished statement. */
    String rest() {
        return rest;
    }

    /** One more line. @return the texts that are complete by now, as they are to be sent */
    List<String> add(String line) {
        if (dialect == Dialect.REDIS) {
            return line.isBlank() ? List.of() : List.of(line.strip());
        }
        String text = rest + line + "\n";
        List<Token> tokens = Tokenizer.of(text, dialect);
        List<String> complete = new ArrayList<>();
        int end = 0;
        for (int i = 0; i < tokens.size(); i++) {
            boolean closes = tokens.get(i).symbol(';')
                    && closed(text.substring(end, tokens.get(i).from()));
            if (closes) {
                whole(text.substring(end, tokens.get(i).from()), complete);
                end = tokens.get(i).to();
            }
        }
        rest = Tokenizer.of(text.substring(end), dialect).isEmpty() && !text.substring(end).contains("/*") ? "" : text.substring(end);
        return complete;
    }

    /** Nothing more comes: what is there is a statement as well. */
    List<String> end() {
        List<String> complete = new ArrayList<>();
        if (begun()) {
            whole(rest, complete);
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
        boolean begins = verb.equals("begin") || verb.equals("start");
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
