package lib.commands.catalog;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import lib.api.Api;
import lib.api.Template;
import lib.op.Effect;
import lib.op.Examples;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.Listing;
import lib.op.Nullable;
import lib.op.Operation;
import lib.op.Rows;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Apps that the instance can deploy with one command. Contract: GET /api/catalog. */
@Examples({"paas catalog", "paas catalog wiki", "paas catalog analytics --json"})
@HelpPlace(under = Heading.PROJECTS, place = 110)
@Command(name = "catalog", description = "List ready-made apps, or look for one")
@Operation(effect = Effect.READ, scopes = "apps:read")
public final class ListTemplates implements Callable<ListTemplates.Listed> {

    @Parameters(index = "0..*", arity = "0..*", paramLabel = "<word>", description = "Only those with all of these words in their name, "
            + "category or description.")
    List<String> words = List.of();

    private final Api api;

    public ListTemplates(Api api) {
        this.api = api;
    }

    @Override
    public Listed call() {
        List<String> wanted = words.stream().flatMap(each -> Stream.of(each.strip().toLowerCase(Locale.ROOT).split("\\s+"))).toList();
        List<Template> all = api.catalog().all();
        return new Listed(all.stream().filter(each -> wanted.stream().allMatch(text(each)::contains)).map(Row::of).toList(),
                new Search(String.join(" ", wanted), all.size()));
    }

    private static String text(Template template) {
        return (template.id() + "\n" + template.name() + "\n" + template.category() + "\n" + template.description()
                + "\n" + String.join("\n", template.addons())).toLowerCase(Locale.ROOT);
    }

    /**
     * A template.
     *
     * @param addons   the types of the add-ons that are made along with it
     * @param required variables that somebody has to give a value
     */
    public record Row(String id, String name, String category, String description, List<String> addons, List<String> required,
                      @Nullable String imageSize) {

        private static Row of(Template each) {
            return new Row(each.id(), each.name(), each.category(), each.description(), each.addons(),
                    each.variables().stream().filter(Template.Variable::asked).map(Template.Variable::key).toList(),
                    each.imageSize().isEmpty() ? null : each.imageSize());
        }
    }

    /**
     * What was looked for.
     *
     * @param words "" for all
     * @param total how many templates there are
     */
    public record Search(String words, int total) {
    }

    /** Those that fit, in the instance's order. */
    public record Listed(@Rows List<Row> templates, Search search) implements Listing<Row> {

        @Override
        public List<Row> rows() {
            return templates;
        }

        @Override
        public List<String> columns() {
            return List.of("ID", "CATEGORY", "ADD-ONS", "DESCRIPTION");
        }

        @Override
        public List<?> cells(Row row) {
            return List.of(row.id, row.category, String.join(", ", row.addons), row.description);
        }

        @Override
        public String id(Row row) {
            return row.id;
        }

        @Override
        public String none() {
            return search.words.isEmpty() ? "This instance has no templates."
                    : "None of " + search.total + " templates has \"" + search.words + "\". All of them: paas catalog";
        }
    }
}
