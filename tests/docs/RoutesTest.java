package tests.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import lib.sandbox.http.Contract;
import org.junit.jupiter.api.Test;
import tests.support.Checkout;

/** {@code docs/routes.md} has every route of the contract and no other, with the right that it takes and a command that there is. */
class RoutesTest {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "delete", "patch", "head", "options");

    private static final Pattern ROW = Pattern.compile(
        "(?m)^\\| ([A-Z]+ /\\S+) \\| (.+?) \\| `paas ([a-z-]+(?: [a-z-]+)?)` \\| (.*?) ?\\|$");

    @Test
    void everyRouteIsThereAndNoOther() {
        var wanted = new TreeSet<String>();
        for (var document : Contract.get().documents()) {
            ((Map<?, ?>) document.get("paths")).forEach((path, operations) -> ((Map<?, ?>) operations).keySet().stream()
                .filter(METHODS::contains).forEach(method -> wanted.add(method.toString().toUpperCase() + " " + path)));
        }
        assertTrue(wanted.size() > 90, "only " + wanted.size() + " routes were found in the contract");
        assertEquals(wanted, rows().keySet());
        assertEquals(wanted.size(), ROW.matcher(Checkout.read("docs/routes.md")).results().count(), "a route stands there twice");
    }

    @Test
    void eachSaysItsRight() {
        var rows = rows();
        for (var endpoint : Contract.get().endpoints()) {
            var right = switch (endpoint.mode()) {
                case ADMIN -> "*admin*";
                case PUBLIC -> "*none*";
                case AUTHENTICATED -> "*any*";
                case ALL -> String.join(", ", endpoint.scopes());
                case ANY -> String.join(" or ", endpoint.scopes());
            };
            rows.forEach((route, row) -> {
                if (route.endsWith(" " + endpoint.path())) {
                    assertEquals(right, row.get(0), route);
                }
            });
        }
    }

    @Test
    void eachNamesACommandThatThereIsOrSaysWhyThereIsNone() {
        var commands = Checkout.read("lib/derived/surface.txt").lines()
            .map(line -> line.substring("paas ".length()).split("[ ]+[-<\\[]|   ")[0]).collect(Collectors.toSet());
        rows().forEach((route, row) -> {
            var command = row.get(1);
            assertTrue(commands.contains(command), route + ": there is no paas " + command);
            assertEquals(command.equals("api"), !row.get(2).isEmpty(), route
                + ": a reason stands where there is no command, and only there");
        });
    }

    /** Route, and right, command and reason. */
    private static Map<String, List<String>> rows() {
        var rows = new TreeMap<String, List<String>>();
        ROW.matcher(Checkout.read("docs/routes.md")).results()
            .forEach(row -> rows.put(row.group(1), List.of(row.group(2), row.group(3), row.group(4))));
        return rows;
    }
}
