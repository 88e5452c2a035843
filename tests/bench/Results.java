package tests.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Lines of one table: what was measured, what it should be, and whether it is. */
final class Results {

    /** The hello-world's middle eighth tenths differ by more than this of its median: somebody else was at work. */
    private static final double NOISY = 0.3;

    private final List<String[]> lines = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();
    private int met;
    private int missed;

    Results() {
        lines.add(new String[] {"WHAT", "MEASURED", "CPU MS", "RATIO", "OF", "TARGET", "MET"});
    }

    /** Which machine it was, and whether it was a quiet one. */
    void machine(Rounds rounds, int count) throws IOException {
        double spread = rounds.spread("hello");
        remarks.add(String.format(Locale.ROOT, "%s; medians of %d interleaved runs, java %s, %d cores, load %s.", LocalDate.now(), count,
            System.getProperty("java.version"), Runtime.getRuntime().availableProcessors(), load()));
        remarks.add(String.format(Locale.ROOT, "hello-world: eight of ten runs within %.0f %% of the median%s.", spread * 100,
            spread > NOISY ? "; THE MACHINE WAS NOT QUIET, measure again" : ""));
        if (!Cloud.here()) {
            remarks.add("hcloud and gh are not installed (Debian: apt-get install hcloud-cli gh), so nothing is compared with them.");
        }
    }

    private static String load() throws IOException {
        Path load = Path.of("/proc/loadavg");
        return Files.isReadable(load) ? Files.readString(load).split(" ")[0] : "unknown";
    }

    /** What others are compared with. */
    void reference(Rounds rounds, String name, String what) {
        lines.add(new String[] {what, number(rounds.median(name)) + " ms", number(rounds.cpu(name)), "", "", "", ""});
    }

    /** @param target 0 for none */
    void ratio(Rounds rounds, String name, String of, double target) {
        double ratio = rounds.median(name) / rounds.median(of);
        lines.add(new String[] {name, number(rounds.median(name)) + " ms", number(rounds.cpu(name)),
            String.format(Locale.ROOT, "%.2f", ratio), of, target == 0 ? "" : "<= " + shortest(target) + "x",
            target == 0 ? "" : met(ratio <= target)});
    }

    /** @param target 0 for none */
    void most(String what, double measured, double target) {
        lines.add(new String[] {what, number(measured), "", "", "", target == 0 ? "" : "<= " + shortest(target),
            target == 0 ? "" : met(measured <= target)});
    }

    void least(String what, double measured, double target) {
        lines.add(new String[] {what, number(measured), "", "", "", ">= " + shortest(target), met(measured >= target)});
    }

    void size(double megabytes, double target) {
        most("native, the one file, MB", megabytes, target);
    }

    private String met(boolean good) {
        met += good ? 1 : 0;
        missed += good ? 0 : 1;
        return good ? "yes" : "NO";
    }

    private static String number(double number) {
        return String.format(Locale.ROOT, number < 10 ? "%.2f" : "%.1f", number);
    }

    private static String shortest(double number) {
        return number == Math.rint(number) ? String.format(Locale.ROOT, "%,d", (long) number) : String.valueOf(number);
    }

    /** With a line of remarks before and the count behind. */
    String table() throws IOException {
        int[] widths = new int[lines.getFirst().length];
        for (String[] line : lines) {
            for (int i = 0; i < line.length; i++) {
                widths[i] = Math.max(widths[i], line[i].length());
            }
        }
        StringBuilder table = new StringBuilder(String.join("\n", remarks)).append("\n\n");
        for (String[] line : lines) {
            StringBuilder row = new StringBuilder();
            for (int i = 0; i < line.length; i++) {
                boolean right = i == 1 || i == 2 || i == 3;
                row.append(String.format("%" + (right ? "" : "-") + widths[i] + "s  ", line[i]));
            }
            table.append(row.toString().stripTrailing()).append('\n');
        }
        return table.append("\n").append(met).append(" targets met, ").append(missed).append(" missed; load at the end ").append(load())
            .append(".\n").toString();
    }

    /** The same as a file. */
    String page(String table) {
        return "# Results\n\nWritten by `./jbang tests/bench/Bench.java`; what the rows mean is in README.md beside it.\n\n```\n" + table
            + "```\n";
    }
}
