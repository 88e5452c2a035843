package lib.services.servers;

import java.util.regex.Pattern;
import lib.api.Server;
import lib.base.Failure;
import lib.base.Failure.Kind;

/**
 * What lets an instance in on a machine.
 *
 * @param line as it stands in authorized_keys
 */
public record PublicKey(String line) {

    /** One line of authorized_keys without options: a key from elsewhere must not be able to add another line, or a command. */
    private static final Pattern SHAPE = Pattern.compile("(?:ssh|ecdsa|sk)-[A-Za-z0-9@.-]+ [A-Za-z0-9+/]+=*(?: [A-Za-z0-9@._:+-]+)*");

    /** @throws Failure FAILED for what is no public key */
    public static PublicKey of(Server server, String text) {
        String line = text.strip();
        if (line.isEmpty()) {
            throw new Failure(Kind.FAILED, server.name() + " has no key"
                    + (server.local() ? ": it is the control plane's own host, which is "
                    + "reached without SSH" : ""), server.local() ? null : "remove it and add it again");
        }
        if (!SHAPE.matcher(line).matches()) {
            throw new Failure(Kind.FAILED, "what the instance answered is no public key that could be installed",
                    "check that the address is a Better-PaaS instance and that no proxy stands in between");
        }
        return new PublicKey(line);
    }

    /** The line for a shell on the machine that installs it for the user who runs it. */
    public String install() {
        return "mkdir -p -m 700 ~/.ssh && echo '" + line + "' >> ~/.ssh/authorized_keys && chmod 600 ~/.ssh/authorized_keys";
    }

    /** Where to run it. */
    public static String where(Server server) {
        return "on " + server.ip() + " as " + server.sshUser();
    }
}
