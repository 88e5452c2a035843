package release;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lib.base.Version;
import lib.json.Json;
import lib.json.JsonWriter;

/**
 * The manifest of an MCP bundle (.mcpb) with the native binary of one kind of machine, for Claude Desktop. Its version and its tools are
 * those of the jar on the class path. The connection is the saved one of {@code paas connect}; who has none types address and token where
 * the
 * bundle is installed, and the token is kept by the app's own store of secrets.
 *
 * <p>{@code java -cp paas.jar release/McpbManifest.java <target, e.g. macos-arm64> <owner/repository> > manifest.json}
 */
public final class McpbManifest {

    private McpbManifest() {
    }

    public static void main(String[] args) throws IOException {
        String platform = args.length == 2 ? platform(args[0]) : "";
        if (platform.isEmpty() || !args[1].matches("[\\w.-]+/[\\w.-]+")) {
            System.err.println("error: which kind of machine, and which repository?\nhint: release/mcpb.sh owner/repository "
                + "target/release");
            System.exit(2);
        }
        System.out.write(of(platform, args[1]).getBytes(StandardCharsets.UTF_8));
        System.out.flush();
    }

    /** Node's name of a target's system, as manifests have it; "" for none of ours. */
    private static String platform(String target) {
        return switch (target.substring(0, Math.max(0, target.indexOf('-')))) {
            case "linux" -> "linux";
            case "macos" -> "darwin";
            case "windows" -> "win32";
            default -> "";
        };
    }

    private static String of(String platform, String repository) throws IOException {
        String page = "https://github.com/" + repository;
        String program = platform.equals("win32") ? "server/paas.exe" : "server/paas";
        Map<String, Object> start = new LinkedHashMap<>();
        start.put("command", "${__dirname}/" + program);
        start.put("args", List.of("mcp"));
        // an empty variable counts as not set: then the saved connection is taken
        start.put("env", object("PAAS_URL", "${user_config.url}", "PAAS_TOKEN", "${user_config.token}"));

        Map<String, Object> manifest = object("manifest_version", "0.3", "name", "better-paas", "display_name", "Better-PaaS", "version",
                Version.NUMBER, "description", "Deploy, watch and mend the apps on your own Better-PaaS instance",
                "long_description", """
                        Which of my apps are running? What is wrong with the shop? Deploy this branch and wait until it serves.

                        Run `paas connect <url>` once in a terminal and leave the settings empty, or type the address of your instance and \
                        the token of an agent (dashboard, Agent Access). The profile of that agent decides which tools there are; what loses \
                        something for good asks first.""",
                "author", object("name", repository.substring(0, repository.indexOf('/')), "url", page),
                "repository", object("type", "git", "url", page + ".git"), "homepage", page, "support", page + "/issues");
        manifest.put("server", object("type", "binary", "entry_point", program, "mcp_config", start));
        manifest.put("tools", tools());
        manifest.put("tools_generated", true);
        manifest.put("prompts_generated", true);
        manifest.put("keywords", List.of("better-paas", "deploy", "hosting", "logs"));
        manifest.put("compatibility", object("platforms", List.of(platform)));
        manifest.put("user_config", object(
                "url", object("type", "string", "title", "Address of the instance", "description",
                        "For example https://paas.example.com. Empty: the connection that paas connect has saved.", "required", false,
                        "default", ""),
                "token", object("type", "string", "title", "Token of an agent", "description",
                        "From the dashboard, under Agent Access. Empty: the connection that paas connect has saved.", "required", false,
                        "default", "", "sensitive", true)));
        return JsonWriter.text(manifest);
    }

    private static List<Object> tools() throws IOException {
        try (InputStream in = Version.class.getResourceAsStream("/lib/derived/tools.json")) {
            List<Object> all = new ArrayList<>();
            for (Object each : Json.read(in.readAllBytes()) instanceof List<?> list ? list : List.of()) {
                if (each instanceof Map<?, ?> tool) {
                    all.add(object("name", tool.get("name"), "description", tool.get("description")));
                }
            }
            return all;
        }
    }

    private static Map<String, Object> object(Object... namesAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return object;
    }
}
