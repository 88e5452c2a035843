package lib.sandbox.state.backups;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Gzipped tar archives of plain files in the ustar format, with names of at most 100 bytes. */
public final class TarGz {

    private static final int BLOCK = 512;
    private static final int NAME = 100;
    private static final int SIZE_AT = 124;

    private TarGz() {
    }

    /**
     * @param files by path
     * @param time  of every file, seconds since 1970
     */
    static byte[] pack(Map<String, byte[]> files, long time) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                out.write(header(file.getKey(), file.getValue().length, time));
                out.write(file.getValue());
                out.write(new byte[padding(file.getValue().length)]);
            }
            out.write(new byte[2 * BLOCK]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    /**
     * The files by path.
     *
     * @throws IOException when it is no such archive
     */
    public static Map<String, byte[]> unpack(byte[] packed) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            while (true) {
                byte[] header = exactly(in.readNBytes(BLOCK), BLOCK);
                if (header[0] == 0) {
                    return files;
                }
                int size = Integer.parseInt(text(header, SIZE_AT, 12), 8);
                files.put(text(header, 0, NAME), exactly(in.readNBytes(size), size));
                in.skipNBytes(padding(size));
            }
        } catch (NumberFormatException e) {
            throw new IOException("the size of a file is no number", e);
        }
    }

    private static byte[] header(String name, int size, long time) {
        byte[] bytes = name.getBytes(UTF_8);
        if (bytes.length > NAME) {
            throw new IllegalArgumentException("a name of more than " + NAME + " bytes: " + name);
        }
        byte[] header = new byte[BLOCK];
        put(header, 0, bytes);
        put(header, 100, "0000600\0".getBytes(US_ASCII));
        put(header, 108, "0000000\0".getBytes(US_ASCII));
        put(header, 116, "0000000\0".getBytes(US_ASCII));
        put(header, SIZE_AT, "%011o\0".formatted(size).getBytes(US_ASCII));
        put(header, 136, "%011o\0".formatted(time).getBytes(US_ASCII));
        put(header, 148, "        ".getBytes(US_ASCII));    // the checksum is made with blanks in its own place
        header[156] = '0';
        put(header, 257, "ustar\00000".getBytes(US_ASCII));
        int sum = 0;
        for (byte each : header) {
            sum += each & 0xff;
        }
        put(header, 148, "%06o\0 ".formatted(sum).getBytes(US_ASCII));
        return header;
    }

    private static void put(byte[] header, int at, byte[] bytes) {
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }

    private static String text(byte[] header, int from, int length) {
        int end = from;
        while (end < from + length && header[end] != 0) {
            end++;
        }
        return new String(Arrays.copyOfRange(header, from, end), UTF_8).strip();
    }

    private static int padding(int size) {
        return (BLOCK - size % BLOCK) % BLOCK;
    }

    private static byte[] exactly(byte[] read, int length) throws IOException {
        if (read.length < length) {
            throw new EOFException("the archive ends in the middle");
        }
        return read;
    }
}
