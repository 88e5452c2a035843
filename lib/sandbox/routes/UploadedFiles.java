package lib.sandbox.routes;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import lib.sandbox.http.Multipart;
import lib.sandbox.http.Multipart.Part;
import lib.sandbox.http.Rejection;

/** The files of an upload, by their paths. Contract: POST /api/deploy/upload, from "archive exceeds" on; nothing is written anywhere. */
final class UploadedFiles {

    private static final int MOST_FILES = 10_000;
    private static final long LARGEST_FILE = 100L * 1024 * 1024;
    /** Whose text decides how a build goes; of the others the name is enough. */
    private static final Pattern READ =
        Pattern.compile("package[.]json|(docker-)?compose[.]ya?ml|.*Dockerfile.*", Pattern.CASE_INSENSITIVE);
    private static final int MOST_TEXT = 1 << 20;
    /** What all texts of an upload may have together, whatever an archive claims: of what comes after only the names are kept. */
    private static final int MOST_TEXTS = 8 << 20;
    /** What a Mac's archiver adds beside the folder. */
    private static final String MAC = "__MACOSX/";

    private final Map<String, String> files = new TreeMap<>();
    private final String wanted;
    private int texts;

    private UploadedFiles(String wanted) {
        this.wanted = wanted;
    }

    /**
     * Checks and lists the files.
     *
     * @param wanted a file more whose text is kept, such as a compose file with a name of its own
     * @return the text of those that a build looks at, {@code ""} for the others
     */
    static Map<String, String> of(Multipart form, String wanted) throws IOException {
        List<Part> archive = form.files("archive");
        UploadedFiles files = new UploadedFiles(wanted);
        return archive.isEmpty() ? files.loose(form) : files.unpacked(archive.getFirst());
    }

    private Map<String, String> unpacked(Part archive) throws IOException {
        Rejection.when(!archive.fileName().toLowerCase(Locale.ROOT).endsWith(".zip"),
            400, "unsupported archive format " + Validators.quoted(archive.fileName()) + " (use .zip)");
        try (ZipFile zip = new ZipFile(archive.file().toFile())) {
            Rejection.when(zip.size() > MOST_FILES, 400, "archive contains too many files (max 10000)");
            List<? extends ZipEntry> entries = zip.stream().filter(entry -> !entry.getName().startsWith(MAC)).toList();
            String shared = sharedFolder(entries.stream().map(entry -> entry.getName()).toList(), true);
            for (ZipEntry entry : entries) {
                String name = stripped(entry.getName(), shared);
                if (entry.isDirectory() || name.isEmpty()) {
                    continue;
                }
                String path = checked(name);
                Rejection.when(entry.getSize() > LARGEST_FILE,
                    400, "file " + Validators.quoted(path) + " in archive exceeds maximum size (100 MiB)");
                try (InputStream content = zip.getInputStream(entry)) {
                    files.put(path, text(path, content));
                }
            }
            Rejection.when(files.isEmpty(), 400, "archive contains no files");
            return files;
        } catch (ZipException e) {
            throw new Rejection(400, "invalid zip archive: zip: not a valid zip file");
        }
    }

    private Map<String, String> loose(Multipart form) throws IOException {
        List<Part> parts = form.files("files");
        List<String> paths = form.values("paths");
        Rejection.when(parts.isEmpty(), 400, "upload an archive (.zip) or one or more files");
        Rejection.when(parts.size() > MOST_FILES, 400, "too many files (max 10000)");
        Rejection.when(paths.size() != parts.size(),
            400, "paths count (" + paths.size() + ") must match files count (" + parts.size() + ")");
        String shared = sharedFolder(paths, false);
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            Rejection.when(Files.size(part.file()) > LARGEST_FILE,
                400, "file " + Validators.quoted(part.fileName()) + " exceeds maximum size (100 MiB)");
            String name = stripped(paths.get(i), shared);
            String path = checked(withoutSlash(name).isEmpty() ? part.fileName() : name);
            try (InputStream content = Files.newInputStream(part.file())) {
                files.put(path, text(path, content));
            }
        }
        return files;
    }

    /**
     * The folder that all are in, {@code ""} for none. Contract: of a zip with nothing but one file at its top the file's name is taken
     * for it, which {@code loneFile} says to do.
     */
    private static String sharedFolder(List<String> paths, boolean loneFile) {
        List<String> tops = paths.stream().map(UploadedFiles::withoutSlash).map(path -> path.split("/", 2)[0]).distinct().toList();
        boolean inFolder = paths.stream().map(UploadedFiles::withoutSlash).allMatch(path -> path.contains("/"));
        boolean shared = tops.size() == 1 && (inFolder || loneFile);
        return shared && !tops.getFirst().equals("..") && !tops.getFirst().startsWith("~") ? tops.getFirst() : "";
    }

    private static String stripped(String path, String shared) {
        return shared.isEmpty() ? path : withoutSlash(withoutSlash(path).substring(shared.length()));
    }

    private static String withoutSlash(String path) {
        return path.startsWith("/") ? path.substring(1) : path;
    }

    private static String checked(String sent) {
        String path = withoutSlash(sent.replace('\\', '/'));
        Rejection.when(path.startsWith("~") || Stream.of(path.split("/")).anyMatch(".."::equals),
            400, "invalid upload path " + Validators.quoted(sent));
        return path;
    }

    private String text(String path, InputStream content) throws IOException {
        boolean read = READ.matcher(path.substring(path.lastIndexOf('/') + 1)).matches() || path.equals(wanted);
        byte[] text = read ? content.readNBytes(Math.min(MOST_TEXT, MOST_TEXTS - texts)) : new byte[0];
        texts += text.length;
        return new String(text, UTF_8);
    }
}
