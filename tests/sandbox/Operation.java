package tests.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import lib.sandbox.http.Contract;

/**
 * An operation of the two OpenAPI files: a method and a path.
 *
 * @param document the file it is in, every answer closed against fields that no schema names
 */
record Operation(String method, String path, JsonNode node, JsonNode document) {

    private static final Map<String, Operation> ALL = all(Contract.get().documents().stream().map(ContractCheck::strict).toList());
    private static final Map<String, Pattern> TEXTS = new LinkedHashMap<>();

    /** Each, in the order of the files. */
    static List<Operation> all() {
        return List.copyOf(ALL.values());
    }

    /** The one asked for; with a method that the path does not have, the first of the path. */
    static Optional<Operation> of(String method, String path) {
        var exact = ALL.get(method + " " + path);
        return exact != null ? Optional.of(exact) : ALL.values().stream()
            .filter(each -> path.matches(each.path.replaceAll("\\{[^}]*}", "[^/]+")))
            .min((a, b) -> Boolean.compare(!a.method.equals(method), !b.method.equals(method)));
    }

    String id() {
        return node.path("operationId").asText();
    }

    String scopeMode() {
        return node.path("x-scope-mode").asText();
    }

    /** What the audit log calls it, {@code ""} where only the list of all actions says so. */
    String auditAction() {
        return node.path("x-audit-action").asText();
    }

    List<String> scopes() {
        return texts(node.path("x-scopes"));
    }

    /** Empty for any. */
    Set<String> methods() {
        var methods = new LinkedHashSet<>(texts(node.path("x-methods-accepted")));
        return methods.stream().anyMatch("any"::equalsIgnoreCase) ? Set.of() : methods;
    }

    /** What it answers with a status; a missing node when it never does. */
    JsonNode response(int status) {
        var responses = node.path("responses");
        var response = responses.path("" + status);
        boolean foreign = response.isMissingNode() && status >= 400 && responses.has("default");
        response = foreign ? responses.path("default") : response;
        return response.has("$ref") ? document.at(response.path("$ref").asText().substring(1)) : response;
    }

    /** Its own reasons to refuse, in the order in which they are tested; a validator stands for each of its texts. */
    List<Refusal> refusals() {
        var all = new ArrayList<Refusal>();
        node.path("x-errors").forEach(error -> {
            int status = error.path("status").asInt();      // 0: a foreign one is passed through
            var texts = error.has("validator") ? texts(document.path("x-validators").path(error.path("validator").asText()).path("errors"))
                : List.of(error.path("error").asText());
            texts.forEach(text -> all.add(new Refusal(status, text, error.path("when").asText())));
        });
        return all;
    }

    /** Whether it can refuse so, for a reason of its own or of the shared checks. */
    boolean refuses(int status, String error) {
        var texts = new ArrayList<String>();
        refusals().stream().filter(refusal -> refusal.status == status || refusal.status == 0).forEach(refusal -> texts.add(refusal.error));
        switch (status) {
            case 401 -> texts.add("Unauthorized");
            case 403 -> {
                texts.add("Forbidden: admin token required");
                scopes().forEach(scope -> texts.add("Forbidden: missing scope " + scope));
            }
            case 405 -> texts.add("Method not allowed");
            case 429 -> texts.addAll(List.of("Too many requests", "Too many failed attempts. Try again later."));
            default -> { }
        }
        return texts.stream().anyMatch(text -> matches(text, error));
    }

    /** Whether an error text is of this form: what stands in braces is a variable part. */
    static boolean matches(String form, String error) {
        Pattern pattern;
        synchronized (TEXTS) {
            pattern = TEXTS.computeIfAbsent(form,
                each -> Pattern.compile(Pattern.quote(each).replaceAll("\\{[^}]*}", "\\\\E.*\\\\Q"), Pattern.DOTALL));
        }
        return pattern.matcher(error).matches();
    }

    private static Map<String, Operation> all(List<JsonNode> documents) {
        var all = new LinkedHashMap<String, Operation>();
        documents.forEach(document -> document.path("paths").properties().forEach(path -> path.getValue().properties().forEach(entry -> {
            var operation = new Operation(entry.getKey().toUpperCase(Locale.ROOT), path.getKey(), entry.getValue(), document);
            all.put(operation.method + " " + operation.path, operation);
        })));
        return all;
    }

    private static List<String> texts(JsonNode list) {
        var texts = new ArrayList<String>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    @Override
    public String toString() {
        return method + " " + path;
    }

    /**
     * A reason to refuse.
     *
     * @param status 0 for one of somebody else's
     * @param error  its text; what stands in braces is a variable part
     * @param when   {@code ""} where the text says it all
     */
    record Refusal(int status, String error, String when) {
        @Override
        public String toString() {
            return status + " " + error;
        }
    }
}
