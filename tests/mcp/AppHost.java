package tests.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import lib.derived.Commands;
import lib.mcp.ToolCalls;
import lib.mcp.tools.Tools;
import lib.mcp.tools.list.Toolset;
import lib.op.Asking;
import lib.op.Progress;
import tests.support.Checkout;
import tests.support.Home;

/**
 * A host of MCP Apps, as the text of 2026-01-26 wants one: a page on loopback with the app in a sandboxed frame under the default policy,
 * which answers its requests, sends nothing before it is initialized, and passes its calls on to the real tools. Methods of the page, all
 * on {@code window}: {@code begin(options)}, {@code show(tool, arguments)}, {@code send(message)}; lists: {@code heard}, {@code calls}.
 */
final class AppHost implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String PAGE = """
        <!doctype html><meta charset="utf-8"><title>host</title><link rel="icon" href="data:,"><body style="margin: 0"><script>
        const POLICY = "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
          + "media-src 'self' data:; connect-src 'none'";
        let frame = null, count = 0, context = {}, can = {};
        const open = new Map();
        const send = message => frame.contentWindow.postMessage({ jsonrpc: '2.0', ...message }, '*');
        const notify = (method, params) => send({ method, params });
        const ask = (method, params) => new Promise(done => { open.set(++count, done); send({ id: count, method, params }); });
        const rpc = async (name, given) => (await fetch('/call', { method: 'POST', body: JSON.stringify({ name, arguments: given }) })).json();
        addEventListener('message', async event => {
          if (!frame || event.source !== frame.contentWindow) return;
          const message = event.data;
          heard.push(message);
          if (message.method === undefined) { open.get(message.id)?.(message); return; }
          if (message.method === 'ui/notifications/size-changed') frame.style.height = message.params.height + 'px';
          if (message.method === 'ui/notifications/initialized') initialized = true;
          if (message.id === undefined) return;
          const answer = result => frame && event.source === frame.contentWindow && send({ id: message.id, result });
          if (message.method === 'ui/initialize') {
            answer({ protocolVersion: '2026-01-26', hostInfo: { name: 'host', version: '1' }, hostCapabilities: can, hostContext: context });
          } else if (message.method === 'tools/call' && can.serverTools) {
            calls.push(message.params);
            answer(canned[message.params.name] ?? await rpc(message.params.name, message.params.arguments));
          } else if (message.method === 'ui/message' || message.method === 'ui/open-link') {
            answer({});
          } else {
            send({ id: message.id, error: { code: -32601, message: 'not here' } });
          }
        });
        window.begin = async ({ capabilities, theme, variables, tool, width }) => {
          Object.assign(window, { heard: [], calls: [], canned: {}, initialized: false });
          can = capabilities;
          context = { theme, styles: { variables: variables ?? {} }, displayMode: 'inline', timeZone: 'UTC', toolInfo: tool && { tool } };
          document.body.replaceChildren();
          frame = document.createElement('iframe');
          frame.setAttribute('sandbox', 'allow-scripts');
          frame.style.cssText = 'border: 0; height: 300px; width: ' + (width ?? 800) + 'px';
          document.body.append(frame);
          const page = await (await fetch('/page')).text();
          frame.srcdoc = page.replace('<head>', '<head><meta http-equiv="Content-Security-Policy" content="' + POLICY + '">');
        };
        window.show = async (name, given) => {
          notify('ui/notifications/tool-input', { arguments: given });
          notify('ui/notifications/tool-result', await rpc(name, given));
        };
        Object.assign(window, { send, notify, ask, ready: true });
        </script>
        """;

    private final HttpServer server;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final Tools tools;

    /** @param home whose connection the tools use */
    AppHost(Home home) {
        var environment = Map.of("HOME", home.path().toString());
        tools = new Tools(new Commands(), new Toolset(new Commands(), Toolset.Choice.ALL, environment), environment, System.err);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("no port on loopback", e);
        }
        server.setExecutor(workers);
        server.createContext("/", exchange -> answer(exchange, "text/html; charset=utf-8", PAGE));
        server.createContext("/page", exchange -> answer(exchange, "text/plain; charset=utf-8", Checkout.read("lib/mcp/app/page.html")));
        server.createContext("/call", exchange -> {
            var asked = JSON.readTree(exchange.getRequestBody());
            answer(exchange, "application/json", call(asked.path("name").asText(), asked.path("arguments")).toString());
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    /** A tool's result as the protocol has it. */
    JsonNode call(String tool, JsonNode arguments) {
        @SuppressWarnings("unchecked") // names are texts
        Map<String, Object> given = JSON.convertValue(arguments.isObject() ? arguments : JSON.createObjectNode(), Map.class);
        var outcome = tools.call(tool, given, new ToolCalls.Caller(Progress.NONE, Asking.ELSEWHERE, ""));
        ObjectNode result = JSON.createObjectNode();
        result.set("content", JSON.valueToTree(List.of(Map.of("type", "text", "text", outcome.text()))));
        try {
            if (!outcome.json().isEmpty()) {
                result.set("structuredContent", JSON.readTree(outcome.json()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return result.put("isError", outcome.error());
    }

    private static void answer(HttpExchange exchange, String type, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
        tools.close();
    }
}
