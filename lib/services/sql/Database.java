package lib.services.sql;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import lib.api.Addon;
import lib.api.Api;
import lib.api.Databases;
import lib.base.Failure;
import lib.base.Failure.Kind;

/** The data of one add-on, asked for through the instance, with its oddities undone and its refusals in plain words. */
public final class Database {

    /** What one argument of a process holds on Linux, its end included: the instance hands the text to a client that way. */
    private static final int LONGEST = 128 * 1024 - 1;
    private static final String TIMED_OUT = "Query timed out";

    private final Api api;
    private final Addon addon;
    private final Dialect dialect;

    /**
     * @param addon as it was just listed
     * @throws Failure CONFLICT when it does not run
     */
    public Database(Api api, Addon addon) {
        this.api = api;
        this.addon = addon;
        this.dialect = Dialect.of(addon.type());
        if (!addon.status().equals("running")) {
            throw notRunning(addon);
        }
    }

    /** The add-on. */
    public Addon addon() {
        return addon;
    }

    /** What it understands. */
    public Dialect dialect() {
        return dialect;
    }

    private static Failure notRunning(Addon addon) {
        return new Failure(Kind.CONFLICT, addon.name() + " is " + addon.status() + ", and only a running add-on can be asked",
                switch (addon.status()) {
                    case "building" -> "wait a moment and try again; see: paas addons";
                    case "stopped" -> "it belongs to a compose app and starts with it";
                    default -> "it did not start; see: paas addons";
                });
    }

    /** Names of tables and views; keys of Redis, at most 1000. */
    public List<String> tables() {
        return plain(() -> api.databases().tables(addon.id()));
    }

    /**
     * The columns of a table.
     *
     * @throws Failure NOT_FOUND when there is no such table
     */
    public List<Databases.Column> columns(String table) {
        try {
            return plain(() -> api.databases().columns(addon.id(), table));
        } catch (Failure e) {
            throw e.getMessage().equals("Table not found.") ? noTable(table) : e;
        }
    }

    /**
     * One page of a table, or a Redis key.
     *
     * @throws Failure NOT_FOUND when there is none
     */
    public RowSet browse(String table, int limit, int offset) {
        Databases.Answer answer = plain(() -> api.databases().browse(addon.id(), table, limit, offset));
        if (answer.error().equals("Table not found.") || answer.error().equals("Key does not exist.")) {
            throw noTable(table);
        }
        check(answer, false);
        boolean preview = answer.rows().isEmpty() && dialect == Dialect.REDIS && !answer.message().isEmpty();
        return new RowSet(answer.columns(), answer.rows(), (int) Math.max(answer.total(), answer.rows().size()),
                preview ? answer.message().replaceFirst(", which isn't previewable here.*", "") + ": ask with a command of that type"
                : null);
    }

    private Failure noTable(String table) {
        return new Failure(Kind.NOT_FOUND, addon.name() + " has no " + (dialect.sql() ? "table" : "key") + " \"" + table + "\"",
                "see: paas db tables " + addon.name());
    }

    /**
     * Runs one statement, or several as one text.
     *
     * @param text    as the engine's client takes it
     * @param changes whether it may change something
     * @throws Failure FAILED with the engine's words
     */
    RowSet run(Statement statement, boolean changes) {
        return switch (dialect) {
            case POSTGRES -> PostgresReply.rows(ask(PostgresReply.sent(statement), changes), statement, changes);
            case MYSQL -> {
                Databases.Answer answer = ask(statement.text(), changes);
                boolean silent = answer.columns().isEmpty();
                yield silent && changes ? RowSet.said(answer.message()) : RowSet.of(answer.columns(), answer.rows());
            }
            case REDIS -> redis(statement.text(), changes);
        };
    }

    private Databases.Answer ask(String text, boolean changes) {
        if (text.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            throw new Failure(Kind.USAGE, "this is too long: an instance takes at most 128 KiB at once", "send it in pieces");
        }
        Databases.Answer answer = plain(() -> api.databases().query(addon.id(), text, changes));
        check(answer, changes);
        return answer;
    }

