package lib.cli;

import lib.api.PaasException;
import lib.config.ConfigException;

/** What the process tells its caller. The numbers are a contract with scripts: they are never reused for something else. */
enum Exit {
    DONE(0),
    FAILED(1),
    USAGE(2),
    DECLINED(3),
    NOT_ALLOWED(4),
    NOT_FOUND(5),
    CONFLICT(6),
    TIMED_OUT(7),
    UNREACHABLE(8),
    INTERRUPTED(130);

    private final int code;

    Exit(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    static Exit of(PaasException failure) {
        return switch (failure.kind()) {
            case FAILED, RATE_LIMITED, SERVER_ERROR -> FAILED;
            case USAGE -> USAGE;
            case DECLINED -> DECLINED;
            case NOT_ALLOWED -> NOT_ALLOWED;
            case NOT_FOUND -> NOT_FOUND;
            case CONFLICT -> CONFLICT;
            case TIMED_OUT -> TIMED_OUT;
            case UNREACHABLE -> UNREACHABLE;
            case INTERRUPTED -> INTERRUPTED;
        };
    }

    static Exit of(ConfigException failure) {
        return failure.kind() == ConfigException.Kind.NOT_CONNECTED ? NOT_ALLOWED : FAILED;
    }
}
