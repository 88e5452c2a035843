package tests.sandbox;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import lib.sandbox.instance.Sandbox;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tests.support.Checkout;

/**
 * What to send to each operation: {@code tests/sandbox/walk/*.yaml}. A field for each operationId, in it
 * <ul>
 * <li>{@code success}: what is answered with success;
 * <li>{@code refusals}: by error text as the contract has it (or status and text), what is refused so. The body that is no JSON need not be
 *     here, nor what breaks inside the server;
 * <li>{@code fresh}: true when each case needs an instance of its own;
 * <li>{@code restarts}: true when the instance restarts after the success;
 * <li>{@code listed}: by error text, why nothing a client can do brings it about.
 * </ul>
 * What is sent is a query ({@code '?id=a'}), a JSON body (a map), any other body (a text), nothing (null); or a list of steps of which the
 * last is that, and the others are {@code {do: POST /path, with: …, let: {name: /json/pointer}, find: {name: pattern}}} or
 * {@code {until: GET /path, at: /json/pointer, is: text}}. {@code $name} stands for what a step took. {@code {form: {name: text}}} is a
 * multipart body, see {@link Multipart}. The field {@code fields} of a file has by error text which fields of the JSON body, or of the
 * form's
 * {@code config}, provoke it wherever an operation can refuse so: they take the place of those of the success.
 */
