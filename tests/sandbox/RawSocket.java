package tests.sandbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import lib.sandbox.instance.Sandbox;

/** A WebSocket client that hides nothing: the handshake byte by byte, every frame with its kind, and how the connection ends. */
final class RawSocket implements AutoCloseable {

    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    private final Socket socket;
    private final DataInputStream in;
    private Answer answer;

    private RawSocket(Sandbox sandbox) throws IOException {
        socket = new Socket("127.0.0.1", sandbox.url().getPort());
        socket.setSoTimeout(20_000);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    }

    /** A ticket of this token. */
    static String ticket(Wire wire) {
        return wire.post("/api/auth/ws-ticket", null).succeeds().text("ticket");
    }

    /** An open socket. @param query with its leading {@code &}, or empty */
    static RawSocket open(Sandbox sandbox, Wire wire, String path, String query) {
        var opened = ask(sandbox, "GET", path + "?ticket=" + ticket(wire) + query, Map.of());
        assertEquals(101, opened.answer.status, () -> "not opened: " + opened.answer);
        return opened;
    }

    /** What the handshake is answered; the headers given replace those of a right one, {@code ""} leaves one out. */
    static RawSocket ask(Sandbox sandbox, String method, String target, Map<String, String> headers) {
        var all = new LinkedHashMap<>(Map.of("Host", "127.0.0.1:" + sandbox.url().getPort(), "Connection", "Upgrade",
            "Upgrade", "websocket", "Sec-WebSocket-Version", "13", "Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="));
        all.putAll(headers);
        try {
            var opened = new RawSocket(sandbox);
            var request = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
            all.forEach((name, value) -> request.append(value.isEmpty() ? "" : name + ": " + value + "\r\n"));
            opened.socket.getOutputStream().write(request.append("\r\n").toString().getBytes(ISO_8859_1));
            opened.answer = opened.readAnswer();
            return opened;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Answer answer() {
        return answer;
    }

    void sendText(String text) {
        send(TEXT, text.getBytes(UTF_8));
    }

    /** One frame, masked with zeros, which leave it readable. */
    void send(int kind, byte[] bytes) {
        try {
            var frame = new ByteArrayOutputStream();
            frame.write(0x80 | kind);
            if (bytes.length < 126) {
                frame.write(0x80 | bytes.length);
            } else {
                frame.writeBytes(new byte[] {(byte) 0xfe, (byte) (bytes.length >> 8), (byte) bytes.length});
            }
            frame.writeBytes(new byte[4]);
            frame.writeBytes(bytes);
            socket.getOutputStream().write(frame.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next frame; null when the connection has dropped. */
    Frame next() {
        try {
            int first = in.read();
            if (first < 0) {
                return null;
            }
            int length = in.readUnsignedByte();
            length = length == 126 ? in.readUnsignedShort() : length == 127 ? (int) in.readLong() : length;
            return new Frame(first & 15, in.readNBytes(length));
        } catch (EOFException | SocketException dropped) {
            return null;
        } catch (SocketTimeoutException e) {
            return fail("no frame came");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether nothing comes for a moment. */
    boolean isSilent() {
        try {
            Thread.sleep(200);
            return in.available() == 0;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The next frame, which must be a text. */
    String text() {
        return body(TEXT);
    }

    /** The next frame, which must be binary. */
    String binary() {
        return body(BINARY);
    }

    /** Everything up to the drop; each frame must be binary. */
    String binaryToTheEnd() {
        var all = new StringBuilder();
        for (var frame = next(); frame != null; frame = next()) {
            assertEquals(BINARY, frame.kind, frame::toString);
            all.append(frame.text());
        }
        return all.toString();
    }

    /** Binary frames until they show this regular expression. */
    String await(String wanted) {
        var all = new StringBuilder();
        var pattern = Pattern.compile(wanted);
        while (!pattern.matcher(all).find()) {
            var frame = next();
            if (frame == null) {
                fail("the connection dropped before " + wanted + " came:\n" + all);
            }
            assertEquals(BINARY, frame.kind, frame::toString);
            all.append(frame.text());
        }
        return all.toString();
    }

    /** There is nothing more, and no close frame either. */
    void drops() {
        assertEquals(null, next());
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String body(int kind) {
        var frame = next();
        assertEquals(kind, frame == null ? -1 : frame.kind, () -> "another frame came: " + frame);
        return frame.text();
    }

    private Answer readAnswer() throws IOException {
        var status = line();
        var headers = new LinkedHashMap<String, String>();
        for (var line = line(); !line.isEmpty(); line = line()) {
            headers.put(line.substring(0, line.indexOf(':')).toLowerCase(), line.substring(line.indexOf(':') + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        return new Answer(Integer.parseInt(status.split(" ")[1]), headers, new String(in.readNBytes(length), UTF_8));
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (int c = in.readUnsignedByte(); c != '\n'; c = in.readUnsignedByte()) {
            line.append((char) c);
        }
        return line.toString().strip();
    }

    /** @param kind the opcode */
    record Frame(int kind, byte[] bytes) {
        String text() {
            return new String(bytes, UTF_8);
        }

        @Override
        public String toString() {
            return "frame of kind " + kind + ": " + text();
        }
    }

    /** @param headers by name in lower case */
    record Answer(int status, Map<String, String> headers, String body) {

        /** A refusal in plain text. */
        void refuses(int status, String line) {
            assertEquals(status, this.status, this::toString);
            assertEquals(line + "\n", body, this::toString);
            assertEquals("text/plain; charset=utf-8", headers.get("content-type"), this::toString);
        }
    }
}
