package lib.sandbox.instance;

import java.nio.file.Path;
import java.util.List;
import lib.sandbox.base.Ids;
import lib.sandbox.fault.Fault;

/**
 * How a sandbox is started.
 *
 * @param port       TCP port on 127.0.0.1, 0 for a free one
 * @param adminToken what signs in as the admin; null or blank for 64 random hex digits, or with a file of the state for the one it has
 * @param limits     whether the rate limit and the lock-out after wrong tokens are on
 * @param uiUrl      the dashboard's address as the manifest names it (the server's PAAS_UI_URL); null for the sandbox's own
 * @param speed      what the duration of background work (builds, launches) is multiplied by: 1 for believable seconds, 0 for at once
 * @param faults     what goes wrong from the start
 * @param state      the file that keeps the state; when it is there already, the seed does not count; null for none
 */
public record Options(int port, Seed seed, String adminToken, boolean limits, String uiUrl, double speed, List<Fault> faults, Path state) {

    public Options {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("a port is between 0 and 65535, not " + port);
        }
        if (!(speed >= 0 && speed <= 1000)) {
            throw new IllegalArgumentException("a speed is between 0 and 1000, not " + speed);
        }
        faults = List.copyOf(faults);
        adminToken = adminToken == null || adminToken.isBlank() ? state == null ? Ids.secret() : null : adminToken.strip();
        uiUrl = uiUrl == null || uiUrl.isBlank() ? null : uiUrl.strip().replaceAll("/+$", "");
    }

    /** Port 8080, the demo apps, a random admin token, all limits on. */
    public static Options defaults() {
        return new Options(8080, Seed.DEMO, null, true, null, 1, List.of(), null);
    }

    /**
     * A free port, the demo apps, a random admin token, no limits, and work in the background at once: many requests a second and wrong
     * tokens are what tests are made of.
     */
    public static Options forTests() {
        return new Options(0, Seed.DEMO, null, false, null, 0, List.of(), null);
    }

    public Options withPort(int port) {
        return new Options(port, seed, adminToken, limits, uiUrl, speed, faults, state);
    }

    public Options withSeed(Seed seed) {
        return new Options(port, seed, adminToken, limits, uiUrl, speed, faults, state);
    }

    public Options withAdminToken(String adminToken) {
        return new Options(port, seed, adminToken, limits, uiUrl, speed, faults, state);
    }

    public Options withLimits(boolean limits) {
        return new Options(port, seed, adminToken, limits, uiUrl, speed, faults, state);
    }

    public Options withUiUrl(String uiUrl) {
        return new Options(port, seed, adminToken, limits, uiUrl, speed, faults, state);
    }

    public Options withSpeed(double speed) {
        return new Options(port, seed, adminToken, limits, uiUrl, speed, faults, state);
    }

    public Options withState(Path state) {
        return new Options(port, seed, adminToken, limits, uiUrl, speed, faults, state);
    }

    /** Without the token: it must not end up in a log. */
    @Override
    public String toString() {
        return "Options[port=" + port + ", seed=" + seed + ", limits=" + limits + ", uiUrl=" + uiUrl + ", speed=" + speed
            + ", state=" + state + "]";
    }

    /** What a sandbox holds at its start. */
    public enum Seed {
        /** A handful of apps and projects of different kinds, the same at every start. */
        DEMO,
        /** Nothing. */
        EMPTY
    }
}
