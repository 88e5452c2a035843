package lib.setup;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import lib.install.ProgramCopy;

/**
 * What setup did to a file, so that {@code --remove} can give back exactly what was there: as long as nobody else has changed the file,
 * its changed part is put back; after that, the entry is taken out, and what was made around it where nothing else has come into it.
 *
 * @param after     the hash of the text that was written
 * @param absent    whether there was no file before
 * @param container whether there was no table around the entry before
 * @param start     where the written text differs from the former one
 * @param length    how long the differing part is now
 * @param original  what it was; null when it is not known
 * @param backup    the file of former bytes beside it, "" for none
 * @param kept      the hash of those
 */
record UndoRecord(String after, boolean absent, boolean container, int start, int length, String original, String backup, String kept) {

    /**
     * @param former   the text before setup touched the file for the first time; null when it cannot be known any more, "" for no file
     * @param now      the text that is written
     */
    static UndoRecord of(String former, String now, boolean absent, boolean container) {
        if (former == null) {
            return new UndoRecord("", absent, container, 0, 0, null, "", "");
        }
        int most = Math.min(former.length(), now.length());
        int start = 0;
        while (start < most && former.charAt(start) == now.charAt(start)) {
            start++;
        }
        int end = 0;
        while (end < most - start && former.charAt(former.length() - 1 - end) == now.charAt(now.length() - 1 - end)) {
            end++;
        }
        return new UndoRecord(hash(now), absent, container, start, now.length() - start - end,
                former.substring(start, former.length() - end), "", "");
    }

    UndoRecord backedUp(String name, String hash) {
        return new UndoRecord(after, absent, container, start, length, original, name, hash);
    }

    /** The text that was there before; null when that is not known, because somebody has changed the file since. */
    String undo(String now) {
        return original == null || !hash(now).equals(after) ? null : now.substring(0, start) + original + now.substring(start + length);
    }

    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("after", after);
        fields.put("absent", absent);
        fields.put("container", container);
        fields.put("start", start);
        fields.put("length", length);
        fields.put("original", original);
        fields.put("backup", backup);
        fields.put("kept", kept);
        return fields;
    }

    /** As it was stored; null when it was damaged, which costs nothing but the exactness of a removal. */
    static UndoRecord of(Object stored) {
        if (stored instanceof Map<?, ?> map && map.get("after") instanceof String after && map.get("absent") instanceof Boolean absent
                && map.get("container") instanceof Boolean container && map.get("start") instanceof Number start
                && map.get("length") instanceof Number length && map.get("backup") instanceof String backup
                && map.get("kept") instanceof String kept) {
            return new UndoRecord(after, absent, container, start.intValue(), length.intValue(), (String) map.get("original"), backup,
                    kept);
        }
        return null;
    }

    static String hash(String text) {
        return hash(text.getBytes(StandardCharsets.UTF_8));
    }

    static String hash(byte[] bytes) {
        return HexFormat.of().formatHex(ProgramCopy.sha256().digest(bytes));
    }
}
