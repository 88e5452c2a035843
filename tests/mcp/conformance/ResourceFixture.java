package tests.mcp.conformance;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lib.mcp.Resources;
import lib.mcp.ToolCalls;

/** The resources that the conformance suite reads. */
final class ResourceFixture implements Resources {

    static final String PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==";
    private static final Pattern DATA = Pattern.compile("test://template/([^/]+)/data");

    @Override
    public String list(ToolCalls.Abilities client) {
        return "[{\"uri\":\"test://static-text\",\"name\":\"text\",\"description\":\"A text.\",\"mimeType\":\"text/plain\"},"
            + "{\"uri\":\"test://static-binary\",\"name\":\"binary\",\"description\":\"A picture.\",\"mimeType\":\"image/png\"}]";
    }

    @Override
    public String templates() {
        return "[{\"uriTemplate\":\"test://template/{id}/data\",\"name\":\"data\",\"description\":\"What an id has.\","
            + "\"mimeType\":\"application/json\"}]";
    }

    @Override
    public Held read(String uri, ToolCalls.Caller caller) {
        Matcher data = DATA.matcher(uri);
        Content content = uri.equals("test://static-text")
            ? Content.of(uri, "text/plain", "This is the content of the static text resource.")
            : uri.equals("test://static-binary") ? new Content(uri, "image/png", null, PIXEL, null)
            : data.matches() ? Content.of(uri, "application/json", "{\"id\":\"" + data.group(1)
                + "\",\"templateTest\":true,\"data\":\"Data for ID: " + data.group(1) + "\"}")
            : null;
        return content == null ? null : new Held(List.of(content), 0);
    }

    @Override
    public List<String> complete(String template, String variable, String typed, Map<String, String> others) {
        return List.of();
    }
}
