package lib.commands.system;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lib.api.Api;
import lib.api.App;
import lib.op.Consequences;
import lib.op.Destructive;
import lib.op.Effect;
import lib.op.Examples;
import lib.op.FreeText;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.Nullable;
import lib.op.Operation;
import lib.op.Page;
import lib.op.Progress;
import lib.op.Result;
import lib.op.Undo;
import picocli.CommandLine.Command;

/** Frees disk space on the instance's machine. Contract: POST /api/docker/prune. */
@Examples({"paas prune", "paas prune --yes"})
@HelpPlace(under = Heading.INSTANCE, place = 90)
@Command(name = "prune", description = "Remove what docker does not use, with the containers of stopped apps")
@Operation(tool = "paas_prune_docker", title = "Clean up docker", effect = Effect.DESTRUCTIVE, scopes = {"system:manage", "apps:read"},
        idempotent = true, about =
                "Frees disk space on the instance's machine: stopped containers, nameless images, unused networks, build cache. Stopped "
                + "apps "
                + "lose their containers and need a redeploy. Volumes stay. Needs a right that no profile has.")
public final class Prune implements Callable<Prune.Pruned>, Destructive {

    private static final Duration LONGEST = Duration.ofMinutes(30);
    private static final Pattern FREED = Pattern.compile("(?m)^Total reclaimed space: *(\\S+) *$");
    private static final String CONTAINERS = "Deleted Containers:";

    private final Api api;
    private final Progress progress;

    public Prune(Api api, Progress progress) {
        this.api = api;
        this.progress = progress;
    }

    @Override
    public Consequences consequences() {
        List<App> here = api.apps().all().stream().filter(Prune::local).toList();
        List<String> lines = new ArrayList<>();
        String stopped = names(here, "stopped");
        lines.add(stopped.isEmpty() ? "no app is stopped, so none loses its container"
                : "these stopped apps lose their containers, and a start needs a redeploy then: " + stopped);
        String failed = names(here, "failed");
        if (!failed.isEmpty()) {
            lines.add("so do these failed ones, where their containers do not run: " + failed);
        }
        lines.add("images without a name, networks that nobody uses, and the build cache go, too: the next builds take longer");
        lines.add("volumes stay, and so does everything on other servers; how much it frees, docker says afterwards");
        String host = URI.create(api.session().url()).getHost();
        return new Consequences(host == null ? "prune" : host, lines, "");
    }

    /** Docker is asked on the instance's own machine alone; a compose group runs nowhere else. */
    private static boolean local(App app) {
        return app.compose() || app.text("serverId").isEmpty() || app.text("serverId").equals("localhost");
    }

    private static String names(List<App> apps, String status) {
        return String.join(", ", apps.stream().filter(each -> each.status().equals(status)).map(App::name).toList());
    }

    @Override
    public Pruned call() {
        List<String> stopped = api.apps().all().stream().filter(each -> local(each) && each.status().equals("stopped")).map(App::name)
                .toList();
        if (progress.watched()) {
            progress.step("docker cleans up; that can take minutes");
        }
        String output = api.host().prune(progress.patience() == null ? LONGEST : progress.patience());
        Matcher freed = FREED.matcher(output);
        return new Pruned(freed.find() ? freed.group(1) : null, containers(output), stopped, output, Undo.none("what docker removed is gone"
                + (stopped.isEmpty() ? "" : "; to start them again: " + String.join(", ", stopped.stream()
                .map(each -> "paas redeploy " + each).toList()))));
    }

    private static int containers(String output) {
        int start = output.indexOf(CONTAINERS);
        return start < 0 ? 0 : (int) output.substring(start + CONTAINERS.length()).stripLeading().lines().takeWhile(each -> !each.isBlank())
                .count();
    }

    /**
     * @param freed      as docker says it; left out where it says nothing
     * @param containers how many are gone
     * @param stopped    the apps that were stopped, which need a redeploy now
     * @param output     docker's own words
     */
    public record Pruned(@Nullable String freed, int containers, List<String> stopped, @FreeText String output, Undo undo)
            implements Result {

        @Override
        public Page page() {
            return new Page().line((freed == null ? "Docker has cleaned up" : "Freed " + freed) + "; containers removed: " + containers
                    + ".");
        }
    }
}
