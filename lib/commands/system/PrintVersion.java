package lib.commands.system;

import java.util.concurrent.Callable;
import lib.base.Version;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.Page;
import lib.op.Result;
import picocli.CommandLine.Command;

/** The program's version, alone on one line. */
@HelpPlace(under = Heading.PROGRAM, place = 10)
@Command(name = "version", description = "Print CLI version")
public final class PrintVersion implements Callable<Result> {

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
