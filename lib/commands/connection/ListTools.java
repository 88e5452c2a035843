package lib.commands.connection;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import lib.base.Failure;
import lib.config.ConfigFile;
import lib.mcp.tools.list.ListedTool;
import lib.mcp.tools.list.ToolChoice;
import lib.mcp.tools.list.Toolset;
import lib.op.Examples;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.Page;
import lib.op.Result;
import lib.op.Table;
import lib.run.Catalog;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What an assistant would see of {@code paas mcp}, started with the same options and connection. Starts no server and asks no instance. */
@Examples({"paas mcp tools", "paas mcp tools --read-only", "paas mcp tools --tools apps,db -q"})
@HelpPlace(under = Heading.CONNECTION, place = 41)
@Command(name = "mcp tools", description = "List the tools an assistant sees, and their size",
        footer = {"", "Takes the options of paas mcp, to see what they leave before they go into an editor's file."})
public final class ListTools implements Callable<ListTools.Listed> {

    @Mixin
    ToolChoice choice = new ToolChoice();

    @Option(names = {"-q", "--quiet"}, description = "Print only the names of the tools that are listed.")
    boolean quiet;

    private final Catalog catalog;
    private final ConfigFile config;
    private final Map<String, String> environment;

    public ListTools(Catalog catalog, ConfigFile config, Map<String, String> environment) {
        this.catalog = catalog;
        this.config = config;
        this.environment = environment;
    }

    /** @throws Failure USAGE for a name that is neither tool nor group */
    @Override
    public Listed call() {
        List<ListedTool> tools = ListedTool.all(new Toolset(catalog, choice.choice(), environment));
        List<ListedTool> seen = tools.stream().filter(ListedTool::seen).toList();
        return new Listed(new Sum(profile(), seen.size(), (int) seen.stream().filter(each -> each.because() != null).count(),
                seen.stream().mapToInt(ListedTool::characters).sum(), seen.stream().mapToInt(ListedTool::tokens).sum(), tools), quiet);
    }

    /** "" where it is not known: then nothing is left out for it. */
    private String profile() {
        try {
            return config.read().profile();
        } catch (Failure notConnected) {
            return "";
        }
    }

    /**
     * @param profile    of the saved connection; "" for none
     * @param listed     how many tools some client sees
     * @param asking     how many of them only a client that can ask its person
     * @param characters of all that are listed, without output schemas, which no client gives to its model
     * @param tokens     the same, estimated
     * @param tools      all that there are
     */
    public record Sum(String profile, int listed, int asking, int characters, int tokens, List<ListedTool> tools) {
    }

    /** @param quiet whether the names alone are shown */
    public record Listed(Sum json, boolean quiet) implements Result {

        @Override
        public Page page() {
            Page page = new Page();
            if (quiet) {
                ids().forEach(page::line);
                return page;
            }
            List<List<?>> rows = new ArrayList<>();
            for (ListedTool each : json.tools) {
                rows.add(List.of(each.name(), each.effect(), each.listed(), each.characters(), each.tokens(), each.title()));
            }
            return page.table(new Table(List.of("NAME", "EFFECT", "LISTED", "CHARACTERS", "TOKENS", "DESCRIPTION"), rows)).line("")
                    .line(String.format(Locale.ROOT, "%d of %d tools are listed%s:", json.listed, json.tools.size(),
                    json.profile.isEmpty() ? "" : " for the profile " + json.profile))
                    .line(String.format(Locale.ROOT, "%,d characters, about %,d tokens (an estimate).", json.characters, json.tokens));
        }

        @Override
        public List<String> notes() {
            return json.asking == 0 || quiet ? List.of()
                    : List.of("asks: listed only for a client that can ask its person before something is lost");
        }

        @Override
        public List<String> ids() {
            return json.tools.stream().filter(ListedTool::seen).map(ListedTool::name).toList();
        }
    }
}
