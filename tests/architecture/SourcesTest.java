package tests.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import tests.support.Checkout;

/** The explicit lists of sources, without which nobody could run the bundle over HTTP, name every file and nothing else. */
class SourcesTest {

    @Test
    void thoseOfPaasAreLibWithoutTheSandbox() {
        var wanted = Checkout.sources("lib").stream().filter(path -> !path.startsWith("lib/sandbox/")).toList();
        assertEquals(String.join("\n", wanted), String.join("\n", Checkout.directive("paas.java", "SOURCES")));
    }

    @Test
    void thoseOfTheSandboxAreItsFolder() {
        var script = "lib/sandbox/sandbox.java";
        var wanted = Checkout.sources("lib/sandbox").stream().filter(path -> !path.equals(script))
            .map(path -> path.substring("lib/sandbox/".length())).toList();
        var listed = Checkout.directive(script, "SOURCES").stream().filter(path -> !path.startsWith("..")).toList();
        assertEquals(String.join("\n", wanted), String.join("\n", listed));
    }

    @Test
    void thePackageOfEveryFileIsItsPath() {
        for (var path : allSources()) {
            var folder = path.substring(0, path.lastIndexOf('/')).replace('/', '.');
            assertTrue(Checkout.read(path).lines().anyMatch(line -> line.equals("package " + folder + ";")), path
                + " has another package than " + folder);
        }
    }

    @Test
    void noSourceNamesAPackageRegistry() {
        // the clients' own defaults say where packages come from; in a mirrored network another name would be wrong
        var host = java.util.regex.Pattern.compile("repo1?[.]maven|registry[.]npmjs|deb[.]debian[.]|proxy[.]golang|pypi[.]org");
        for (var path : allSources()) {
            var found = host.matcher(Checkout.read(path));
            assertTrue(!found.find(), () -> path + " names " + found.group());
        }
    }

    /** npm keeps hundreds of megabytes in the person's home unless it is told otherwise. */
    @Test
    void onlyOneFileStartsNpmAndItKeepsNothingInTheHome() {
        var program = java.util.regex.Pattern.compile("\"np[mx]\", \"|List[.]of\\(\"np[mx]\"|ProcessBuilder\\(\"np[mx]\"");
        var starting = allSources().stream().filter(path -> program.matcher(Checkout.read(path)).find()
            && !path.equals("tests/cron/ChangeCronTest.java")).toList();
        assertEquals(List.of("tests/support/Npm.java"), starting);
        assertTrue(Checkout.read("tests/support/Npm.java").contains("put(\"npm_config_cache\", folder"), "its cache is elsewhere");
    }

    private static List<String> allSources() {
        return java.util.stream.Stream.of("lib", "tests").flatMap(folder -> Checkout.sources(folder).stream()).toList();
    }
}
