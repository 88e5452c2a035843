package lib.services.servers;

import java.util.Locale;
import lib.api.Server;
import lib.api.Servers.Tested;
import lib.base.Failure;
import lib.base.Failure.Kind;

/**
 * What a test of a server found, and what to do about it. Contract: POST /api/servers/test, x-error-field-shapes.
 *
 * @param ssh    whether the instance got in over SSH: ok, failed, or none for the control plane's own host
 * @param docker its version there; "" where it does not answer, or nobody got there
 * @param error  the instance's own words; "" when all is well
 */
public record Contact(String ssh, String docker, String error) {

    /** Reads a test's answer. */
    public static Contact of(Server server, Tested tested) {
        boolean up = tested.status().equals("connected");
        boolean inside = up || tested.error().startsWith("docker not available");
        return new Contact(server.local() ? "none" : inside ? "ok" : "failed", tested.dockerVersion(), up ? "" : tested.error().isEmpty()
                ? "the instance did not say why" : tested.error());
    }

    /** Why the server is of no use, with the next step; null when it is. */
    public Failure failure(Server server) {
        if (error.isEmpty()) {
            return null;
        }
        return ssh.equals("failed") ? new Failure(Kind.FAILED, server.name() + " cannot be reached over SSH: " + error, sshStep(server))
                : new Failure(Kind.FAILED, "docker does not answer on " + server.name() + ": " + error, dockerStep(server));
    }

    private String sshStep(Server server) {
        return has("unable to authenticate") ? "its key has to be in ~/.ssh/authorized_keys of " + server.sshUser()
                + " there; show it: paas servers key " + server.name()
                : has("host key mismatch") ? "it shows another host key than at the first contact. Is it the same machine, installed anew? "
                + "No call forgets a key: remove the server and add it again"
                : has("connection refused") ? "SSH does not listen on port " + server.port() + " there; start it, or remove the server and "
                + "add it with another --port"
                : has("timeout") || has("no route") ? "is it up, and does its firewall let the instance in on port " + server.port()
                + "? Then: paas servers test " + server.name()
                : has("no such host") || has("too many colons")
                ? "its address cannot be changed: remove the server and add it with another "
                + "--host"
                : has("parse SSH private key") ? "the instance cannot read its own key: remove the server and add it again"
                : "mend that, then: paas servers test " + server.name();
    }

    private String dockerStep(Server server) {
        return has("permission denied") ? "let " + server.sshUser() + " use docker there: usermod -aG docker " + server.sshUser()
                : has("not found") ? "install docker there (https://docs.docker.com/engine/install), then: paas servers test "
                + server.name()
                : "see that docker runs there: systemctl status docker";
    }

    private boolean has(String words) {
        return error.toLowerCase(Locale.ROOT).contains(words.toLowerCase(Locale.ROOT));
    }
}
