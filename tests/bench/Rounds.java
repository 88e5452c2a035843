package tests.bench;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Times several things in turns, one run of each and then the next round, so that a machine that gets slower slows all of them; prints the
 * medians and their ratio to the first.
 */
final class Rounds {

    private final Map<String, Timed> lines = new LinkedHashMap<>();
    private final Map<String, long[]> times = new LinkedHashMap<>();

    /** One run. */
    @FunctionalInterface
    interface Timed {
        /** @return nanoseconds */
        long run() throws Exception;
    }

    /** The first to be added is what the others are compared with. */
    Rounds add(String name, Timed run) {
        lines.put(name, run);
        return this;
    }

    /** @param rounds how many count; one more before them warms the file cache */
    void measure(int rounds) throws Exception {
        lines.keySet().forEach(name -> times.put(name, new long[rounds]));
        for (int round = -1; round < rounds; round++) {
            for (var line : lines.entrySet()) {
                long time = line.getValue().run();
                if (round >= 0) {
                    times.get(line.getKey())[round] = time;
                }
            }
        }
    }

    /** To standard output. */
    void print() {
        int rounds = times.values().iterator().next().length;
        double first = median(times.values().iterator().next());
        int width = times.keySet().stream().mapToInt(String::length).max().orElse(0);
        System.out.printf(Locale.ROOT, "medians of %d interleaved runs, java %s, %d cores%n%n", rounds, System.getProperty("java.version"),
            Runtime.getRuntime().availableProcessors());
        System.out.printf("%-" + width + "s %8s %7s%n", "WHAT", "MS", "RATIO");
        times.forEach((name, all) -> System.out.printf(Locale.ROOT, "%-" + width + "s %8.1f %7.2f%n", name, median(all),
            median(all) / first));
    }

    private static double median(long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2e6;
    }

    /** @param args the command line's: the number of rounds, 20 to 500; 25 when left out */
    static int count(String[] args) {
        int rounds = args.length == 0 ? 25 : Integer.parseInt(args[0]);
        if (rounds < 20 || rounds > 500) {
            System.err.println("error: 20 to 500 rounds, please");
            System.exit(2);
        }
        return rounds;
    }
}
