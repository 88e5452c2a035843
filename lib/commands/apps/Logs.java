package lib.commands.apps;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import lib.api.Api;
import lib.api.App;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.op.AppReference;
import lib.op.CommandLineOnly;
import lib.op.Effect;
import lib.op.Examples;
import lib.op.Feed;
import lib.op.FreeText;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.Live;
import lib.op.Nullable;
import lib.op.Operation;
import lib.op.Page;
import lib.op.Progress;
import lib.op.Range;
import lib.op.Result;
import lib.services.logs.AppLog;
import lib.services.logs.Cursor;
import lib.services.logs.Errors;
import lib.services.logs.Folded;
import lib.services.logs.FollowLogs;
import lib.services.logs.LogLine;
import lib.services.logs.Search;
import lib.services.logs.Since;
import lib.services.logs.Window;
import lib.services.release.Group;
import lib.services.release.StartUp;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * The last lines that an app's container wrote: the stored ones, joined to what the container says now. Contract:
 * GET /api/apps/runtime-logs, which knows the number of lines and no other filter, and /ws/runtime-logs.
 */
@Examples({"paas logs web -n 50", "paas logs web --since 15m --errors-only", "paas logs web -f --grep timeout"})
@HelpPlace(under = Heading.APPS, place = 70)
@Command(name = "logs", description = "Show an app's log")
@Operation(tool = "paas_get_logs", title = "Read an app's log", effect = Effect.READ, scopes = {"apps:read", "logs:read"},
        about = "Shows the newest lines that an app wrote (stdout and stderr), oldest first, repeats folded: at most 1,000 lines and "
                + "40,000 characters. since, grep and errorsOnly look through the last 20,000 lines. The build: paas_get_build_logs.")
public final class Logs implements Callable<Logs.Shown>, Live {

    private static final int MOST = 1000;
    private static final int SEARCHED = 20_000;

    @Parameters(index = "0")
    AppReference app;

    @Range(min = 1, max = MOST, lenient = true)
    @Option(names = {"-n", "--lines"}, paramLabel = "<n>", description = "At most this many lines, 1 to 1000 (default 100).")
    int lines = 100;

    @Option(names = "--since", paramLabel = "<time>",
            description = "Only what is newer: 15m, 2h, 1d, a date, a time, or than an earlier answer's cursor.")
    String since;

    @Option(names = "--grep", paramLabel = "<regex>",
            description = "Only lines in whose text this regular expression (RE2) is found, in any letter case.")
    String grep;

    @Option(names = "--errors-only", description = "Only lines that sound like errors, with their stack traces.")
    boolean errorsOnly;

    @CommandLineOnly
    @Option(names = {"-f", "--follow"}, description = "Go on with new lines until Ctrl-C, also across redeploys.")
    boolean follow;

    private final Api api;
    private final Progress progress;

    public Logs(Api api, Progress progress) {
        this.api = api;
        this.progress = progress;
    }

    @Override
    public Shown call() {
        Cursor cursor = since == null ? null : Cursor.of(since);
        Instant from = since == null || cursor != null ? null : moment();
        Search search = grep == null ? null : Search.of(grep);
        boolean filtered = since != null || search != null || errorsOnly;
        App one = app.find(api);
        ofThis(cursor, one);
        AppLog log = AppLog.read(api, one, filtered ? SEARCHED : lines);
        List<LogLine> all = log.lines();
        List<String> notes = new ArrayList<>();
        if (log.stale() != null) {
            notes.add("what " + one.name() + " wrote last may be missing: " + log.stale());
        }
        if (all.isEmpty()) {
            all = LogLine.untimed(startUp(one));
            if (!all.isEmpty()) {
                notes.add("no container of " + one.name() + " has a log; this is what one wrote while it started, from the build's log");
            }
        }
        int read = all.size();
        String end = end(one, all, filtered).toString();
        int untimed = Since.untimed(all);
        if (from != null && untimed > 0 && !all.isEmpty()) {
            notes.add("the last " + untimed + " lines have no time and are shown whatever since says");
        }
        List<LogLine> found = from == null ? all : Since.from(from, all);
        if (cursor != null) {
            Cursor.Fresh fresh = cursor.after(deployment(one), all);
            found = fresh.lines();
            if (fresh.doubt() != null) {
                notes.add(fresh.doubt());
            }
        }
        boolean nothingNew = found.isEmpty();
        found = errorsOnly ? Errors.of(found) : found;
        boolean unfinished = false;
        if (search != null) {
            Search.Found searched = search.in(found);
            unfinished = searched.searched() < found.size();
            if (unfinished) {
                notes.add("the search takes long: only the last " + searched.searched() + " of " + found.size()
                        + " lines were looked through");
            }
            found = searched.lines();
        }
        if (found.isEmpty()) {
            notes.add(cursor != null && nothingNew ? one.name() + " has written nothing since (it is " + one.status() + ")"
                    : nothing(one, read));
        }
        return shown(one, found, filtered && read >= SEARCHED, end, notes);
    }

