package tests.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Times several things in turns, one run of each and then the next round, so that a machine that gets slower slows all of them. Besides the
 * time that goes by it takes the processor's, which others on the machine change less.
 */
final class Rounds {

    private static final double TICKS = 100;

    private final Map<String, Timed> lines = new LinkedHashMap<>();
    private final Map<String, double[]> times = new LinkedHashMap<>();
    private final Map<String, Double> processor = new LinkedHashMap<>();

    /** One run. */
    @FunctionalInterface
    interface Timed {
        /** @return nanoseconds */
        long run() throws Exception;
    }

    void add(String name, Timed run) {
        lines.put(name, run);
    }

    /** @param rounds how many count; one more before them warms the file cache */
    void measure(int rounds) throws Exception {
        for (int round = -1; round < rounds; round++) {
            for (var line : lines.entrySet()) {
                // what the one before left to be done (a server that ends) is done
                TimeUnit.MILLISECONDS.sleep(10);
                double before = children();
                long time = line.getValue().run();
                if (round >= 0) {
                    times.computeIfAbsent(line.getKey(), name -> new double[rounds])[round] = time / 1e6;
                    processor.merge(line.getKey(), (children() - before) / rounds, Double::sum);
                }
            }
        }
    }

    /** Milliseconds of the processor that processes took which this one started and which are over; 0 where the system does not say. */
    private static double children() throws IOException {
        Path stat = Path.of("/proc/self/stat");
        if (!Files.isReadable(stat)) {
            return 0;
        }
        String[] fields = Files.readString(stat).replaceFirst("(?s).*\\) ", "").split(" ");
        return (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) * 1000 / TICKS;
    }

    /** Milliseconds. */
    double median(String name) {
        return at(times.get(name), 0.5);
    }

    /** Milliseconds of the processor, a run, on average. */
    double cpu(String name) {
        return processor.get(name);
    }

    /** How far eight of ten runs are apart, as a part of the median. */
    double spread(String name) {
        return (at(times.get(name), 0.9) - at(times.get(name), 0.1)) / median(name);
    }

    /** @param part 0.5 for the median */
    static double at(double[] all, double part) {
        double[] sorted = all.clone();
        Arrays.sort(sorted);
        double place = part * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
