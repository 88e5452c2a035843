package lib.mcp;

import java.util.List;
import java.util.Map;

/**
 * What can be read by an address, for the server. The lists and {@link #complete} answer whether or not an instance is connected. Safe for
 * requests at the same time.
 */
public interface Resources {

    /**
     * One part of what a resource holds: either text or bytes.
     *
     * @param mimeType null when it is not known
     * @param text     null when it holds bytes
     * @param blob     the bytes in base64; null when it holds text
     * @param meta     its {@code _meta}, a JSON object as text on one line; null for none
     */
    record Content(String uri, String mimeType, String text, String blob, String meta) {

        /** Text without more to say about it. */
        public static Content of(String uri, String mimeType, String text) {
            return new Content(uri, mimeType, text, null, null);
        }
    }

    /**
     * What a resource holds.
     *
     * @param goodForMs how long it stays true: 0 for what changes on its own
     */
    record Held(List<Content> contents, int goodForMs) {
    }

    /** The resources as a JSON array on one line, in an order that stays, for a client with these abilities. */
    String list(ToolCalls.Abilities client);

    /** The same of the templates, each an address with a name to fill in. */
    String templates();

    /**
     * Reads one.
     *
     * @return null when there is no such resource
     * @throws lib.base.Failure NOT_FOUND when what its address names is not there, USAGE when it does not fit; another with what went wrong
     */
    Held read(String uri, ToolCalls.Caller caller);

    /**
     * What could stand for a variable of a template.
     *
     * @param typed  how it begins; "" for all
     * @param others the template's variables that are known already
     * @return in the order to show them; empty when nothing fits or nothing can be known; null when there is no such template
     */
    List<String> complete(String template, String variable, String typed, Map<String, String> others);
}
