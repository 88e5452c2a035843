package lib.mcp.reading;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lib.json.JsonWriter;
import lib.mcp.Resources;
import lib.mcp.ToolCalls;
import lib.mcp.tools.list.Toolset;
import lib.run.CommandEntry;

/**
 * What an instance can tell, as resources: each is what a tool that only looks answers, so it is masked, cleaned and shortened as that is,
 * and there when the tool is. The lists need no network: apps are not among them, a template and the completion of their names are.
 */
public final class ToolResources implements Resources {

    private final Reading reading;
    private final Toolset offered;

    /** @param offered which tools there are */
    public ToolResources(Reading reading, Toolset offered) {
        this.reading = reading;
        this.offered = offered;
    }

    @Override
    public String list(ToolCalls.Abilities client) {
        return array(false);
    }

    @Override
    public String templates() {
        return array(true);
    }

    private String array(boolean templates) {
        List<String> each = new ArrayList<>();
        String profile = offered.profile();
        for (Readable one : Readable.ALL) {
            if (one.variables().isEmpty() != templates && offered.offers(entry(one), false, profile)) {
                Map<String, Object> fields = new LinkedHashMap<>();
                fields.put(templates ? "uriTemplate" : "uri", one.uri());
                fields.put("name", one.name());
                fields.put("title", one.title());
                fields.put("description", one.about());
                fields.put("mimeType", one.type());
                each.add(JsonWriter.line(fields));
            }
        }
        return "[" + String.join(",", each) + "]";
    }

    private CommandEntry entry(Readable one) {
        return offered.entry(one.tool());
    }

    @Override
    public Held read(String uri, ToolCalls.Caller caller) {
        for (Readable one : Readable.ALL) {
            Map<String, Object> arguments = offered.chosen(entry(one)) ? one.in(uri) : null;
            if (arguments != null) {
                Map<String, Object> answer = reading.answer(one.tool(), arguments, caller.progress());
                String text = one.type().equals(Readable.TEXT) ? PlainLog.of(answer) : JsonWriter.line(answer);
                return new Held(List.of(Content.of(uri, one.type(), text)), 0);
            }
        }
        return null;
    }

    @Override
    public List<String> complete(String template, String variable, String typed, Map<String, String> others) {
        for (Readable one : Readable.ALL) {
            if (one.uri().equals(template) && !one.variables().isEmpty() && offered.chosen(entry(one))) {
                return one.variables().contains(variable) ? reading.names(variable, typed, others) : List.of();
            }
        }
        return null;
    }
}
