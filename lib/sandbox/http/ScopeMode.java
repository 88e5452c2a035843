package lib.sandbox.http;

/** Who may call an endpoint. Contract: {@code x-scope-mode}. */
public enum ScopeMode {
    /** No token needed. */
    PUBLIC,
    /** Any valid token. */
    AUTHENTICATED,
    /** The admin token, or an agent that has every scope listed. */
    ALL,
    /** The admin token, or an agent that has at least one of the scopes listed. */
    ANY,
    /** The admin token only. */
    ADMIN
}
