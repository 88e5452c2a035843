package lib.commands.apps;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
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
import lib.op.Range;
import lib.op.Result;
import lib.services.logs.Errors;
import lib.services.logs.Folded;
import lib.services.logs.FollowLogs;
import lib.services.logs.LogLine;
import lib.services.logs.Since;
import lib.services.logs.Window;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * The last lines that an app's container wrote. Contract: GET /api/apps/runtime-logs, which knows the number of lines and no other filter.
 */
@Examples({"paas logs web -n 50", "paas logs web --since 15m --errors-only", "paas logs web -f --grep timeout"})
@HelpPlace(under = Heading.APPS, place = 70)
@Command(name = "logs", description = "Show an app's log")
@Operation(tool = "paas_get_logs", title = "Read an app's log", effect = Effect.READ, scopes = {"apps:read", "logs:read"},
        about = "Shows the newest lines that an app wrote (stdout and stderr), oldest first, repeats folded: at most 1,000 lines and "
                + "40,000 characters. "
                + "since, grep and errorsOnly look through the last 20,000 lines. What failed before the first release is in "
                + "paas_get_build_logs.")
public final class Logs implements Callable<Logs.Shown>, Live {

    private static final int MOST = 1000;
    private static final int SEARCHED = 20_000;
    private static final int LONGEST_SEARCHED = 10_000;

    @Parameters(index = "0")
    AppReference app;

    @Range(min = 1, max = MOST)
    @Option(names = {"-n", "--lines"}, paramLabel = "<n>", description = "At most this many lines, 1 to 1000 (default 100).")
    int lines = 100;

    @Option(names = "--since", paramLabel = "<time>", description = "Only what is newer: 15m, 2h, 1d, or an RFC 3339 time.")
    String since;

    @Option(names = "--grep", paramLabel = "<regex>",
            description = "Only lines in which this regular expression is found, in any letter case.")
    String grep;

    @Option(names = "--errors-only", description = "Only lines that sound like errors, with their stack traces.")
    boolean errorsOnly;

    @CommandLineOnly
    @Option(names = {"-f", "--follow"}, description = "Go on with new lines until Ctrl-C, also across redeploys.")
    boolean follow;

    private final Api api;

    public Logs(Api api) {
        this.api = api;
    }

    @Override
    public Shown call() {
        if (lines < 1 || lines > MOST) {
            throw new Failure(Kind.USAGE, "lines is between 1 and " + MOST);
        }
        Instant from = since == null ? null : moment();
        Pattern wanted = grep == null ? null : pattern();
        boolean filtered = from != null || wanted != null || errorsOnly;
        App one = app.find(api);
        int asked = filtered ? SEARCHED : lines;
        List<LogLine> all = LogLine.all(api.apps().runtimeLogs(one.id(), asked));
        List<LogLine> found = from == null ? all : Since.from(from, all);
        found = errorsOnly ? Errors.of(found) : found;
        if (wanted != null) {
            found = found.stream().filter(each -> wanted.matcher(searched(each.whole())).find()).toList();
        }
        List<LogLine> last = found.subList(Math.max(0, found.size() - lines), found.size());
        Window folded = Window.last(Folded.of(last), lines, Window.MOST_CHARACTERS);
        Window plain = Window.last(last.stream().map(LogLine::whole).toList(), lines, Window.MOST_CHARACTERS);
        int unseen = found.size() - last.size();
        boolean more = filtered && all.size() >= SEARCHED;
        return new Shown(new Log(one.id(), one.name(), one.status(), folded.lines(), cut(unseen, folded, more)), plain.lines(),
                cut(unseen, plain, more));
    }

    @Override
    public boolean live() {
        return follow;
    }

    @Override
    public void follow(Feed feed) {
        if (lines < 1 || lines > MOST) {
            throw new Failure(Kind.USAGE, "lines is between 1 and " + MOST);
        }
        if (since != null) {
            throw new Failure(Kind.USAGE, "--since does not go with --follow: lines that are followed carry no time",
                    "take --lines, at most 200 there");
        }
        Pattern wanted = grep == null ? null : pattern();
        new FollowLogs(api, feed, app.find(api), line -> (wanted == null || wanted.matcher(searched(line)).find())
                && (!errorsOnly || Errors.in(line))).run(lines);
    }

    private Instant moment() {
        Instant moment = Since.of(since, Instant.now());
        if (moment == null) {
            throw new Failure(Kind.USAGE, "since is an age as 90s, 15m, 1h30m or 2d, a date, or a time as 2026-07-01T10:00:00Z");
        }
        return moment;
    }

    private Pattern pattern() {
        try {
            return Pattern.compile(grep, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
        } catch (PatternSyntaxException e) {
            throw new Failure(Kind.USAGE, "grep is no regular expression: " + e.getDescription(),
                    "put a \\ before each of . * + ? ( ) [ ] { } that is meant literally");
        }
    }

    private static String searched(String line) {
        return line.length() > LONGEST_SEARCHED ? line.substring(0, LONGEST_SEARCHED) : line;
    }

    /** What is missing, and how to get it; null when all is there. */
    private static String cut(int unseen, Window window, boolean more) {
        String cut = (unseen > 0 ? unseen + " older lines that fit are not shown; " : "")
                + (window.older() > 0 ? window.older() + " older lines are left out, since an answer has at most 50,000 characters; " : "")
                + (more ? "only the last 20,000 lines were looked through; " : "");
        return cut.isEmpty() ? null : cut.substring(0, cut.length() - 2);
    }

    /**
     * @param status the app's: what runs no more writes no more
     * @param lines  oldest first, each {@code [time] text}; what repeats has a count
     * @param cut    what is not shown; left out when nothing that was asked for is missing
     */
    public record Log(String appId, String app, String status, @FreeText List<String> lines, @Nullable String cut) {
    }

    /**
     * The log folded, and as it is.
     *
     * @param cut of {@code plain}; null for nothing
     */
    public record Shown(Log json, @FreeText List<String> plain, String cut) implements Result {

        @Override
        public Page page() {
            Page page = new Page();
            if (cut != null) {
                page.line("(" + cut + ")");
            }
            plain.forEach(page::line);
            return !plain.isEmpty() ? page : page.line("No lines.").line("What " + json.app
                    + " wrote before its first release is in: paas build-logs " + json.app);
        }

        @Override
        public List<String> ids() {
            return List.of(json.appId);
        }
    }
}
