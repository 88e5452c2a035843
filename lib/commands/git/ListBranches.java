package lib.commands.git;

import java.util.List;
import java.util.concurrent.Callable;
import lib.api.Api;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.op.Effect;
import lib.op.Examples;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.Operation;
import lib.op.Page;
import lib.op.Result;
import lib.services.source.GitAddress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The branches of a repository as the instance sees them. Contract: POST /api/git/branches. */
@Examples({"paas git branches https://github.com/ada/blog.git", "paas git branches ada/blog"})
@HelpPlace(under = Heading.INSTANCE, place = 710)
@Command(name = "git branches", description = "List the branches of a repository",
        footer = "The instance asks with its own GitHub token. Of a repository without any branch it says main and master.")
@Operation(effect = Effect.READ, scopes = "apps:read", openWorld = true)
public final class ListBranches implements Callable<ListBranches.Listed> {

    @Parameters(index = "0", paramLabel = "<repo>", description = "Its clone address, or owner/name on GitHub.")
    String repository;

    private final Api api;

    public ListBranches(Api api) {
        this.api = api;
    }

    @Override
    public Listed call() {
        String typed = repository.strip();
        String address = typed.matches("[\\w.-]+/[\\w.-]+") ? "https://github.com/" + typed + (typed.endsWith(".git") ? "" : ".git")
                : typed;
        GitAddress meant = GitAddress.of(address);
        if (meant.secret() != null && !meant.secret().isEmpty()) {
            throw new Failure(Kind.USAGE, "the address holds credentials", "leave them out: the instance has a token of its own, "
                    + "see paas git set-token");
        }
        return new Listed(meant.text(), api.git().branches(meant.text()));
    }

    /** @param repository its clone address */
    public record Listed(String repository, List<String> branches) implements Result {

        @Override
        public Page page() {
            Page page = new Page();
            if (branches.isEmpty()) {
                return page.line("No branches.");
            }
            branches.forEach(page::line);
            return page;
        }

        @Override
        public List<String> ids() {
            return branches;
        }
    }
}
