package tests.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import lib.sandbox.fault.Effect;
import lib.sandbox.http.Contract;
import lib.sandbox.instance.Options;
import lib.sandbox.instance.Sandbox;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Walks every operation of the contract that the sandbox has to have: a success, each documented refusal, a wrong method, no token, each
 * scope missing. The operations, their refusals, methods and scopes come from the contract; what to send comes from
 * {@code tests/sandbox/walk/*.yaml} (see {@link WalkTable}). A refusal that nobody provokes fails its operation.
 */
class WalkTest {

    /** What may answer 501. */
    private static final Pattern LEFT_OUT = Pattern.compile("/api/(cloudflare/.*|servers/cloud/create|backups/s3/test|analytics.*|track"
        + "|webhooks/github/.*|git/contents|git/file|system/onboarding.*)");
    private static final String BAD_REQUEST = "Bad request";
    private static final Map<String, Row> ROWS = new LinkedHashMap<>();
    private static final List<String> LISTED = new ArrayList<>();

    private final WalkTable table = WalkTable.read();

    @TestFactory
    Stream<DynamicTest> operations() {
        return wanted().map(operation -> DynamicTest.dynamicTest(operation.toString(), () -> walk(operation)));
    }

    @Test
    void theTableNamesNothingElse() {
        var known = Operation.all().stream().map(Operation::id).toList();
        var unknown = new TreeSet<>(table.operations());
        unknown.removeAll(known);
        assertEquals(List.of(), List.copyOf(unknown), "no operations of the contract");
    }

    @AfterAll
    static void print() {
        if (ROWS.isEmpty()) {
            return;
        }
        // Past the runner, which keeps what tests print for their failures.
        var out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        var total = new Row();
        ROWS.values().forEach(total::add);
        out.printf("%nThe contract, walked%n%-16s %10s %9s %9s %9s %9s %7s %6s %6s%n", "", "operations", "succeeded", "refusals",
            "provoked",
            "by fault", "listed", "method", "access");
        ROWS.forEach((group, row) -> out.println(row.line(group)));
        out.println(total.line("all"));
        out.println("Listed, because nothing a client can do brings them about:");
        LISTED.forEach(each -> out.println("  " + each));
        out.println();
    }

    private static Stream<Operation> wanted() {
        return Operation.all().stream().filter(operation -> !LEFT_OUT.matcher(operation.path()).matches());
    }

    private void walk(Operation operation) {
        var row = ROWS.computeIfAbsent(operation.path().split("/")[2].replaceAll("better-paas.json", "well-known"), each -> new Row());
        row.operations++;
        var wrong = new ArrayList<String>();
        var walk = table.of(operation);
        try (var world = new World(walk.fresh())) {
            row.access += tried(wrong, "access", () -> access(operation, world.sandbox()));
            row.methods += tried(wrong, "method", () -> method(operation, world.sandbox()));
            row.succeeded += tried(wrong, "success", () -> {
                var sandbox = world.sandbox();
                var reply = walk.success().orElseThrow(() -> new AssertionError("the table has no success")).run(sandbox);
                assertTrue(reply.status() >= 200 && reply.status() < 300, () -> "no success: " + reply);
                if (!operation.auditAction().isEmpty() && !walk.restarts()) {
                    assertEquals(operation.auditAction(), Wire.admin(sandbox).get("/api/audit-logs?limit=1").json().at("/0/action")
                        .asText());
                }
                return 1;
            });
            for (var refusal : operation.refusals()) {
                row.refusals++;
                refuse(operation, walk, refusal, world, row, wrong);
            }
            walk.unused().forEach(each -> wrong.add("the contract has no such refusal: " + each));
        }
        if (!wrong.isEmpty()) {
            fail(String.join("\n", wrong));
        }
    }

    private static void refuse(Operation operation, WalkTable.Walk walk, Operation.Refusal refusal, World world, Row row,
        List<String> wrong) {
        var step = walk.refusal(refusal);
        var reason = walk.reason(refusal);
        boolean body = refusal.status() == 400 && (refusal.error().equals(BAD_REQUEST) || refusal.error().startsWith(BAD_REQUEST + ": {"));
        if (reason.isPresent()) {
            row.listed++;
            LISTED.add(operation + " " + refusal + ": " + reason.get());
        } else if (step.isPresent() || body) {
            row.provoked += tried(wrong, refusal.toString(), () -> {
                var sandbox = world.sandbox();
                var reply = step.isPresent() ? step.get().run(sandbox)
                    : Wire.admin(sandbox).send(operation.method(), operation.path(), "{");
                assertTrue(refusal.status() == 0 || reply.status() == refusal.status(), () -> "another status: " + reply);
                assertTrue(Operation.matches(refusal.error(), reply.error()), () -> "another text: " + reply);
                return 1;
            });
        } else if (refusal.status() >= 500) {
            // What broke inside the server: the sandbox's own switch for it answers in its place, in the words of the contract.
            row.faults += tried(wrong, refusal.toString(), () -> {
                var sandbox = world.sandbox();
                sandbox.fault(new Effect.Status(refusal.status(), refusal.error(), 0), operation.path());
                Wire.admin(sandbox).send(operation.method(), operation.path(), operation.method().equals("GET") ? null : "{}")
                    .has(refusal.status());
                return 1;
            });
        } else {
            wrong.add(refusal + ": nobody provokes it");
        }
    }

    /** Without a token, and without each of the scopes; the number of refusals. */
    private static int access(Operation operation, Sandbox sandbox) {
        if (operation.scopeMode().equals("public")) {
            return 0;
        }
        var admin = Wire.admin(sandbox);
        Wire.anonymous(sandbox).send(operation.method(), operation.path(), null).refuses(401, "Unauthorized");
        var all = new ArrayList<>(Contract.get().scopes());
        switch (operation.scopeMode()) {
            case "all" -> operation.scopes().forEach(scope -> {
                var others = all.stream().filter(each -> !each.equals(scope)).toArray(String[]::new);
                admin.asAgent(others).send(operation.method(), operation.path(), null).refuses(403, "Forbidden: missing scope " + scope);
            });
            case "any" -> {
                all.removeAll(operation.scopes());
                admin.asAgent(all.toArray(String[]::new)).send(operation.method(), operation.path(), null)
                    .refuses(403, "Forbidden: missing scope " + operation.scopes().getFirst());
            }
            case "admin" -> admin.asAgent(all.toArray(String[]::new)).send(operation.method(), operation.path(), null)
                .refuses(403, "Forbidden: admin token required");
            default -> assertEquals("authenticated", operation.scopeMode());
        }
        return 1 + (operation.scopeMode().equals("all") ? operation.scopes().size() : operation.scopeMode().equals("authenticated") ? 0
            : 1);
    }

    private static int method(Operation operation, Sandbox sandbox) {
        var methods = operation.methods();
        var wrong = Stream.of("GET", "POST", "PUT", "DELETE", "PATCH").filter(method -> !methods.contains(method)).findFirst();
        if (methods.isEmpty() || wrong.isEmpty()) {
            return 0;
        }
        Wire.admin(sandbox).send(wrong.get(), operation.path(), null).refuses(405, "Method not allowed");
        return 1;
    }

    private static int tried(List<String> wrong, String what, Try work) {
        try {
            return work.run();
        } catch (Exception | AssertionError failure) {
            wrong.add(what + ": " + failure.getMessage());
            return 0;
        }
    }

    @FunctionalInterface
    private interface Try {
        int run() throws Exception;
    }

    /** The instance that an operation is walked on; or one for each case, where a case leaves it as no other can use it. */
    private static final class World implements AutoCloseable {
        private final boolean fresh;
        private Sandbox sandbox;

        World(boolean fresh) {
            this.fresh = fresh;
        }

        Sandbox sandbox() {
            if (fresh) {
                close();
            }
            if (sandbox == null) {
                sandbox = Sandbox.start(Options.forTests());
            }
            return sandbox;
        }

        @Override
        public void close() {
            if (sandbox != null) {
                sandbox.close();
                sandbox = null;
            }
        }
    }

    /** The counts of one group of operations. */
    private static final class Row {
        private int operations;
        private int succeeded;
        private int refusals;
        private int provoked;
        private int faults;
        private int listed;
        private int methods;
        private int access;

        void add(Row other) {
            operations += other.operations;
            succeeded += other.succeeded;
            refusals += other.refusals;
            provoked += other.provoked;
            faults += other.faults;
            listed += other.listed;
            methods += other.methods;
            access += other.access;
        }

        String line(String group) {
            return "%-16s %10d %9d %9d %9d %9d %7d %6d %6d".formatted(group, operations, succeeded, refusals, provoked, faults, listed,
                methods, access);
        }
    }
}
