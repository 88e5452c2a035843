package lib.mcp.reading;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import lib.api.Addon;
import lib.api.Addons;
import lib.api.Api;
import lib.api.App;
import lib.api.Permission;
import lib.base.Failure;
import lib.mcp.ForeignText;
import lib.op.Progress;

/**
 * The names of what is on the instance, for somebody who types one. Somebody who types waits for two seconds at most; the next letter
 * finds what came meanwhile, and asks the instance again only after some seconds. Where nothing can be known there are no names, and it is
 * no failure. Safe for several at once.
 */
final class Names {

    private static final long PATIENCE_MS = 2000;
    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** The instance keeps about as many. */
    private static final int MOST_DEPLOYMENTS = 100;

    private final Reading reading;
    private final Map<String, Known> known = new HashMap<>();

    Names(Reading reading) {
        this.reading = reading;
    }

    /** The names of one kind, as asked for last. */
    private static final class Known {
        private final String of;
        private final CompletableFuture<List<String>> names = new CompletableFuture<>();
        private volatile long since;

        private Known(String of) {
            this.of = of;
        }

        private boolean usable(String wanted) {
            return of.equals(wanted) && (!names.isDone() || System.nanoTime() - since < FRESH_NANOS);
        }

        private void came(List<String> found) {
            since = System.nanoTime();
            names.complete(found);
        }
    }

    /**
     * Those that begin with what is typed, in any letter case.
     *
     * @param input  what an input is called says what it names: {@code app}, {@code addon}, {@code deploymentId}
     * @param others what stands in the others; a deployment is one of its app
     */
    List<String> of(String input, String typed, Map<String, String> others) {
        String app = others.getOrDefault("app", "").strip();
        Function<Api, List<String>> asked = switch (input) {
            case "app" -> Names::apps;
            case "addon" -> Names::addons;
            case "deploymentId" -> app.isEmpty() ? null : api -> deployments(app);
            default -> null;
        };
        return asked == null ? List.of() : all(input, input.equals("deploymentId") ? app : "", asked).stream()
                .filter(each -> each.regionMatches(true, 0, typed, 0, typed.length()) && ForeignText.of(each).equals(each)).toList();
    }

    private List<String> all(String kind, String within, Function<Api, List<String>> asked) {
        try {
            Api api = reading.api();
            Api.Session session = api.session();
            if (Permission.missing(session.profile(), List.of("apps:read")) != null) {
                return List.of();
            }
            // another connection has other names
            Known names = known(kind, reading.instance() + "\n" + within, () -> asked.apply(api));
            return names.names.get(PATIENCE_MS, TimeUnit.MILLISECONDS);
        } catch (Failure | ExecutionException | TimeoutException unknown) {
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    private synchronized Known known(String kind, String of, Supplier<List<String>> asked) {
        Known last = known.get(kind);
        if (last != null && last.usable(of)) {
            return last;
        }
        Known next = new Known(of);
        known.put(kind, next);
        Thread.startVirtualThread(() -> {
            List<String> found = List.of();
            try {
                found = asked.get();
            } catch (RuntimeException none) {
                // somebody is typing: an error would be worse than no help, and the next call says it
            } finally {
                next.came(found);
            }
        });
        return next;
    }

    private static List<String> apps(Api api) {
        List<App> all = api.apps().all();
        Map<String, Long> count = all.stream().collect(Collectors.groupingBy(each -> each.name().toLowerCase(Locale.ROOT),
                Collectors.counting()));
        return sorted(all.stream().map(each -> count.get(each.name().toLowerCase(Locale.ROOT)) > 1 ? each.id() : each.name())
                .toList());
    }

    private static List<String> addons(Api api) {
        List<Addon> all = api.addons().all();
        return sorted(all.stream().map(each -> Addons.handle(all, each)).toList());
    }

    /** As the tool finds them: those of a compose app are its group's. */
    private List<String> deployments(String app) {
        Map<String, Object> listed = reading.answer("paas_list_deployments", Map.of("app", app, "limit", MOST_DEPLOYMENTS), Progress.NONE);
        return ((List<?>) listed.get("deployments")).stream().map(each -> String.valueOf(((Map<?, ?>) each).get("id"))).toList();
    }

    private static List<String> sorted(List<String> names) {
        List<String> sorted = new ArrayList<>(names);
        sorted.sort(String.CASE_INSENSITIVE_ORDER);
        return sorted;
    }
}
