package lib.services.backups;

import java.util.Locale;

/** Sizes of archives as people say them. */
public final class Sizes {

    private static final long KILO = 1000;
    private static final String[] UNITS = {"kB", "MB", "GB", "TB"};

    private Sizes() {
    }

    /** {@code 512 B}, {@code 12.3 kB}, {@code 4.5 MB}, {@code 1.2 GB}. */
    public static String words(long bytes) {
        if (bytes < KILO) {
            return bytes + " B";
        }
        double size = bytes;
        int unit = -1;
        for (; size >= KILO && unit < 3; unit++) {
            size /= KILO;
        }
        return String.format(Locale.ROOT, "%.1f %s", size, UNITS[unit]);
    }
}
