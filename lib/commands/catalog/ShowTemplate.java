package lib.commands.catalog;

import java.util.List;
import java.util.concurrent.Callable;
import lib.api.Api;
import lib.api.Template;
import lib.op.Effect;
import lib.op.Examples;
import lib.op.FreeText;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.Nullable;
import lib.op.Operation;
import lib.op.Page;
import lib.op.Result;
import lib.op.Table;
import lib.op.TemplateReference;
import lib.op.ValueOf;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** What a template deploys, and what it has to be told. Contract: schema CatalogTemplate. */
@Examples({"paas catalog show ghost", "paas catalog show ghost --json"})
@HelpPlace(under = Heading.PROJECTS, place = 120)
@Command(name = "catalog show", description = "Show what a ready-made app deploys and asks for")
@Operation(effect = Effect.READ, scopes = "apps:read")
public final class ShowTemplate implements Callable<ShowTemplate.Shown> {

    @Parameters(index = "0")
    TemplateReference template;

    private final Api api;

    public ShowTemplate(Api api) {
        this.api = api;
    }

    @Override
    public Shown call() {
        Template one = template.find(api);
        return new Shown(one.id(), one.name(), one.description(), one.category(), one.image(), set(one.imageSize()), one.port(),
                one.addons(), one.volumes(), set(one.healthPath()), set(one.website()), set(one.notes()),
                one.variables().stream().map(Variable::of).toList());
    }

    private static String set(String text) {
        return text.isEmpty() ? null : text;
    }

    /**
     * A variable that it reads.
     *
     * @param preset    what it has unless somebody says otherwise; left out for none
     * @param required  whether somebody has to give a value
     * @param generated whether the instance makes a value up
     * @param secret    whether the instance does not show its value
     */
    public record Variable(String variable, @Nullable @ValueOf("variable") String preset, boolean required, boolean generated,
                           boolean secret, @Nullable String description) {

        private static Variable of(Template.Variable each) {
            return new Variable(each.key(), set(each.value()), each.asked(), each.generate() && each.value().isEmpty(), each.secret(),
                    set(each.description()));
        }

        private String words() {
            return preset != null ? preset : required ? "(required)" : generated ? "(generated)" : "(optional)";
        }
    }

    /**
     * @param addons  the types of the add-ons that are made along with it
     * @param volumes paths in the container that are kept
     * @param remark  what its author says besides; left out for nothing
     */
    public record Shown(String id, String name, String description, String category, String image, @Nullable String imageSize, long port,
                        List<String> addons, List<String> volumes, @Nullable String healthPath, @Nullable String website,
                        @Nullable @FreeText String remark, List<Variable> variables) implements Result {

        @Override
        public Page page() {
            Page page = new Page().facts("Template", id, "Name", name, "What it is", description, "Category", category, "Image", image
                    + (imageSize == null ? "" : " (" + imageSize + ")"), "Port", port == 0 ? null : port, "Add-ons", addons.isEmpty()
                            ? null : String.join(", ", addons) + ", made along with it", "Kept", String.join(", ", volumes), "Health path",
                    healthPath, "Website", website, "Note", remark);
            if (!variables.isEmpty()) {
                page.line("").table(new Table(List.of("VARIABLE", "VALUE", "SECRET", "DESCRIPTION"), variables.stream().map(each ->
                        List.of(each.variable, each.words(), each.secret ? "yes" : "", each.description == null ? "" : each.description))
                        .toList()));
            }
            List<String> required = variables.stream().filter(Variable::required).map(Variable::variable).toList();
            return page.line("").line("Deploy it: paas catalog deploy " + id + String.join("", required.stream().map(each -> " --set "
                    + each + "=…").toList()));
        }

        @Override
        public List<String> ids() {
            return List.of(id);
        }
    }
}
