package tests.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import lib.sandbox.instance.Options;
import lib.sandbox.instance.Sandbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Apps and services from uploaded files. */
class UploadTest {

    private static final String APP = "/api/deploy/upload";
    private static final String SERVICE = "/api/projects/services/deploy/upload";
    private static final String FORM = "multipart/form-data; boundary=\"b o\"";
    private static final String SITE = "{\"name\":\"site\"}";

    private final Sandbox sandbox = Sandbox.start(Options.forTests());
    private final Wire admin = Wire.admin(sandbox);
    private final Wire deployer = admin.asAgent("apps:read", "apps:write", "deploy:trigger");

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void anArchiveIsUnpackedWithoutItsFolderAndBuilt() throws IOException {
        var config = "{\"name\":\"site\",\"buildMethod\":\"dockerfile\",\"autoDeploy\":true,\"envVars\":{\"A\":\"1\"}}";
        var answer = upload(APP, value("config", config), file("archive", "Site.ZIP", zip("top/", "top/Dockerfile", "top/src/main.js")))
            .succeeds();
        var id = answer.text("id");
        assertEquals("site building upload://" + id + " false", answer.text("name") + " " + answer.text("status") + " "
            + answer.text("gitRepo") + " " + answer.text("autoDeploy"));
        var record = Waiting.forDeployment(admin, id);
        assertEquals("success Uploaded source", record.path("status").asText() + " " + record.path("commitMsg").asText());
        assertTrue(!record.has("trigger"), record::toString);
        assertEquals("text of top/Dockerfile", deployer.get("/api/projects/config?id=" + id).succeeds().text("dockerfileContent"));
        assertTrue(upload(APP, value("config", config), file("archive", "a.zip", zip("Dockerfile", "x/y"))).succeeds().text("name")
            .matches("site-[a-z0-9]{4}"));
    }

    @Test
    void looseFilesHaveTheirPathsBeside() {
        var answer = upload(APP, file("files", "package.json", "{}"), value("paths", "web/package.json"), value("config", SITE),
            file("files", "index.js", "x".repeat(300_000)), value("paths", "web/src/index.js")).succeeds();
        assertEquals("success", Waiting.forDeployment(admin, answer.text("id")).path("status").asText());
        upload(APP, value("config", SITE), file("files", "index.html", "x"), value("paths", "/index.html")).succeeds();
        var named = "{\"name\":\"named\",\"buildMethod\":\"dockerfile\"}";
        var id = upload(APP, value("config", named), file("files", "Dockerfile", "FROM x"), value("paths", "")).succeeds().text("id");
        assertEquals("FROM x", deployer.get("/api/projects/config?id=" + id).text("dockerfileContent"), "an empty path is the file's name");
    }

    @Test
    void whatAMacAddsIsNoSecondFolder() throws IOException {
        var config = "{\"name\":\"site\",\"buildMethod\":\"dockerfile\"}";
        var archive = zip("top/", "top/Dockerfile", "__MACOSX/", "__MACOSX/top/._Dockerfile");
        var id = upload(APP, value("config", config), file("archive", "a.zip", archive)).succeeds().text("id");
        assertEquals("success", Waiting.forDeployment(admin, id).path("status").asText());
        assertEquals("text of top/Dockerfile", deployer.get("/api/projects/config?id=" + id).text("dockerfileContent"));
    }

    @Test
    void anUploadHasNoExecutableFiles() {
        var config = "{\"name\":\"site\",\"buildMethod\":\"dockerfile\"}";
        var id = upload(APP, value("config", config), file("files", "Dockerfile", "FROM x\nCOPY . .\nRUN ./build.sh all\n"),
            value("paths", "Dockerfile"), file("files", "build.sh", "#!/bin/sh"), value("paths", "build.sh")).succeeds().text("id");
        var log = Waiting.forDeployment(admin, id).path("logs").toString();
        assertTrue(log.contains("./build.sh: Permission denied") && log.contains("exit code: 126")
            && log.contains("✖ Build failed: exit status 1"), log);
    }

