package tests.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A deployment on the page of MCP Apps, to its end, with its cause and before its answer; and what the host alone may say and do. */
class AppPageDeploymentTest extends AppPage {

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
}
