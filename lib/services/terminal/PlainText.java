package lib.services.terminal;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * The text in what a terminal is sent: UTF-8 that may be split anywhere, without escape sequences and control characters, a line feed for
 * each line's end. A carriage return alone (a progress bar's) ends a line too.
 */
public final class PlainText {

    private enum In { TEXT, ESCAPE, CHARSET, CSI, STRING, STRING_ESCAPE }

    private static final char ESC = '\u001b';

    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE).onUnmappableCharacter(CodingErrorAction.REPLACE);
    private ByteBuffer rest = ByteBuffer.allocate(0);
    private In in = In.TEXT;
    private boolean carriageReturn;

    /** The text of the next bytes; what is not complete yet comes with the next ones. */
    public String of(byte[] bytes) {
        ByteBuffer all = ByteBuffer.allocate(rest.remaining() + bytes.length).put(rest).put(bytes).flip();
        CharBuffer chars = CharBuffer.allocate(all.remaining() + 1);
        decoder.decode(all, chars, false);
        rest = all;
        StringBuilder text = new StringBuilder(chars.position());
        chars.flip();
        while (chars.hasRemaining()) {
            take(chars.get(), text);
        }
        return text.toString();
    }

    private void take(char c, StringBuilder text) {
        switch (in) {
            case TEXT -> text(c, text);
            case ESCAPE -> in = c == '[' ? In.CSI : c == ']' || c == 'P' || c == 'X' || c == '^' || c == '_' ? In.STRING
                    : c >= ' ' && c <= '/' ? In.CHARSET : c == ESC ? In.ESCAPE : In.TEXT;
            case CHARSET -> in = c >= ' ' && c <= '/' ? In.CHARSET : In.TEXT;
            case CSI -> in = c == ESC ? In.ESCAPE : c >= '@' && c <= '~' || c < ' ' ? In.TEXT : In.CSI;
            // a string that never ends would swallow everything: a line's end ends it too
            case STRING -> in = c == ESC ? In.STRING_ESCAPE : c == '\u0007' || c == '\n' ? In.TEXT : In.STRING;
            case STRING_ESCAPE -> in = c == '\\' ? In.TEXT : c == ESC ? In.STRING_ESCAPE : In.STRING;
        }
    }

    private void text(char c, StringBuilder text) {
        if (carriageReturn && c != '\r') {
            carriageReturn = false;
            text.append('\n');
            if (c == '\n') {
                return;
            }
        }
        switch (c) {
            case ESC -> in = In.ESCAPE;
            case '\r' -> carriageReturn = true;
            case '\n', '\t' -> text.append(c);
            default -> {
                if (!Character.isISOControl(c)) {
                    text.append(c);
                }
            }
        }
    }
}
