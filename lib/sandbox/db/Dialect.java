package lib.sandbox.db;

import java.util.List;
import java.util.Map;
import lib.sandbox.files.Resource;

/** The two kinds of SQL: how the embedded engine is set to speak it, and what that engine calls otherwise. See {@code dialects.yaml}. */
record Dialect(String schema, String settings, String quote, List<String> domains, Map<String, String> types,
        Map<String, String> defaults) {

    private static final List<Dialect> BOTH = List.of(Resource.of("db/dialects.yaml", Dialect[].class));
    static final Dialect POSTGRES = BOTH.getFirst();
    static final Dialect MYSQL = BOTH.getLast();

    /** A name as SQL has it when it must be taken as it is. */
    String quoted(String name) {
        return quote + name.replace(quote, quote + quote) + quote;
    }

    /** A text as a literal of the engine. */
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
}
