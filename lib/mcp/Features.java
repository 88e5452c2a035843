package lib.mcp;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** What both eras have beside tools: resources, prompts, completion. Loaded with the first request for one of them. */
final class Features {

    /** Whether this is a method of theirs: it may reach the instance, so it is at work beside others, as calls are. */
    static boolean has(String method) {
        return method.equals("resources/read");
    }

    /** What a handshake says of them. */
    static void capabilities(JsonGenerator json) throws IOException {
        // none so far
    }

    /**
     * Answers one of their methods.
     *
     * @param era wraps the result as its revisions want it
     */
    String answer(Message message, Era era) {
        String page = AppPage.answer(message, era);
        return page != null ? page : Era.unknown(message);
    }
}
