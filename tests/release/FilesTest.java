package tests.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import java.util.zip.ZipFile;
import lib.base.Version;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tests.support.Checkout;
import tests.support.Npm;
import tests.support.Run;

/** The files beside the programs: the list of what is in the jar, the bundle for Claude Desktop, the entry for the MCP registry. */
class FilesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MCPB = "@anthropic-ai/mcpb@2.1.2";

    @TempDir
    Path folder;
    private Job job;
    private Path files;

    @BeforeEach
    void files() throws Exception {
        job = new Job(folder);
        files = Files.createDirectories(folder.resolve("release files"));
        ThinJar.write(files.resolve("paas.jar"));
    }

    @Test
    void theSbomHasEveryLibraryWithItsChecksumAndLicence() throws Exception {
        var direct = Checkout.directive("paas.java", "DEPS");
        // as "jbang info tools" tells it; those that others bring along are taken from this run's class path, too
        var jars = classPath("picocli-|jackson-core-|re2j-|unirest-java-core-|Java-WebSocket-|slf4j-api-|jline-|tomlj-");
        var info = JSON.writeValueAsString(Map.of("dependencies", direct, "resolvedDependencies", jars));
        Path told = Files.writeString(folder.resolve("info.json"), info);
        job.with("SOURCE_DATE_EPOCH", "1800000000");
        Run run = java("Sbom", files.resolve("paas.jar").toString(), told.toString()).exits(0).complains("");
        var bom = JSON.readTree(run.stdout());
        assertEquals("CycloneDX 1.6 2027-01-15T08:00:00Z", bom.path("bomFormat").asText() + " " + bom.path("specVersion").asText() + " "
            + bom.path("metadata").path("timestamp").asText());
        assertEquals(Version.NUMBER, bom.path("metadata").path("component").path("version").asText());
        assertEquals(sha256(files.resolve("paas.jar")), bom.path("metadata").path("component").path("hashes").path(0).path("content")
            .asText());

        Map<String, String> licences = new TreeMap<>();
        Set<String> sums = new TreeSet<>();
        for (var each : bom.path("components")) {
            var licence = each.path("licenses").path(0).path("license");
            licences.put(each.path("group").asText() + ":" + each.path("name").asText(), licence.path("id").asText(licence.path("name")
                .asText()));
            sums.add(each.path("hashes").path(0).path("content").asText());
            assertEquals("pkg:maven/" + each.path("group").asText() + "/" + each.path("name").asText() + "@" + each.path("version").asText()
                + "?type=jar", each.path("purl").asText());
        }
        // what the licences of these say is known; whatever comes later has to have one
        for (var known : List.of("com.google.re2j:re2j=BSD-3-Clause", "info.picocli:picocli=Apache-2.0", "org.tomlj:tomlj=Apache-2.0",
                "com.fasterxml.jackson.core:jackson-core=Apache-2.0", "org.jline:jline-terminal=BSD-3-Clause")) {
            assertEquals(known.replaceFirst(".*=", ""), licences.get(known.replaceFirst("=.*", "")), licences.toString());
        }
        assertTrue(licences.values().stream().noneMatch(String::isEmpty), licences.toString());
        direct.forEach(each -> assertTrue(licences.containsKey(each.replaceFirst(":[^:]*$", "")), each));
        Set<String> wanted = new TreeSet<>();
        for (var jar : jars) {
            wanted.add(sha256(Path.of(jar)));
        }
        assertEquals(wanted, sums);

        Map<String, List<String>> needs = new TreeMap<>();
        for (var each : bom.path("dependencies")) {
            needs.put(each.path("ref").asText().replaceAll(".*/|@.*", ""), StreamSupport.stream(each.path("dependsOn").spliterator(), false)
                .map(one -> one.asText().replaceAll(".*/|@.*", "")).toList());
        }
        assertEquals(direct.stream().map(each -> each.split(":")[1]).toList(), needs.get("paas"));
        assertEquals(List.of("jline-terminal"), needs.get("jline-reader"));
    }

    @Test
    void aLibraryFromNowhereIsNoneForTheSbom() throws Exception {
        Path jar = Files.writeString(folder.resolve("x.jar"), "x");
        Path told = Files.writeString(folder.resolve("info.json"), JSON.writeValueAsString(Map.of("resolvedDependencies",
            List.of(jar.toString()))));
        java("Sbom", jar.toString(), told.toString()).failsWith(1, jar + " lies in no Maven repository\n");
    }

    /** Packed and so validated by the program of those who make the format; then started as a host does. */
    @Test
    void theBundleStartsItsBinaryWithTheTypedConnectionOrTheSavedOne() throws Exception {
        Path binary = Files.writeString(files.resolve("paas-linux-x64"), "#!/bin/sh\necho \"$* [$PAAS_URL] [$PAAS_TOKEN]\"\n");
        job.with("MCPB", Npm.programs(MCPB).resolve("mcpb").toString());
        job.script("release/mcpb.sh", "me/paas", files.toString()).exits(0).complains("packed " + files + "/paas-linux-x64.mcpb\n");
        assertTrue(!Files.isExecutable(binary), "as it comes out of an artifact");

        Path bundle = folder.resolve("bundle");
        job.later(Npm.programs(MCPB).resolve("mcpb").toString(), "unpack", files.resolve("paas-linux-x64.mcpb").toString(),
            bundle.toString())
            .exits(0);
        var manifest = JSON.readTree(bundle.resolve("manifest.json").toFile());
        assertEquals(Version.NUMBER, manifest.path("version").asText());
        assertEquals("[\"linux\"]", manifest.path("compatibility").path("platforms").toString());
        assertEquals(List.of(true, false), List.of(manifest.path("user_config").path("token").path("sensitive").asBoolean(),
            manifest.path("user_config").path("token").path("required").asBoolean()));
        assertEquals(JSON.readTree(Checkout.file("lib/derived/tools.json").toFile()).findValuesAsText("name").stream()
            .filter(name -> name.startsWith("paas_")).toList(), manifest.path("tools").findValuesAsText("name"));
        host(manifest, bundle, Map.of()).prints("mcp [] []\n");
        host(manifest, bundle, Map.of("url", "https://paas.example.com", "token", "bpagt_x"))
            .prints("mcp [https://paas.example.com] [bpagt_x]\n");

        // and from that bundle the registry's entry
        var server = JSON.readTree(java("ServerJson", "me/paas", files.toString()).exits(0).complains("").stdout());
        registryTakes(server);
        var its = server.path("packages").path(0);
        assertEquals("https://github.com/me/paas/releases/download/v" + Version.NUMBER + "/paas-linux-x64.mcpb", its.path("identifier")
            .asText());
        assertEquals(sha256(files.resolve("paas-linux-x64.mcpb")), its.path("fileSha256").asText());
        try (var zip = new ZipFile(files.resolve("paas-linux-x64.mcpb").toFile())) {
            assertEquals(2, zip.size(), "manifest and program, nothing else");
        }
    }

    /** What a host does with a manifest: variables filled in, then the command. */
    private Run host(JsonNode manifest, Path bundle, Map<String, String> typed) throws Exception {
        var start = manifest.path("server").path("mcp_config");
        var line = new ArrayList<>(List.of("env"));
        start.path("env").properties().forEach(each -> {
            String name = each.getValue().asText().replaceAll("\\$\\{user_config\\.(\\w+)}", "$1");
            var value = manifest.path("user_config").path(name).path("default");
            assertTrue(value.isTextual(), "without a default a host leaves the variable's name there");
            line.add(each.getKey() + "=" + typed.getOrDefault(name, value.asText()));
        });
        line.add(start.path("command").asText().replace("${__dirname}", bundle.toString()));
        start.path("args").forEach(each -> line.add(each.asText()));
        return job.later(line.toArray(String[]::new)).exits(0).complains("");
    }

    /** The registry's rules that a schema of JSON states, and those that it does not: whose name, where from, which length. */
    private static void registryTakes(JsonNode server) {
        assertEquals(Set.of("$schema", "name", "title", "description", "repository", "version", "packages"), names(server));
        assertEquals("io.github.me/paas", server.path("name").asText());
        assertTrue(server.path("description").asText().length() <= 100 && server.path("title").asText().length() <= 100);
        assertEquals(Version.NUMBER, server.path("version").asText());
        assertEquals("{\"url\":\"https://github.com/me/paas\",\"source\":\"github\"}", server.path("repository").toString());
        for (var each : server.path("packages")) {
            assertEquals(Set.of("registryType", "identifier", "version", "fileSha256", "transport", "environmentVariables"), names(each));
            assertEquals("mcpb", each.path("registryType").asText());
            assertTrue(each.path("identifier").asText().matches("https://github\\.com/[^ ]+/releases/download/[^ ]*mcp[^ ]*"),
                each.toString());
            assertTrue(each.path("fileSha256").asText().matches("[0-9a-f]{64}"), each.toString());
            assertEquals("{\"type\":\"stdio\"}", each.path("transport").toString());
            for (var variable : each.path("environmentVariables")) {
                assertEquals(variable.path("name").asText().equals("PAAS_TOKEN"), variable.path("isSecret").asBoolean());
            }
        }
    }

    private static Set<String> names(JsonNode object) {
        Set<String> all = new TreeSet<>();
        object.fieldNames().forEachRemaining(all::add);
        return all;
    }

    private Run java(String source, String... arguments) throws Exception {
        var line = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"), Checkout.file("release/" + source + ".java").toString()));
        line.addAll(List.of(arguments));
        return job.later(line.toArray(String[]::new));
    }

    private static List<String> classPath(String names) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(each -> Path.of(each).getFileName().toString().matches("(?:" + names + ").*\\.jar")).distinct()
            .collect(Collectors.toList());
    }

    private static String sha256(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}
