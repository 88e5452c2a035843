package lib.services.source;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import lib.api.Api;
import lib.api.App;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.files.RawPath;
import lib.op.Progress;

/**
 * A folder of this machine, sent as an archive. Contract: POST /api/deploy/upload; its limits are checked before the first byte is sent,
 * since the instance would check them after the last one.
 */
public final class UploadSource implements Source {

    private static final long REQUEST = 500L << 20;
    private static final long FORM = 1L << 20;
    private static final long FILE = 100L << 20;
    private static final int FILES = 10_000;
    /** The instance strips a folder that all entries share, and takes a single file's name for one: so they get one to be stripped. */
    private static final String WRAPPER = "source/";

    private final Folder folder;
    private final Progress progress;
    private final List<String> notes = new ArrayList<>();

    private UploadSource(Folder folder, Progress progress) {
        this.folder = folder;
        this.progress = progress;
        notes.add("sending " + folder.shown() + ": " + (folder.files().size() == 1 ? "1 file" : folder.files().size() + " files") + ", "
                + Folder.size(folder.bytes()) + " (" + folder.contents() + ")");
        notes.addAll(folder.left());
        notes.addAll(Unwanted.in(folder.files().keySet()));
    }

    /**
     * @param root as it was typed
     * @throws Failure USAGE when the folder has no file to send, or more than the instance takes; FAILED when it cannot be read, or is a
     *                       checkout that git does not answer for
     */
    public static UploadSource of(Path root, Progress progress) {
        Folder folder = Folder.of(root);
        if (folder.files().isEmpty()) {
            throw new Failure(Kind.USAGE, "there is no file to send in " + folder.shown(),
                    "are all of them left out by .gitignore or .paasignore?");
        }
        if (folder.files().size() > FILES) {
            throw new Failure(Kind.USAGE, folder.shown() + " has " + folder.files().size()
                    + " files to send, and the instance takes 10,000",
                    "leave some out with a .paasignore file (as .gitignore), e.g. node_modules/");
        }
        folder.files().forEach((path, file) -> {
            if (file.size() > FILE) {
                throw new Failure(Kind.USAGE, path + " has " + Folder.size(file.size()) + ", and the instance takes 100 MiB a file",
                        "leave it out with a .paasignore file (as .gitignore)");
            }
            if (path.startsWith("~") || path.indexOf('\\') >= 0) {
                throw new Failure(Kind.USAGE, "the instance takes no file of this name: " + path,
                        "rename it, or leave it out with a .paasignore file");
            }
        });
        return new UploadSource(folder, progress);
    }

    @Override
    public String proposedName() {
        String name = folder.root().getFileName() == null ? null : RawPath.name(folder.root());
        return name == null ? "" : AppName.propose(name);
    }

    /** The files that are sent, below the folder. */
    public Set<String> paths() {
        return folder.files().keySet();
    }

    @Override
    public List<String> notes() {
        return notes;
    }

    /** Files that are sent are never the same for sure. */
    @Override
    public boolean of(App app) {
        return kindOf(app);
    }

    @Override
    public boolean kindOf(App app) {
        return app.gitRepo().startsWith("upload:");
    }

    /** As the files at its top suggest; "" when they suggest none. */
    public String buildMethod(String rootDir) {
        String below = rootDir.isEmpty() ? "" : rootDir + "/";
        return BuildFiles.noticed(Stream.of(BuildFiles.NAMES).filter(each -> folder.files().containsKey(below + each)).toList());
    }

    @Override
    public App create(Api api, Map<String, Object> settings) {
        Path zip = null;
        try {
            zip = Files.createTempFile("paas-upload-", ".zip");
            zip.toFile().deleteOnExit();
            pack(zip);
            long size = Files.size(zip);
            if (size > REQUEST - FORM) {
                throw new Failure(Kind.USAGE, "the archive of " + folder.shown() + " has " + Folder.size(size)
                        + ", and the instance takes 500 MiB",
                        "leave files out with .paasignore: " + folder.contents());
            }
            AtomicLong shown = new AtomicLong(-1);
            return api.apps().upload(settings, zip, sent -> {
                long tenths = size == 0 ? 10 : Math.min(10, sent * 10 / size);
                long steps = progress.watched() ? Math.min(100, sent * 100 / Math.max(1, size)) : tenths;
                if (shown.getAndSet(steps) != steps) {
                    progress.step("sending " + Folder.size(Math.min(sent, size)) + " of " + Folder.size(size));
                }
            });
        } catch (IOException e) {
            throw new Failure(Kind.FAILED, "the folder " + folder.shown() + " could not be packed (" + e.getMessage() + ")",
                    "see that the files can be read and the temporary folder has room");
        } finally {
            delete(zip);
        }
    }

    private void pack(Path zip) throws IOException {
        int done = 0;
        List<Integer> modes = new ArrayList<>();
        try (OutputStream out = Files.newOutputStream(zip); ZipOutputStream archive = new ZipOutputStream(out)) {
            for (Map.Entry<String, Folder.Entry> file : folder.files().entrySet()) {
                if (done++ % 500 == 0 && done > 1) {
                    progress.step("packing " + done + " of " + folder.files().size() + " files");
                }
                archive.putNextEntry(new ZipEntry(WRAPPER + file.getKey()));
                Files.copy(file.getValue().path(), archive);
                archive.closeEntry();
                modes.add(Files.isExecutable(file.getValue().path()) ? 0755 : 0644);
            }
        }
        ZipModes.write(zip, modes);
    }

    private static void delete(Path zip) {
        try {
            if (zip != null) {
                Files.deleteIfExists(zip);
            }
        } catch (IOException leftBehind) {
            // it goes with the temporary folder
        }
    }

    @Override
    public String advice(List<String> log) {
        boolean denied = log.stream().anyMatch(line -> line.toLowerCase(Locale.ROOT).contains("permission denied"));
        return denied && folder.files().values().stream().anyMatch(file -> Files.isExecutable(file.path()))
                ? "an instance keeps no executable bits of an upload: start scripts with their shell, e.g. sh app.sh"
                : "correct the folder, and run the same again";
    }
}
