package lib.sandbox.db;

import java.util.List;

/** The data of one add-on, asked through what its command-line client would print. Every method is one or more runs of that client. */
public sealed interface Database extends AutoCloseable permits SqlDatabase, RedisDatabase {

    /** Names of tables, or keys; null where the server answers null. */
    List<String> tables() throws ClientFailure;

    /** Runs a statement or command; never fails, what went wrong is in the result. */
    QueryResult query(String text);

    /** One page of a table, or one key. */
    QueryResult browse(String table, Page page);

    /** All of it, to be given to {@link #restore} of a new one. */
    List<List<String>> dump();

    void restore(List<List<String>> dump);

    @Override
    void close();

    /** @param orderBy "" for none */
    record Page(long limit, long offset, String orderBy, boolean descending) { }
}
