package tests.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import lib.sandbox.instance.Options;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import tests.support.Browser;
import tests.support.Home;
import tests.support.Instance;

/**
 * The page of MCP Apps in a real Chromium, in a sandboxed frame with the policy that hosts have to set, with what the real tools answer of
 * a
 * sandbox: each view, by keyboard, light and dark, narrow, with hostile texts, and to its end.
 */
class AppPageTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Map<String, Object> ALL = Map.of("serverTools", Map.of(), "openLinks", Map.of(), "message", Map.of());
    private static final Map<String, Object> EMPTY = Map.of();

    @TempDir
    static Path folder;
    private static Instance instance;
    private static Browser browser;
    private static AppHost host;

    @BeforeAll
    static void start() {
        browser = new Browser();
        // a build takes a few seconds, so that it can be seen at work
        instance = Instance.start(Options.forTests().withSpeed(0.5));
        instance.cli(folder, "operator");
        host = new AppHost(new Home(folder));
    }

    @AfterAll
    static void stop() {
        for (AutoCloseable each : new AutoCloseable[] {browser, host, instance}) {
            try {
                if (each != null) {
                    each.close();
                }
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @BeforeEach
    void open() {
        browser.open(host.url());
        until("the host is ready", () -> out("return window.ready === true"));
    }

    // ---- the host's side

    private void begin(Object... more) {
        Map<String, Object> options = new LinkedHashMap<>(Map.of("capabilities", ALL, "theme", "light"));
        for (int i = 0; i < more.length; i += 2) {
            options.put((String) more[i], more[i + 1]);
        }
        out("window.begin(arguments[0])", options);
        until("the page is initialized", () -> out("return window.initialized"));
    }

    private void show(String tool, Map<String, Object> arguments) {
        out("window.show(arguments[0], arguments[1])", tool, arguments);
    }

    /** A result as if a tool had answered so. */
    private void result(Object structured) {
        out("window.notify('ui/notifications/tool-input', {arguments: {}}); window.notify('ui/notifications/tool-result', arguments[0])",
            Map.of("content", List.of(), "structuredContent", structured));
    }

    private Object out(String script, Object... arguments) {
        browser.driver().switchTo().defaultContent();
        return browser.driver().executeScript(script, arguments);
    }

    private int calls() {
        return ((Long) out("return window.calls.length")).intValue();
    }

    @SuppressWarnings("unchecked") // texts
    private List<String> called() {
        return (List<String>) out("return window.calls.map(each => each.name)");
    }

    // ---- the page

    private Object in(String script, Object... arguments) {
        browser.driver().switchTo().defaultContent().switchTo().frame(0);
        return browser.driver().executeScript(script, arguments);
    }

    private String text() {
        return (String) in("return document.body.innerText");
    }

    private String awaitText(String... parts) {
        until("the page shows " + List.of(parts), () -> List.of(parts).stream().allMatch(text()::contains));
        return text();
    }

    private WebElement at(String css) {
        in("");
        return browser.driver().findElement(By.cssSelector(css));
    }

    private WebElement button(String title) {
        in("");
        return browser.driver().findElements(By.cssSelector("button")).stream().filter(each -> each.getText().equals(title)).findFirst()
            .orElseThrow(() -> new AssertionError("no button " + title + " in\n" + text()));
    }

    @SuppressWarnings("unchecked") // texts
    private List<String> texts(String css) {
        return (List<String>) in("return [...document.querySelectorAll(arguments[0])].map(each => each.innerText.trim())", css);
    }

    private void until(String what, Supplier<Object> condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!Boolean.TRUE.equals(condition.get())) {
            assertTrue(System.nanoTime() < end, () -> "waited in vain until " + what + "; the page shows\n" + text());
            pause(50);
        }
    }

    private static void pause(int milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Nothing sticks out, wide or narrow. */
    private void fits() {
        for (int width : List.of(320, 800)) {
            out("document.querySelector('iframe').style.width = arguments[0] + 'px'", width);
            until("the page fits into " + width,
                () -> in("return innerWidth === arguments[0] && document.documentElement.scrollWidth <= innerWidth",
                width));
        }
    }

    private static JsonNode content(String tool, Map<String, Object> arguments) {
        return host.call(tool, JSON.valueToTree(arguments)).path("structuredContent");
    }

    // ---- what is shown

    @Test
    void appsAreATableThatIsFilteredAndOpenedByKeyboard() {
        begin();
        show("paas_list_apps", EMPTY);
        awaitText("shop-web", "wiki-db");
        var apps = content("paas_list_apps", EMPTY).path("apps");
        List<String> names = new ArrayList<>();
        apps.forEach(each -> names.add(each.path("name").asText()));
        assertEquals(names, texts("tbody tr td:first-child"));
        assertEquals(List.of("Name", "Status", "Address", "Branch", "Deployed"), texts("th[scope=col][role=columnheader]"));
        assertEquals("All " + apps.size(), button("All " + apps.size()).getText());
        fits();

        browser.driver().switchTo().defaultContent().switchTo().frame(0);
        var filter = at("input[type=search]");
        filter.sendKeys("SHOP");
        assertEquals(List.of("shop-web", "shop-api"), texts("tbody tr td:first-child"));
        assertEquals("2 of " + apps.size() + " apps", in("return document.querySelector('[role=status][aria-live=polite]').textContent"));
        filter.sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.BACK_SPACE);
        assertEquals(names, texts("tbody tr td:first-child"));
        at(".bar [role=group] button:nth-child(2)").click();
        assertEquals("true", at(".bar [role=group] button:nth-child(2)").getDomAttribute("aria-pressed"));
        var chosen = texts("tbody tr td:nth-child(2)");
        assertTrue(!chosen.isEmpty() && chosen.stream().allMatch("failed"::equals), chosen.toString());
        button("All " + apps.size()).click();

        // from the filter by Tab past the chips to the first name, and open it
        at("input[type=search]").click();
        for (int i = 0; i < 10 && !"shop-web".equals(in("return document.activeElement.textContent")); i++) {
            browser.driver().switchTo().activeElement().sendKeys(Keys.TAB);
        }
        assertEquals("shop-web", in("return document.activeElement.textContent"));
        assertNotEquals("none", in("return getComputedStyle(document.activeElement).outlineStyle"), "the focus is not to be seen");
        browser.driver().switchTo().activeElement().sendKeys(Keys.ENTER);
        awaitText("Overview", "https://github.com/harbor-lane/storefront.git at main", "4 variables");
        assertEquals(List.of("H1", "shop-web"), in("return [document.activeElement.tagName, document.activeElement.textContent]"));
        fits();
        for (var tab : Map.of("Logs", " lines", "Build log", "Deployment", "Metrics", "Memory").entrySet()) {
            button(tab.getKey()).click();
            awaitText(tab.getValue());
            until(tab.getKey() + " is the tab", () -> tab.getKey()
                .equals(in("return document.querySelector('[aria-current=page]').textContent")));
        }
        button("← Apps").click();
        assertEquals(names, texts("tbody tr td:first-child"));
        assertEquals("H1", in("return document.activeElement.tagName"));
        assertTrue(called().stream().allMatch(List.of("paas_get_app", "paas_get_logs", "paas_get_build_logs",
            "paas_get_metrics")::contains),
            called().toString());
        at("main a[href^=http]").click();
        until("the host is asked to open it",
            () -> out("return window.heard.some(each => each.method === 'ui/open-link' && each.params.url === "
            + "arguments[0])", apps.valueStream().map(each -> each.path("url").asText()).filter(each -> !each.isEmpty()).findFirst()
            .orElseThrow()));
    }

    @Test
    void theSummarySaysWhereOneIs() {
        begin();
        show("paas_status", EMPTY);
        awaitText("Version dev", "as test CLI (operator)", instance.url().replace("http://", ""), content("paas_status", EMPTY)
            .path("projects") + " projects");
        assertFalse(texts("th").contains("Branch"));
        button("Refresh").click();
        until("it is asked for again", () -> called().equals(List.of("paas_status")));
    }

    @Test
    void aDeploymentIsWatchedToItsEndAndThenLeftAlone() {
        begin();
        show("paas_redeploy", Map.of("app", "shop-web"));
        until("a phase is at work", () -> in("return !!document.querySelector('.steps li[aria-current=step]')"));
        until("the build is seen at work", () -> in("return document.querySelectorAll('.steps li.done').length >= 2 "
            + "&& document.querySelectorAll('.log div').length > 0"));
        awaitText("It is live", "How to undo it");
        assertEquals(List.of("Queued", "Clone", "Build", "Start", "Health", "Live"), texts(".steps li").stream()
            .map(each -> each.replaceFirst("[,\\n].*", "").strip()).toList());
        assertEquals(6L, in("return document.querySelectorAll('.steps li.done').length"));
        assertEquals("shop-web is live.", in("return document.querySelector('[role=status]').textContent"));
        assertTrue(text().contains("Deployment complete!"), text());
        fits();
        int calls = calls();
        pause(2500);
        assertEquals(calls, calls(), "it goes on asking after the end");
        assertTrue(called().stream().allMatch(List.of("paas_get_app", "paas_get_build_logs", "paas_wait_deployment")::contains),
            called().toString());
    }

    @Test
    void aFailedDeploymentSaysItsCauseFirst() {
        begin();
        show("paas_deploy", Map.of("name", "bff", "gitRepo", "https://github.com/harbor-lane/broken.git"));
        awaitText("Likely cause", "error TS2322: Type 'string' is not assignable to type 'number'.", "Ask the assistant about it");
        assertEquals("Build", in("return document.querySelector('.steps li.fail').firstChild.textContent"));
        assertTrue((Boolean) in(
            "return !!(document.querySelector('.box.bad').compareDocumentPosition(document.querySelector('.steps')) & 4)"));
        assertTrue(texts(".log .error").stream().anyMatch(each -> each.contains("error TS2322")), texts(".log .error").toString());
        fits();
        button("Ask the assistant about it").click();
        awaitText("Asked");
        var asked = (String) out("return window.heard.find(each => each.method === 'ui/message').params.content[0].text");
        assertTrue(asked.matches("Deployment [a-z0-9]{10} of the app [a-z0-9]{10} failed\\. Find out why .*"), asked);

        // the same one in an answer of its own: cause, phases and log are there at once
        begin();
        show("paas_wait_deployment", Map.of("deployment", "bff"));
        awaitText("Likely cause", "nothing of bff is being deployed");
    }

    /** Who waits sees how far it is before the answer comes. */
    @Test
    void whatIsWaitedForIsSeenBeforeTheAnswer() {
        var started = JSON.convertValue(content("paas_redeploy", Map.of("app", "shop-api")), Map.class);
        begin("tool", Map.of("name", "paas_wait_deployment", "title", "Wait for a deployment"));
        // that it is still building when it is asked for must not hang on how fast this machine is
        out("window.canned.paas_wait_deployment = {content: [], structuredContent: arguments[0]}", started);
        out("window.notify('ui/notifications/tool-input-partial', {arguments: {}})");
        out("window.notify('ui/notifications/tool-input', {arguments: {deployment: 'shop-api'}})");
        awaitText("shop-api", "Queued");
        awaitText("It is live");
        out("window.notify('ui/notifications/tool-cancelled', {reason: 'by hand'})");
        awaitText("the deployment goes on", "It is live");

        begin("tool", Map.of("name", "paas_get_logs", "title", "Read an app's log"));
        out("window.notify('ui/notifications/tool-input', {arguments: {app: 'wiki'}})");
        awaitText("Read an app's log", "wiki", "at work");
        out("window.notify('ui/notifications/tool-cancelled', {reason: 'by hand'})");
        awaitText("the call was cancelled: by hand");
        show("paas_get_logs", Map.of("app", "nope"));
        awaitText("there is no app \"nope\"", "paas_list_apps lists them");
        assertFalse(text().contains("hint:") || text().contains("error:"), text());
    }

    @Test
    void logsAreFilteredMarkedAndFollowedUntilTheyAreHidden() {
        begin();
        show("paas_get_logs", Map.of("app", "shop-web", "lines", 100));
        awaitText(" lines", "Error: connect ETIMEDOUT");
        int all = texts(".log > div:not(.day)").size();
        assertTrue(texts(".log .error").stream().anyMatch(each -> each.contains("afterConnect")), "a trace belongs to its error");
        assertTrue(texts(".log > div:not(.error)").stream().anyMatch(each -> each.contains("info: GET /healthz")));
        assertEquals(true, in(
            "const log = document.querySelector('.log'); return log.scrollTop + log.clientHeight >= log.scrollHeight - 2"));
        fits();
        at("input[type=search]").sendKeys("healthz");
        var seen = texts(".log > div:not([hidden]) > span");
        assertTrue(!seen.isEmpty() && seen.stream().allMatch(each -> each.contains("healthz")), seen.toString());
        at("input[type=search]").sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.BACK_SPACE);
        button("Errors").click();
        int errors = texts(".log > div:not([hidden]):not(.day)").size();
        assertTrue(errors > 0 && errors < all, errors + " of " + all);
        button("Errors").click();

        int calls = calls();
        button("Follow").click();
        until("it is followed", () -> calls() >= calls + 2);
        assertEquals("true", button("Follow").getDomAttribute("aria-pressed"));
        in("Object.defineProperty(document, 'hidden', {configurable: true, get: () => true}); document.dispatchEvent(new "
            + "Event('visibilitychange'))");
        pause(500);
        int hidden = calls();
        pause(3600);
        assertEquals(hidden, calls(), "it asks although nobody looks");
        in("delete document.hidden; document.dispatchEvent(new Event('visibilitychange'))");
        until("it goes on when somebody looks", () -> calls() > hidden);

        out("window.ask('ui/resource-teardown', {}).then(answer => { window.torn = answer })");
        until("it agrees to its end", () -> "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}".equals(
            out("return JSON.stringify({jsonrpc: window.torn?.jsonrpc, id: window.torn?.id, result: window.torn?.result})")));
        var heard = out("return window.heard.length");
        int end = calls();
        pause(3600);
        assertEquals(end, calls(), "it asks after its end");
        assertEquals(heard, out("return window.heard.length"), "it speaks after its end");
    }

    @Test
    void metricsAreValuesWithBarsAndAskedForAgain() {
        begin();
        show("paas_get_metrics", EMPTY);
        awaitText("shop-web", "MiB of 512 MiB", " %");
        var containers = content("paas_get_metrics", EMPTY).path("containers");
        assertEquals(containers.size(), texts("tbody tr").size());
        assertEquals(2L * containers.size(), in("return document.querySelectorAll('.meter[aria-hidden=true] i').length"));
        var before = texts("tbody td:nth-child(2)");
        fits();
        button("Refresh").click();
        until("new values are shown", () -> !before.equals(texts("tbody td:nth-child(2)")));
        until("the button can be used again", () -> button("Refresh").isEnabled());
        assertEquals("Refresh", in("return document.activeElement.textContent"), "the focus is lost");
    }

    // ---- what must not be

    @Test
    void hostileTextsStayTexts() {
        var evil = "<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>";
        begin();
        List<Map<String, Object>> many = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            many.add(Map.of("id", "a" + i, "name", i == 0 ? evil : i == 1 ? "a\u202ecod.exe\u202c\u200b" : i == 2
                ? "\u05e9\u05dc\u05d5\u05dd" : "app-"
                + i, "status", i == 3 ? "__proto__" : i == 4 ? evil : "running", "url", i == 0 ? "javascript:document.title='owned'"
                : i == 1
                ? "http://ok.example/\"><b>" : "", "branch", "x".repeat(i == 5 ? 300 : 3), "updated", i == 6 ? evil
                : "2026-06-29T16:22:31Z"));
        }
        result(Map.of("apps", many, "page", Map.of("note", evil, "shown", 1000, "total", 5000, "nextOffset", 1000, "counts",
            Map.of("running", 4998, evil, 2)), "shortened", evil));
        awaitText("25 of 5,000 apps", "All 5,000", evil);
        assertEquals(evil, texts("tbody tr:first-child td:first-child").getFirst());
        assertEquals("acod.exe", texts("tbody tr:nth-child(2) td:first-child").getFirst());
        assertEquals("BDI", in("return document.querySelector('tbody tr:nth-child(3) button').firstChild.tagName"),
            "names stand by themselves");
        assertEquals(List.of("http://ok.example/\"><b>"),
            in("return [...document.querySelectorAll('a')].map(each => each.getAttribute('href'))"));
        fits();
        out("window.canned.paas_list_apps = {content: [], structuredContent: {apps: [{id: 'z', name: 'the-last', status: 'failed', url: "
            + "'', "
            + "branch: '', updated: ''}], page: {shown: 1, total: 5000}}}");
        button("Show more").click();
        assertEquals(125, texts("tbody tr td:first-child").size());
        at("input[type=search]").sendKeys("the-last");
        awaitText("0 of 1,000 apps read so far", "No app fits.");
        button("Show more").click();
        awaitText("the-last", "1 of 1,001 apps");
        assertEquals("{\"offset\":1000}", out("return JSON.stringify(window.calls[0].arguments)"));

        result(Map.of("appId", "a", "app", evil, "status", "running", "lines", 3, "logs", List.of("[2026-11-26T05:44:52Z] " + evil,
            "\u202eevil",
            "\u001b[31mred"), "notes", List.of(evil), "cut", evil));
        awaitText("3 lines");
        assertEquals(List.of(evil, "evil", "[31mred"), texts(".log > div > span"));
        result(Map.of("appId", evil, "name", evil, "deploymentId", evil, "status", "failed", "url", "data:text/html,x", "cause", evil,
            "log",
            List.of(evil), "notes", List.of(evil), "undo", Map.of("command", evil, "because", evil)));
        awaitText("Likely cause", evil);
        assertFalse(text().contains("Ask the assistant"), "foreign words would speak to the assistant");
        result(Map.of("containers", List.of(Map.of("appId", "a", "app", evil, "cpuPercent", 912.5, "memoryMb", 20000.5, "memoryLimitMb", 1,
            "memoryPercent", 2000050, "receivedMb", 0, "sentMb", 0))));
        awaitText("912.5 %", evil);
        result(Map.of("something", evil));
        awaitText("something");
        out("window.notify('ui/notifications/tool-result', {content: [{type: 'text', text: arguments[0]}], isError: true})", "error: "
            + evil);
        awaitText(evil);
        assertEquals("Better-PaaS", in("return document.title"));
        assertEquals(0L, in("return document.querySelectorAll('img, b b, main script').length"));
    }

    @Test
    void onlyTheHostIsHeardAndOnlyWhatItCanIsAsked() {
        begin("capabilities", EMPTY);
        assertEquals(List.of("ui/initialize", "ui/notifications/initialized"),
            out("return window.heard.map(each => each.method).slice(0, 2)"));
        assertEquals("2026-01-26", out("return window.heard[0].params.protocolVersion"));
        out("const other = document.createElement('iframe'); other.setAttribute('sandbox', 'allow-scripts'); other.srcdoc = "
            + "'<script>parent.frames[0]"
            + ".postMessage({jsonrpc: \"2.0\", method: \"ui/notifications/tool-result\", params: {content: [{type: \"text\", text: "
            + "\"forged\"}]}}, "
            + "\"*\"); parent.postMessage(\"sent\", \"*\")</script>'; window.onmessage = event => { if (event.data === 'sent') "
            + "window.forged = true };"
            + " document.body.append(other)");
        until("another frame has spoken", () -> out("return window.forged === true"));
        out("return window.ask('ping', {})");
        assertFalse(text().contains("forged"), "it heard another frame");
        show("paas_status", EMPTY);
        awaitText("shop-web");
        assertEquals(List.of(0L, 0L),
            in("return [document.querySelectorAll('a').length, document.querySelectorAll('tbody button, .top button').length]"));
        show("paas_wait_deployment", Map.of("deployment", "shop-web"));
        awaitText("It is live");
        show("paas_get_logs", Map.of("app", "shop-web"));
        awaitText(" lines");
        assertEquals(0L, out("return window.heard.filter(each => each.method === 'tools/call').length"));
        assertEquals(List.of(-32601L, "{}"),
            out("return Promise.all([window.ask('no/such', {}), window.ask('ping', {})]).then(all => [all[0].error.code, "
            + "JSON.stringify(all[1].result)])"));
        assertTrue((Boolean) out("return window.heard.filter(each => each.method === 'ui/notifications/size-changed').every(each => "
            + "Number.isInteger(each.params.width) && each.params.height > 0)"));
    }

    @Test
    void lightAndDarkAreTheHosts() {
        var colours = "const of = name => getComputedStyle(document.body)[name]; return [of('backgroundColor'), of('color')]";
        begin("theme", "dark");
        show("paas_status", EMPTY);
        awaitText("shop-web");
        assertEquals(List.of("rgb(27, 27, 30)", "rgb(236, 236, 240)"), in(colours));
        out("window.notify('ui/notifications/host-context-changed', {theme: 'light'})");
        until("it is light", () -> List.of("rgb(255, 255, 255)", "rgb(28, 28, 32)").equals(in(colours)));
        begin("variables", Map.of("--color-background-primary", "light-dark(rgb(1, 2, 3), rgb(4, 5, 6))", "--color-text-primary",
            "rgb(7, 8, 9)"));
        assertEquals(List.of("rgb(1, 2, 3)", "rgb(7, 8, 9)"), in(colours));
        out("window.notify('ui/notifications/host-context-changed', {theme: 'dark', styles: {variables: {'--color-text-primary': 'rgb(9, "
            + "9, 9)'}}})");
        until("the host's dark is there", () -> List.of("rgb(4, 5, 6)", "rgb(9, 9, 9)").equals(in(colours)));
    }
}
