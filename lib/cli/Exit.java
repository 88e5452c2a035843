package lib.cli;

import lib.base.Failure;
import lib.op.Result;

/**
 * What the process tells its caller. The numbers are a contract with scripts: they are never reused for something else. Only a program run
 * in a container ({@code paas exec}) has its own say.
 */
public record Exit(int code) {
    public static final Exit DONE = new Exit(0);
    static final Exit FAILED = new Exit(1);
    static final Exit USAGE = new Exit(2);
    static final Exit DECLINED = new Exit(3);
    static final Exit NOT_ALLOWED = new Exit(4);
    static final Exit NOT_FOUND = new Exit(5);
    static final Exit CONFLICT = new Exit(6);
    static final Exit TIMED_OUT = new Exit(7);
    static final Exit UNREACHABLE = new Exit(8);
    static final Exit INTERRUPTED = new Exit(130);

    static Exit of(Result shown) {
        return shown.exitStatus() == 0 ? DONE : new Exit(shown.exitStatus());
    }

    public static Exit of(Failure failure) {
        return new Exit(failure.kind().exitCode());
    }
}
