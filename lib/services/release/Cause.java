package lib.services.release;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lib.api.Deployment;
import lib.services.logs.Errors;
import lib.services.logs.LogLine;

/**
 * Finds in a build's log the line that most likely says why it failed. The log is the words of the instance, of git, of docker and of what
 * docker runs, and of the new container; each says in its own way what it does, and that something went wrong. What only says that
 * something else went wrong ({@code exit status 1}) is never the cause while there is another line. Facts: what a real instance's log
 * looks like, and the samples of the test.
 */
public final class Cause {

    /** How the instance marks its own verdict, its last word on it (contract, streams: build log). */
    private static final Pattern VERDICT = Pattern.compile("^✖ (?!\\d+ problems?\\b).*");
    private static final Pattern COMPOSE = Pattern.compile("^Compose up failed: .*");
    /** The new container's own words in the instance's log. */
    private static final Pattern CONTAINER = Pattern.compile("^📦 \\[[^\\]]+\\] ?(.*)");
    /** From here on what failed is the container, not the build. */
    private static final Pattern STARTS = Pattern.compile("^🚀 (?:Starting|Launching|Running)\\b.*");
    /** BuildKit's number and clock before what a step prints. */
    private static final Pattern STEP_OUTPUT = Pattern.compile("^#\\d+ (?:\\d+\\.\\d+ )?");

    /** What somebody says that he does: never a reason, whatever words are in it. */
    private static final Pattern ECHO = Pattern.compile("^(?:[✨📥📌📦🔨🔍🟢🚀🔀🧹✅↩💚🩺🌐🔒🐳🔁📤🔧🗑⏳ℹ✔✓√║╔╚═]|Step \\d+/\\d+ ?:"
            + "|#\\d+ \\[| ?---> "
            + "|---> |Removing intermediate|Sending build context|\\[\\w[\\w-]*(?: \\d+/\\d+)?\\] (?:RUN|COPY|FROM|ADD|WORKDIR)\\b"
            + "|(?:RUN|COPY|ADD|FROM|WORKDIR|ENV|ARG|CMD|ENTRYPOINT)(?! failed) |>>> |>? ?\\[|> (?![A-Z])|\\d+ \\| |[$+] "
            + "|Dockerfile:\\d+$|-{4,}$"
            + "|Cloning into |remote: (?:Enumerating|Counting|Compressing|Total)|Receiving objects|(?:npm (?:install|ci|run|i)|yarn|pnpm"
            + "|pip install)\\b"
            + "(?! ERR)|go: (?:downloading|finding|extracting) |Collecting |Downloading |Downloaded |Requirement already|Compiling \\S+ v"
            + "|throw (?:new |err)|raise |(?:Container|Network|Volume|Image) \\S+ +[A-Z][a-z]+|added \\d+ packages)");
    private static final Pattern BRACKET_ERROR = Pattern.compile("^\\[(?:ERROR|FATAL|SEVERE|CRITICAL|vite\\S*|error|\\d|emerg)");

    /** What says its name: a compiler, a tool or a program on the reason itself. */
    private static final Pattern NAMED = Pattern.compile("^\\W*(?:npm (?:ERR!|error)|(?i:error|fatal|fatal error|panic)[:\\[ ]"
            + "|\\[(?:ERROR|FATAL)\\])"
            + "|(?<![\\w-])(?i:error|fatal): |\\berror (?:TS|CS|MSB|NU|NETSDK)?\\d+\\b|\\berror\\[E\\d+\\]|\\d+:\\d+\\s+error\\s"
            + "|(?<![/@-])\\b[A-Za-z]\\w*(?:Error|Exception)\\b(?::|\\)|$)|\\bERR_[A-Z]\\w+"
            + "|^\\.?[\\w./@-]+\\.[a-z]\\w*:\\d+(?::\\d+)?: (?!warning|note)\\S|^\\[?vite\\S*: |no space left on device|heap out of memory"
            + "|(?i:out of memory)|^Killed$|signal: killed|: (?:command )?not found$|exec format error|(?i:address already in use|port"
            + " is already allocated)"
            + "|Module not found|Cannot find module|^panic: |thread '.*' panicked at|^COPY failed|^✕ |parse error|toomanyrequests"
            + "|pull access denied|unknown (?:flag|instruction|option)|Permission denied \\(|exec: \".*\": |: no such file or directory$");
    /** What only says that something failed. */
    private static final Pattern CONSEQUENCE = Pattern.compile("(?i)exit(?:ed)?(?: with)?(?: error)?:? (?:with )?\\(?(?:exit )?(?:status"
            + "|code):? ?\\d+"
            + "|returned a non-zero code|did not complete successfully|non-zero exit status|exited (?:during|with|before)|did not become"
            + " healthy"
            + "|health ?check (?:failed|did not|TCP|HTTP|connection)|^build failed\\W*$|^clone failed\\W*$|^\\W*failed\\W*$"
            + "|subprocess-exited-with-error"
            + "|\\*\\*\\* \\[.*\\] Error \\d+|ELIFECYCLE|Command failed|^npm (?:ERR!|error)\\s*(?:code|syscall|path|errno|dest|command"
            + "|signal|cwd|argv"
            + "|sh -c|node v|npm v|A complete log|Exit status|This is probably not|Failed at the|workspace|location|$| {2,}|\\S+@\\S+"
            + " \\S+: `)"
            + "|could not compile|aborting due to|-> \\[Help|^\\[ERROR\\]\\s*(?:COMPILATION ERROR|Re-run Maven|To see the full|For more"
            + " information"
            + "|After correcting|Failures: ?$|Errors: ?$|Tests run:|See |$|There are test failures|.*<<< (?:FAILURE|ERROR))|BUILD"
            + " FAILURE|BUILD FAILED"
            + "|^FAILURE: Build failed|^> Task .* FAILED|^Execution failed for task|^\\* |Could not read from remote repository|Please"
            + " make sure you have"
            + "|^error during build:?$|^failed to compile\\.?$|errors? parsing go\\.mod|^npm ERR!$|Traceback \\(most recent|cloning into"
            + "|Failed building wheel|failed to build installable wheels|metadata-generation-failed|Encountered error while|^error:"
            + " linking with .* failed|^ERROR: failed to build"
            + "|^remote: |^Build failed with \\d+ errors?:?$|note: This error originates|this is an issue with the package|error"
            + " generated\\.$");
    private static final int LOOKED_AT = 400;
    private static final int LONGEST_LINE = 2000;
    private static final int LONGEST = 300;

