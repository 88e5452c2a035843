package lib.sandbox.socket;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import lib.sandbox.http.Call;
import lib.sandbox.http.Socket;
import lib.sandbox.state.State;
import lib.sandbox.state.servers.Servers;

/**
 * What a server uses, every two seconds whatever {@code --speed} says, until the client leaves. Contract: streams.md, 4.
 *
 * @param last the usage of each server when it was reached last
 */
public record StatsSocket(State state, InstantSource clock, Map<String, Usage> last) {

    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final Usage NOTHING = new Usage(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

    public StatsSocket(State state, InstantSource clock) {
        this(state, clock, new ConcurrentHashMap<>());
    }

    public void run(Socket socket, Call call) throws IOException, InterruptedException {
        String asked = call.query("serverId");
        String server = asked.isEmpty() ? Servers.LOCALHOST : asked;
        socket.ignoreInput();
        while (true) {
            Thread.sleep(EVERY);
            Usage usage = usage(server);
            long active = state.apps().all().stream().filter(app -> app.status.equals("running") && app.serverId.equals(server)).count();
            socket.json(new Stats(usage.cpu, usage.memory, usage.disk, active, state.now()));
        }
    }

    /** A server that can be reached has new values; another one keeps its last, and has zeros when it never had any. */
    private Usage usage(String server) {
        if (state.servers().isReady(server)) {
            Random own = new Random(server.hashCode());
            Random moment = new Random(server.hashCode() ^ clock.instant().getEpochSecond() / 2);
            last.put(server, new Usage(near(own.nextDouble(4, 20), moment), near(own.nextDouble(35, 60), moment),
                rounded(own.nextDouble(30, 70))));
        }
        return last.getOrDefault(server, NOTHING);
    }

    private static BigDecimal near(double usual, Random moment) {
        return rounded(usual * moment.nextDouble(0.9, 1.2));
    }

    private static BigDecimal rounded(double number) {
        return BigDecimal.valueOf(Math.round(number * 10), 1).stripTrailingZeros();
    }

    record Usage(BigDecimal cpu, BigDecimal memory, BigDecimal disk) { }
    private record Stats(BigDecimal cpuUsage, BigDecimal memoryUsage, BigDecimal diskUsage, long activeApps, OffsetDateTime timestamp) { }
}
