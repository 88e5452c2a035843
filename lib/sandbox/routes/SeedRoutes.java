package lib.sandbox.routes;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import lib.sandbox.http.Answer;
import lib.sandbox.http.Call;
import lib.sandbox.http.Rejection;
import lib.sandbox.http.Routes;
import lib.sandbox.state.ManyApps;
import lib.sandbox.state.State;

/**
 * What tests and benchmarks put into an instance; the admin token is needed.
 * <ul>
 * <li>{@code POST /__sandbox/apps {"count": 5000}}: that many apps, each in a project of its own.
 * <li>{@code POST /__sandbox/runtime-logs {"app": ID, "lines": [TEXT, ...], "count": 100000}}: the app's container prints these lines,
 *     then that many made-up ones.
 * </ul>
 */
public final class SeedRoutes {

    private static final long MOST = 1_000_000;

    private final State state;

    public SeedRoutes(State state) {
        this.state = state;
    }

    public void addTo(Routes routes) {
        routes.own("/__sandbox/apps", Set.of("POST"), this::apps)
            .own("/__sandbox/runtime-logs", Set.of("POST"), this::print);
    }

    private Answer apps(Call call) throws IOException {
        ManyApps.addTo(state, count(call.body(Many.class).count));
        return Answer.json(new Many(state.apps().size()));
    }

    private Answer print(Call call) throws IOException {
        var wanted = call.body(Print.class);
        if (state.app(wanted.app).isEmpty()) {
            throw new Rejection(404, "App not found");
        }
        var logs = state.output().logs();
        if (wanted.lines != null) {
            logs.print(wanted.app, wanted.lines.toArray(String[]::new));
        }
        logs.print(wanted.app, IntStream.rangeClosed(1, count(wanted.count))
            .mapToObj("request %06d served in 12 ms"::formatted).toArray(String[]::new));
        return Answer.json(new Many(logs.tail(wanted.app, Long.MAX_VALUE).size()));
    }

    private static int count(long wanted) {
        if (wanted < 0 || wanted > MOST) {
            throw new Rejection(400, "count is between 0 and " + MOST);
        }
        return (int) wanted;
    }

    private record Many(long count) { }

    private record Print(String app, List<String> lines, long count) { }
}
