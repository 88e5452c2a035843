package tests.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tests.support.Checkout;

/** What .editorconfig says of Java, held in product, sandbox and tests alike. */
class StyleTest {
    private static final int LONGEST = 140;

    /** Imports and JBang's directives cannot be broken, and in a text block a break would be another text. */
    @Test
    void noLineIsLongerThanItMayBe() {
        List<String> wrong = new ArrayList<>();
        for (var path : sources()) {
            boolean block = false;
            int number = 0;
            for (var line : Checkout.read(path).lines().toList()) {
                number++;
                int quotes = line.split("\"\"\"", -1).length - 1;
                boolean free = block || quotes > 0 || line.startsWith("import ") || line.startsWith("//");
                block = block != (quotes % 2 == 1);
                if (!free && line.length() > LONGEST) {
                    wrong.add(path + ":" + number + " has " + line.length() + " characters");
                }
            }
        }
        assertEquals("", String.join("\n", wrong));
    }

    @Test
    void importsStandInOrder() {
        for (var path : sources()) {
            var imports = Checkout.read(path).lines().filter(line -> line.startsWith("import "))
                .map(line -> line.substring(7, line.length() - 1)).toList();
            var wanted = Stream.concat(imports.stream().filter(each -> each.startsWith("static ")).sorted(),
                imports.stream().filter(each -> !each.startsWith("static ")).sorted()).toList();
            assertEquals(String.join("\n", wanted), String.join("\n", imports), path + " has its imports in another order");
            assertEquals(List.of(), imports.stream().filter(each -> each.endsWith("*")).toList(), path);
        }
    }

    /** Who reads the product's code sees each type where it is declared. */
    @Test
    void libSpellsItsTypesOut() {
        for (var path : Checkout.sources("lib")) {
            var found = java.util.regex.Pattern.compile("(?m)^\\s*(?:final |try \\(|for \\()*var \\w+").matcher(Checkout.read(path));
            assertEquals(false, found.find(), () -> path + ": " + found.group());
        }
    }

    private static List<String> sources() {
        return Stream.of("lib", "tests").flatMap(folder -> Checkout.sources(folder).stream()).toList();
    }
}
