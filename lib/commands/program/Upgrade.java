package lib.commands.program;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.files.Machine;
import lib.files.Reason;
import lib.install.Changes;
import lib.install.Installation;
import lib.install.Installed;
import lib.install.JBang;
import lib.install.Provenance;
import lib.op.Examples;
import lib.op.FreeText;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.Nullable;
import lib.op.Page;
import lib.op.Progress;
import lib.op.Result;
import lib.services.program.NativeInstall;
import lib.services.program.Releases;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Fetches a newer version of this program from the catalog that it came from; the instance has {@code paas system update}. */
@Examples({"paas upgrade --check", "paas upgrade", "paas upgrade --from paas@org"})
@HelpPlace(under = Heading.PROGRAM, place = 40)
@Command(name = "upgrade", description = "Install a newer version of paas",
        footer = {"", "Has JBang fetch the catalog's version anew, and that version install itself; a native program that came from a "
        + "release is replaced by a newer release's. The instance is another matter: paas system update."})
public final class Upgrade implements Callable<Upgrade.Upgraded> {

    @Option(names = "--check", description = "Only say whether there is one.")
    boolean check;

    @Option(names = "--from", paramLabel = "<reference>",
            description = "From another catalog, e.g. paas@org, or a native program from other releases (their address); it is remembered.")
    String from;

    private final Progress progress;
    private final Machine machine;

    public Upgrade(Progress progress, Machine machine) {
        this.progress = progress;
        this.machine = machine;
    }

    @Override
    public Upgraded call() {
        Installation installation = new Installation(Path.of(machine.home()));
        Installed installed = installation.read();
        if (installed == null) {
            throw new Failure(Kind.FAILED, "paas is not installed on this machine", "run: jbang paas@org install");
        }
        Releases releases = releases(installed);
        if (releases != null) {
            return released(releases, installation, installed);
        }
        String reference = reference(installed);
        JBang jbang = JBang.of(machine);
        if (jbang == null) {
            throw new Failure(Kind.FAILED, "a newer version comes through JBang, and there is none on the PATH or in ~/.jbang/bin",
                    "install JBang, or run a newer jar: java -jar paas-fatjar.jar install");
        }
        try {
            progress.step("Asking " + reference + " for its version");
            String latest = run(jbang, List.of("--fresh", reference, "version")).strip();
            if (latest.isEmpty() || latest.contains("\n")) {
                throw new Failure(Kind.FAILED, reference + " does not say which version it is",
                        "look at it: jbang " + reference + " version");
            }
            if (!Changes.newer(latest, installed.version()) || check) {
                return looked(latest, installed, reference);
            }
            progress.step("Installing paas " + latest + (installed.isNative() ? " as a native program: minutes, where it is built" : ""));
            // what has just been fetched and built, and nothing that was pushed since
            List<String> words = new ArrayList<>(List.of(reference, "install", "--no-path", "--from", reference));
            if (installed.isNative()) {
                words.add("--native");
            }
            run(jbang, words);
            Installed now = started(installation, latest);
            String changes = Changes.since(Path.of(now.copy()), installed.version());
            return new Upgraded(installed.version(), latest, "upgraded", reference, changes.isEmpty() ? null : changes);
        } catch (IOException e) {
            throw new Failure(Kind.FAILED, "cannot run JBang (" + Reason.of(e) + ")", "look at it: jbang version");
        }
    }

    private static Upgraded looked(String latest, Installed installed, String from) {
        String state = Changes.newer(latest, installed.version()) ? "available"
                : latest.equals(installed.version()) ? "up-to-date" : "older";
        return new Upgraded(installed.version(), latest, state, from, null);
    }

    /** What the launcher starts now, when it is the new version. */
    private Installed started(Installation installation, String latest) {
        Installed now = installation.read();
        if (now == null || !now.version().equals(latest) || !installation.answers().equals(latest)) {
            throw new Failure(Kind.FAILED, "paas " + latest + " was fetched, and it is not what the launcher starts",
                    "see for yourself: " + machine.shown(installation.launcher().toString()) + " version");
        }
        return now;
    }

