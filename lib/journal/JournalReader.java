package lib.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.files.Reason;
import lib.json.Json;

/**
 * Reads the journal's files, whatever is in them: what is no line of a journal is counted and passed over. Without the lock: it only grows.
 */
final class JournalReader {

    static final History NOTHING = new History(List.of(), 0);

    /** No file of ours is as long: of a longer one the end counts. */
    private static final int MOST_BYTES = 4 * 1024 * 1024;
    /** No line of ours is as long. */
    private static final int LONGEST_LINE = 64 * 1024;
    /** More calls than anybody makes: a number above it is a forged one, and would leave none for those to come. */
    private static final long MOST = 1_000_000_000_000L;
    private static final Pattern NUMBERED = Pattern.compile("(?m)^\\{\"" + Line.NUMBER + "\":(\\d{1,12}),");

    private final Map<Long, Begun> begun = new TreeMap<>();
    private final Map<Long, Ended> ended = new TreeMap<>();
    private int damaged;

    private JournalReader() {
    }

    /** @throws Failure FAILED when a file cannot be read */
    static History read(Path folder) {
        JournalReader reader = new JournalReader();
        // this one first: were it to become the former one in between, the other way round would miss it
        byte[] now = bytes(folder.resolve(Journal.FILE));
        reader.lines(bytes(folder.resolve(Journal.FORMER)));
        reader.lines(now);
        List<JournalEntry> entries = new ArrayList<>();
        reader.begun.forEach((number, call) -> entries.add(new JournalEntry(number, call, reader.ended.get(number))));
        return new History(entries, reader.damaged);
    }

    /** The highest number in the files; 0 for none. */
    static long lastNumber(Path folder) {
        long last = 0;
        for (String each : List.of(Journal.FORMER, Journal.FILE)) {
            Matcher number = NUMBERED.matcher(new String(bytes(folder.resolve(each)), StandardCharsets.ISO_8859_1));
            while (number.find()) {
                last = Math.max(last, Long.parseLong(number.group(1)));
            }
        }
        return last;
    }

    private static byte[] bytes(Path file) {
        try {
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                return new byte[0];
            }
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                throw new FileSystemException(file.toString(), null, "it is no plain file");
            }
            try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
                long size = in.length();
                in.seek(Math.max(0, size - MOST_BYTES));
                byte[] bytes = new byte[(int) Math.min(size, MOST_BYTES)];
                in.readFully(bytes);
                return size > MOST_BYTES ? fromNextLine(bytes) : bytes;
            }
        } catch (IOException e) {
            throw new Failure(Kind.FAILED, "cannot read " + file + " (" + Reason.of(e) + ")", "move it away, or make it readable for you");
        }
    }

    private static byte[] fromNextLine(byte[] bytes) {
        int start = 0;
        while (start < bytes.length && bytes[start] != '\n') {
            start++;
        }
        return Arrays.copyOfRange(bytes, Math.min(start + 1, bytes.length), bytes.length);
    }

    private void lines(byte[] bytes) {
        int start = 0;
        for (int i = 0; i <= bytes.length; i++) {
            if (i == bytes.length || bytes[i] == '\n') {
                if (i > start) {
                    line(bytes, start, i);
                }
                start = i + 1;
            }
        }
    }

    private void line(byte[] bytes, int start, int end) {
        try {
            if (end - start > LONGEST_LINE) {
                throw new IOException("longer than any");
            }
            Map<String, Object> line = Json.readObject(Arrays.copyOfRange(bytes, start, end));
            long number = Line.whole(line, Line.NUMBER);
            Begun first = Begun.of(line);
            Ended last = first == null ? Ended.of(line) : null;
            if (number < 1 || number > MOST || first == null && last == null) {
                throw new IOException("none of ours");
            }
            if (first != null) {
                begun.put(number, first);
            } else {
                ended.put(number, last);
            }
        } catch (IOException noLine) {
            damaged++;
        }
    }
}
