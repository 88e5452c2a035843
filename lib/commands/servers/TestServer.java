package lib.commands.servers;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import lib.api.Api;
import lib.api.Server;
import lib.api.Servers.Tested;
import lib.base.Failure;
import lib.base.Uncertain;
import lib.op.Effect;
import lib.op.Examples;
import lib.op.FreeText;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.Nullable;
import lib.op.Operation;
import lib.op.Page;
import lib.op.Progress;
import lib.op.Result;
import lib.op.ServerReference;
import lib.op.Undo;
import lib.services.servers.Contact;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * Has the instance reach for a server: SSH, then docker. Contract: POST /api/servers/test: what it found is stored, and the first contact
 * pins the machine's host key.
 */
@Examples({"paas servers test edge-1", "paas servers test edge-1 --json"})
@HelpPlace(under = Heading.INSTANCE, place = 60)
@Command(name = "servers test", description = "See whether SSH and docker work on a server",
        footer = "Ends with 1 when one of them does not.")
@Operation(effect = Effect.WRITE, idempotent = true, scopes = "servers:manage")
public final class TestServer implements Callable<TestServer.Checked> {

    @Parameters(index = "0")
    ServerReference server;

    private final Api api;
    private final Progress progress;

    public TestServer(Api api, Progress progress) {
        this.api = api;
        this.progress = progress;
    }

    @Override
    public Checked call() {
        Server before = server.find(api);
        progress.step("reaching for " + before.name());
        AtomicReference<Tested> answered = new AtomicReference<>();
        Failure lost = Uncertain.send(() -> answered.set(api.servers().test(before.id())));
        Server now = new ServerReference(before.id()).find(api);
        if (lost != null && (now.lastChecked().equals(before.lastChecked()) || !now.status().equals("connected"))) {
            // it may go on, and why it failed is nowhere to be read
            throw lost;
        }
        Contact contact = Contact.of(now, lost == null ? answered.get() : new Tested(now.status(), "", ""));
        boolean pinned = before.sshHostKey().isEmpty() && !now.sshHostKey().isEmpty();
        return new Checked(new Facts(now.id(), now.name(), now.status(), contact.ssh(), contact.docker().isEmpty() ? null
                : contact.docker(),
                contact.error().isEmpty() ? null : contact.error(), now.sshHostKey().isEmpty() ? null : now.sshHostKey(), pinned
                ? Undo.none("the instance keeps the host key of the first contact, and no call forgets it; compare it with the machine's "
                + "own: "
                + "ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub") : null), contact.failure(now));
    }

    /**
     * @param status     connected or error
     * @param ssh        ok, failed, or none for the control plane's own host
     * @param docker     its version; left out where it does not answer
     * @param error      the instance's own words; left out when all is well
     * @param sshHostKey the machine's fingerprint; left out before the first contact
     * @param undo       left out unless this was the first contact
     */
    public record Facts(String id, String name, String status, String ssh, @Nullable String docker, @Nullable @FreeText String error,
                        @Nullable String sshHostKey, @Nullable Undo undo) {
    }

    /** What was found, and why it is no success. */
    public record Checked(Facts json, Failure failure) implements Result {

        @Override
        public Page page() {
            return new Page().facts("Server", json.name, "SSH", json.ssh.equals("none") ? "not needed" : json.ssh,
                    "Docker", json.docker != null ? json.docker : json.status.equals("connected") ? "ok" : json.ssh.equals("failed")
                    ? "not reached" : "failed", "Host key", json.sshHostKey);
        }

        @Override
        public Undo undo() {
            return json.undo;
        }

        @Override
        public List<String> ids() {
            return List.of(json.id);
        }
    }
}
