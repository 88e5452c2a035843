package lib.services.sql;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import lib.api.Databases;
import lib.base.CleanText;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.op.Feed;
import lib.op.Lines;
import lib.op.Page;
import lib.op.Result;
import lib.op.Terminal;
import lib.services.sql.Answered.View;

/** Statements one after the other, typed or piped in, and what comes of them. */
public final class Session {

    /** What only lasts as long as the session that each statement has of its own. */
    private static final Set<String> SHORT_LIVED = Set.of("set", "prepare", "declare", "listen");
    private static final Set<String> SHORT_LIVED_IN_REDIS = Set.of("multi", "watch", "select", "subscribe");
    private static final String HELP = """
            \\d             the tables, or keys
            \\d <table>     the columns of a table, or what a key holds
            \\dt            the tables
            \\x             each row as a block, or as a line again
            \\?             this
            \\q             leave, as Ctrl-D does
            A statement ends with a semicolon and may take several lines; a Redis command is a line. Ctrl-C drops what is typed.
            A transaction is sent in one piece at its COMMIT or ROLLBACK.
            """;

    private final Database database;
    private final Feed feed;
    private final int rows;
    private final boolean readOnly;
    private final Gathered gathered;
    private final Names names;
    private boolean write;
    private boolean blocks;
    private String use = "";

    /**
     * @param rows     shown of each answer
     * @param write    whether statements that may change something are sent without a question
     * @param readOnly whether they never are
     */
    public Session(Database database, Feed feed, int rows, boolean write, boolean readOnly) {
        this.database = database;
        this.feed = feed;
        this.rows = rows;
        this.write = write;
        this.readOnly = readOnly;
        this.gathered = new Gathered(database.dialect());
        this.names = new Names(database, gathered::rest);
    }