    @Test
    void whatUnpacksToVeryMuchIsNotAllKept() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < 400; i++) {
                zip.putNextEntry(new ZipEntry("a" + i + "/package.json"));
                zip.write(new byte[1 << 20]);
            }
        }
        long before = memory();
        upload(APP, value("config", SITE), file("archive", "a.zip", bytes.toByteArray())).succeeds();
        assertTrue(memory() - before < 200L << 20, () -> (memory() - before >> 20) + " MiB more");
    }

    private static long memory() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    @Test
    void aServiceBelongsToItsProject() throws IOException {
        var config = "{\"projectId\":\"p4w8sh0p2x\",\"name\":\"docs\"}";
        var answer = upload(SERVICE, value("config", config), file("archive", "a.zip", zip("a", "b"))).succeeds();
        assertEquals("shop-docs docs p4w8sh0p2x", answer.text("name") + " " + answer.text("serviceName") + " " + answer.text("projectId"));
        assertEquals("success", Waiting.forDeployment(admin, answer.text("id")).path("status").asText());
        refusesConfig(SERVICE, "{}", 400, "projectId is required");
        refusesConfig(SERVICE, "{\"projectId\":\"nope\"}", 400, "name is required");
        refusesConfig(SERVICE, "{\"projectId\":\"nope\",\"name\":\"A\"}", 400,
            "invalid name: use 2-40 lowercase letters, digits, or hyphens (must start and end alphanumeric)");
        refusesConfig(SERVICE, "{\"projectId\":\"nope\",\"name\":\"docs\",\"memory\":\"x\"}", 404, "Project not found");
        refusesConfig(SERVICE, "{\"projectId\":\"p4w8sh0p2x\",\"name\":\"docs\"}", 400, "upload an archive (.zip) or one or more files");
    }

    @Test
    void theFormIsReadFirst() {
        deployer.post(APP, "{}").refuses(400, "Failed to parse upload: request Content-Type isn't multipart/form-data");
        deployer.post(APP, "{}", "Content-Type", "multipart/form-data")
            .refuses(400, "Failed to parse upload: no multipart boundary param in Content-Type");
        deployer.post(APP, "nothing", "Content-Type", FORM).refuses(400, "Failed to parse upload: multipart: NextPart: EOF");
        deployer.post(APP, value("config", SITE), "Content-Type", FORM).refuses(400, "Failed to parse upload: unexpected EOF");
        var many = new ArrayList<byte[]>();
        for (int i = 0; i < 501; i++) {
            many.add(bytes(file("files", "f" + i, "x")));
            many.add(bytes(value("paths", "f" + i)));
        }
        upload(APP, many.toArray()).refuses(400, "Failed to parse upload: multipart: message too large");
        deployer.get(APP).refuses(405, "Method not allowed");
        admin.asAgent("apps:write").post(APP, "").refuses(403, "Forbidden: missing scope deploy:trigger");
    }

    @Test
    void thenTheConfiguration() {
        upload(APP, value("other", "x")).refuses(400, "config field is required");
        upload(APP, file("config", "config.json", SITE)).refuses(400, "config field is required");
        for (var wrong : List.of("no", "[]", SITE + "x", "{\"name\":1}", "{\"name\":")) {
            assertTrue(upload(APP, value("config", wrong)).has(400).error().startsWith("invalid config JSON: "), wrong);
        }
        refusesConfig(APP, "{}", 400, "name is required");
        refusesConfig(APP, "{\"name\":\"Site\"}", 400,
            "invalid name: use 2-40 lowercase letters, digits, or hyphens (must start and end alphanumeric)");
        refusesConfig(APP, "{\"name\":\"site\",\"cpus\":\"x\"}", 400, "invalid cpus \\\"x\\\": use a positive number like 0.5, 1, 2");
        refusesConfig(APP, "{\"name\":\"site\",\"domains\":[\"x\"]}", 400, "invalid domain \\\"x\\\"");
        refusesConfig(APP, "{\"name\":\"site\",\"volumes\":[\"x\"]}", 400, "invalid volume \\\"x\\\": use source:/container/path[:ro]");
        refusesConfig(APP, "{\"name\":\"site\",\"rootDir\":\"..\"}", 400,
            "invalid root directory: must be a relative path inside the repo");
        refusesConfig(APP, "{\"name\":\"site\",\"buildMethod\":\"x\"}", 400,
            "invalid build method \\\"x\\\" (use nixpacks, dockerfile, or compose)");
        refusesConfig(APP, "{\"name\":\"site\",\"composePath\":\"/x\"}", 400,
            "invalid compose file path: must be a relative path inside the repo");
    }

    @Test
    void thenTheFilesAndNoRefusalMakesAnApp() throws IOException {
        int before = deployer.get("/api/apps").json().size();
        refusesArchive("a.tar.gz", new byte[0], "unsupported archive format \\\"a.tar.gz\\\" (use .zip)");
        refusesArchive("a.zip", bytes("no zip"), "invalid zip archive: zip: not a valid zip file");
        refusesArchive("a.zip", zip("only-one-file"), "archive contains no files");
        refusesArchive("a.zip", zip("folder/"), "archive contains no files");
        refusesArchive("a.zip", zip("fine", "../evil"), "invalid upload path \\\"../evil\\\"");
        refusesArchive("a.zip", zip("fine", "~root"), "invalid upload path \\\"~root\\\"");
        refusesArchive("a.zip", zip("t/fine", "t/a/../b"), "invalid upload path \\\"a/../b\\\"");
        var many = new String[10_001];
        for (int i = 0; i < many.length; i++) {
            many[i] = "f" + i;
        }
        refusesArchive("a.zip", zip(many), "archive contains too many files (max 10000)");
        refusesArchive("a.zip", zipOfZeros("t/small", "t/big", 100 * 1024 * 1024 + 1),
            "file \\\"big\\\" in archive exceeds maximum size (100 MiB)");
        refusesConfig(APP, SITE, 400, "upload an archive (.zip) or one or more files");
        upload(APP, value("config", SITE), file("files", "a", "x"), file("files", "b", "x"), value("paths", "a"))
            .refuses(400, "paths count (1) must match files count (2)");
        upload(APP, value("config", SITE), file("files", "dir/large.bin", new byte[100 * 1024 * 1024 + 1]), value("paths", "../large"))
            .refuses(400, "file \\\"large.bin\\\" exceeds maximum size (100 MiB)");
        for (var wrong : List.of("../a", "~/a", "a/../../b")) {
            upload(APP, value("config", SITE), file("files", "a", "x"), value("paths", wrong), file("files", "b", "x"), value("paths", "b"))
                .refuses(400, "invalid upload path \\\"" + wrong + "\\\"");
        }
        assertEquals(before, deployer.get("/api/apps").json().size());
    }

    private void refusesConfig(String path, String config, int status, String error) {
        upload(path, value("config", config)).refuses(status, error);
    }

    private void refusesArchive(String name, byte[] archive, String error) {
        upload(APP, value("config", SITE), file("archive", name, archive)).refuses(400, error);
    }

    private Reply upload(String path, Object... parts) {
        var body = new ByteArrayOutputStream();
        for (var part : parts) {
            body.writeBytes(part instanceof byte[] binary ? binary : bytes((String) part));
        }
        body.writeBytes(bytes("--b o--\r\n"));
        return deployer.sendBytes("POST", path, body.toByteArray(), "Content-Type", FORM);
    }

    private static String value(String name, String value) {
        return "--b o\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    }

    private static String file(String name, String fileName, String content) {
        return new String(file(name, fileName, bytes(content)), UTF_8);
    }

    private static byte[] file(String name, String fileName, byte[] content) {
        var part = new ByteArrayOutputStream();
        part.writeBytes(bytes("--b o\r\nContent-Disposition: form-data; name=\"" + name + "\"; filename=\"" + fileName
            + "\"\r\nContent-Type: application/octet-stream\r\n\r\n"));
        part.writeBytes(content);
        part.writeBytes(bytes("\r\n"));
        return part.toByteArray();
    }

    private static byte[] zip(String... names) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(bytes(name.endsWith("/") ? "" : "text of " + name));
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] zipOfZeros(String first, String name, int length) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(first));
            zip.putNextEntry(new ZipEntry(name));
            zip.write(new byte[length]);
        }
        return bytes.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
