package lib.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Makes texts of the bytes of a JSON text. */
final class JsonStrings {

    private static final int PLACES = 256;
    private static final int REPLACEMENT = 0xFFFD;

    /** Names of fields that were read, by a hash: a list of objects repeats them, and few are made twice. */
    private final String[] names = new String[PLACES];

    /** The name that stands there, of ASCII alone. */
    String name(byte[] json, int start, int end) {
        int hash = 0;
        for (int i = start; i < end; i++) {
            hash = hash * 31 + json[i];
        }
        int place = (hash ^ hash >>> 16) & PLACES - 1;
        String known = names[place];
        if (known == null || !same(known, json, start, end)) {
            known = ascii(json, start, end);
            names[place] = known;
        }
        return known;
    }

    private static boolean same(String known, byte[] json, int start, int end) {
        if (known.length() != end - start) {
            return false;
        }
        for (int i = start; i < end; i++) {
            if (known.charAt(i - start) != json[i]) {
                return false;
            }
        }
        return true;
    }

    /** What stands there, of ASCII alone. */
    static String ascii(byte[] json, int start, int end) {
        return new String(json, start, end - start, StandardCharsets.ISO_8859_1);
    }

    /**
     * What stands there in UTF-8.
     *
     * @param first where the text as a whole begins, for the place of a fault
     * @throws JsonFault when it is no UTF-8
     */
    static String decoded(byte[] json, int first, int start, int end) throws JsonFault {
        String text = new String(json, start, end - start, StandardCharsets.UTF_8);
        // it stands for what is no UTF-8, and may stand in the text
        if (text.indexOf(REPLACEMENT) >= 0) {
            try {
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json, start, end - start));
            } catch (CharacterCodingException e) {
                throw JsonFault.at(json, first, start);
            }
        }
        return text;
    }
}
