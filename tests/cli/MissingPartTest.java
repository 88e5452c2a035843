package tests.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tests.support.AboutTheJvm;
import tests.support.Bundle;
import tests.support.Home;
import tests.support.Run;

/** A program of which a jar has gone: what needs it says so, and what does not goes on. */
@Timeout(120)
@AboutTheJvm("takes a jar from its class path")
class MissingPartTest {
    private static final String SAID = "a part of this program is missing or does not fit the others (picocli.CommandLine";

    @TempDir
    Path home;

    private List<String> without(String jar, String... words) {
        var line = new ArrayList<>(Bundle.untrained(List.of(words)));
        int at = line.indexOf("-classpath") + 1;
        var kept = Arrays.stream(line.get(at).split(File.pathSeparator)).filter(entry -> !Path.of(entry).getFileName().toString()
            .startsWith(jar)).collect(Collectors.joining(File.pathSeparator));
        assertTrue(!kept.equals(line.get(at)), "there is no " + jar);
        line.set(at, kept);
        return line;
    }

    /** @param lines of output that are waited for before the input ends */
    private Run run(List<String> line, String in, int lines) throws Exception {
        var builder = new ProcessBuilder(line);
        builder.environment().put("HOME", home.toString());
        var process = builder.start();
        var said = new StringBuilder();
        try (var out = process.getOutputStream(); var reader = process.inputReader()) {
            out.write(in.getBytes());
            out.flush();
            for (int i = 0; i < lines; i++) {
                said.append(reader.readLine()).append('\n');
            }
            out.close();
            reader.lines().forEach(each -> said.append(each).append('\n'));
        }
        assertTrue(process.waitFor(100, TimeUnit.SECONDS));
        return new Run(line, process.exitValue(), said.toString(), new String(process.getErrorStream().readAllBytes()));
    }

    @Test
    void aCommandThatNeedsItEndsWithASentence() throws Exception {
        run(without("picocli", "apps", "--json"), "", 0).failsWith(1, SAID)
            .complainsPart("\nhint: install it again, e.g. jbang --fresh paas@org install; if that does not help, this is a fault in "
            + "paas ");
        run(without("picocli", "version"), "", 0).exits(0).prints("0.1.0\n").complains("");
    }

    @Test
    void aServerAnswersAndGoesOn() throws Exception {
        new Home(home).connected("http://127.0.0.1:9", "bpagt_" + "0f".repeat(32));
        var run = run(without("unirest", "mcp"), """
            {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},\
            "clientInfo":{"name":"t","version":"1"}}}
            {"jsonrpc":"2.0","method":"notifications/initialized"}
            {"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"paas_list_apps","arguments":{}}}
            {"jsonrpc":"2.0","id":3,"method":"ping"}
            """, 3).exits(0).calm();
        var json = new ObjectMapper();
        var answers = new java.util.TreeMap<Integer, com.fasterxml.jackson.databind.JsonNode>();
        for (var line : run.stdout().lines().toList()) {
            var answer = json.readTree(line);
            answers.put(answer.path("id").asInt(), answer);
        }
        assertEquals("[1, 2, 3]", answers.keySet().toString());
        var result = answers.get(2).path("result");
        assertTrue(result.path("isError").asBoolean(), run.toString());
        assertTrue(result.path("content").path(0).path("text").asText()
            .startsWith("error: a part of this program is missing or does not fit the others ("), run.toString());
    }

    /** A heap too small for what is read. */
    @Test
    void littleMemoryIsSaid() throws Exception {
        var big = "{\"version\":1,\"url\":\"http://127.0.0.1:9\",\"token\":\"bpagt_" + "0f".repeat(32) + "\",\"notes\":["
            + "\"x\",".repeat(220_000) + "\"x\"]}";
        new Home(home).writeConfig(big);
        var run = run(Bundle.command(List.of("-Xmx5m"), List.of("status")), "", 0).exits(1).calm();
        assertEquals("error: there was not enough memory for this\nhint: ask for less of it, or for fewer things at once\n", run.stderr());
    }
}
