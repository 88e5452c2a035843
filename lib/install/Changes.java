package lib.install;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** What the CHANGELOG that comes with a copy says of the versions between two. */
public final class Changes {

    private static final int MOST = 1024 * 1024;

    private Changes() {
    }

    /**
     * @param copy of the newer version
     * @param old  the number of the older one
     * @return its sections as they are written, the newest first; "" where none comes with the copy, or it tells of none between
     */
    public static String since(Path copy, String old) {
        try {
            for (Path jar : new Program(copy, "", "").jars()) {
                try (ZipFile zip = new ZipFile(jar.toFile())) {
                    ZipEntry entry = zip.getEntry("CHANGELOG.md");
                    if (entry != null) {
                        try (InputStream in = zip.getInputStream(entry)) {
                            return between(new String(in.readNBytes(MOST), StandardCharsets.UTF_8), old);
                        }
                    }
                }
            }
        } catch (IOException unreadable) {
            // then nothing is known of it
        }
        return "";
    }

    /** The sections of a CHANGELOG about versions after one. */
    public static String between(String text, String old) {
        StringBuilder told = new StringBuilder();
        boolean inside = false;
        for (String line : text.lines().toList()) {
            if (line.startsWith("## ")) {
                String number = line.replaceFirst("^## \\[?v?([0-9][^\\] ]*).*$", "$1");
                inside = !number.equals(line) && newer(number, old);
            }
            if (inside) {
                told.append(line).append('\n');
            }
        }
        return told.toString().strip();
    }

    /** Whether a version comes after another one, by the rules of semantic versions as far as numbers go. */
    public static boolean newer(String one, String other) {
        String[] left = one.split("-", 2);
        String[] right = other.split("-", 2);
        String[] a = left[0].split("\\.");
        String[] b = right[0].split("\\.");
        for (int i = 0; i < Math.max(a.length, b.length); i++) {
            int order = Long.compare(number(a, i), number(b, i));
            if (order != 0) {
                return order > 0;
            }
        }
        return left.length < right.length || left.length == 2 && right.length == 2 && left[1].compareTo(right[1]) > 0;
    }

    private static long number(String[] parts, int at) {
        String digits = at < parts.length ? parts[at].replaceAll("[^0-9].*$", "") : "";
        return digits.isEmpty() || digits.length() > 15 ? 0 : Long.parseLong(digits);
    }
}