    private RowSet redis(String text, boolean changes) {
        List<String> words = RedisJudge.of(text);
        int options = words == null ? -1 : RedisJudge.options(words);
        if (words != null && options >= 0 && words.contains("--raw") && words.indexOf("--raw") < options) {
            Databases.Answer raw = ask(text, changes);
            return RowSet.of(raw.columns(), raw.rows());
        }
        Databases.Answer answer = ask(options < 0 || words.contains(RedisReply.OPTION) ? text : RedisReply.OPTION + " " + text, changes);
        List<String> lines = new ArrayList<>();
        answer.rows().forEach(row -> lines.add(row.isEmpty() || row.getFirst() == null ? "" : row.getFirst()));
        RedisReply reply = new RedisReply(lines);
        if (reply.error() != null) {
            throw refused(reply.error());
        }
        List<String> columns = options < 0 ? List.of("result") : columns(words.subList(options, words.size()), reply.cells().size());
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < reply.cells().size(); i += columns.size()) {
            rows.add(reply.cells().subList(i, i + columns.size()));
        }
        return RowSet.of(columns, rows);
    }

    /** What comes in pairs is shown so. */
    private static List<String> columns(List<String> words, int cells) {
        String name = Token.small(words.getFirst());
        boolean pairs = cells % 2 == 0 && (name.equals("hgetall") || name.equals("config") && Token.small(words.get(1)).equals("get"));
        return pairs ? List.of("name", "value") : List.of("result");
    }

    private void check(Databases.Answer answer, boolean changes) {
        if (answer.error().startsWith(TIMED_OUT)) {
            throw new Failure(changes ? Kind.ANSWER_LOST : Kind.TIMED_OUT, addon.name() + " took longer than the 30 s that an instance "
                    + "waits; the statement may go on in the database", changes ? "look whether it was done before you send it again"
                    : "ask for less, or add an index");
        }
        if (!answer.error().isEmpty()) {
            throw refused(answer.error());
        }
    }

    private Failure refused(String words) {
        String said = words.strip();
        boolean missing = said.matches("(?s).*(relation .* does not exist|1146 \\(42S02\\)).*");
        String hint = missing ? "see: paas db tables " + addon.name()
                : said.startsWith("NOTICE:") ? "a notice stands before the error and hides it: send the statements one by one" : null;
        return new Failure(Kind.FAILED, dialect.title() + " says: " + said.replaceFirst("^ERROR: +", ""), hint);
    }

    /** The refusals of the routes in plain words. Contract: 409 of /api/addons/db. */
    private <T> T plain(Supplier<T> request) {
        try {
            return request.get();
        } catch (Failure e) {
            if (e.kind() == Kind.CONFLICT && e.getMessage().equals("Database is not running")) {
                throw new Failure(Kind.CONFLICT, addon.name() + " is not running, and only a running add-on can be asked",
                        "see: paas addons");
            } else if (e.kind() == Kind.CONFLICT && e.getMessage().equals("Database container is not available")) {
                throw away();
            } else if (e.kind() == Kind.SERVER_ERROR && e.getMessage().startsWith(TIMED_OUT)) {
                throw new Failure(Kind.TIMED_OUT, addon.name() + " took longer than the 30 s that an instance waits", "try again");
            }
            throw e;
        }
    }

    private Failure away() {
        String server = api.databases().server(addon.id());
        return server.isEmpty() || server.equals("localhost")
                ? new Failure(Kind.CONFLICT, "the container of " + addon.name()
                + " is gone, or docker does not answer on the instance's machine",
                        "see: paas addons")
                : new Failure(Kind.CONFLICT, addon.name() + " runs on the server " + server
                        + ", and an instance looks into databases on its own machine alone",
                        "ask it from an app that has it: paas exec <app> -- <client>");
    }
}
