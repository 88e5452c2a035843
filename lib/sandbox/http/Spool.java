package lib.sandbox.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Bytes of any number: few in memory, more in a temporary file, which is gone after {@link #close}. */
public final class Spool extends OutputStream {

    private static final int IN_MEMORY = 256 * 1024;

    private ByteArrayOutputStream memory = new ByteArrayOutputStream();
    private Path file;
    private OutputStream out = memory;
    private long size;

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (size + length > IN_MEMORY) {
            toDisk();
        }
        out.write(bytes, offset, length);
        size += length;
    }

    public long size() {
        return size;
    }

    /** What was written, from its begin. */
    public InputStream read() throws IOException {
        out.flush();
        return file == null ? new ByteArrayInputStream(memory.toByteArray()) : Files.newInputStream(file);
    }

    /** All of it as UTF-8. */
    public String text() {
        try (var in = read()) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As a file, for what must jump about in it. */
    public Path file() throws IOException {
        toDisk();
        out.flush();
        return file;
    }

    @Override
    public void close() {
        try {
            out.close();
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // A temporary file that stays behind harms nobody; the system clears it.
        }
    }

    private void toDisk() throws IOException {
        if (file == null) {
            file = Files.createTempFile("sandbox-upload-", "");
            out = new BufferedOutputStream(Files.newOutputStream(file));
            memory.writeTo(out);
            memory = null;
        }
    }
}
