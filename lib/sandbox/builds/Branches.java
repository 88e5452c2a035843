package lib.sandbox.builds;

import java.util.Arrays;
import java.util.List;
import lib.sandbox.state.apps.App;

/** The branches of a repository as {@code git ls-remote} tells them: really of one of this machine, played of one of the network. */
public final class Branches {

    private Branches() {
    }

    /** What git printed when it could not say. Nobody's token is in it. */
    public static final class Failed extends Exception {
        Failed(String output) {
            super(output, null, false, false);
        }
    }

    /**
     * Lists them.
     *
     * @param token {@code ""} for none
     */
    public static List<String> of(String gitRepo, String token) throws Failed, InterruptedException {
        App asked = new App();
        asked.name = "";
        asked.gitRepo = gitRepo;
        asked.gitToken = token;
        String url = Sources.cloneUrl(asked);
        if (gitRepo.isBlank()) {
            throw new Failed("fatal: no path specified; see 'git help pull' for valid url syntax\n");
        } else if (url.startsWith("/")) {
            return real(url);
        }
        String complaint = Sources.complaint(asked, url);
        if (!complaint.isEmpty()) {
            throw new Failed(Sources.hidden(complaint, asked) + "\n");
        }
        return List.of("develop", "main");
    }

    private static List<String> real(String url) throws Failed, InterruptedException {
        try {
            String prefix = "refs/heads/";
            return Arrays.stream(GitClone.heads(url).split("\n")).map(line -> line.replaceFirst("^[^\t]*\t", ""))
                .filter(name -> name.startsWith(prefix)).map(name -> name.substring(prefix.length())).toList();
        } catch (GitClone.Failed failed) {
            throw new Failed(failed.output().isEmpty() ? failed.getMessage() : failed.output() + "\n");
        }
    }
}
