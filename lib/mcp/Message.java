package lib.mcp;

import java.math.BigInteger;
import java.util.Map;

/**
 * What arrived: a request, a notification when its id is null, or the client's answer to a request of ours when its method is null. Source:
 * MCP, basic protocol, messages; JSON-RPC 2.0.
 *
 * @param id     a text or a whole number; null for a notification
 * @param params of an answer its result, null where it is an error; else empty when absent
 */
record Message(Object id, String method, Map<String, Object> params) {

    /** In {@code _meta} of each request of the modern era. Source: revision 2026-07-28, schema, RequestMetaObject. */
    private static final String VERSION = "io.modelcontextprotocol/protocolVersion";
    private static final String CAPABILITIES = "io.modelcontextprotocol/clientCapabilities";
    private static final String CLIENT = "io.modelcontextprotocol/clientInfo";
    /** Of a client's name. */
    private static final int LONGEST_NAME = 80;

    /** What cannot be served, with the error that says so. */
    static final class Invalid extends Exception {
        final Object id;
        final int code;

        Invalid(Object id, int code, String message) {
            super(message, null, false, false);
            this.id = id;
            this.code = code;
        }
    }

    /** @throws Invalid when it is neither request, notification nor answer */
    static Message of(Object json) throws Invalid {
        if (!(json instanceof Map<?, ?> fields)) {
            throw new Invalid(null, Answer.INVALID_REQUEST, "a message is a JSON object");
        }
        Object id = fields.get("id");
        if (fields.containsKey("id") && !(id instanceof String || id instanceof Integer || id instanceof Long
                || id instanceof BigInteger)) {
            throw new Invalid(null, Answer.INVALID_REQUEST, "an id is a text or a whole number");
        }
        if (!"2.0".equals(fields.get("jsonrpc"))) {
            throw new Invalid(id, Answer.INVALID_REQUEST, "\"jsonrpc\" must be \"2.0\"");
        }
        if (!(fields.get("method") instanceof String method)) {
            if (id != null && (fields.containsKey("result") || fields.containsKey("error"))) {
                return new Message(id, null, fields.get("result") instanceof Map<?, ?> result ? object(result) : null);
            }
            throw new Invalid(id, Answer.INVALID_REQUEST, "\"method\" is missing");
        }
        Object params = fields.get("params");
        if (params != null && !(params instanceof Map)) {
            throw new Invalid(id, Answer.INVALID_PARAMS, "\"params\" must be an object");
        }
        return new Message(id, method, object(params));
    }

    /** The object of this name in the parameters; empty when absent, null when it is something else. */
    Map<String, Object> object(String name) {
        Object value = params.get(name);
        return value == null || value instanceof Map ? object(value) : null;
    }

    /** The revision that this very request names; null for one of the legacy era, which agrees on one once. */
    String version() {
        return object(params.get("_meta") instanceof Map<?, ?> meta ? meta : null).get(VERSION) instanceof String version ? version : null;
    }

    /** What the client of this very request can do; null when it does not say. */
    Map<String, Object> capabilities() {
        return object(params.get("_meta") instanceof Map<?, ?> meta ? meta : null).get(CAPABILITIES) instanceof Map<?, ?> said
                ? object(said) : null;
    }

    /** The program that sent this very request, by its name and version; "" when it does not say. */
    String client() {
        return client(object(params.get("_meta") instanceof Map<?, ?> meta ? meta : null).get(CLIENT));
    }

    /** The same of an {@code Implementation} as it came. */
    static String client(Object implementation) {
        if (!(implementation instanceof Map<?, ?> said) || !(said.get("name") instanceof String name)) {
            return "";
        }
        String clean = ForeignText.of(name + (said.get("version") instanceof String version ? " " + version : ""))
                .replaceAll("\\s+", " ").strip();
        return clean.length() > LONGEST_NAME ? clean.substring(0, LONGEST_NAME) + "…" : clean;
    }

    /** Under which the client wants to hear how far a request is: a text or a number; null when it does not. */
    Object progressToken() {
        Object token = object(params.get("_meta") instanceof Map<?, ?> meta ? meta : null).get("progressToken");
        return token instanceof String || token instanceof Number ? token : null;
    }

    @SuppressWarnings("unchecked") // JSON objects have texts as names
    private static Map<String, Object> object(Object value) {
        return value == null ? Map.of() : (Map<String, Object>) value;
    }
}
