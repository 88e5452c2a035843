package lib.services.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Gives the entries of an archive the permissions of their files, which the JDK's writer does not know. Source: PKWARE's APPNOTE 4.3.12,
 * 4.3.16 and 4.4.15; Unix keeps its mode in the upper half of the external attributes.
 */
final class ZipModes {

    private static final int END = 22;
    private static final int DIRECTORY_AT = 16;
    private static final int MADE_BY = 4;
    private static final int NAME_LENGTH = 28;
    private static final int ATTRIBUTES = 38;
    private static final int FIXED = 46;
    private static final byte UNIX = 3;
    private static final int REGULAR_FILE = 0100000;

    private ZipModes() {
    }

    /**
     * @param zip   as the JDK writes it: without a comment at its end
     * @param modes of its entries in their order, e.g. 0755
     */
    static void write(Path zip, List<Integer> modes) throws IOException {
        try (FileChannel file = FileChannel.open(zip, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long end = file.size() - END;
            long start = read(file, end + DIRECTORY_AT, 4).getInt() & 0xffffffffL;
            ByteBuffer directory = read(file, start, (int) (end - start));
            int entry = 0;
            for (int mode : modes) {
                directory.put(entry + MADE_BY + 1, UNIX);
                directory.putInt(entry + ATTRIBUTES, (REGULAR_FILE | mode) << 16);
                entry += FIXED + length(directory, entry + NAME_LENGTH) + length(directory, entry + NAME_LENGTH + 2)
                        + length(directory, entry + NAME_LENGTH + 4);
            }
            directory.clear();
            for (long at = start; directory.hasRemaining(); ) {
                at += file.write(directory, at);
            }
        }
    }

    private static int length(ByteBuffer directory, int at) {
        return directory.getShort(at) & 0xffff;
    }

    private static ByteBuffer read(FileChannel file, long at, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining() && file.read(bytes, at + bytes.position()) >= 0) {
            // until all of it is there
        }
        return bytes.flip();
    }
}
