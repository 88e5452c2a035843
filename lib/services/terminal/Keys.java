package lib.services.terminal;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * What is typed, as text to send: UTF-8 whose characters may come in pieces. {@code ~.} at the beginning of a line is the way out when
 * nothing answers any more, as with ssh.
 */
public final class Keys {

    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE).onUnmappableCharacter(CodingErrorAction.REPLACE);
    private ByteBuffer rest = ByteBuffer.allocate(0);
    private boolean lineStart = true;
    private boolean tilde;

    /** The text of the next bytes, "" when it is not whole yet; null when the person leaves. */
    public String of(byte[] bytes, int length) {
        ByteBuffer all = ByteBuffer.allocate(rest.remaining() + length).put(rest).put(bytes, 0, length).flip();
        CharBuffer chars = CharBuffer.allocate(all.remaining() + 1);
        decoder.decode(all, chars, false);
        rest = all;
        chars.flip();
        StringBuilder text = new StringBuilder();
        while (chars.hasRemaining()) {
            char c = chars.get();
            if (tilde && c == '.') {
                return null;
            }
            if (tilde) {
                text.append('~');
            }
            tilde = !tilde && lineStart && c == '~';
            lineStart = c == '\r' || c == '\n';
            if (!tilde) {
                text.append(c);
            }
        }
        return text.toString();
    }
}
