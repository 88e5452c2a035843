package lib.services.variables;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.files.PrivateFile;
import lib.files.RawPath;
import lib.files.Reason;
import lib.services.settings.Dotenv;
import lib.services.settings.Dotenv.Entry;

/**
 * A file of variables on this machine, {@code .env} as a rule. What is changed in it leaves its comments, its order and its line ends as
 * they are.
 *
 * @param name    as it was typed
 * @param there   whether it is there
 * @param entries all of it
 * @param mark    the byte order mark that it begins with; "" for none
 * @param windows whether its lines end with a carriage return, too
 */
public record EnvFile(String name, boolean there, List<Entry> entries, String mark, boolean windows) {

    private static final Pattern COMMENTED = Pattern.compile("(?m)^[ \\t]*#[ \\t]*(?:export[ \\t]+)?([\\w.-]+)[ \\t]*=");

    /**
     * Reads it.
     *
     * @throws Failure USAGE when it is there and is no such file
     */
    public static EnvFile read(String name) {
        byte[] bytes;
        try {
            bytes = new PrivateFile(RawPath.typedWhole(name)).read(Dotenv.LARGEST);
        } catch (IOException e) {
            throw new Failure(Kind.USAGE, "cannot read " + name + " (" + Reason.of(e) + ")", "name a file of NAME=value lines in UTF-8");
        }
        String text = bytes == null ? "" : Dotenv.text(name, bytes);
        return new EnvFile(name, bytes != null, Dotenv.entries(name, text), text.startsWith("\ufeff") ? "\ufeff" : "",
                text.contains("\r\n"));
    }

    /** The same where it has to be there. @throws Failure USAGE */
    public static EnvFile existing(String name) {
        EnvFile file = read(name);
        if (!file.there) {
            throw new Failure(Kind.USAGE, "there is no file " + name, "make it: paas config pull <app> " + name);
        }
        return file;
    }

    /** Its variables. */
    public Map<String, String> values() {
        return Dotenv.values(entries);
    }

    /** The names of those that stand in it as a comment: they are known, and have no value here. */
    public Set<String> commented() {
        Set<String> names = new TreeSet<>();
        for (Entry each : entries) {
            Matcher comment = COMMENTED.matcher(each.name() == null ? each.head() : "");
            if (comment.find()) {
                names.add(comment.group(1));
            }
        }
        return names;
    }

    /**
     * The same with other values: those that it has are changed where they stand, the others come at its end.
     *
     * @param values   by name
     * @param comments lines to add
     */
    public EnvFile with(Map<String, String> values, List<String> comments) {
        List<Entry> all = new ArrayList<>(entries);
        values.forEach((variable, value) -> {
            int at = -1;
            for (int i = 0; i < all.size(); i++) {
                // of several of one name the last counts
                at = variable.equals(all.get(i).name()) ? i : at;
            }
            if (at < 0) {
                all.addAll(Dotenv.entries(name, Dotenv.line(variable, value)));
            } else {
                all.set(at, all.get(at).with(value));
            }
        });
        comments.forEach(each -> all.add(new Entry(each + "\n", null, "", "", "")));
        return new EnvFile(name, there, all, mark, windows);
    }

    /**
     * Writes it, in one step and for its owner alone.
     *
     * @throws Failure FAILED
     */
    public void write() {
        StringBuilder text = new StringBuilder(mark);
        entries.forEach(each -> text.append(windows ? each.text().replace("\n", "\r\n") : each.text()));
        try {
            new PrivateFile(RawPath.typedWhole(name)).write(text.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new Failure(Kind.FAILED, "cannot write " + name + " (" + Reason.of(e) + ")", "nothing was changed");
        }
    }

    /** Where it lies, for a shell. */
    public String path() {
        return RawPath.whole(RawPath.typedWhole(name).normalize());
    }

    /** Whether a variable of this name can stand in such a file. */
    public static boolean carries(String variable) {
        return Dotenv.carries(variable);
    }
}
