package lib.services.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A folder that git manages, asked through git itself: nothing is fetched, pushed or written. The instance clones what was pushed, so what
 * was not is worth a word.
 */
final class Checkout {

    private static final int SECONDS = 10;

    private final Path folder;

    private Checkout(Path folder) {
        this.folder = folder;
    }

    /** The checkout that this folder lies in; null when it lies in none, or there is no git. */
    static Checkout at(Path folder) {
        Checkout checkout = new Checkout(folder);
        return checkout.git("rev-parse", "--is-inside-work-tree").equals("true") ? checkout : null;
    }

    /** The files below a folder that git has or would take, relative to the folder; null when no git manages it. */
    static List<String> files(Path folder) {
        Checkout checkout = at(folder);
        if (checkout == null) {
            return null;
        }
        String listed = checkout.git("ls-files", "-co", "--exclude-standard", "-z");
        return Arrays.stream(listed.split("\0")).filter(each -> !each.isEmpty()).toList();
    }

    /** The branch that is checked out; "" at no branch. */
    String branch() {
        return git("symbolic-ref", "--quiet", "--short", "HEAD");
    }

    /** What the branch is called where it is pushed to. */
    String pushedBranch() {
        String merge = git("config", "--get", "branch." + branch() + ".merge");
        return merge.startsWith("refs/heads/") ? merge.substring("refs/heads/".length()) : branch();
    }

    /** The address of the branch's own remote, else of origin, else of the only one; "" when there is none. */
    String address() {
        String own = git("config", "--get", "branch." + branch() + ".remote");
        List<String> remotes = Arrays.stream(git("remote").split("\n")).filter(each -> !each.isBlank()).toList();
        String remote = remotes.contains(own) ? own : remotes.contains("origin") ? "origin" : remotes.size() == 1 ? remotes.getFirst() : "";
        return remote.isEmpty() ? "" : git("remote", "get-url", "--", remote);
    }

    /** What is here and not there, a sentence each, as far as git knows without asking the network. */
    List<String> unpushed() {
        List<String> notes = new ArrayList<>();
        long changed = git("status", "--porcelain").lines().count();
        if (changed > 0) {
            notes.add((changed == 1 ? "1 file is" : changed + " files are")
                    + " changed and not committed: the instance builds what was pushed");
        }
        String ahead = git("rev-list", "--count", "@{upstream}..HEAD");
        if (ahead.isEmpty()) {
            notes.add("the branch " + branch() + " follows none on the remote: make sure that it was pushed");
        } else if (!ahead.equals("0")) {
            notes.add((ahead.equals("1") ? "1 commit is" : ahead + " commits are") + " not pushed: the instance builds what was pushed");
        }
        return notes;
    }

    /** What git says, without the line end; "" when it fails. */
    private String git(String... arguments) {
        List<String> command = new ArrayList<>(List.of("git", "-C", folder.toString()));
        command.addAll(List.of(arguments));
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
            builder.environment().put("GIT_TERMINAL_PROMPT", "0");
            builder.environment().put("GIT_OPTIONAL_LOCKS", "0");
            Process git = builder.start();
            git.getOutputStream().close();
            Thread.ofVirtual().start(() -> limit(git));
            String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return git.waitFor() == 0 ? said.stripTrailing() : "";
        } catch (IOException noGit) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    private static void limit(Process git) {
        try {
            if (!git.waitFor(SECONDS, TimeUnit.SECONDS)) {
                git.destroyForcibly();
            }
        } catch (InterruptedException e) {
            git.destroyForcibly();
        }
    }
}
