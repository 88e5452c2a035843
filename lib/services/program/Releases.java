package lib.services.program;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.base.Version;
import lib.files.Machine;
import lib.http.Request;
import lib.http.Response;
import lib.http.Settings;
import lib.http.Stepwise;
import lib.http.Transport;
import lib.install.Provenance;
import lib.op.Progress;

/**
 * The releases of the project, laid out as GitHub has them: the files of one at {@code <address>/download/v<version>/}, with their
 * checksums
 * in {@code SHA256SUMS}, and {@code <address>/latest}, which leads to the newest or is a file with its version. What comes from here is
 * run,
 * so it comes encrypted, or from this machine.
 */
public final class Releases {

    /** The variable that names the address. */
    public static final String SETTING = "PAAS_RELEASES";

    /** The project's own; whoever builds a release writes it in. */
    private static final String PROJECT = "";

    private static final String SUMS = "SHA256SUMS";
    private static final Duration STEP = Duration.ofSeconds(60);
    private static final Pattern SUM = Pattern.compile("([0-9a-fA-F]{64}) [ *](?:\\./)?(\\S.*)");
    private static final Pattern TAG = Pattern.compile("(?:.*/)?v?([0-9]+\\.[0-9]+\\.[0-9]+[0-9A-Za-z.+-]*)\\s*", Pattern.DOTALL);

    private final URI address;
    private final Machine machine;
    private final Progress progress;

    private Releases(URI address, Machine machine, Progress progress) {
        this.address = address;
        this.machine = machine;
        this.progress = progress;
    }

    /**
     * @param address with https, or http on this machine
     * @throws Failure USAGE for anything else
     */
    public static Releases at(String address, Machine machine, Progress progress) {
        try {
            URI uri = URI.create(address.strip().replaceFirst("/+$", ""));
            boolean secure = "https".equals(uri.getScheme());
            if (uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawQuery() == null && uri.getRawFragment() == null
                    && (secure || "http".equals(uri.getScheme()))) {
                if (!secure && !Guarded.local(uri)) {
                    throw new Failure(Kind.USAGE, address.strip() + " is not encrypted, and what comes from there would be run",
                            "use https; plain http is for this machine alone");
                }
                return new Releases(uri, machine, progress);
            }
        } catch (IllegalArgumentException noAddress) {
            // the same answer as for other useless ones
        }
        throw new Failure(Kind.USAGE, "that is no address of releases",
                "name their page, without a user name, e.g. https://github.com/org/paas/releases");
    }

    /**
     * Where nobody names one now: the variable's, the one that was used before, the project's, the one that belongs to the sources.
     *
     * @param before where the installed program came from; null for none
     * @return null when none is known
     */
    public static Releases usual(Provenance before, Machine machine, Progress progress) {
        String known = machine.environment().getOrDefault(SETTING, "");
        if (known.isBlank()) {
            known = before != null && before.kind() == Provenance.Kind.RELEASE ? before.reference() : PROJECT;
        }
        if (known.isBlank()) {
            known = Provenance.releases(machine, before);
        }
        return known.isBlank() ? null : at(known, machine, progress);
    }

    /** Their address. */
    public String address() {
        return address.toString();
    }

    /** Where people read what is new in a version. */
    public String page(String version) {
        return address + "/tag/v" + version;
    }

    /** What the file for this machine is called. */
    static String file(Machine.Os os, String architecture) {
        String processor = switch (architecture.toLowerCase(Locale.ROOT)) {
            case "amd64", "x86_64", "x64" -> "x64";
            case "aarch64", "arm64" -> "arm64";
            default -> architecture.toLowerCase(Locale.ROOT);
        };
        return switch (os) {
            case LINUX -> "paas-linux-" + processor;
            case MAC -> "paas-macos-" + processor;
            case WINDOWS -> "paas-windows-" + processor + ".exe";
        };
    }

    /**
     * The newest version.
     *
     * @throws Failure as {@link #take}
     */
    public String latest() {
        URI latest = URI.create(address + "/latest");
        Response answer = get(latest, new Guarded.Text());
        for (String text : List.of(answer.uri().getPath(), answer.value() instanceof String body ? body : "")) {
            Matcher tag = TAG.matcher(text);
            if (answer.status() == 200 && tag.matches()) {
                return tag.group(1);
            }
        }
        throw new Failure(Kind.FAILED, latest + " does not say which version is the newest", look(latest));
    }

    /**
     * Brings this machine's file of a version, whose checksum is right.
     *
     * @param target made anew; what did not come whole is gone again
     * @return where it came from
     * @throws Failure NOT_FOUND when there is no such version, or no file for this machine; UNREACHABLE and TIMED_OUT of the network;
     *                 FAILED for a wrong checksum and what else cannot be used
     */
    URI take(String version, Path target) throws IOException {
        String name = file(machine.os(), System.getProperty("os.arch"));
        URI from = URI.create(address + "/download/v" + version + "/" + name);
        String expected = checksum(version, from.resolve(SUMS), name);
        progress.step("Downloading " + name + " of paas " + version + " from " + address.getHost());
        try {
            Response answer = get(from, new Download(target, name, progress));
            found(answer, from, version);
            if (!expected.equals(answer.value())) {
                throw new Failure(Kind.FAILED, from + " is not the file that its release names: its checksum is another",
                        "nothing of it was kept; run this again, and where it stays so tell whoever publishes it");
            }
            return from;
        } catch (Failure e) {
            Files.deleteIfExists(target);
            throw e;
        }
    }

    private String checksum(String version, URI sums, String name) {
        Response answer = get(sums, new Guarded.Text());
        found(answer, sums, version);
        boolean any = false;
        for (String line : ((String) answer.value()).lines().toList()) {
            Matcher sum = SUM.matcher(line.strip());
            if (sum.matches()) {
                any = true;
                if (sum.group(2).equals(name)) {
                    return sum.group(1).toLowerCase(Locale.ROOT);
                }
            }
        }
        if (!any) {
            throw new Failure(Kind.FAILED, sums + " is no list of checksums", look(sums));
        }
        throw new Failure(Kind.NOT_FOUND, "release " + version + " has no " + name + ", so none for this machine",
                "build it: set GRAALVM_HOME to a GraalVM 25; or install without --native");
    }

    private void found(Response answer, URI uri, String version) {
        if (answer.status() == 404) {
            throw new Failure(Kind.NOT_FOUND, "there is no " + uri.getPath().replaceFirst(".*/", "") + " of release " + version + " at "
                    + address, "see which releases there are, or build it: set GRAALVM_HOME to a GraalVM 25");
        }
        if (answer.status() != 200) {
            throw new Failure(Kind.FAILED, uri + " answers with status " + answer.status(), look(uri));
        }
    }

    private static String look(URI uri) {
        return "look at it in a browser: a proxy may answer in its place; another address: --releases <address>";
    }

    /** Without the headers that belong to the instance. */
    private Response get(URI uri, Stepwise reader) {
        Map<String, String> environment = new HashMap<>(machine.environment());
        environment.remove("PAAS_HEADERS");
        try (Transport transport = new Transport(Settings.of(environment, "paas/" + Version.NUMBER, STEP))) {
            return transport.send(Request.get(uri, null), reader);
        } catch (Failure e) {
            throw e.kind().passing() ? e.withHint("check the network, and run this again; a mirror or this machine: --releases <address>")
                    : e;
        }
    }
}
