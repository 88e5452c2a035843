package lib.commands.connection;

import java.util.concurrent.Callable;
import lib.config.ConfigFile;
import lib.config.Connection;
import lib.op.Examples;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.Page;
import lib.op.Result;
import lib.services.connect.ShellSyntax;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The connection as shell variables. The one command whose purpose is to print the token. */
@Examples({"eval \"$(paas env)\"", "paas env --shell fish | source"})
@HelpPlace(under = Heading.CONNECTION, place = 50)
@Command(name = "env", description = "Print export PAAS_API_URL=… / PAAS_TOKEN=… for shell agents")
public final class Env implements Callable<Result> {

    @Option(names = "--shell", paramLabel = "<shell>", description = "sh (default; also bash, zsh), fish, pwsh (powershell) or cmd.")
    String shell = "sh";

    private final ConfigFile config;

    public Env(ConfigFile config) {
        this.config = config;
    }

    @Override
    public Result call() {
        ShellSyntax target = ShellSyntax.of(shell);
        Connection connection = config.read();
        return new Variables(target, connection.url(), connection.token());
    }

    /** For {@code --json}. */
    record Access(String url, String token) {
    }

    /** For people and their shells. */
    record Variables(ShellSyntax shell, String url, String token) implements Result {

        @Override
        public Access json() {
            return new Access(url, token);
        }

        @Override
        public Page page() {
            return new Page()
                    .line(shell.export("PAAS_URL", url))
                    .line(shell.export("PAAS_API_URL", url))
                    .line(shell.export("PAAS_TOKEN", token));
        }
    }
}