    /** Where a native program has its next version from, when that is no catalog; else null. */
    private Releases releases(Installed installed) {
        boolean address = from != null && from.matches("(?i)https?://.*");
        if (address && !installed.isNative()) {
            throw new Failure(Kind.USAGE, "a release's file is a native program, and this paas is none",
                    "install it as one: paas install --native --releases " + from);
        }
        if (address) {
            return Releases.at(from, machine, progress);
        }
        boolean other = from != null || !installed.isNative() || installed.from().kind() == Provenance.Kind.CATALOG
                || installed.from().kind() == Provenance.Kind.CLONE;
        return other ? null : Releases.usual(installed.from(), machine, progress);
    }

    private Upgraded released(Releases releases, Installation installation, Installed installed) {
        progress.step("Asking " + releases.address() + " for its newest version");
        String latest = releases.latest();
        if (!Changes.newer(latest, installed.version()) || check) {
            return looked(latest, installed, releases.address());
        }
        try {
            NativeInstall.Kept kept = new NativeInstall(machine, progress).release(releases, latest);
            installation.activate(kept.program(), latest, kept.from());
        } catch (IOException e) {
            throw new Failure(Kind.FAILED, "cannot install to " + machine.shown(machine.inHome(".paas")) + " (" + Reason.of(e) + ")",
                    "make it a folder that you can write to, on a disk with room");
        }
        started(installation, latest);
        return new Upgraded(installed.version(), latest, "upgraded", releases.address(), "What is new: " + releases.page(latest));
    }

    private String reference(Installed installed) {
        if (from != null) {
            return from;
        }
        Provenance known = installed.from();
        return switch (known.kind()) {
            case CATALOG -> known.reference();
            case CLONE -> throw new Failure(Kind.FAILED, "this paas was installed from a clone, " + machine.shown(known.reference()),
                    "there: git pull && ./jbang paas.java install" + (installed.isNative() ? " --native" : ""));
            case JAR -> throw new Failure(Kind.FAILED, "this paas was installed from a jar, which knows no place of newer ones",
                    "run a newer jar: java -jar paas-fatjar.jar install; or name a catalog: paas upgrade --from paas@org");
            case RELEASE, UNKNOWN -> throw new Failure(Kind.FAILED, "it is not known which catalog this paas came from",
                    "name it: paas upgrade --from paas@org");
        };
    }

    /** With nobody to be asked: who has installed from there has trusted the place. */
    private static String run(JBang jbang, List<String> words) throws IOException {
        List<String> line = new ArrayList<>(List.of("run", "--quiet"));
        line.addAll(words);
        JBang.Said said = jbang.run(line);
        if (said.code() != 0) {
            throw new Failure(Kind.FAILED, "JBang cannot do it: " + said.reason(), "see for yourself: jbang " + String.join(" ", words));
        }
        return said.out();
    }

    /**
     * @param version what was installed
     * @param latest  what the catalog has
     * @param state   up-to-date, available, upgraded, or older when the catalog is behind
     * @param from    the catalog
     * @param changes what the CHANGELOG says of the versions between; left out for nothing
     */
    public record Upgraded(String version, String latest, String state, String from, @Nullable @FreeText String changes) implements Result {

        @Override
        public Page page() {
            Page page = new Page().line(switch (state) {
                case "up-to-date" -> "Up to date: " + version + " is what " + from + " has.";
                case "older" -> "Up to date: " + version + " is installed, and " + from + " has " + latest + ".";
                case "available" -> version + " is installed, and " + from + " has " + latest + ": paas upgrade";
                default -> "Upgraded from " + version + " to " + latest + ".";
            });
            return changes == null ? page : page.line("").text(changes + "\n");
        }
    }
}
