package lib.run;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import lib.base.secrets.Secrets;

/**
 * Output of a program as bytes, its text masked line by line. From the first NUL or the first line that is not UTF-8 on it is no text, and
 * passes as it is: what would be replaced in an archive or an image would spoil it.
 */
final class MaskedBytes {

    /** A line longer than this is handed on in pieces. */
    private static final int LONGEST = 64 * 1024;

    private final Secrets.Lines lines;
    private final Consumer<byte[]> to;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private boolean binary;

    MaskedBytes(Secrets.Lines lines, Consumer<byte[]> to) {
        this.lines = lines;
        this.to = to;
    }

    void next(byte[] bytes) {
        ByteArrayOutputStream ready = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            byte each = bytes[i];
            binary |= each == 0;
            if (binary) {
                flush(ready);
                ready.write(bytes, i, bytes.length - i);
                break;
            }
            line.write(each);
            if (each == '\n' || each == '\r' || line.size() >= LONGEST && (each & 0x80) == 0) {
                flush(ready);
            }
        }
        if (ready.size() > 0) {
            to.accept(ready.toByteArray());
        }
    }

    void end() {
        ByteArrayOutputStream ready = new ByteArrayOutputStream();
        flush(ready);
        if (ready.size() > 0) {
            to.accept(ready.toByteArray());
        }
    }

    private void flush(ByteArrayOutputStream ready) {
        byte[] bytes = line.toByteArray();
        line.reset();
        if (binary || bytes.length == 0) {
            ready.writeBytes(bytes);
            return;
        }
        boolean ended = bytes[bytes.length - 1] == '\n' || bytes[bytes.length - 1] == '\r';
        int length = ended ? bytes.length - 1 : bytes.length;
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length)).toString();
            String masked = lines.next(text);
            ready.writeBytes(masked.equals(text) ? bytes : masked.getBytes(StandardCharsets.UTF_8));
            if (ended && !masked.equals(text)) {
                ready.write(bytes[length]);
            }
        } catch (CharacterCodingException noText) {
            binary = true;
            ready.writeBytes(bytes);
        }
    }
}
