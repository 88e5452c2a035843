package lib.services.source;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.files.RawPath;
import lib.files.TypedWords;

/**
 * A folder that git manages, asked through git itself: nothing is fetched, pushed or written. The instance clones what was pushed, so what
 * was not is worth a word.
 */
final class Checkout {

    private final Git git;
    private final String below;

    private Checkout(Git git, String below) {
        this.git = git;
        this.below = below;
    }

    /**
     * The checkout that this folder lies in; null when it lies in none.
     *
     * @param typed the folder as it was typed
     * @throws Failure FAILED with git's own reason when there is one and git does not answer: it is another's, damaged, or git is missing.
     *                       What belongs to it is not known then, and guessing would send what it leaves out
     */
    static Checkout at(Path typed) {
        if (!marked(RawPath.absolute(typed))) {
            return null;
        }
        Git git = new Git(typed);
        Git.Answer answer = git.ask("rev-parse", "--is-inside-work-tree", "--show-prefix");
        if (!answer.ok()) {
            String advice = answer.complaint().lines().map(String::strip).filter(line -> line.startsWith("git config ")).findFirst()
                    .orElse(null);
            throw new Failure(Kind.FAILED, "git does not answer for " + RawPath.whole(RawPath.absolute(typed)) + ": " + answer.reason(),
                    advice == null ? "what belongs to it is not known until git status works there" : "if you trust it: " + advice);
        }
        List<String> lines = Arrays.asList(answer.text().split("\n", -1));
        return !lines.getFirst().equals("true") ? null
                : new Checkout(git, lines.size() < 2 ? "" : lines.get(1).replaceFirst("/$", ""));
    }

    private static boolean marked(Path folder) {
        for (Path each = folder; each != null; each = each.getParent()) {
            if (Files.exists(each.resolve(".git"), LinkOption.NOFOLLOW_LINKS)) {
                return true;
            }
        }
        return false;
    }

    /** Where the folder lies in the checkout, with slashes; "" at its top. */
    String below() {
        return below;
    }

    /** The top of the checkout. */
    Path top(Path folder) {
        Path top = folder;
        for (int i = 0; i < below.length(); i++) {
            top = top != null && (i == 0 || below.charAt(i) == '/') ? top.getParent() : top;
        }
        return top;
    }

    /** The files below the folder that git has or would take, relative to the folder. */
    List<byte[]> files() {
        return listed("ls-files", "-co", "--exclude-standard", "-z");
    }

    /** What git leaves out below the folder; a folder that it leaves out as a whole ends with a slash. */
    List<byte[]> leftOut() {
        return listed("ls-files", "-oi", "--exclude-standard", "--directory", "-z");
    }

    private List<byte[]> listed(String... arguments) {
        Git.Answer answer = git.ask(arguments);
        if (!answer.ok()) {
            throw new Failure(Kind.FAILED, "git cannot list the files: " + answer.reason(),
                    "try it by hand: git ls-files -co --exclude-standard");
        }
        return answer.parts();
    }

    /** The files of patterns beside those in the folders: the checkout's own list, and the person's. */
    Path[] moreRules(Path folder) {
        List<Path> more = new ArrayList<>();
        String own = git.text("config", "--type=path", "--get", "core.excludesFile");
        Map<String, String> variables = TypedWords.variables(System.getenv());
        String settings = variables.getOrDefault("XDG_CONFIG_HOME", "");
        String home = variables.getOrDefault("HOME", "");
        if (!own.isEmpty()) {
            more.add(top(folder).resolve(own));
        } else if (!settings.isEmpty() || !home.isEmpty()) {
            more.add((settings.isEmpty() ? RawPath.typed(home).resolve(".config") : RawPath.typed(settings)).resolve("git/ignore"));
        }
        String info = git.text("rev-parse", "--git-path", "info/exclude");
        if (!info.isEmpty()) {
            more.add(folder.resolve(info));
        }
        return more.toArray(new Path[0]);
    }

    /** Which of these names git has in the folder. */
    List<String> tracked(String... names) {
        List<String> arguments = new ArrayList<>(List.of("ls-files", "-z", "--"));
        arguments.addAll(List.of(names));
        return git.ask(arguments.toArray(new String[0])).parts().stream().map(each -> new String(each, StandardCharsets.UTF_8)).toList();
    }

    /** The branch that is checked out; "" at no branch. */
    String branch() {
        return git.text("symbolic-ref", "--quiet", "--short", "HEAD");
    }

    /** What the branch is called where it is pushed to. */
    String pushedBranch() {
        String merge = git.text("config", "--get", "branch." + branch() + ".merge");
        return merge.startsWith("refs/heads/") ? merge.substring("refs/heads/".length()) : branch();
    }

    /** The address of the branch's own remote, else of origin, else of the only one; "" when there is none. */
    String address() {
        String own = git.text("config", "--get", "branch." + branch() + ".remote");
        List<String> remotes = Arrays.stream(git.text("remote").split("\n")).filter(each -> !each.isBlank()).toList();
        String remote = remotes.contains(own) ? own : remotes.contains("origin") ? "origin" : remotes.size() == 1 ? remotes.getFirst() : "";
        return remote.isEmpty() ? "" : git.text("remote", "get-url", "--", remote);
    }

    /** What is here and not there, a sentence each, as far as git knows without asking the network. */
    List<String> unpushed() {
        List<String> notes = new ArrayList<>();
        Git.Answer status = git.askWithoutFilters("status", "--porcelain", "--ignore-submodules=all");
        long changed = status.text().lines().count();
        if (!status.ok()) {
            notes.add("git does not say what is changed and not committed: the instance builds what was pushed");
        } else if (changed > 0) {
            notes.add((changed == 1 ? "1 file is" : changed + " files are")
                    + " changed and not committed: the instance builds what was pushed");
        }
        String ahead = git.text("rev-list", "--count", "@{upstream}..HEAD");
        if (ahead.isEmpty()) {
            notes.add("the branch " + branch() + " follows none on the remote: make sure that it was pushed");
        } else if (!ahead.equals("0")) {
            notes.add((ahead.equals("1") ? "1 commit is" : ahead + " commits are") + " not pushed: the instance builds what was pushed");
        }
        return notes;
    }
}
