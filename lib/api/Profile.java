package lib.api;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import lib.base.Failure;
import lib.base.Failure.Kind;

/** The built-in permission profiles. Scopes: contract, connect/agent/approve, x-profiles; purposes: guide, "Permission profiles". */
public enum Profile {
    OBSERVER("monitoring, read-only assistants", "apps:read", "logs:read", "metrics:read"),
    DEPLOYER("AI coding tools, CI on a dev machine", "apps:read", "logs:read", "metrics:read", "apps:write", "deploy:trigger"),
    OPERATOR("full local automation", "apps:read", "logs:read", "metrics:read", "apps:write", "deploy:trigger", "addons:manage",
            "servers:manage", "cron:manage", "backups:manage", "notifications:manage");

    /** What the browser page and the prompts propose. */
    public static final Profile DEFAULT = DEPLOYER;

    private final String purpose;
    private final List<String> scopes;

    Profile(String purpose, String... scopes) {
        this.purpose = purpose;
        this.scopes = List.of(scopes);
    }

    /** As the instance and the config file spell it: lower case. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Who it is for, in a few words. */
    public String purpose() {
        return purpose;
    }

    /** The API scopes it stands for. */
    public List<String> scopes() {
        return scopes;
    }

    /** Their ids, for completion. */
    public static final class Words implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            List<String> ids = new ArrayList<>();
            for (Profile profile : values()) {
                ids.add(profile.id());
            }
            return ids.iterator();
        }
    }

    /** The least profile that has this scope; null when none has it (deleting apps, the host, agents: custom tokens and the admin only). */
    public static Profile with(String scope) {
        for (Profile profile : values()) {
            if (profile.scopes.contains(scope)) {
                return profile;
            }
        }
        return null;
    }

    /** By the exact id in the config file; null for a token of another making, whose scopes nobody here knows. */
    public static Profile known(String id) {
        for (Profile profile : values()) {
            if (profile.id().equals(id)) {
                return profile;
            }
        }
        return null;
    }

    /**
     * By name in any case, or by its number in the list, from 1.
     *
     * @throws Failure (USAGE) for anything else
     */
    public static Profile of(String typed) {
        String wanted = typed.strip();
        for (Profile profile : values()) {
            if (profile.id().equalsIgnoreCase(wanted) || wanted.equals(String.valueOf(profile.ordinal() + 1))) {
                return profile;
            }
        }
        throw new Failure(Kind.USAGE, "unknown profile \"" + wanted + "\" - choose observer, deployer or operator");
    }
}
