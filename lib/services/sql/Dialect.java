package lib.services.sql;

import lib.base.Failure;
import lib.base.Failure.Kind;

/** What an add-on understands. Contract: schema AddonType. */
public enum Dialect {
    POSTGRES, MYSQL, REDIS;

    /**
     * By the instance's word.
     *
     * @throws Failure FAILED for another kind of add-on
     */
    public static Dialect of(String type) {
        return switch (type) {
            case "postgres" -> POSTGRES;
            case "mysql" -> MYSQL;
            case "redis" -> REDIS;
            default -> throw new Failure(Kind.FAILED, "paas cannot look into an add-on of the type \"" + type + "\"",
                    "a newer paas may know it");
        };
    }

    /** Whether it speaks SQL. */
    public boolean sql() {
        return this != REDIS;
    }

    /** As people call it. */
    public String title() {
        return switch (this) {
            case POSTGRES -> "PostgreSQL";
            case MYSQL -> "MySQL";
            case REDIS -> "Redis";
        };
    }
}
