package lib.mcp.tools.list;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import lib.mcp.AppPage;
import lib.mcp.ToolCalls;
import lib.run.CommandEntry;

/** The list of tools as the declarations yield it, carried in the bundle: nothing looks at forty classes when an editor asks. */
public final class ToolFile {

    private static final String BEGIN = "{\"name\":\"";

    /** Source: revision 2025-11-25, schema, ToolExecution. */
    private static final String TASK = ",\"execution\":{\"taskSupport\":\"optional\"}";

    /** Whose answers the page draws: it knows each by the fields of its structured content, so these go with their output schemas. */
    private static final Set<String> SHOWN = Set.of("paas_status", "paas_list_apps", "paas_get_app", "paas_deploy", "paas_redeploy",
            "paas_rollback", "paas_wait_deployment", "paas_get_logs", "paas_get_build_logs", "paas_get_metrics");
    /** The page's address as of 2026-01-26, and as older hosts read it. */
    private static final String PAGE = ",\"_meta\":{\"ui\":{\"resourceUri\":\"" + AppPage.ADDRESS + "\"},\"ui/resourceUri\":\""
            + AppPage.ADDRESS + "\"}";

    private ToolFile() {
    }

    /** The JSON array of the tools that are offered, on one line. */
    public static String array(Toolset offered, ToolCalls.Abilities client) {
        String profile = offered.profile();
        StringBuilder array = new StringBuilder("[");
        // a tool a line for people who read differences; inside JSON texts a line break is escaped, so none of these is one
        for (String line : text().split("\n")) {
            if (line.startsWith(BEGIN)) {
                CommandEntry entry = offered.entry(line.substring(BEGIN.length(), line.indexOf('"', BEGIN.length())));
                if (entry != null && offered.offers(entry, client.asks(), profile)) {
                    array.append(array.length() == 1 ? "" : ",").append(line, 0, line.lastIndexOf('}'));
                    array.append(client.tasks() && !entry.goesOn().isEmpty() ? TASK : "");
                    array.append(client.views() && SHOWN.contains(entry.tool()) ? PAGE : "").append('}');
                }
            }
        }
        return array.append(']').toString();
    }

    /** Each tool as JSON, whether it is offered or not. */
    static List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (String line : text().split("\n")) {
            if (line.startsWith(BEGIN)) {
                lines.add(line.substring(0, line.lastIndexOf('}') + 1));
            }
        }
        return lines;
    }

    private static String text() {
        try (InputStream file = ToolFile.class.getResourceAsStream("/lib/derived/tools.json")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("the list of tools cannot be read from the program's own files", e);
        }
    }
}
