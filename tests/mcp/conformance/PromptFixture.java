package tests.mcp.conformance;

import java.util.List;
import java.util.Map;
import lib.mcp.Prompts;
import lib.mcp.ToolCalls;
import lib.op.Asking;

/** The prompts that the conformance suite asks for. */
final class PromptFixture implements Prompts {

    @Override
    public String list(ToolCalls.Abilities client) {
        return "[{\"name\":\"test_simple_prompt\",\"description\":\"Says one thing.\"},"
            + "{\"name\":\"test_prompt_with_arguments\",\"description\":\"Says two things.\",\"arguments\":["
            + "{\"name\":\"arg1\",\"required\":true},{\"name\":\"arg2\",\"required\":true}]},"
            + "{\"name\":\"test_prompt_with_embedded_resource\",\"description\":\"Holds a resource.\",\"arguments\":["
            + "{\"name\":\"resourceUri\",\"required\":true}]},"
            + "{\"name\":\"test_prompt_with_image\",\"description\":\"Holds a picture.\"},"
            + "{\"name\":\"test_input_required_result_prompt\",\"description\":\"Asks its person.\"}]";
    }

    @Override
    public Prompt get(String name, Map<String, String> arguments, ToolCalls.Abilities client, ToolCalls.Caller caller) {
        return switch (name) {
            case "test_simple_prompt" -> said(Said.text("This is a simple prompt for testing."));
            case "test_prompt_with_arguments" -> said(Said.text("Prompt with arguments: arg1='" + arguments.get("arg1") + "', arg2='"
                + arguments.get("arg2") + "'"));
            case "test_prompt_with_embedded_resource" -> said(new Said("user", "{\"type\":\"resource\",\"resource\":{\"uri\":\""
                + arguments.get("resourceUri") + "\",\"mimeType\":\"text/plain\",\"text\":\"Embedded resource content for testing.\"}}"),
                Said.text("Please process the embedded resource above."));
            case "test_prompt_with_image" -> said(new Said("user", "{\"type\":\"image\",\"data\":\"" + ResourceFixture.PIXEL
                + "\",\"mimeType\":\"image/png\"}"), Said.text("Please analyze the image above."));
            case "test_input_required_result_prompt" -> caller.asking().ask(ConformanceFixture.QUESTION) == Asking.Answer.LATER ? ASKED
                : said(Said.text("Asked."));
            default -> null;
        };
    }

    private static Prompt said(Said... messages) {
        return new Prompt(null, List.of(messages));
    }

    @Override
    public List<String> complete(String prompt, String argument, String typed, Map<String, String> others) {
        return List.of("paris", "park", "party").stream().filter(each -> each.startsWith(typed)).toList();
    }
}