    private String verdict = "";
    private String named = "";
    private String sounding = "";
    private String consequence = "";
    private String before = "";
    private boolean starting;
    private boolean python;

    private Cause() {
    }

    /**
     * The likely cause among these lines: a verdict of the instance that gives a reason; else a line that names an error before one that
     * only sounds like one, the first of a kind, since what follows is its consequence; else what only says that something failed. Once a
     * container was started, only what that one printed counts. A stack trace is what stands in its first line; of Python, in its last.
     *
     * @param log its lines; only the last few hundred are looked at
     * @return without what docker or the instance put before it; "" when nothing looks like a cause
     */
    public static String of(List<String> log) {
        Cause cause = new Cause();
        for (String line : log.subList(Math.max(0, log.size() - LOOKED_AT), log.size())) {
            String plain = LogLine.plain(line);
            cause.look(plain.length() > LONGEST_LINE ? plain.substring(0, LONGEST_LINE) : plain);
        }
        String found = cause.found();
        return found.length() > LONGEST ? found.substring(0, LONGEST) + "…" : found;
    }

    /** That of a deployment: "" for one that has not failed, and for one in whose middle the instance restarted, which no line tells. */
    public static String of(Deployment deployment) {
        boolean failed = deployment.status().equals("failed") && !deployment.duration().equals("interrupted");
        return failed ? of(deployment.logs()) : "";
    }

    /** Whether a line only echoes what is done, so that no word in it tells of an error. */
    public static boolean echo(String line) {
        String text = line.strip();
        return ECHO.matcher(text).find() && !CONTAINER.matcher(text).find() && !BRACKET_ERROR.matcher(text).find();
    }

    private void look(String whole) {
        String line = STEP_OUTPUT.matcher(whole.strip()).replaceFirst("");
        Matcher judged = VERDICT.matcher(line);
        Matcher contained = CONTAINER.matcher(line);
        if (judged.matches() || COMPOSE.matcher(line).matches()) {
            verdict = line.startsWith("✖ ") ? line.substring(2).strip() : line;
        } else if (STARTS.matcher(line).matches()) {
            starting = true;
            forget();
        } else if (contained.matches()) {
            weigh(contained.group(1));
        } else if (!starting && !echo(whole) && !echo(line)) {
            weigh(STEP_OUTPUT.matcher(whole.stripTrailing()).replaceFirst(""));
        }
    }

    private void forget() {
        named = "";
        sounding = "";
        consequence = "";
        before = "";
        python = false;
    }

    private void weigh(String text) {
        String line = text.strip();
        boolean indented = !text.isEmpty() && Character.isWhitespace(text.charAt(0));
        if (python && indented) {
            return;
        }
        boolean raised = python;
        python = Errors.traceback(text);
        if (line.isEmpty() || python || echo(line) || Errors.follows(text)) {
            return;
        }
        before = line;
        if (CONSEQUENCE.matcher(line).find()) {
            consequence = consequence.isEmpty() ? line : consequence;
        } else if (raised || NAMED.matcher(line).find() && Errors.in(padded(line))) {
            named = named.isEmpty() ? line : named;
        } else if (Errors.in(line)) {
            sounding = sounding.isEmpty() ? line : sounding;
        }
    }

    /** A line that names an error is one, whatever the words say, unless they say that it is none. */
    private static String padded(String line) {
        return "error: " + line;
    }

    private String found() {
        boolean reason = !verdict.isEmpty() && !CONSEQUENCE.matcher(verdict).find();
        if (reason) {
            return verdict;
        }
        if (!named.isEmpty() || !sounding.isEmpty()) {
            return !named.isEmpty() ? named : sounding;
        }
        // docker compose says in the line before what it wraps
        boolean wrapped = verdict.startsWith("Compose") && !before.isEmpty() && consequence.isEmpty();
        return wrapped ? before : !verdict.isEmpty() ? verdict : consequence;
    }
}