final class WalkTable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Map<String, Object>> operations = new LinkedHashMap<>();
    private final Map<String, Map<String, Object>> fields = new LinkedHashMap<>();

    static WalkTable read() {
        var table = new WalkTable();
        var load = new Load(LoadSettings.builder().build());
        for (var file : Checkout.files("tests/sandbox/walk")) {
            table.operations.putAll(map(load.loadFromString(Checkout.read(file))));
        }
        table.fields.putAll(map(table.operations.remove("fields")));
        return table;
    }

    Set<String> operations() {
        return operations.keySet();
    }

    Walk of(Operation operation) {
        return new Walk(operation, operations.getOrDefault(operation.id(), Map.of()), fields);
    }

    @SuppressWarnings("unchecked")
    private static <T> Map<String, T> map(Object value) {
        return value == null ? Map.of() : (Map<String, T>) value;
    }

    /** What the table has of one operation. */
    static final class Walk {
        private final Operation operation;
        private final Map<String, Object> entry;
        private final Map<String, Map<String, Object>> fields;
        private final Set<String> used = new HashSet<>();

        private Walk(Operation operation, Map<String, Object> entry, Map<String, Map<String, Object>> fields) {
            this.operation = operation;
            this.entry = entry;
            this.fields = fields;
        }

        /** Whether each case needs an instance of its own. */
        boolean fresh() {
            return Boolean.TRUE.equals(entry.get("fresh"));
        }

        /** Whether the instance restarts after the success. */
        boolean restarts() {
            return Boolean.TRUE.equals(entry.get("restarts"));
        }

        Optional<Steps> success() {
            return entry.containsKey("success") ? Optional.of(new Steps(operation, entry.get("success"))) : Optional.empty();
        }

        Optional<Steps> refusal(Operation.Refusal refusal) {
            var own = key(map(entry.get("refusals")), refusal).map(key -> new Steps(operation, map(entry.get("refusals")).get(key)));
            return own.or(() -> Optional.ofNullable(fields.get(refusal.error()))
                .flatMap(other -> success().map(steps -> steps.with(other))));
        }

        Optional<String> reason(Operation.Refusal refusal) {
            return key(map(entry.get("listed")), refusal).map(key -> (String) map(entry.get("listed")).get(key));
        }

        /** What nobody asked for. */
        List<String> unused() {
            var left = new ArrayList<String>(map(entry.get("refusals")).keySet());
            left.addAll(map(entry.get("listed")).keySet());
            left.removeAll(used);
            return left;
        }

        private Optional<String> key(Map<String, Object> from, Operation.Refusal refusal) {
            var exact = from.containsKey(refusal.toString()) ? refusal.toString() : refusal.error();
            used.add(exact);
            return from.containsKey(exact) ? Optional.of(exact) : Optional.empty();
        }
    }

    /** Requests in turn; the last one is the operation's. */
    record Steps(Operation operation, Object value) {

        /** The same with other fields in the last body. */
        private Steps with(Map<String, Object> other) {
            if (value instanceof List<?> list) {
                var all = new ArrayList<Object>(list);
                all.set(all.size() - 1, changed(all.getLast(), other));
                return new Steps(operation, all);
            }
            return new Steps(operation, changed(value, other));
        }

        private static Object changed(Object body, Map<String, Object> other) {
            Map<String, Object> changed = new LinkedHashMap<>(map(body));
            if (!changed.containsKey("form")) {
                changed.putAll(other);
                return changed;
            }
            Map<String, Object> form = new LinkedHashMap<>(map(changed.get("form")));
            try {
                Map<String, Object> config = new LinkedHashMap<>(map(JSON.readValue((String) form.get("config"), Map.class)));
                config.putAll(other);
                form.put("config", json(config));
            } catch (JsonProcessingException e) {
                throw new IllegalArgumentException("the form has no config: " + body, e);
            }
            return Map.of("form", form);
        }

        Reply run(Sandbox sandbox) {
            var admin = Wire.admin(sandbox);
            var taken = new LinkedHashMap<String, String>(Map.of("url", sandbox.url().toString(), "adminToken", sandbox.adminToken()));
            var steps = value instanceof List<?> list ? list : Collections.singletonList(value);
            for (var step : steps.subList(0, steps.size() - 1)) {
                before(admin, map(step), taken);
            }
            var caller = operation.scopeMode().equals("public") ? Wire.anonymous(sandbox) : admin;
            return send(caller, operation.method(), operation.path(), steps.getLast(), taken);
        }

        private static void before(Wire admin, Map<String, Object> step, Map<String, String> taken) {
            boolean waits = step.containsKey("until");
            var request = ((String) step.get(waits ? "until" : "do")).split(" ", 2);
            if (waits) {
                for (int i = 0; i < 400; i++) {
                    var reply = send(admin, request[0], request[1], null, taken);
                    if (reply.json().at((String) step.get("at")).asText().equals(step.get("is"))) {
                        return;
                    }
                    pause();
                }
                throw new AssertionError("never so: " + step);
            }
            var reply = send(admin, request[0], request[1], step.get("with"), taken).succeeds();
            WalkTable.<String>map(step.get("let")).forEach((name, pointer) -> taken.put(name, reply.json().at(pointer).asText()));
            WalkTable.<String>map(step.get("find")).forEach((name, pattern) -> {
                var found = Pattern.compile(pattern).matcher(reply.body());
                assertTrue(found.find(), () -> "no " + name + " in " + reply);
                taken.put(name, found.group(1));
            });
        }

        private static Reply send(Wire admin, String method, String path, Object sent, Map<String, String> taken) {
            var target = filled(path, taken);
            return switch (sent) {
                case null -> admin.send(method, target, null);
                case String query when query.startsWith("?") -> admin.send(method, target + filled(query, taken), null);
                case String text -> admin.send(method, target, filled(text, taken));
                case Map<?, ?> form when form.containsKey("form") -> {
                    var body = Multipart.of(filled(map(form.get("form")), taken));
                    yield admin.sendBytes(method, target, body.bytes(), "Content-Type", body.type());
                }
                default -> admin.send(method, target, filled(json(sent), taken));
            };
        }

        private static Map<String, String> filled(Map<String, String> parts, Map<String, String> taken) {
            var all = new LinkedHashMap<String, String>();
            parts.forEach((name, text) -> all.put(name, filled(text, taken)));
            return all;
        }

        private static String filled(String text, Map<String, String> taken) {
            var filled = text;
            for (var each : taken.entrySet()) {
                filled = filled.replace("$" + each.getKey(), each.getValue());
            }
            return filled;
        }

        private static String json(Object value) {
            try {
                return JSON.writeValueAsString(value);
            } catch (JsonProcessingException e) {
                throw new IllegalArgumentException("no JSON: " + value, e);
            }
        }

        private static void pause() {
            try {
                Thread.sleep(25);
            } catch (InterruptedException e) {
                throw new IllegalStateException("interrupted", e);
            }
        }
    }
}
