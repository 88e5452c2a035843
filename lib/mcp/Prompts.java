package lib.mcp;

import java.util.List;
import java.util.Map;
import lib.json.JsonOut;

/** Prompts that people choose, for the server. Nothing here needs the network but {@link #complete}. Safe for requests at the same time. */
public interface Prompts {

    /**
     * One message of a prompt.
     *
     * @param role    {@code user} or {@code assistant}
     * @param content a content block, a JSON object as text on one line
     */
    record Said(String role, String content) {

        /** What the person says, in words. */
        public static Said text(String text) {
            return new Said("user", Answer.text(new Answer.Piece() {
                @Override
                public void write(JsonOut json) {
                    json.writeStartObject();
                    json.writeStringField("type", "text");
                    json.writeStringField("text", text);
                    json.writeEndObject();
                }
            }));
        }
    }

    /** A prompt with its arguments filled in. @param description in a sentence; null for none */
    record Prompt(String description, List<Said> messages) {
    }

    /** Comes back in place of a prompt when the question has gone out and the request will come again with its answer. */
    Prompt ASKED = new Prompt("", List.of());

    /** The prompts as a JSON array on one line, in an order that stays, for a client with these abilities. */
    String list(ToolCalls.Abilities client);

    /**
     * One with its arguments filled in.
     *
     * @param client decides what tools it can speak of
     * @return {@link #ASKED} when the person is asked first; null when there is no such prompt
     * @throws lib.base.Failure USAGE when an argument is missing or cannot be
     */
    Prompt get(String name, Map<String, String> arguments, ToolCalls.Abilities client, ToolCalls.Caller caller);

    /**
     * What could stand for an argument.
     *
     * @param typed  how it begins; "" for all
     * @param others the arguments that are known already
     * @return in the order to show them; empty when nothing fits or nothing can be known; null when there is no such prompt
     */
    List<String> complete(String prompt, String argument, String typed, Map<String, String> others);
}
