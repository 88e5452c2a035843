package tests.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import lib.sandbox.sandbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import tests.support.Bundle;
import tests.support.Checkout;
import tests.support.Cli;
import tests.support.Home;
import tests.support.Instance;
import tests.support.Programs;

/**
 * Every command that the pages show is typed: a page's blocks in one bash, in their order, with the real program as a process a line (but
 * for plain lines of the longest page, which share one), against an instance of its own. Addresses are those of that instance, nothing else
 * is changed; who presses the button in the browser is a script. What a {@code console} block shows has to come. What cannot be run here
 * stands in {@link #ELSEWHERE} with what tries it.
 */
@Timeout(600)
class TypedCommandsTest {

    /** Beginnings of lines, and the test that does run the like (a path), or why nothing does. */
    private static final Map<String, String> ELSEWHERE = elsewhere();

    /** Lines whose code is another than 0, which the page says. */
    private static final Map<String, Integer> CODES = Map.of(
        "paas domains check orders.example.com", 1,
        "paas upgrade", 1);

    /** What a person has done before a line, without a word about it: typed in the same shell. */
    private static final Map<String, String> BEFORE = Map.of(
        "paas delete notes", "export PAAS_ADMIN_TOKEN=$ADMIN",
        "paas agents revoke", "export PAAS_ADMIN_TOKEN=$ADMIN",
        "paas disconnect", "unset PAAS_ADMIN_TOKEN PAAS_URL PAAS_API_URL PAAS_TOKEN");

    /**
     * Plain lines of the longest page, without a redirection, that need no terminal's or a pipe's input: one process has them all, see
     * {@link Typist}. It begins when the first of them comes.
     */
    private static final Pattern TOGETHER = Pattern.compile("paas (?!connect|disconnect|exec)[^<>|$]*?( +#.*)?");

    private static final String TYPIST = """

        together() {
            [ -n "${TYPIST_PID-}" ] || coproc TYPIST { PAAS_ADMIN_TOKEN=$ADMIN exec typist 2>&1; }
            cat >&"${TYPIST[1]}"
            while IFS= read -r each <&"${TYPIST[0]}"; do
                [ "$each" != $'\\001' ] || return 0
                printf '%s\\n' "$each"
            done
            return 1
        }
        """;

    private static final Pattern ERROR = Pattern.compile("(?m)^(error: |Exception in thread|\\s+at [a-z.]+\\.[A-Z])");

    @TempDir
    Path folder;

