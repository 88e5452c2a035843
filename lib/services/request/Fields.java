package lib.services.request;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.json.Json;

/** What {@code -f} and {@code -F} say of a request: its body as JSON, or its query. */
public final class Fields {

    private static final Pattern KEY = Pattern.compile("([^\\[\\]]+)((?:\\[[^\\[\\]]*])*)");
    private static final Pattern STEP = Pattern.compile("\\[([^\\[\\]]*)]");

    private record Field(String key, Object value) {
    }

    private final List<Field> all = new ArrayList<>();

    /**
     * @param texts {@code name=value} each, the value a text; null for none
     * @param typed the same, the value JSON where it is some: a number, true, false, null, a list, an object
     * @throws Failure USAGE for what has no name
     */
    public Fields(List<String> texts, List<String> typed) {
        for (String each : texts == null ? List.<String>of() : texts) {
            all.add(new Field(name(each), each.substring(each.indexOf('=') + 1)));
        }
        for (String each : typed == null ? List.<String>of() : typed) {
            all.add(new Field(name(each), value(each.substring(each.indexOf('=') + 1))));
        }
    }

    private static String name(String field) {
        int end = field.indexOf('=');
        if (end < 1) {
            throw new Failure(Kind.USAGE, "a field is written name=value");
        }
        return field.substring(0, end);
    }

    private static Object value(String text) {
        try {
            return Json.read(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException noJson) {
            return text;
        }
    }

    public boolean isEmpty() {
        return all.isEmpty();
    }

    /** The path with them as its query, each encoded so that it stays one value. */
    public String query(String path) {
        StringBuilder query = new StringBuilder(path);
        for (Field each : all) {
            query.append(query.indexOf("?") < 0 ? "?" : "&").append(encoded(each.key)).append('=')
                    .append(encoded(String.valueOf(each.value)));
        }
        return query.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /**
     * Them as a JSON object. {@code a[b]=1} is an object in it, {@code a[]=1} the next element of a list.
     *
     * @throws Failure USAGE where one takes another's place
     */
    public Map<String, Object> object() {
        Map<String, Object> object = new LinkedHashMap<>();
        for (Field each : all) {
            Matcher key = KEY.matcher(each.key);
            if (!key.matches()) {
                throw wrong(each, "its name is not written as a, a[b] or a[]");
            }
            List<String> steps = new ArrayList<>(List.of(key.group(1)));
            STEP.matcher(key.group(2)).results().forEach(found -> steps.add(found.group(1)));
            put(object, steps, each);
        }
        return object;
    }

    @SuppressWarnings("unchecked")
    private static void put(Map<String, Object> object, List<String> steps, Field field) {
        String name = steps.getFirst();
        if (steps.size() == 1) {
            if (object.containsKey(name)) {
                throw wrong(field, "it is there already; the elements of a list are written " + name + "[]=…");
            }
            object.put(name, field.value);
        } else if (steps.get(1).isEmpty()) {
            if (steps.size() > 2 || object.containsKey(name) && !(object.get(name) instanceof List<?>)) {
                throw wrong(field, "the elements of a list are plain values");
            }
            ((List<Object>) object.computeIfAbsent(name, none -> new ArrayList<>())).add(field.value);
        } else {
            if (object.containsKey(name) && !(object.get(name) instanceof Map<?, ?>)) {
                throw wrong(field, name + " is no object");
            }
            put((Map<String, Object>) object.computeIfAbsent(name, none -> new LinkedHashMap<>()), steps.subList(1, steps.size()), field);
        }
    }

    private static Failure wrong(Field field, String why) {
        return new Failure(Kind.USAGE, "the field " + field.key + " cannot be sent: " + why);
    }
}