    /** Where somebody who has read this may go on. */
    private Cursor end(App one, List<LogLine> all, boolean filtered) {
        Cursor end = Cursor.behind(one.id(), deployment(one), all);
        return filtered || all.size() < lines || !end.unsure(all) ? end
                : Cursor.behind(one.id(), deployment(one), AppLog.read(api, one, SEARCHED).lines());
    }

    private static String deployment(App one) {
        return one.text("activeDeployId");
    }

    private static void ofThis(Cursor cursor, App one) {
        if (cursor != null && !cursor.ofApp(one.id())) {
            throw new Failure(Kind.USAGE, "that cursor is of another app's log, not of " + one.name() + "'s",
                    "leave --since out for its newest lines");
        }
    }

    private Shown shown(App one, List<LogLine> found, boolean more, String end, List<String> notes) {
        List<LogLine> last = found.subList(Math.max(0, found.size() - lines), found.size());
        int most = progress.appetite();
        Window folded = Window.last(Folded.of(last), lines, most);
        Window plain = Window.last(last.stream().map(LogLine::whole).toList(), lines, most);
        int unseen = found.size() - last.size();
        return new Shown(new Log(one.id(), one.name(), one.status(), last.size(), folded.lines(), cut(unseen, folded, more), end, notes),
                plain.lines(), cut(unseen, plain, more));
    }

    /** What an app that never served wrote is in no log of its own: its container is gone. */
    private List<String> startUp(App one) {
        try {
            List<App> apps = api.apps().all();
            return StartUp.words(api.deployments().of(Group.primary(apps, one).id()));
        } catch (Failure e) {
            // the log is what was asked for, and an agent that may read logs only is not allowed this
            return List.of();
        }
    }

    private String nothing(App one, int read) {
        List<String> asked = new ArrayList<>();
        if (errorsOnly) {
            asked.add("sounds like an error");
        }
        if (grep != null) {
            asked.add("matches " + grep);
        }
        if (since != null) {
            asked.add("is newer than " + (Cursor.of(since) == null ? since : "the last answer"));
        }
        return read == 0 || asked.isEmpty() ? one.name() + " has written nothing yet (it is " + one.status() + ")"
                : "none of its last " + read + " lines " + String.join(" and ", asked);
    }

    @Override
    public boolean live() {
        return follow;
    }

    @Override
    public void follow(Feed feed) {
        Cursor cursor = since == null ? null : Cursor.of(since);
        Instant from = since == null || cursor != null ? null : moment();
        Search search = grep == null ? null : Search.of(grep);
        Errors errors = Errors.following();
        App one = app.find(api);
        ofThis(cursor, one);
        UnaryOperator<List<LogLine>> begin = cursor != null ? old -> cursor.after(deployment(one), old).lines()
                : from == null ? null : old -> Since.from(from, old);
        new FollowLogs(api, feed, one, line -> (!errorsOnly || errors.next(line.text()))
                && (search == null || search.in(line.text()))).run(lines, begin);
    }

    private Instant moment() {
        Instant moment = Since.of(since, Instant.now(), ZoneId.systemDefault());
        if (moment == null) {
            throw new Failure(Kind.USAGE, "--since is no time: \"" + since + "\"",
                    "an age as 90s, 15m, 1h30m or 2d, a date as 2026-07-01, a time as 2026-07-01T10:00:00Z, or "
                    + "the whole cursor of an answer");
        }
        return moment;
    }

    /** What is missing, and how to get it; null when all is there. */
    private static String cut(int unseen, Window window, boolean more) {
        String cut = (unseen > 0 ? unseen + " older lines that fit are not shown; " : "")
                + (window.older() > 0 ? window.older() + " older lines are left out, since they do not fit into one answer; " : "")
                + (more ? "only the last " + String.format(Locale.ROOT, "%,d", SEARCHED) + " lines were looked through; " : "");
        return cut.isEmpty() ? null : cut.substring(0, cut.length() - 2);
    }

    /**
     * @param status the app's: what runs no more writes no more
     * @param lines  how many lines of the app these are
     * @param logs   oldest first, each {@code [time] text}; what repeats has a count
     * @param cut    what is not shown; left out when nothing that was asked for is missing
     * @param cursor where this answer ends: as since it brings what comes later, whatever else is asked for
     * @param notes  what to know about the lines: where they are from, what may be missing, which filter left none
     */
    public record Log(String appId, String app, String status, int lines, @FreeText List<String> logs,
            @Nullable String cut, String cursor, @FreeText List<String> notes) {
    }

    /**
     * The log folded, and as it is.
     *
     * @param cut of {@code plain}; null for nothing
     */
    public record Shown(Log json, @FreeText List<String> plain, String cut) implements Result {

        @Override
        public Page page() {
            Page page = new Page().lookedAtFromItsEnd();
            plain.forEach(page::line);
            return page;
        }

        @Override
        public List<String> notes() {
            List<String> notes = new ArrayList<>(json.notes);
            if (cut != null) {
                notes.add(cut);
            }
            return notes;
        }

        /** The lines: an id would help nobody. */
        @Override
        public List<String> ids() {
            return plain;
        }
    }
}
