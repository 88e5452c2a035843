package lib.http;

import java.io.ByteArrayOutputStream;
import java.net.ProtocolException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.drafts.Draft;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.enums.Opcode;
import org.java_websocket.exceptions.IncompleteHandshakeException;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.exceptions.InvalidHandshakeException;
import org.java_websocket.framing.Framedata;
import org.java_websocket.handshake.Handshakedata;

/**
 * What Java-WebSocket makes of the bytes that come, with two changes. It keeps what a server says in place of a WebSocket, where the
 * library keeps the status line. And it hands over data as it comes, bounded, where the library collects whole messages and holds the
 * pieces of one against its limit only when the last has come.
 */
final class Frames extends Draft_6455 {

    /** Largest frame taken; the library has it in memory as a whole. The instance's have 8 KiB, or one line of a log. */
    private static final int LARGEST = 16 << 20;

    /** Bytes kept of one text message: the instance knows no limit, a line of a log does not get longer by reason. */
    private static final int LONGEST_TEXT = 1 << 20;
    private static final int PIECE = 8192;
    private static final int LONGEST_HEAD = 64 * 1024;
    private static final int LONGEST_BODY = 4096;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})(?: .*)?");

    private final URI uri;
    private final Receiver receiver;
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
    private boolean binary;
    private Response answer;
    private ProtocolException broken;

    /** Takes what has come; may wait, and nothing more is read meanwhile. */
    interface Receiver {
        void take(byte[] message);
    }

    Frames(URI uri, Receiver receiver) {
        super(List.of(), LARGEST);
        this.uri = uri;
        this.receiver = receiver;
    }

    /** There is one for each connection already. */
    @Override
    public Draft copyInstance() {
        return this;
    }

    /** What the server answered, as far as it came; null before it did. */
    Response answer() {
        return answer;
    }

    /** Set when what came is no HTTP. */
    ProtocolException broken() {
        return broken;
    }

    /** Called again with all that has come, each time that more has. */
    @Override
    public Handshakedata translateHandshake(ByteBuffer buffer) throws InvalidHandshakeException {
        byte[] come = new byte[buffer.remaining()];
        buffer.duplicate().get(come);
        String all = new String(come, StandardCharsets.ISO_8859_1);
        int end = all.indexOf("\r\n\r\n");
        if (!"HTTP/1.".startsWith(all.substring(0, Math.min(7, all.length()))) || end < 0 && all.length() > LONGEST_HEAD) {
            throw noHttp();
        }
        if (end < 0) {
            throw new IncompleteHandshakeException();
        }
        String[] lines = all.substring(0, end).split("\r\n");
        Matcher status = STATUS.matcher(lines[0]);
        if (!status.matches()) {
            throw noHttp();
        }
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line : lines) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.putIfAbsent(line.substring(0, colon).strip(), List.of(line.substring(colon + 1).strip()));
            }
        }
        int code = Integer.parseInt(status.group(1));
        byte[] body = code == 101 ? new byte[0] : Arrays.copyOfRange(come, end + 4, Math.min(come.length, end + 4 + LONGEST_BODY));
        answer = new Response(uri, code, headers, body, null, null);
        if (code == 101) {
            return super.translateHandshake(buffer);
        }
        String length = answer.header("Content-Length");
        if (body.length < (length.matches("\\d{1,9}") ? Math.min(LONGEST_BODY, Integer.parseInt(length)) : LONGEST_BODY)) {
            throw new IncompleteHandshakeException();
        }
        throw new InvalidHandshakeException("refused");
    }

    private InvalidHandshakeException noHttp() {
        broken = new ProtocolException("no HTTP");
        return new InvalidHandshakeException("no HTTP");
    }

    @Override
    public void processFrame(WebSocketImpl socket, Framedata frame) throws InvalidDataException {
        Opcode kind = frame.getOpcode();
        if (kind != Opcode.TEXT && kind != Opcode.BINARY && kind != Opcode.CONTINUOUS) {
            super.processFrame(socket, frame);
            return;
        }
        ByteBuffer payload = frame.getPayloadData();
        binary = kind == Opcode.CONTINUOUS ? binary : kind == Opcode.BINARY;
        if (!binary) {
            int room = LONGEST_TEXT - text.size();
            text.write(payload.array(), payload.arrayOffset() + payload.position(), Math.min(room, payload.remaining()));
            if (frame.isFin()) {
                receiver.take(text.toByteArray());
                text.reset();
            }
            return;
        }
        while (payload.hasRemaining()) {
            byte[] piece = new byte[Math.min(PIECE, payload.remaining())];
            payload.get(piece);
            receiver.take(piece);
        }
    }
}
