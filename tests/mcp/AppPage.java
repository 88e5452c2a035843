package tests.mcp;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import lib.sandbox.instance.Options;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import tests.support.Browser;
import tests.support.Home;
import tests.support.Instance;

/**
 * The page of MCP Apps in a real Chromium, in a sandboxed frame with the policy that hosts have to set, with what the real tools answer of
 * a sandbox: one browser, instance and server for all tests of a class.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AppPage {

    static final ObjectMapper JSON = new ObjectMapper();
    static final Duration PATIENCE = Duration.ofSeconds(60);
    static final Map<String, Object> ALL = Map.of("serverTools", Map.of(), "openLinks", Map.of(), "message", Map.of());
    static final Map<String, Object> EMPTY = Map.of();

    Instance instance;
    Browser browser;
    AppHost host;

    @BeforeAll
    void start(@TempDir Path folder) {
        browser = new Browser();
        // a build takes a few seconds, so that it can be seen at work
        instance = Instance.start(Options.forTests().withSpeed(0.5));
        instance.cli(folder, "operator");
        host = new AppHost(new Home(folder));
    }

    @AfterAll
    void stop() {
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

    void begin(Object... more) {
        Map<String, Object> options = new LinkedHashMap<>(Map.of("capabilities", ALL, "theme", "light"));
        for (int i = 0; i < more.length; i += 2) {
            options.put((String) more[i], more[i + 1]);
        }
        out("window.begin(arguments[0])", options);
        until("the page is initialized", () -> out("return window.initialized"));
    }

    void show(String tool, Map<String, Object> arguments) {
        out("window.show(arguments[0], arguments[1])", tool, arguments);
    }

    /** A result as if a tool had answered so. */
    void result(Object structured) {
        out("window.notify('ui/notifications/tool-input', {arguments: {}}); window.notify('ui/notifications/tool-result', arguments[0])",
            Map.of("content", List.of(), "structuredContent", structured));
    }

    Object out(String script, Object... arguments) {
        browser.driver().switchTo().defaultContent();
        return browser.driver().executeScript(script, arguments);
    }

    int calls() {
        return ((Long) out("return window.calls.length")).intValue();
    }

    @SuppressWarnings("unchecked") // texts
    List<String> called() {
        return (List<String>) out("return window.calls.map(each => each.name)");
    }

    // ---- the page

    Object in(String script, Object... arguments) {
        browser.driver().switchTo().defaultContent().switchTo().frame(0);
        return browser.driver().executeScript(script, arguments);
    }

    String text() {
        return (String) in("return document.body.innerText");
    }

    String awaitText(String... parts) {
        until("the page shows " + List.of(parts), () -> List.of(parts).stream().allMatch(text()::contains));
        return text();
    }

    WebElement at(String css) {
        in("");
        return browser.driver().findElement(By.cssSelector(css));
    }

    WebElement button(String title) {
        in("");
        return browser.driver().findElements(By.cssSelector("button")).stream().filter(each -> each.getText().equals(title)).findFirst()
            .orElseThrow(() -> new AssertionError("no button " + title + " in\n" + text()));
    }

    @SuppressWarnings("unchecked") // texts
    List<String> texts(String css) {
        return (List<String>) in("return [...document.querySelectorAll(arguments[0])].map(each => each.innerText.trim())", css);
    }

    void until(String what, Supplier<Object> condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!Boolean.TRUE.equals(condition.get())) {
            assertTrue(System.nanoTime() < end, () -> "waited in vain until " + what + "; the page shows\n" + text());
            pause(50);
        }
    }

    static void pause(int milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Nothing sticks out, wide or narrow. */
    void fits() {
        for (int width : List.of(320, 800)) {
            out("document.querySelector('iframe').style.width = arguments[0] + 'px'", width);
            until("the page fits into " + width,
                () -> in("return innerWidth === arguments[0] && document.documentElement.scrollWidth <= innerWidth",
                width));
        }
    }

    JsonNode content(String tool, Map<String, Object> arguments) {
        return host.call(tool, JSON.valueToTree(arguments)).path("structuredContent");
    }
}
