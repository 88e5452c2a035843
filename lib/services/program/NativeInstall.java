package lib.services.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.files.Machine;
import lib.install.GraalVm;
import lib.install.Installation;
import lib.install.Program;
import lib.install.ProgramCopy;
import lib.install.Provenance;
import lib.op.Progress;

/**
 * Brings the native program among the copies of this machine: this very one, where it is native; else one that a GraalVM here builds of it;
 * else the file of the release. Nothing is kept that does not start and say its version.
 */
public final class NativeInstall {

    private final Machine machine;
    private final Progress progress;

    public NativeInstall(Machine machine, Progress progress) {
        this.machine = machine;
        this.progress = progress;
    }

    /**
     * What was kept.
     *
     * @param source where it came from, for people
     * @param from   the releases it came from; null for none of them
     */
    public record Kept(Program program, String source, Provenance from) {
    }

    /**
     * This version.
     *
     * @param releases the address of releases that is to be used; null for none
     * @param before   where the installed program came from; null for none
     */
    public Kept keep(String releases, Provenance before) throws IOException {
        if (releases != null) {
            return release(Releases.at(releases, machine, progress), machine.version());
        }
        if (machine.java() == null) {
            progress.step("Copying paas " + machine.version());
            Path file = Path.of(machine.classPath().getFirst());
            return new Kept(kept(machine.version(), file), file.toString(), null);
        }
        GraalVm graal = machine.environment().getOrDefault(Releases.SETTING, "").isBlank() ? GraalVm.of(machine) : null;
        if (graal != null && graal.fits()) {
            return worked(machine.version(), file -> {
                new NativeBuild(graal, machine, progress).into(file);
                return new Kept(null, "built with " + graal.program(), null);
            });
        }
        if (graal != null) {
            progress.note(machine.shown(graal.program()) + " is " + (graal.release() == 0 ? "none that says its version"
                    : "of GraalVM " + graal.release()) + ", and it takes " + GraalVm.OLDEST + ": using the release's file");
        }
        Releases usual = Releases.usual(before, machine, progress);
        if (usual == null) {
            throw new Failure(Kind.FAILED, "there is no GraalVM " + GraalVm.OLDEST
                    + " here to build the native program with, and it is not known where the releases are",
                    "set GRAALVM_HOME to a GraalVM 25, or name the address: --releases https://github.com/org/paas/releases");
        }
        return release(usual, machine.version());
    }

    /** The file of a release. */
    public Kept release(Releases releases, String version) throws IOException {
        return worked(version, file -> new Kept(null, releases.take(version, file).toString(),
                new Provenance(Provenance.Kind.RELEASE, releases.address())));
    }

    /** Makes a file. */
    private interface Work {

        /** @return what it is, without the program */
        Kept into(Path file) throws IOException;
    }

    private Kept worked(String version, Work work) throws IOException {
        Path folder = new ProgramCopy(machine.home()).work(version);
        try {
            Path file = folder.resolve(machine.os() == Machine.Os.WINDOWS ? "paas.exe" : "paas");
            Kept kept = work.into(file);
            if (!file.toFile().setExecutable(true, false)) {
                throw new IOException("the file cannot be made executable");
            }
            return new Kept(kept(version, file), kept.source, kept.from);
        } finally {
            ProgramCopy.delete(folder);
        }
    }

    /** A file that does not start here never takes the place of a program that does. */
    private Program kept(String version, Path file) throws IOException {
        String answer = Installation.answers(file);
        if (!answer.equals(version)) {
            throw new Failure(Kind.FAILED, answer.isEmpty() ? "the native program does not start on this machine"
                    : "the native program is paas " + answer.replaceFirst("(?s)\\s.*", "") + ", not " + version,
                    "nothing was changed; install without --native, or set GRAALVM_HOME to a GraalVM 25 to build it here");
        }
        return new Program(new ProgramCopy(machine.home()).keep(version, List.of(file.toString())), null, machine.main());
    }
}
