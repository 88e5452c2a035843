package lib.commands.backups;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import lib.api.Api;
import lib.api.Backup;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.files.RawPath;
import lib.op.BackupReference;
import lib.op.Effect;
import lib.op.Examples;
import lib.op.Feed;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.Live;
import lib.op.Operation;
import lib.op.Page;
import lib.op.Progress;
import lib.op.Result;
import lib.services.backups.Download;
import lib.services.backups.FileSink;
import lib.services.backups.Sink;
import lib.services.backups.Sizes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Brings a backup here. Contract: GET /api/backups/download. */
@Examples({
    "paas backups download backup-20260702-143205.tar.gz",
    "paas backups download backup-20260702-143205.tar.gz -o /srv/safe/",
    "paas backups download backup-20260702-143205.tar.gz -o - | tar -tz"})
@HelpPlace(under = Heading.SCHEDULES, place = 130)
@Command(name = "backups download", description = "Bring a backup to this machine, checked and private")
@Operation(effect = Effect.READ, scopes = "backups:manage")
public final class DownloadBackup implements Callable<DownloadBackup.Downloaded>, Live {

    @Parameters(index = "0")
    BackupReference name;

    @Option(names = {"-o", "--output"}, paramLabel = "<file>",
            description = "The file, or the folder to put it in; - for standard output. Default: its name, here.")
    String output;

    @Option(names = "--force", description = "Write over a file that is there.")
    boolean force;

    private final Api api;
    private final Progress progress;

    public DownloadBackup(Api api, Progress progress) {
        this.api = api;
        this.progress = progress;
    }

    @Override
    public boolean objects() {
        return false;
    }

    @Override
    public boolean live() {
        return "-".equals(output);
    }

    @Override
    public Downloaded call() {
        Backup backup = name.in(api.backups().all());
        try (FileSink file = FileSink.at(output, backup.name(), force)) {
            new Download(api, progress, backup, file).run();
            Path at = file.done();
            return new Downloaded(backup.name(), RawPath.whole(at), backup.size());
        }
    }

    @Override
    public void follow(Feed feed) {
        if (progress.watched()) {
            throw new Failure(Kind.USAGE, "an archive is binary data, which a terminal cannot show",
                    "send it into a file or a program: … -o - > file");
        }
        new Download(api, progress, name.in(api.backups().all()), new Sink() {
            @Override
            public void write(byte[] bytes, int length) {
                feed.file(Arrays.copyOf(bytes, length));
            }

            @Override
            public boolean rewind() {
                return false;
            }
        }).run();
    }

    /** @param file where it is now */
    public record Downloaded(String name, String file, long sizeBytes) implements Result {

        @Override
        public Page page() {
            return new Page().line("Saved " + file + " (" + Sizes.words(sizeBytes)
                    + ", as the instance lists it), readable for you alone.");
        }

        @Override
        public List<String> ids() {
            return List.of(file);
        }
    }
}
