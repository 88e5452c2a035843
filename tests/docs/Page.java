package tests.docs;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tests.support.Checkout;

/**
 * A page of the documents, as GitHub reads it.
 *
 * @param path below the checkout
 */
record Page(String path, String text) {

    private static final Pattern FENCED = Pattern.compile("(?ms)^```([a-z]*)\n(.*?)^```$");
    private static final Pattern LINK = Pattern.compile("(?<!!)\\[[^\\]\n]+]\\(([^)\\s]+)\\)|(?:src|srcset)=\"([^\"]+)\"");
    private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");

    /**
     * What stands between two fences.
     *
     * @param language behind the first
     */
    record Block(String language, String text) {

        /** The lines that are typed, each whole: what goes on behind a backslash is one of them. */
        List<String> typed() {
            Stream<String> lines = text.replace("\\\n", "\\\u0000").lines().map(line -> line.replace('\u0000', '\n'));
            return language.equals("console") ? lines.filter(line -> line.startsWith("$ ")).map(line -> line.substring(2)).toList()
                : language.equals("sh") ? lines.filter(line -> !line.isBlank()).toList() : List.of();
        }

        /** What the program prints behind the one line that is typed; null where nothing is shown. */
        String shown() {
            return language.equals("console") ? text.substring(text.indexOf('\n') + 1) : null;
        }
    }

    static Page of(String path) {
        return new Page(path, Checkout.read(path));
    }

    /** All that people read, the README first. */
    static List<Page> all() {
        var docs = Checkout.files("docs").stream().filter(each -> each.endsWith(".md"));
        return Stream.concat(Stream.of("README.md", "CONTRIBUTING.md"), docs).map(Page::of).toList();
    }

    List<Block> blocks() {
        return FENCED.matcher(text).results().map(found -> new Block(found.group(1), found.group(2))).toList();
    }

    /** The text without what stands between fences. */
    String prose() {
        return FENCED.matcher(text).replaceAll("");
    }

    /** What stands between backticks in the prose. */
    List<String> code() {
        return CODE.matcher(prose()).results().map(found -> found.group(1)).toList();
    }

    /** Where links and pictures lead. */
    List<String> links() {
        return LINK.matcher(prose()).results().map(found -> found.group(1) != null ? found.group(1) : found.group(2)).toList();
    }

    /** What can stand behind {@code #}: the headings in lower case, blanks as hyphens, marks left out, numbered where they come again. */
    Set<String> anchors() {
        Set<String> anchors = new LinkedHashSet<>();
        for (String heading : headings()) {
            String plain = heading.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-');
            String anchor = plain;
            for (int i = 1; !anchors.add(anchor); i++) {
                anchor = plain + "-" + i;
            }
        }
        return anchors;
    }

    private List<String> headings() {
        List<String> headings = new ArrayList<>();
        prose().lines().filter(line -> line.matches("#{1,6} .*")).forEach(line -> headings.add(line.replaceFirst("^#+ ", "").strip()));
        return headings;
    }
}
