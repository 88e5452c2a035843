package lib.services.source;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Files of a folder that people send by mistake: secrets, what a build makes anew, what an operating system leaves behind. */
final class Unwanted {

    private static final Predicate<String> SECRET = Pattern.compile(
            "(?:^|/)(?:\\.env(?:\\.(?!example$|sample$|template$|dist$|defaults$)[^/]*)?|id_(?:rsa|dsa|ecdsa|ed25519)"
            + "|[^/]*\\.(?:pem|p12|pfx)|\\.netrc|\\.pgpass|\\.npmrc|\\.pypirc)$").asPredicate();
    private static final Pattern MADE = Pattern.compile("^((?:.*/)?(?:node_modules|\\.venv|venv|__pycache__|\\.next|\\.gradle))/.*$");
    private static final Predicate<String> SYSTEM = Pattern.compile("(?:^|/)(?:\\.DS_Store|Thumbs\\.db|desktop\\.ini|__MACOSX/.*)$")
            .asPredicate();

    private Unwanted() {
    }

    /** What is worth a word, a sentence each. */
    static List<String> in(Collection<String> paths) {
        List<String> notes = new ArrayList<>();
        List<String> secrets = paths.stream().filter(SECRET).toList();
        List<String> made = paths.stream().filter(MADE.asMatchPredicate()).toList();
        List<String> system = paths.stream().filter(SYSTEM).toList();
        if (!secrets.isEmpty()) {
            notes.add("sent along: " + some(secrets) + ", which usually hold secrets; a .paasignore file (as .gitignore) leaves them out");
        }
        if (!made.isEmpty()) {
            String folder = MADE.matcher(made.getFirst()).replaceFirst("$1");
            notes.add("sent along: " + folder + "/ (" + (made.size() == 1 ? "1 file" : made.size() + " files")
                    + "), which the build makes anew; leave it out with .paasignore");
        }
        if (!system.isEmpty()) {
            notes.add("sent along: " + some(system) + ", of no use to the app; leave it out with .paasignore");
        }
        return notes;
    }

    private static String some(List<String> paths) {
        return paths.size() <= 3 ? String.join(", ", paths) : String.join(", ", paths.subList(0, 3)) + " and "
                + (paths.size() - 3) + " more";
    }
}
