package tests.support;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The proxy of a network that lets nobody out otherwise. It knows names that exist nowhere else, so that whoever reaches one has come
 * through it; CONNECT and plain requests, with a password where one is set.
 */
public final class ForwardProxy extends Relay {
    private final Map<String, Integer> names = new ConcurrentHashMap<>();
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private volatile String login;
    private volatile String refusal;

    public ForwardProxy() {
        super(plain());
    }

    public String url() {
        return "http://127.0.0.1:" + port();
    }

    /** @param name host and port as a client asks for them, e.g. {@code paas.test:443}; @param port where that is on this machine */
    public ForwardProxy knows(String name, int port) {
        names.put(name, port);
        return this;
    }

    /** Lets only these pass. */
    public ForwardProxy wants(String user, String password) {
        login = "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
        return this;
    }

    /** Answers everything so, with a page. @param status e.g. {@code 403 Forbidden} */
    public ForwardProxy refuses(String status) {
        refusal = status;
        return this;
    }

    /** What was asked for, as {@code CONNECT paas.test:443} or {@code GET http://paas.test/api/apps}; in order, refused or not. */
    public List<String> seen() {
        return List.copyOf(seen);
    }

    @Override
    void serve(Socket client) throws IOException {
        var in = client.getInputStream();
        var head = head(in);
        var line = head.split("\r\n", 2)[0].split(" ");
        if (line.length < 3) {
            return;
        }
        seen.add(line[0] + " " + line[1]);
        if (refusal != null) {
            page(client, refusal, "");
        } else if (login != null && !head.contains("\r\nProxy-Authorization: " + login + "\r\n")) {
            page(client, "407 Proxy Authentication Required", "Proxy-Authenticate: Basic realm=\"test\"\r\n");
        } else if (line[0].equals("CONNECT")) {
            tunnel(client, line[1]);
        } else {
            forward(client, line, head);
        }
    }

    private void tunnel(Socket client, String name) throws IOException {
        if (!names.containsKey(name)) {
            page(client, "502 Bad Gateway", "");
            return;
        }
        var server = to(names.get(name));
        client.getOutputStream().write("HTTP/1.1 200 Connection established\r\n\r\n".getBytes(ISO_8859_1));
        join(client, server);
    }

    private void forward(Socket client, String[] line, String head) throws IOException {
        var rest = line[1].replaceFirst("^http://", "");
        var slash = rest.indexOf('/');
        var name = rest.substring(0, slash) + (rest.substring(0, slash).contains(":") ? "" : ":80");
        if (!names.containsKey(name)) {
            page(client, "502 Bad Gateway", "");
            return;
        }
        var server = to(names.get(name));
        var passed = line[0] + " " + rest.substring(slash) + " HTTP/1.1\r\nVia: 1.1 test\r\n"
            + head.substring(head.indexOf("\r\n") + 2).replaceAll("(?i)Proxy-[A-Za-z]+: .*\r\n", "");
        server.getOutputStream().write(passed.getBytes(ISO_8859_1));
        join(client, server);
    }

    private static void page(Socket client, String status, String headers) throws IOException {
        var body = "<html><body>the proxy says: " + status + "</body></html>";
        client.getOutputStream().write(("HTTP/1.1 " + status + "\r\n" + headers + "Content-Type: text/html\r\nContent-Length: "
            + body.length() + "\r\nConnection: close\r\n\r\n" + body).getBytes(ISO_8859_1));
        client.getOutputStream().flush();
    }

    private static String head(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n", Math.max(0, head.length() - 4)) < 0 && head.length() < 65_536) {
            int c = in.read();
            if (c < 0) {
                break;
            }
            head.append((char) c);
        }
        return head.toString();
    }
}
