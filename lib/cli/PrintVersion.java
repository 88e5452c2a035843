package lib.cli;

import java.util.concurrent.Callable;
import lib.op.Page;
import lib.op.Result;
import picocli.CommandLine.Command;

/** The program's version, alone on one line. */
@Command(name = "version", description = "Print CLI version")
final class PrintVersion implements Callable<Result> {

    @Override
    public Result call() {
        return new Current(Version.NUMBER);
    }

    record Current(String version) implements Result {

        @Override
        public Page page() {
            return new Page().line(version);
        }
    }
}
