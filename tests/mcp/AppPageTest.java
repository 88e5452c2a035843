package tests.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** What the page of MCP Apps shows: each view, by keyboard, light and dark, narrow, with hostile texts, and to its end. */
class AppPageTest extends AppPage {

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