    /**
     * Runs what is piped in, as it comes.
     *
     * @throws Failure of the first statement that fails: the rest is not sent
     */
    public void piped(InputStream input) {
        int number = 0;
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (leaves(line)) {
                    return;
                }
                if (!helped(line)) {
                    for (String each : gathered.add(line)) {
                        send(each);
                    }
                }
            }
            for (String each : gathered.end()) {
                send(each);
            }
        } catch (IOException e) {
            throw new Failure(Kind.FAILED, "standard input cannot be read");
        } catch (Failure e) {
            throw new Failure(e.kind(), "line " + number + ": " + e.getMessage(), e.hint());
        }
    }

    /** Talks with the person until that one leaves. */
    public void talk(Terminal terminal, StatementHistory history) {
        feed.note("Connected to " + database.addon().name() + " (" + database.dialect().title() + "). \\? explains, \\q leaves.");
        String next = null;
        try (Lines lines = terminal.lines(new Lines.Start(history.all(), names))) {
            while (true) {
                try {
                    String line = next != null ? next : lines.read(prompt());
                    next = null;
                    if (line == null || leaves(line)) {
                        return;
                    }
                    typed(line, lines, history);
                } catch (Lines.Dropped e) {
                    gathered.drop();
                    next = e.next();
                } catch (Failure e) {
                    if (e.kind() == Kind.INTERRUPTED) {
                        // the person wants to go on, only not with this
                        Thread.interrupted();
                        feed.failed(new Failure(e.kind(), "interrupted; the statement may go on in the database"));
                    } else {
                        feed.failed(e);
                    }
                }
            }
        }
    }

    private String prompt() {
        return gathered.begun() ? "-> " : CleanText.line(database.addon().name()) + (gathered.inTransaction() ? "*> " : "> ");
    }

    private void typed(String line, Lines lines, StatementHistory history) {
        String before = gathered.rest();
        boolean began = !gathered.inTransaction();
        if (line.strip().startsWith("\\") && !gathered.begun()) {
            remember(line.strip(), lines, history);
        }
        if (helped(line)) {
            return;
        }
        List<String> complete = gathered.add(line);
        if (!gathered.begun() && !(before + line).isBlank()) {
            remember((before + line).strip(), lines, history);
        }
        if (began && gathered.inTransaction()) {
            feed.note("A transaction is sent in one piece, at its COMMIT or ROLLBACK; Ctrl-C drops it.");
        }
        for (String each : complete) {
            String objection = write ? null : Judge.objection(each, database.dialect());
            if (objection != null && !readOnly) {
                write = agreed(objection, lines);
            }
            if (objection != null && !write && !readOnly) {
                feed.note("Not sent.");
                continue;
            }
            send(each);
        }
    }

    private static void remember(String entry, Lines lines, StatementHistory history) {
        lines.remember(entry);
        history.add(entry);
    }

    private boolean agreed(String objection, Lines lines) {
        feed.note("Not surely a read: " + objection + ".");
        String answer = lines.read("Send what may change data, in this session? [y/N] ");
        return answer != null && Set.of("y", "yes").contains(answer.strip().toLowerCase(Locale.ROOT));
    }

    private void send(String text) {
        if (Judge.objection(text, database.dialect()) != null && !write) {
            throw readOnly ? new Failure(Kind.DECLINED, "this session is --read-only, and this is not surely a read: "
                    + Judge.objection(text, database.dialect()) + "; nothing was sent")
                    : Queries.refused(Judge.objection(text, database.dialect()));
        }
        Statement first = Statement.of(text, database.dialect()).getFirst();
        String verb = database.dialect().sql() ? first.verb() : Token.small(text.split("\\s", 2)[0]);
        if (verb.equals("use")) {
            Queries.run(database, text, true, new Queries.Wanted(rows, Integer.MAX_VALUE, View.TABLE));
            use = text + "; ";
            names.forget();
            return;
        }
        Answered answered = Queries.run(database, use + text, write, new Queries.Wanted(rows, Integer.MAX_VALUE, blocks ? View.BLOCKS
                : View.TABLE));
        feed.result(shown(answered));
        if (Judge.objection(text, database.dialect()) != null) {
            names.forget();
        }
        if (database.dialect().sql() && SHORT_LIVED.contains(verb)) {
            feed.note("Each statement has a session of its own: what this one set is gone already. Between BEGIN and COMMIT it lasts.");
        } else if (!database.dialect().sql() && SHORT_LIVED_IN_REDIS.contains(verb)) {
            feed.note("Each command has a connection of its own: what this one began is gone already. For another database: -n 1 GET …");
        }
    }

    /** Without the word on undoing that each would have: who agreed to changes was told. */
    private static Result shown(Answered answered) {
        Answered.Answer json = answered.json();
        return new Answered(new Answered.Answer(json.id(), json.name(), json.columns(), json.rows(), json.total(), json.message(),
                json.note(),
                json.more(), null), answered.view());
    }

    private boolean leaves(String line) {
        String word = line.strip();
        return Set.of("\\q", "exit", "quit", "exit;", "quit;").contains(word) && !gathered.begun();
    }

    /** Whether the line was one of the helpers. */
    private boolean helped(String line) {
        List<String> words = Arrays.asList(line.strip().split("\\s+", 2));
        String helper = words.getFirst();
        if (!helper.startsWith("\\") || gathered.begun()) {
            return false;
        }
        String name = words.size() < 2 ? "" : words.get(1).strip().replaceAll(";$", "").replaceAll("^\"(.*)\"$|^`(.*)`$", "$1$2");
        switch (helper) {
            case "\\?" -> feed.result(new Text(HELP));
            case "\\x" -> {
                blocks = !blocks;
                feed.note(blocks ? "Each row is a block from now on." : "Each row is a line from now on.");
            }
            case "\\d", "\\dt" -> {
                if (name.isEmpty()) {
                    feed.result(answered(List.of(database.dialect().sql() ? "table" : "key"), database.tables().stream().map(List::of)
                            .toList()));
                } else {
                    describe(name);
                }
            }
            default -> {
                boolean psql = database.dialect() == Dialect.POSTGRES && Judge.objection(line, Dialect.POSTGRES) == null;
                if (!psql) {
                    throw new Failure(Kind.USAGE, "there is no " + helper + " here", "\\? lists what there is");
                }
                send(line.strip());
            }
        }
        return true;
    }

    private void describe(String name) {
        if (!database.dialect().sql()) {
            feed.result(Queries.page(database, name, rows, 0, new Queries.Wanted(rows, Integer.MAX_VALUE, blocks ? View.BLOCKS
                    : View.TABLE)));
            return;
        }
        List<List<String>> lines = new ArrayList<>();
        for (Databases.Column each : database.columns(name)) {
            lines.add(Arrays.asList(each.name(), each.type(), each.nullable() ? "" : "not null", each.initial() == null ? ""
                    : each.initial(),
                    each.primaryKey() ? "primary" : ""));
        }
        feed.result(answered(List.of("column", "type", "null", "default", "key"), lines));
    }

    private Answered answered(List<String> columns, List<List<String>> lines) {
        return Answered.of(database.addon(), List.of(RowSet.of(columns, lines)), false, null, View.TABLE);
    }

    /** Words of this program. */
    private record Text(String text) implements Result {
        @Override
        public Page page() {
            return new Page().text(text);
        }
    }
}
