package lib.mcp.reading;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A resource that is a tool's answer.
 *
 * @param uri   its address; with parts in braces it is a template, and each is the tool's parameter of that name
 * @param tool  one that only looks
 * @param name  for programs
 * @param title for people
 * @param about what it holds, in a sentence
 * @param type  its MIME type
 */
record Readable(String uri, String tool, String name, String title, String about, String type) {

    static final String JSON = "application/json";
    static final String TEXT = "text/plain";

    /** In the order of the lists. */
    static final List<Readable> ALL = List.of(
            new Readable("paas://status", "paas_status", "status", "Connection and summary",
                    "The connected instance, its version, how many apps are in each status, and every app in short.", JSON),
            new Readable("paas://apps", "paas_list_apps", "apps", "Apps",
                    "All apps: status, address, branch, and when each was last deployed.", JSON),
            new Readable("paas://addons", "paas_list_addons", "addons", "Add-ons",
                    "Managed databases and caches: status, the apps attached, host and port.", JSON),
            new Readable("paas://servers", "paas_list_servers", "servers", "Servers", "The machines that apps run on.", JSON),
            new Readable("paas://cron", "paas_list_cron", "cron", "Scheduled jobs",
                    "Scheduled jobs: schedule, command, next run, and how the last one ended.", JSON),
            new Readable("paas://backups", "paas_list_backups", "backups", "Backups",
                    "Backups on the instance's own disk, the newest first.", JSON),
            new Readable("paas://app/{app}", "paas_get_app", "app", "An app",
                    "One app: status, addresses, source, limits, newest deployment, and variables without secrets.", JSON),
            new Readable("paas://app/{app}/logs", "paas_get_logs", "app-logs", "An app's log",
                    "The newest 100 lines that an app wrote, oldest first.", TEXT),
            new Readable("paas://app/{app}/build-logs", "paas_get_build_logs", "app-build-logs", "The log of an app's newest build",
                    "Status, likely cause of a failure, and the last 200 lines.", TEXT),
            new Readable("paas://app/{app}/build-logs/{deploymentId}", "paas_get_build_logs", "deployment-build-logs",
                    "The log of one build", "The same of one of the app's deployments.", TEXT),
            new Readable("paas://app/{app}/metrics", "paas_get_metrics", "app-metrics", "What an app uses",
                    "CPU, memory and network of an app's running containers now.", JSON),
            new Readable("paas://deployments/{app}", "paas_list_deployments", "deployments", "An app's deployments",
                    "The newest 20 deployments of an app, the newest first.", JSON));

    /** Of an address. */
    private static final int LONGEST = 2000;

    /** The names in braces. */
    List<String> variables() {
        List<String> names = new ArrayList<>();
        for (String part : uri.split("/", -1)) {
            if (part.startsWith("{")) {
                names.add(name(part));
            }
        }
        return names;
    }

    private static String name(String part) {
        return part.substring(1, part.length() - 1);
    }

    /**
     * What stands in an address in place of the variables: one segment each, percent-encoded.
     *
     * @return the tool's arguments; null when it is no address of this
     */
    Map<String, Object> in(String address) {
        if (address.length() > LONGEST) {
            return null;
        }
        String[] wanted = uri.split("/", -1);
        String[] given = address.split("/", -1);
        if (wanted.length != given.length) {
            return null;
        }
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < wanted.length; i++) {
            String value = wanted[i].startsWith("{") ? decoded(given[i]) : null;
            if (value != null) {
                values.put(name(wanted[i]), value);
            } else if (!wanted[i].equals(given[i])) {
                return null;
            }
        }
        return values;
    }

    /** @return null for what cannot stand for one name: nothing, a way up, more than one segment, a query, what is not UTF-8 */
    private static String decoded(String segment) {
        byte[] bytes = segment.getBytes(StandardCharsets.UTF_8);
        ByteBuffer plain = ByteBuffer.allocate(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '?' || bytes[i] == '#') {
                return null;
            }
            if (bytes[i] != '%') {
                plain.put(bytes[i]);
                continue;
            }
            int high = i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(bytes[i + 2], 16);
            if (low < 0) {
                return null;
            }
            plain.put((byte) (high * 16 + low));
            i += 2;
        }
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(plain.flip()).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
        boolean none = text.isBlank() || text.equals(".") || text.equals("..") || text.indexOf('/') >= 0 || text.indexOf('\\') >= 0;
        return none || text.chars().anyMatch(Character::isISOControl) ? null : text;
    }
}
