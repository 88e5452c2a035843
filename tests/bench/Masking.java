///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25+
//MAIN tests.bench.Masking
//SOURCES ../../lib/base/secrets/*.java
//RUNTIME_OPTIONS -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData

package tests.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import lib.base.secrets.Secrets;

/**
 * How long the masking of free text takes, for texts that were made to be slow, of half a megabyte, one and two. Ends with 1 when a
 * megabyte takes longer than 50 ms, or when the time grows faster than the text.
 */
public final class Masking {

    private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();
    private static final int MEGABYTE = 1_000_000;
    private static final double LIMIT = 50;
    /** Twice the text, twice the time, and what a shared machine adds. */
    private static final double GROWTH = 3;
    private static final String[] REPEATED = {"a", "1", "aB3", "a-", "a@", "://", "a://b", "a://b:c/", "a://b:c@", "-----BEGIN ",
        "-----BEGIN PRIVATE KEY-----", "\"", "'\\", "\\", "\\n", "eyJ", "eyJ-", "eyJa.", "=", "a=", "sk-", "sk-1", "sk-sk_1", "ghp_a1",
        "password=", "password: ", "password:$", "password=a(", "password=a() ",
        "token: a ", "key ", "API key: ", "token\": \"", "'password': '${",
        "Bearer ", "bearer a", "Cookie: a=b;", "Authorization: ", "<password>", "12345678:", "[32m", "whsec_/", "SG.", "a.", "&a", ",a",
        "&sig=a", "/api/webhooks/", " A_KEY=", "\\nA_KEY=$(", "\n", "ghp_\n", "sk-1\n", "a://b:c\n", "eyJ\n", "auth:a,"};

    private Masking() {
    }

    /** @param args none */
    public static void main(String[] args) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (String piece : REPEATED) {
            texts.put(piece.replace("\\", "\\\\").replace("\n", "\\n"), piece);
        }
        texts.put("lines of a log",
            "2026-11-25T10:00:00.123Z web-1 | INFO GET /api/users/42?page=2 200 35ms requestId=9fceb02d user=bob\n");
        texts.put("lines of env", "DB_PASSWORD=correct horse\nNODE_ENV=production\nDATABASE_URL=postgres://app:pw@db:5432/app\n");
        System.out.printf(Locale.ROOT, "1 MB of a text, over and over; the fastest of 9; java %s, %d cores%n%n",
            System.getProperty("java.version"),
            Runtime.getRuntime().availableProcessors());
        System.out.printf("%-30s %8s %8s %8s %7s%n", "WHAT", "0.5 MB", "1 MB ms", "2 MB", "GROWTH");
        // a compiled masker is measured, not its compiler
        texts.values().forEach(piece -> fastest(text(piece, MEGABYTE / 10)));
        boolean right = true;
        for (var text : texts.entrySet()) {
            double[] times = new double[3];
            for (int i = 0; i < 3; i++) {
                times[i] = fastest(text(text.getValue(), MEGABYTE / 2 << i));
            }
            // of a time near nothing the growth says nothing
            double growth = Math.sqrt(times[2] / Math.max(times[0], 0.5));
            boolean good = times[1] < LIMIT && growth < GROWTH;
            right &= good;
            System.out.printf(Locale.ROOT, "%-30s %8.1f %8.1f %8.1f %7.2f%s%n", text.getKey().strip(), times[0], times[1], times[2], growth,
                good ? "" : "  TOO SLOW");
        }
        System.exit(right ? 0 : 1);
    }

    /** Begins with what makes any text be looked at. */
    private static String text(String piece, int length) {
        return ("x://ghp_ " + piece.repeat(length / piece.length() + 1)).substring(0, length);
    }

    /** Of the processor's time, the least: others run on the same machine. */
    private static double fastest(String text) {
        long[] times = new long[9];
        for (int i = 0; i < times.length; i++) {
            long start = CLOCK.getCurrentThreadCpuTime();
            Secrets.BY_SHAPE.text(text);
            times[i] = CLOCK.getCurrentThreadCpuTime() - start;
        }
        Arrays.sort(times);
        return times[0] / 1e6;
    }
}
