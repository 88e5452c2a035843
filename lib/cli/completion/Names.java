package lib.cli.completion;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lib.base.Failure;
import lib.base.Version;
import lib.config.ConfigFile;
import lib.config.Connection;
import lib.files.PrivateFile;
import lib.http.Request;
import lib.http.Response;
import lib.http.Settings;
import lib.http.Transport;
import lib.json.Json;

/**
 * The names of what is on the instance, for somebody who waits for them at a prompt: from a file of this person's, which counts for some
 * seconds, else asked for, for a second at most. When the instance does not answer, older names are better than none.
 */
final class Names {

    private static final Duration FRESH = Duration.ofSeconds(10);
    private static final Duration USABLE = Duration.ofHours(1);
    private static final long PATIENCE_MS = 1000;
    private static final long MOST = 4L * 1024 * 1024;

    /** Path, name and description of each kind that a reference completes. Contract: the lists of these paths. */
    private static final String[][] KINDS = {
        {"apps", "/api/apps", "name", "status"},
        {"deployments", "/api/apps", "name", "status"},
        {"projects", "/api/projects", "name", "status"},
        {"addons", "/api/addons", "name", "type"},
        {"servers", "/api/servers", "name", "ip"},
        {"cron", "/api/cron", "id", "appName"},
        {"templates", "/api/catalog", "id", "name"},
        {"backups", "/api/backups", "name", "createdAt"}};

    private final Map<String, String> environment;
    private final ConfigFile config;

    Names(Map<String, String> environment, ConfigFile config) {
        this.environment = environment;
        this.config = config;
    }

    /** Name and description in turn, one a line, with a tab between; none where they cannot be had. */
    List<String> of(String kind) {
        for (String[] each : KINDS) {
            if (each[0].equals(kind)) {
                Connection connection = config.read();
                Path file = config.path().resolveSibling("cache").resolve(each[1].substring("/api/".length()) + ".names");
                List<String> fresh = kept(file, connection.url(), FRESH);
                return fresh != null ? fresh : asked(each, connection, file);
            }
        }
        return List.of();
    }

    private static List<String> kept(Path file, String url, Duration age) {
        try {
            byte[] bytes = new PrivateFile(file).read(MOST);
            if (bytes == null || Files.getLastModifiedTime(file).toMillis() < System.currentTimeMillis() - age.toMillis()) {
                return null;
            }
            List<String> lines = new ArrayList<>(List.of(new String(bytes, StandardCharsets.UTF_8).split("\n")));
            // another instance has other names
            return lines.removeFirst().equals(url) ? lines : null;
        } catch (IOException unreadable) {
            return null;
        }
    }

    private List<String> asked(String[] kind, Connection connection, Path file) {
        List<String> names = new ArrayList<>();
        Thread asking = new Thread(new Runnable() {
            @Override
            public void run() {
                List<String> found = fetched(kind, connection);
                synchronized (names) {
                    names.addAll(found);
                }
            }
        });
        asking.setDaemon(true);
        asking.start();
        try {
            asking.join(PATIENCE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        List<String> found;
        synchronized (names) {
            found = List.copyOf(names);
        }
        if (found.isEmpty()) {
            List<String> older = kept(file, connection.url(), USABLE);
            return older == null ? List.of() : older;
        }
        keep(file, connection.url(), found);
        return found;
    }

    private List<String> fetched(String[] kind, Connection connection) {
        Settings settings = Settings.of(environment, "paas/" + Version.NUMBER, Duration.ofMillis(PATIENCE_MS));
        try (Transport http = new Transport(settings)) {
            Response answer = http.send(Request.get(URI.create(connection.url() + kind[1]), connection.token()));
            return answer.status() == 200 ? names(answer.body(), kind[2], kind[3]) : List.of();
        } catch (Failure none) {
            return List.of();
        }
    }

    private static List<String> names(byte[] body, String name, String description) {
        List<String> lines = new ArrayList<>();
        List<Map<String, Object>> rows = Json.readRows(body, Set.of(name, description));
        for (Map<String, Object> row : rows == null ? List.<Map<String, Object>>of() : rows) {
            if (row != null && row.get(name) instanceof String found && !found.isBlank() && plain(found)) {
                lines.add(found + "\t" + (row.get(description) instanceof String told && plain(told) ? told : ""));
            }
        }
        return lines;
    }

    /** What a shell could take for the end of a line, or a terminal for a command, is not proposed. */
    private static boolean plain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static void keep(Path file, String url, List<String> names) {
        try {
            PrivateFile.folder(file.getParent());
            new PrivateFile(file).write((url + "\n" + String.join("\n", names) + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // asked for once more the next time
        }
    }
}
