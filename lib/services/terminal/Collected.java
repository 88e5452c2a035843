package lib.services.terminal;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Output of a program as a text for somebody who gets it whole: without escape sequences, its middle left out when it is too long. */
public final class Collected {

    private final PlainText plain = new PlainText();
    private final Bounded text;
    private final CharsetDecoder check = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private byte[] rest = {};
    private boolean binary;
    private long length;

    /** @param most characters to keep */
    public Collected(int most) {
        text = new Bounded(most);
    }

    /** Takes the next bytes. */
    public void add(byte[] bytes) {
        length += bytes.length;
        binary |= binary(bytes);
        if (!binary) {
            text.add(plain.of(bytes));
        }
    }

    /** Whether it is no text: with a NUL, or not in UTF-8. A character at the end of the bytes may come in two pieces. */
    private boolean binary(byte[] bytes) {
        ByteBuffer all = ByteBuffer.allocate(rest.length + bytes.length).put(rest).put(bytes).flip();
        for (byte each : bytes) {
            if (each == 0) {
                return true;
            }
        }
        boolean wrong = check.reset().decode(all, CharBuffer.allocate(all.remaining() + 1), false).isError();
        rest = new byte[all.remaining()];
        all.get(rest);
        return wrong || rest.length > 3;
    }

    /** The text; of what is none, only that and how long it is. */
    public String text() {
        return binary ? "(binary output, " + String.format(Locale.ROOT, "%,d", length) + " bytes, not shown)\n" : text.text();
    }

    /** How many characters of the text are missing in its middle. */
    public long cut() {
        return binary ? 0 : text.cut();
    }
}
