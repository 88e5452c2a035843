package tests.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lib.sandbox.instance.Options;
import lib.sandbox.instance.Sandbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tests.support.Checkout;
import tests.support.Cli;
import tests.support.Home;
import tests.support.Snapshot;
import tests.support.Tty;

/**
 * Draws the README's picture, light and dark, from what a real terminal shows, and fails when it no longer does. Draw it anew with
 * {@code UPDATE_SNAPSHOTS=1 ./jbang tests/All.java --only PictureTest}.
 */
class PictureTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    @Test
    void theReadmesPictureIsWhatATerminalShows() throws Exception {
        Path programs = Files.createDirectories(folder.resolve("bin"));
        Path opener = Files.writeString(programs.resolve("xdg-open"), "#!/bin/sh\n");
        opener.toFile().setExecutable(true);
        Home home = new Home(Files.createDirectories(folder.resolve("home")));
        Cli cli = new Cli(home).pathBefore(programs);
        List<String> lines = new ArrayList<>();
        try (Sandbox instance = Sandbox.start(Options.forTests())) {
            String url = instance.url().toString();
            lines.add("$ paas connect http://localhost:8080");
            try (Tty connect = cli.terminal("connect", url)) {
                Matcher page = connect.await("/connect/agent\\?state=([0-9a-f]{48})&port=(\\d+)");
                approve(instance, page.group(1), page.group(2));
                connect.finish().exits(0);
                lines.addAll(shown(connect, url, home));
            }
            lines.add("");
            lines.add("$ paas status");
            try (Tty status = cli.terminal("status")) {
                status.finish().exits(0);
                lines.addAll(shown(status, url, home));
            }
        }
        for (var scheme : Svg.Scheme.values()) {
            String file = "docs/terminal-" + scheme.name().toLowerCase(Locale.ROOT) + ".svg";
            assertTrue(Checkout.read("README.md").contains("srcset=\"" + file + "\""), "the README does not show " + file);
            Snapshot.check("../" + file, Svg.draw("paas connect and paas status in a terminal", lines, scheme));
        }
    }

    /** What the dashboard's page does when its button is pressed, and the browser's redirect. */
    private static void approve(Sandbox instance, String state, String port) throws Exception {
        var request = HttpRequest.newBuilder(instance.url().resolve("/api/connect/agent/approve"))
                .header("Authorization", "Bearer " + instance.adminToken())
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"state\":\"" + state + "\",\"port\":" + port + ",\"profile\":\"deployer\",\"name\":\"my-macbook CLI\"}"))
                .build();
        var answer = HTTP.send(request, BodyHandlers.ofString());
        assertEquals(200, answer.statusCode(), answer.body());
        Matcher code = Pattern.compile("code=([0-9a-f]+)").matcher(answer.body());
        assertEquals(true, code.find(), answer.body());
        URI callback = URI.create("http://127.0.0.1:" + port + "/callback?code=" + code.group(1) + "&state=" + state);
        assertEquals(200, HTTP.send(HttpRequest.newBuilder(callback).build(), BodyHandlers.ofString()).statusCode());
    }

    /** The screen with its colours; what differs from run to run stands as on a reader's machine. */
    private static List<String> shown(Tty terminal, String url, Home home) {
        String screen = terminal.raw();
        screen = screen.substring(0, screen.indexOf("=exit ")).stripTrailing()
                .replace("\r", "")
                .replace(url, "http://localhost:8080")
                .replace(home.path().toString(), "/Users/you")
                .replaceAll("state=[0-9a-f]{48}", "state=5d41402abc4b2a76b9719d911017c592ae2f1c0b7e3d9f64")
                .replaceAll("&port=\\d+", "&port=51742");
        return screen.lines().toList();
    }
}
