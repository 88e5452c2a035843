package lib.services.variables;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lib.api.App;
import lib.base.secrets.Secrets;

/**
 * A file of variables held against those of an app. A value that is {@code ***} on either side stands for one that is not shown: it is
 * compared with nothing, and written nowhere.
 *
 * @param visible   those of the app that it shows, by name
 * @param hidden    the names of those that it does not show
 * @param here      those of the file that have a value
 * @param onlyHere  the names of those that only the file has
 * @param onlyThere the names of those that the app shows and only the app has
 * @param masked    the names of those that the file has as {@code ***}
 */
public record Comparison(Map<String, String> visible, List<String> hidden, Map<String, String> here, List<String> onlyHere,
                         List<String> onlyThere, List<String> masked) {

    /** Compares them. */
    public static Comparison of(EnvFile file, App app) {
        Map<String, String> visible = new LinkedHashMap<>();
        List<String> hidden = new ArrayList<>();
        app.envVars().forEach((name, value) -> {
            if (value.equals(Secrets.MASK)) {
                hidden.add(name);
            } else {
                visible.put(name, value);
            }
        });
        Map<String, String> here = new LinkedHashMap<>(file.values());
        List<String> masked = here.entrySet().stream().filter(each -> each.getValue().equals(Secrets.MASK)).map(Map.Entry::getKey).toList();
        here.keySet().removeAll(masked);
        return new Comparison(visible, hidden, here, here.keySet().stream().filter(each -> !app.envVars().containsKey(each)).toList(),
                visible.keySet().stream().filter(each -> !here.containsKey(each) && !masked.contains(each)).toList(), masked);
    }

    /** What the file would have that it has not, with these values in it. */
    public List<Changed> changesHere(Map<String, String> values) {
        List<Changed> changes = new ArrayList<>();
        values.forEach((name, value) -> {
            if (!value.equals(here.get(name))) {
                changes.add(new Changed(name, masked.contains(name) ? Secrets.MASK : here.get(name), value));
            }
        });
        return changes;
    }

    /** The values that differ or are on one side alone: before is the file's, after the app's. Hidden ones are none of them. */
    public List<Changed> differences() {
        List<Changed> all = new ArrayList<>(changesHere(visible));
        onlyHere.forEach(name -> all.add(new Changed(name, here.get(name), null)));
        return all;
    }

    /** Secrets that both have, and nobody can compare. */
    public List<String> incomparable() {
        return hidden.stream().filter(here::containsKey).toList();
    }

    /** Secrets that the file has not. */
    public List<String> secretsOnlyThere() {
        return hidden.stream().filter(each -> !here.containsKey(each)).toList();
    }
}
