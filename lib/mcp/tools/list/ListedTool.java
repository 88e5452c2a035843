package lib.mcp.tools.list;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lib.json.Json;
import lib.json.JsonObject;
import lib.json.JsonWriter;
import lib.mcp.tools.answer.Tokens;
import lib.op.Nullable;
import lib.run.CommandEntry;

/**
 * A tool as a client sees it, for the person who decides which ones it is to see.
 *
 * @param effect     looks, adds, changes (what is there gives way) or destroys (for good)
 * @param listed     yes; asks (where the client can ask its person); or no
 * @param because    why not, or not always; left out otherwise
 * @param characters of what a model reads of it: clients give no output schema to their model
 * @param tokens     the same, estimated
 */
public record ListedTool(String name, String title, String effect, String listed, @Nullable String because, int characters, int tokens) {

    private static final String YES = "yes";
    private static final String NO = "no";

    /** All tools there are, in the order of the list. */
    public static List<ListedTool> all(Toolset offered) {
        String profile = offered.profile();
        List<ListedTool> all = new ArrayList<>();
        for (String line : ToolFile.lines()) {
            JsonObject tool = JsonObject.object(Json.readOrNull(line.getBytes(StandardCharsets.UTF_8)));
            CommandEntry entry = offered.entry(tool.text("name"));
            if (entry != null) {
                all.add(of(tool, entry, offered, profile));
            }
        }
        return all;
    }

    private static ListedTool of(JsonObject tool, CommandEntry entry, Toolset offered, String profile) {
        Map<String, Object> read = new LinkedHashMap<>(tool.fields());
        read.remove("outputSchema");
        String text = JsonWriter.line(read);
        boolean overwrites = JsonObject.object(tool.fields().get("annotations")).flag("destructiveHint");
        String effect = entry.effect().equals("READ") ? "looks" : entry.destructive() ? "destroys" : overwrites ? "changes" : "adds";
        boolean always = offered.offers(entry, false, profile);
        boolean asked = offered.offers(entry, true, profile);
        String because = always ? null : asked ? "only for a client that can ask its person" : !offered.chosen(entry)
                ? "left out by an option" : "not with the profile " + profile;
        return new ListedTool(entry.tool(), tool.text("title"), effect, always ? YES : asked ? "asks" : NO, because, text.length(),
                Tokens.about(text));
    }

    /** Whether some client sees it. */
    public boolean seen() {
        return !listed.equals(NO);
    }
}
