package lib.sandbox.http;

import java.util.List;
import java.util.Set;

/**
 * One path and what the shared checks need to know about it.
 *
 * @param path    exact path, or one that ends in a {@code {variable}}
 * @param methods the methods accepted (contract: {@code x-methods-accepted}); empty means any
 * @param mode    who may call it
 * @param scopes  the scopes {@code mode} speaks of, in the order in which a missing one is named
 */
public record Endpoint(String path, Set<String> methods, ScopeMode mode, List<String> scopes) {

    public boolean accepts(String method) {
        return methods.isEmpty() || methods.contains(method);
    }

    public boolean isPublic() {
        return mode == ScopeMode.PUBLIC;
    }

    /** Throws the 403 of the contract unless the caller may use this endpoint. */
    void authorize(Caller caller) {
        if (caller.admin()) {
            return;
        }
        switch (mode) {
            case PUBLIC, AUTHENTICATED -> { }
            case ADMIN -> throw new Rejection(403, "Forbidden: admin token required");
            case ALL -> scopes.stream().filter(scope -> !caller.scopes().contains(scope)).findFirst().ifPresent(Endpoint::missing);
            case ANY -> {
                if (scopes.stream().noneMatch(caller.scopes()::contains)) {
                    missing(scopes.getFirst());
                }
            }
        }
    }

    private static void missing(String scope) {
        throw new Rejection(403, "Forbidden: missing scope " + scope);
    }
}
