package lib.services.source;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import lib.api.Api;
import lib.api.App;
import lib.base.Failure;
import lib.base.Failure.Kind;

/**
 * A Git repository that the instance clones. Contract: POST /api/deploy.
 *
 * @param address without credentials
 * @param branch  "" for the repository's default one
 * @param token   sent apart from the address, where the instance masks it; "" for none
 */
public record GitSource(GitAddress address, String branch, String token, List<String> notes) implements Source {

    /** The branch where none is named. Guide: paas_deploy. */
    private static final String MAIN = "main";

    /** What git says when it could not clone. */
    private static final Pattern NOT_CLONED = Pattern.compile(
            "(?i)could not read|authentication failed|permission denied \\(publickey|host key verification"
            + "|repository .*not (found|exist)|remote branch .*not found|not appear to be a git repository|could not resolve host|unable "
            + "to access"
            + "|(failed to clone|clone failed)");

    /** As it was typed. Credentials in the address go where the instance keeps them hidden. */
    public static GitSource of(String typed, String branch) {
        GitAddress address = GitAddress.of(typed);
        if (address.text().isEmpty()) {
            throw new Failure(Kind.USAGE, "the address of the repository is empty");
        }
        List<String> notes = new ArrayList<>();
        if (!address.secret().isEmpty()) {
            notes.add("the credentials in the address are sent apart from it, as the app's Git token, which the instance does not show");
        }
        if (address.ssh()) {
            notes.add("an instance with a stored GitHub token cannot clone over SSH; if the build fails: --git-repo " + address.https());
        }
        return new GitSource(address, branch == null ? MAIN : branch, address.secret(), notes);
    }

    /**
     * From the checkout that the program stands in.
     *
     * @param branch instead of the checkout's own; null for that
     * @throws Failure USAGE when there is no checkout, no remote, or no branch
     */
    public static GitSource checkout(Path folder, String branch) {
        Checkout checkout = Checkout.at(folder);
        String remote = checkout == null ? "" : checkout.address();
        if (remote.isEmpty()) {
            throw new Failure(Kind.USAGE, "nothing says what to deploy: " + (checkout == null ? "this folder is no git checkout"
                    : "this checkout has no remote that the instance could clone"), "name it: paas deploy <name> --git-repo <url>");
        }
        String taken = branch == null ? checkout.pushedBranch() : branch;
        if (taken.isEmpty()) {
            throw new Failure(Kind.USAGE, "this checkout is at no branch", "name one: paas deploy --branch <branch>");
        }
        GitAddress here = GitAddress.of(remote);
        GitAddress address = new GitAddress(here.https(), "");
        List<String> notes = new ArrayList<>();
        notes.add("from this checkout: " + address + ", branch " + taken);
        if (here.ssh()) {
            notes.add("taken over https: an instance with a stored GitHub token cannot clone " + here + "; --git-repo " + here
                    + " sends that all the same");
        }
        if (!here.secret().isEmpty()) {
            notes.add("the credentials in the checkout's address are not sent; a private repository needs the GitHub token of the "
                    + "instance (dashboard)");
        }
        if (address.local()) {
            notes.add("that is a folder on this machine: the instance can clone it only if it runs here too");
        }
        if (branch == null) {
            notes.addAll(checkout.unpushed());
        }
        return new GitSource(address, taken, "", notes);
    }

    @Override
    public String proposedName() {
        return AppName.propose(address.repository());
    }

    @Override
    public App create(Api api, Map<String, Object> settings) {
        Map<String, Object> request = new LinkedHashMap<>(settings);
        request.put("gitRepo", address.text());
        request.put("branch", branch);
        if (!token.isEmpty()) {
            request.put("gitToken", token);
        }
        return api.apps().deploy(request);
    }

    @Override
    public String advice(List<String> log) {
        return log.stream().noneMatch(line -> NOT_CLONED.matcher(line).find()) ? null
                : address.ssh() ? "the instance could not clone over SSH; take the https form: --git-repo " + address.https()
                : "see that " + address + " has the branch " + branch
                + "; a private repository needs the GitHub token of the instance (dashboard)";
    }

    /** Without the token. */
    @Override
    public String toString() {
        return address + " (" + branch + ")";
    }
}
