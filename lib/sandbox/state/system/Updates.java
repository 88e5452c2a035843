package lib.sandbox.state.system;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import lib.sandbox.base.Snapshot.Kept;
import lib.sandbox.http.GoJson;
import lib.sandbox.http.Rejection;

/** The server's own version and domain, and its update. Contract: /api/system/version, /api/system/update and /api/system/domain. */
public final class Updates {

    private static final Duration CACHED = Duration.ofMinutes(30);
    /** How long ago the newest release came out. */
    private static final Duration AGE = Duration.ofDays(3);

    private final InstantSource clock;
    private Installation installation = Installation.UNSTAMPED;
    private Progress progress = new Progress("idle", false, "");
    private Status cached;
    private String domain = "";

    public Updates(InstantSource clock) {
        this.clock = clock;
    }

    public synchronized Installation installation() {
        return installation;
    }

    /** Makes it another installation, as if it had always been that one. */
    public synchronized void install(Installation other) {
        installation = other;
        cached = null;
    }

    /** What the makers have published, as told in the last half hour unless forced; a Rejection with 502 when that is nothing. */
    public synchronized Status check(boolean force) {
        OffsetDateTime now = GoJson.now(clock);
        if (cached == null || force || Duration.between(cached.checkedAt, now).compareTo(CACHED) >= 0) {
            cached = look(now);
        }
        return cached;
    }

    public synchronized Progress progress() {
        return progress;
    }

    /** An update begins; what must hold for that has been checked. */
    public synchronized void start() {
        progress = new Progress("starting", true, "");
    }

    /** The updater has written these lines. */
    public synchronized void log(String... lines) {
        progress = new Progress("running", true, progress.log + String.join("\n", lines) + "\n");
    }

    /** The new version is in place. */
    public synchronized void replace() {
        installation = installation.updated();
    }

    /** The server starts. Contract: what was running counts as completed, whatever came of it. */
    public synchronized void booted() {
        boolean under = progress.state.equals("starting") || progress.state.equals("running");
        progress = new Progress(under ? "completed" : progress.state, false, progress.log);
        cached = null;
    }

    /** The domain that was set, or the environment's, which wins. */
    public synchronized String domain() {
        return installation.paasDomain().isEmpty() ? domain : installation.paasDomain();
    }

    public synchronized void domain(String domain) {
        this.domain = domain;
    }

    /** What the database has of it. */
    public List<Kept<?>> kept() {
        return List.of(Kept.value("systemDomain", String.class, () -> domain, saved -> domain = saved));
    }

    /** What else survives a restart of the process. */
    public List<Kept<?>> keptFiles() {
        return List.of(Kept.value("installation", Installation.class, this::installation, this::install),
            Kept.value("updateProgress", Progress.class, this::progress, saved -> {
                progress = saved;
                booted();
            }));
    }

    private Status look(OffsetDateTime now) {
        String version = installation.version();
        String repository = installation.updateRepo();
        String tag = installation.latest();
        if (repository.isEmpty()) {
            return new Status(version, "", false, false, null, now);
        } else if (tag.isEmpty()) {
            throw new Rejection(502, "no published releases found for " + repository);
        }
        Release release = new Release(tag, "Better-PaaS " + tag, "* Deployments start faster\n* Fixes", "https://github.com/" + repository
            + "/releases/tag/" + tag, now.minus(AGE).withNano(0));
        return new Status(version, tag, isOlder(version, tag), true, release, now);
    }

    /** Contract: a dev build is older than any release. */
    private static boolean isOlder(String version, String tag) {
        return version.equals("dev") || Arrays.compare(numbers(version), numbers(tag)) < 0;
    }

    private static int[] numbers(String version) {
        return Arrays.stream(version.split("[^0-9]+")).filter(part -> !part.isEmpty() && part.length() < 10).mapToInt(Integer::parseInt)
            .toArray();
    }

    /** Contract: schema UpdateStatus. */
    public record Status(String current, String latest, boolean hasUpdate, boolean configured,
            @JsonInclude(Include.NON_NULL) Release release, OffsetDateTime checkedAt) { }

    /** Contract: schema UpdateStatus, release. */
    public record Release(String tagName, String name, String notes, String url, OffsetDateTime publishedAt) { }

    /** Contract: schema UpdateProgress. */
    public record Progress(String state, boolean inProgress, String log) { }

    /**
     * How the server is installed and what its makers have published.
     *
     * @param version     what it was stamped with at its build; {@code dev} when it was not
     * @param gitCheckout whether it can update itself
     * @param updateRepo  owner/repository that releases come from, {@code ""} for none
     * @param latest      the tag of the newest release there, {@code ""} when none is published
     * @param paasDomain  the environment variable PAAS_DOMAIN, {@code ""} when it is not set
     */
    public record Installation(String version, boolean gitCheckout, String updateRepo, String latest, String paasDomain) {

        /** A server that somebody built at home. */
        static final Installation UNSTAMPED = new Installation("dev", false, "", "", "");

        Installation updated() {
            return new Installation(latest, gitCheckout, updateRepo, latest, paasDomain);
        }
    }
}
