package lib.journal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the fields of one line: what is not as this program writes it is nothing. */
final class Line {

    /** The first field of every line. */
    static final String NUMBER = "n";

    private Line() {
    }

    static String text(Map<String, Object> line, String name) {
        return line.get(name) instanceof String text ? text : "";
    }

    static long whole(Map<String, Object> line, String name) {
        return line.get(name) instanceof Integer small ? small : line.get(name) instanceof Long large ? large : 0;
    }

    static List<String> texts(Map<String, Object> line, String name) {
        List<String> texts = new ArrayList<>();
        if (line.get(name) instanceof List<?> all) {
            for (Object each : all) {
                if (each instanceof String text) {
                    texts.add(text);
                }
            }
        }
        return texts;
    }

    static Map<String, Object> object(Map<String, Object> line, String name) {
        Map<String, Object> object = new LinkedHashMap<>();
        if (line.get(name) instanceof Map<?, ?> map) {
            map.forEach((key, value) -> object.put((String) key, value));
        }
        return object;
    }
}
