package tests.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tests.support.Checkout;

/** The packages of the sandbox stand on floors: each imports from floors below its own only, hence there is no circle. */
class SandboxPackagesTest {

    private static final Pattern OURS = Pattern.compile("\\blib\\.sandbox((?:\\.[a-z]+)*)\\.[A-Z]");

    /** From the ground up; {@code ""} is lib/sandbox itself, with the command and the tour. */
    private static final List<Set<String>> FLOORS = List.of(
        Set.of("files"),
        Set.of("db", "fault"),
        Set.of("http"),
        Set.of("base"),
        Set.of("state.backups", "state.catalog", "state.logs", "state.notifications", "state.servers", "state.system"),
        Set.of("state.apps"),
        Set.of("state.addons", "state.cron"),
        Set.of("state"),
        Set.of("builds", "socket"),
        Set.of("routes"),
        Set.of("instance"),
        Set.of(""));

    @Test
    void everyPackageHasItsFloor() {
        Set<String> floors = FLOORS.stream().flatMap(Set::stream).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(floors, new TreeSet<>(imports().keySet()), "say here on which floor a new package stands, and no package twice");
        assertEquals(floors.size(), FLOORS.stream().mapToInt(Set::size).sum());
    }

    @Test
    void importsPointDownOnly() {
        imports().forEach((name, imports) -> imports.forEach(each ->
            assertTrue(floorOf(each) < floorOf(name), "lib.sandbox." + name + " imports lib.sandbox." + each + ", which is not below it")));
    }

    private static int floorOf(String name) {
        for (int i = 0; i < FLOORS.size(); i++) {
            if (FLOORS.get(i).contains(name)) {
                return i;
            }
        }
        throw new AssertionError("lib.sandbox." + name + " has no floor");
    }

    /** What each package names of the others, be it in an import or in the text, comments left out. */
    private static Map<String, Set<String>> imports() {
        Map<String, Set<String>> imports = new TreeMap<>();
        for (String path : Checkout.sources("lib/sandbox")) {
            String folder = path.substring("lib/sandbox".length(), path.lastIndexOf('/'));
            String name = folder.isEmpty() ? "" : folder.substring(1).replace('/', '.');
            Set<String> named = imports.computeIfAbsent(name, each -> new TreeSet<>());
            String code = Checkout.read(path).replaceAll("(?s)/\\*.*?\\*/", "").replaceAll("(?m)(^|\\s)//.*$", "");
            OURS.matcher(code).results().map(found -> found.group(1).isEmpty() ? "" : found.group(1).substring(1))
                .filter(each -> !each.equals(name)).forEach(named::add);
        }
        return imports;
    }
}
