package lib.services.program;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.files.Reason;
import lib.install.ProgramCopy;
import lib.op.Progress;
import lib.services.backups.Sizes;

/** Into a file; what it makes of it is the checksum. */
final class Download extends Guarded {

    private static final long MOST = 500_000_000;
    private static final long WATCHED_NS = 200_000_000L;
    private static final long ELSEWHERE_NS = 5_000_000_000L;

    private final Path target;
    private final String name;
    private final Progress progress;
    private String size = "";

    Download(Path target, String name, Progress progress) {
        this.target = target;
        this.name = name;
        this.progress = progress;
    }

    @Override
    public void begins(int status, Map<String, List<String>> headers) {
        List<String> length = headers.getOrDefault("Content-Length", List.of());
        size = !length.isEmpty() && length.getFirst().matches("[0-9]{1,12}") ? " of " + Sizes.words(Long.parseLong(length.getFirst()))
                : "";
    }

    @Override
    public Object read(InputStream in) throws IOException {
        MessageDigest hash = ProgramCopy.sha256();
        long come = 0;
        long said = System.nanoTime();
        byte[] bytes = new byte[64 * 1024];
        try (OutputStream out = Files.newOutputStream(target)) {
            for (int got = in.read(bytes); got >= 0; got = in.read(bytes)) {
                come += got;
                if (come > MOST) {
                    throw new Failure(Kind.FAILED, name + " is larger than " + Sizes.words(MOST) + " and was not read to its end",
                            "see what lies there, and name another address: --releases <address>");
                }
                hash.update(bytes, 0, got);
                write(out, bytes, got);
                if (System.nanoTime() - said > (progress.watched() ? WATCHED_NS : ELSEWHERE_NS)) {
                    said = System.nanoTime();
                    progress.step("Downloading " + name + ": " + Sizes.words(come) + size);
                }
            }
        }
        return HexFormat.of().formatHex(hash.digest());
    }

    /** What the disk does not take is no failure of the network. */
    private static void write(OutputStream out, byte[] bytes, int length) {
        try {
            out.write(bytes, 0, length);
        } catch (IOException e) {
            throw new Failure(Kind.FAILED, "cannot write what is downloaded (" + Reason.of(e) + ")",
                    "make ~/.paas a folder that you can write to, on a disk with room");
        }
    }
}
