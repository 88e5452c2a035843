package lib.sandbox.state.backups;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
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
        try (DataInputStream in = new DataInputStream(new GZIPInputStream(new ByteArrayInputStream(packed)))) {
            byte[] header = new byte[BLOCK];
            for (in.readFully(header); header[0] != 0; in.readFully(header)) {
                byte[] file = new byte[Integer.parseInt(text(header, SIZE_AT, 12), 8)];
                in.readFully(file);
                files.put(text(header, 0, NAME), file);
                in.skipNBytes(padding(file.length));
            }
            return files;
        } catch (NumberFormatException | NegativeArraySizeException e) {
            throw new IOException("the size of a file is no number", e);
        }
    }

    private static byte[] header(String name, int size, long time) {
        byte[] bytes = name.getBytes(UTF_8);
        if (bytes.length > NAME) {
            throw new IllegalArgumentException("a name of more than " + NAME + " bytes: " + name);
        }
        // In an encoding of one byte a character, so that the places of the fields are those of the characters.
        String before = new String(bytes, ISO_8859_1) + "\0".repeat(NAME - bytes.length) + "0000600\0" + "0000000\0".repeat(2)
            + "%011o\0%011o\0".formatted(size, time);
        String after = "0" + "\0".repeat(100) + "ustar\00000";
        int sum = (before + " ".repeat(8) + after).chars().sum();       // the checksum is made with blanks in its own place
        return Arrays.copyOf((before + "%06o\0 ".formatted(sum) + after).getBytes(ISO_8859_1), BLOCK);
    }

    private static String text(byte[] header, int from, int length) {
        return new String(header, from, length, UTF_8).split("\0", 2)[0].strip();
    }

    private static int padding(int size) {
        return (BLOCK - size % BLOCK) % BLOCK;
    }
}
