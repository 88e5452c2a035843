package lib.commands.git;

import java.util.List;
import java.util.concurrent.Callable;
import lib.api.Api;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.op.Effect;
import lib.op.Examples;
import lib.op.FreeText;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.Listing;
import lib.op.Nullable;
import lib.op.Operation;
import lib.op.Table;
import picocli.CommandLine.Command;

/** The repositories that the instance's GitHub token can see. Contract: GET /api/git/repos, which passes GitHub's own status on. */
@Examples({"paas git repos", "paas git repos -q"})
@HelpPlace(under = Heading.INSTANCE, place = 700)
@Command(name = "git repos", description = "List what the instance's GitHub token can see",
        footer = "At most 100 of them, the last changed first. With --quiet their clone addresses.")
@Operation(effect = Effect.READ, scopes = "apps:read")
public final class ListRepositories implements Callable<ListRepositories.Listed> {

    private static final int MOST = 100;

    private final Api api;

    public ListRepositories(Api api) {
        this.api = api;
    }

    @Override
    public Listed call() {
        try {
            List<Row> rows = api.git().repositories().stream().map(each -> new Row(each.name(), each.cloneUrl(), each.hidden(),
                    each.updatedAt(), each.description().isEmpty() ? null : each.description())).toList();
            return new Listed(rows, rows.size() < MOST ? null : "the instance lists " + MOST + " at most: there may be more");
        } catch (Failure e) {
            throw ofGitHub(e);
        }
    }

    /** A status of GitHub's comes as if it were the instance's own: nothing is wrong with this connection then. */
    private static Failure ofGitHub(Failure failure) {
        String said = String.valueOf(failure.getMessage());
        if (said.equals("No GitHub token configured")) {
            return new Failure(Kind.FAILED, "the instance has no GitHub token", "give it one: paas git set-token");
        }
        return said.startsWith("GitHub API error") ? new Failure(Kind.FAILED, said,
                "GitHub refused the instance's token, not yours; another one: paas git set-token") : failure;
    }

    /**
     * A repository.
     *
     * @param hidden      whether it is private
     * @param description left out for none
     */
    public record Row(String name, String cloneUrl, boolean hidden, String updatedAt, @Nullable @FreeText String description) {
    }

    /** @param note what is not shown; left out when nothing is */
    public record Listed(List<Row> repositories, @Nullable String note) implements Listing<Row> {

        @Override
        public List<Row> rows() {
            return repositories;
        }

        @Override
        public List<String> columns() {
            return List.of("NAME", "PRIVATE", "CHANGED", "URL", "DESCRIPTION");
        }

        @Override
        public List<?> cells(Row row) {
            return List.of(row.name, row.hidden ? "yes" : "no", new Table.Time(row.updatedAt), row.cloneUrl,
                    row.description == null ? "" : row.description);
        }

        @Override
        public String id(Row row) {
            return row.cloneUrl;
        }

        @Override
        public String none() {
            return "The token sees no repositories.";
        }

        @Override
        public String remark() {
            return note;
        }
    }
}