    private static Map<String, String> elsewhere() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("./jbang paas.java install", "tests/install/InstalledTest.java");
        all.put("jbang paas@org install", "tests/bundle/UpgradeTest.java");
        all.put("./jbang sandbox --tour", ".ci/run");
        all.put("./jbang tests/All.java", ".ci/run");
        all.put("./jbang tests/bench/", "it measures for minutes");
        all.put("./jbang sandbox ", "tests/bundle/CatalogTest.java");
        all.put("./jbang paas.java status", "tests/wrapper/RunTest.java");
        all.put("time ./jbang paas.java version", "tests/wrapper/RunTest.java");
        all.put("time ~/.paas/bin/paas version", "tests/install/InstalledTest.java");
        all.put(".ci/run", "it runs this test");
        all.put("jbang catalog add", "tests/bundle/CatalogTest.java");
        all.put("jbang trust add", "it asks JBang, and nothing of this repository");
        all.put("jbang app install", "tests/bundle/ExportTest.java");
        all.put("jbang export fatjar", "tests/bundle/ExportTest.java");
        all.put("java -jar paas-fatjar.jar", "tests/bundle/ExportTest.java");
        all.put("GRAALVM_HOME=/opt/graalvm jbang export native", "a GraalVM builds for minutes: a release's check");
        all.put("paas shell shop-web", "tests/apps/ShellTest.java");
        all.put("paas db shell shop-db", "tests/db/ShellTest.java");
        return all;
    }

    static Stream<String> pages() {
        return Page.all().stream().filter(page -> page.blocks().stream().anyMatch(block -> block.typed().stream()
            .anyMatch(line -> elsewhere(line) == null))).map(Page::path);
    }

    private static String elsewhere(String line) {
        return ELSEWHERE.keySet().stream().filter(line::startsWith).findFirst().orElse(null);
    }

    /** One line of a page. @param shown what comes, null where nothing is said of it */
    private record Line(String typed, String shown) {
    }

    private static List<Line> lines(String page) {
        return Page.of(page).blocks().stream().flatMap(block -> block.typed().stream().map(line -> new Line(line, block.shown()))).toList();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLineDoesWhatItSays(String page) throws Exception {
        Programs.need("curl", "apt-get install curl");
        Programs.need("jq", "apt-get install jq");
        try (Instance instance = Instance.demo(); ServerSocket free = new ServerSocket(0)) {
            String url = instance.url();
            int port = free.getLocalPort();
            free.close();
            Home home = new Home(Files.createDirectories(folder.resolve("home/you")));
            Path work = work(url, instance.sandbox().adminToken());
            if (!List.of("README.md", "docs/commands.md", "docs/sandbox.md").contains(page)) {
                connected(instance, home, page);
            }
            List<Line> run = lines(page).stream().filter(line -> elsewhere(line.typed()) == null).toList();
            StringBuilder script = new StringBuilder("cd " + work + TYPIST);
            for (int i = 0; i < run.size(); i++) {
                String typed = run.get(i).typed();
                BEFORE.forEach((line, before) -> script.append(typed.startsWith(line) ? before + "\n" : ""));
                // the sandbox that a page starts itself has a port of its own
                String here = page.equals("docs/sandbox.md") ? typed.replace("8080", String.valueOf(port))
                    : typed.replace("http://localhost:8080", url).replace("https://paas.example.com", url);
                boolean together = page.equals("docs/commands.md") && Bundle.binary() == null && run.get(i).shown() == null
                    && TOGETHER.matcher(typed).matches() && !CODES.containsKey(typed.replaceFirst(" *#.*", ""));
                script.append("{ ").append(together ? "together <<'EOF'\n" + here.replaceFirst("^paas ", "").replaceFirst(" +#.*", "")
                    + "\nEOF" : here).append("\n} > ../out/").append(i).append(" 2>&1");
                script.append(together ? "" : " < /dev/null").append("; echo $? > ../out/").append(i).append(".code\n");
            }
            script.append("kill $(jobs -p) 2> /dev/null\n");
            type(script.toString(), home, instance, page);
            List<String> wrong = new ArrayList<>();
            for (int i = 0; i < run.size(); i++) {
                String fault = fault(run.get(i), i, url, home);
                if (fault != null) {
                    wrong.add("\n" + page + ": $ " + run.get(i).typed() + "\n" + fault);
                }
            }
            assertEquals(List.of(), wrong);
        }
    }

    /** What did not come as it should; null for nothing. */
    private String fault(Line line, int number, String url, Home home) throws IOException {
        Path code = folder.resolve("out/" + number + ".code");
        if (!Files.exists(code)) {
            return "it was not reached, since the shell ended";
        }
        String printed = Files.readString(folder.resolve("out/" + number));
        int wanted = CODES.entrySet().stream().filter(each -> line.typed().startsWith(each.getKey())).mapToInt(Map.Entry::getValue)
            .findFirst().orElse(0);
        String got = Files.readString(code).strip();
        if (!got.equals(String.valueOf(wanted)) || wanted == 0 && ERROR.matcher(printed).find()) {
            return printed + "code " + got;
        }
        String shown = general(printed.replace(url, "https://paas.example.com").replace(home.path().toString(), "/Users/you"));
        return line.shown() == null || general(line.shown()).equals(shown) ? null : shown;
    }

    /** What differs from run to run: times, and what is random in an address. */
    private static String general(String text) {
        return text.replaceAll("ready in \\d+ ms", "ready in … ms").replaceAll("state=\\S+", "state=…");
    }

    private void type(String script, Home home, Instance instance, String page) throws Exception {
        Files.createDirectories(folder.resolve("out"));
        Path file = Files.writeString(folder.resolve("typed.sh"), script);
        ProcessBuilder builder = new ProcessBuilder("bash", file.toString()).redirectErrorStream(true)
            .redirectOutput(folder.resolve("said").toFile());
        builder.environment().clear();
        builder.environment().putAll(Map.of("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"), "HOME", home.path().toString(),
            "LANG", "C.UTF-8", "TMPDIR", Files.createDirectories(folder.resolve("tmp")).toString(), "ADMIN", instance.sandbox()
            .adminToken(), "GIT_CONFIG_GLOBAL", "/dev/null", "TOKEN_OF_THE_JOB", instance.admin("POST", "/api/agents/create",
            Map.of("name", "job", "scopes", SCOPES)).path("token").asText()));
        Process shell = builder.start();
        shell.getOutputStream().close();
        if (!shell.waitFor(3, TimeUnit.MINUTES)) {
            shell.descendants().forEach(ProcessHandle::destroy);
            shell.destroy();
            fail(page + ": it does not end");
        }
        assertEquals("", Files.readString(folder.resolve("said")), page);
    }

    private static final List<String> SCOPES = List.of("apps:read", "logs:read", "metrics:read", "apps:write", "deploy:trigger",
        "addons:manage", "servers:manage", "cron:manage", "backups:manage", "notifications:manage");

    /** Somebody who has worked with it: an operator's connection, a client that is there, and one call of an assistant. */
    private void connected(Instance instance, Home home, String page) throws IOException {
        Cli cli = instance.cli(home.path(), "operator");
        Files.createDirectories(home.path().resolve(".codex"));
        if (page.equals("docs/tools.md")) {
            cli.serve("""
                {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},\
                "clientInfo":{"name":"editor","version":"1"}}}
                {"jsonrpc":"2.0","method":"notifications/initialized"}
                {"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"paas_stop_app","arguments":{"app":"shop-web"}}}
                """, 2).exits(0);
        }
    }

    /** The folder that somebody stands in, and the programs of the machine: paas, JBang in its place, and a browser. */
    private Path work(String url, String admin) throws Exception {
        Path work = Files.createDirectories(folder.resolve("hello"));
        Map<String, String> files = Map.of("admin-token.txt", admin + "\n", "words.txt", "one\n", "key.txt", "k3y-for-the-api\n",
            "migration.sql", "insert into customers select * from customers where 1 = 0;\n", "slack.txt",
            "https://hooks.slack.example/services/a\n", "github-token.txt", "ghp_" + "a1".repeat(18) + "\n", "public/index.html",
            "<h1>Hello</h1>\n", ".gitignore", "*.txt\n*.sql\n*.csv\n.env\n");
        for (var file : files.entrySet()) {
            Path path = work.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        git(work, "init", "-q", "-b", "main");
        git(work, "remote", "add", "origin", "https://github.com/ada/hello.git");
        git(work, "add", ".");
        git(work, "-c", "user.name=Ada", "-c", "user.email=ada@example.com", "commit", "-q", "-m", "First");
        List<String> paas = Bundle.command(List.of(), List.of());
        program("paas", paas);
        if (Bundle.binary() == null) {
            List<String> typist = new ArrayList<>(paas);
            int main = typist.indexOf("lib.cli.Main");
            typist.set(main, Typist.class.getName());
            typist.set(main - 1, typist.get(main - 1) + File.pathSeparator + System.getProperty("java.class.path"));
            program("typist", typist);
        }
        program("jbang", List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
            System.getProperty("java.class.path"), "lib.sandbox.sandbox"), "[ \"$1\" = sandbox@org ] || exit 99\nshift\n");
        Path opener = Files.writeString(folder.resolve("bin/xdg-open"), """
            #!/bin/sh
            state=${1#*state=} port=${1#*port=}
            state=${state%%%%&*} port=${port%%%%&*}
            {
                callback=$(curl -fs -H 'Authorization: Bearer %s' '%s/api/connect/agent/approve' -d '{"state": "'"$state"'",
                    "port": '"$port"', "profile": "deployer", "name": "my-macbook CLI"}' | jq -r .callbackUrl)
                curl -fs "$callback"
            } > /dev/null 2>&1 &
            """.formatted(admin, url));
        assertTrue(opener.toFile().setExecutable(true));
        return work;
    }

    private void program(String name, List<String> command, String... first) throws IOException {
        Path file = Files.createDirectories(folder.resolve("bin")).resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + String.join("", first) + "exec "
            + String.join(" ", command.stream().map(word -> "'" + word + "'").toList()) + " \"$@\"\n");
        assertTrue(file.toFile().setExecutable(true));
    }

    private static void git(Path folder, String... words) throws Exception {
        List<String> line = new ArrayList<>(List.of("git"));
        line.addAll(List.of(words));
        Process git = new ProcessBuilder(line).directory(folder.toFile()).redirectErrorStream(true).start();
        String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, git.waitFor(), said);
    }

    /** What is not run is looked at: a page shows it, what is said to try it is there, and its words can be typed. */
    @Test
    void whatIsNotRunIsKnownAndCanBeTyped() {
        Map<String, Integer> shown = new HashMap<>();
        for (Page page : Page.all()) {
            for (Line line : lines(page.path())) {
                String known = elsewhere(line.typed());
                if (known != null) {
                    shown.merge(known, 1, Integer::sum);
                    String words = line.typed().replaceFirst("^(\\./)?jbang paas(\\.java|@org) ", "paas ")
                        .replaceFirst("^java -jar paas-fatjar.jar ", "paas ");
                    assertNull(words.startsWith("paas ") ? Typed.fault(words) : null, page.path() + ": " + line.typed());
                    if (words.startsWith("./jbang sandbox")) {
                        String options = words.replaceFirst(" *#.*", "").replaceFirst("^./jbang sandbox *", "");
                        new CommandLine(new sandbox()).setCaseInsensitiveEnumValuesAllowed(true)
                            .parseArgs(options.isEmpty() ? new String[0] : options.split(" +"));
                    }
                }
            }
        }
        assertEquals(ELSEWHERE.keySet(), shown.keySet(), "no page shows it any more");
        for (var each : ELSEWHERE.entrySet()) {
            if (each.getValue().matches("\\S+")) {
                assertTrue(Files.isRegularFile(Checkout.file(each.getValue())), each.getValue() + " is not there");
            }
        }
        String ci = Checkout.read(".ci/run");
        List.of("./jbang sandbox --tour", "./jbang tests/All.java").forEach(line -> assertTrue(ci.contains("\n" + line + "\n"), line));
    }
}
