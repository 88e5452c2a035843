package lib.mcp;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import lib.json.JsonOut;

/**
 * The page that a client shows beside a tool's answer, where it can: one file of the bundle, which draws the structured content and asks
 * this server's tools for more through the client. Clients that do not say that they show such pages see nothing of it. Source: MCP Apps,
 * text of 2026-01-26 (SEP-1865).
 */
public final class AppPage {

    /** Its address, which a tool names in its {@code _meta}. */
    public static final String ADDRESS = "ui://better-paas/app.html";

    private static final String EXTENSION = "io.modelcontextprotocol/ui";
    private static final String MIME = "text/html;profile=mcp-app";
    private static final String MIME_TYPES = "mimeTypes";

    private AppPage() {
    }

    /** Whether a client with these capabilities shows such pages: the extension without the kind of page does not count. */
    static boolean shownWith(Map<String, Object> capabilities) {
        return capabilities.get("extensions") instanceof Map<?, ?> extensions && extensions.get(EXTENSION) instanceof Map<?, ?> said
                && said.get(MIME_TYPES) instanceof List<?> types && types.contains(MIME);
    }

    /** Writes the extension as a handshake has it among {@code extensions}. */
    static void extension(JsonOut json) {
        json.writeObjectFieldStart(EXTENSION);
        Answer.texts(json, MIME_TYPES, List.of(MIME));
        json.writeEndObject();
    }

    /** The answer to {@code resources/read} of the page; null for every other request. It is the same for everybody. */
    static String answer(Message message, Era era) {
        if (!message.method().equals("resources/read") || !ADDRESS.equals(message.params().get("uri"))) {
            return null;
        }
        return era.result(message.id(), true, new Answer.Piece() {
            @Override
            public void write(JsonOut json) {
                json.writeArrayFieldStart("contents");
                json.writeStartObject();
                json.writeStringField("uri", ADDRESS);
                json.writeStringField("mimeType", MIME);
                json.writeStringField("text", Text.PAGE);
                // it needs nothing from the network and no permission: without these fields it gets none
                json.writeObjectFieldStart("_meta");
                json.writeObjectFieldStart("ui");
                json.writeBooleanField("prefersBorder", true);
                json.writeEndObject();
                json.writeEndObject();
                json.writeEndObject();
                json.writeEndArray();
            }
        });
    }

    /** Read once, by the first who asks. */
    private static final class Text {
        static final String PAGE = read();

        private static String read() {
            try (InputStream file = AppPage.class.getResourceAsStream("/lib/mcp/app/page.html")) {
                return new String(file.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new IllegalStateException("the page cannot be read from the program's own files", e);
            }
        }
    }
}
