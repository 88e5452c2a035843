package lib.mcp.tools.list;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import lib.api.Permission;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.base.Suggestions;
import lib.config.ConfigFile;
import lib.run.Catalog;
import lib.run.CommandEntry;

/**
 * Which tools are offered: what the person who wrote the editor's entry left of them, what the connected profile may do, and, of those that
 * lose something for good, only what somebody can be asked about.
 */
public final class Toolset {

    /**
     * What stands in the editor's entry.
     *
     * @param readOnly    tools that only look
     * @param only        names of tools and of groups; empty for all
     * @param without     the same, left out
     * @param destructive whether nobody needs to be asked
     */
    public record Choice(boolean readOnly, List<String> only, List<String> without, boolean destructive) {

        /** Everything, and people are asked. */
        public static final Choice ALL = new Choice(false, List.of(), List.of(), false);
    }

    private final Catalog catalog;
    private final Choice choice;
    private final Map<String, String> environment;

    /**
     * @param environment tells where the connection is saved
     * @throws Failure USAGE for a name that is neither tool nor group
     */
    public Toolset(Catalog catalog, Choice choice, Map<String, String> environment) {
        this.catalog = catalog;
        this.choice = choice;
        this.environment = environment;
        for (String each : choice.only()) {
            check(each);
        }
        for (String each : choice.without()) {
            check(each);
        }
    }

    private void check(String name) {
        Set<String> known = new LinkedHashSet<>();
        for (CommandEntry entry : catalog.entries()) {
            if (!entry.tool().isEmpty()) {
                if (names(name, entry)) {
                    return;
                }
                known.add(group(entry));
            }
        }
        List<String> near = Suggestions.of(name, List.copyOf(known), 1);
        throw new Failure(Kind.USAGE, "there is no tool and no group of tools \"" + name + "\"",
                (near.isEmpty() ? "" : "did you mean " + near.getFirst() + "? ") + "the groups are " + String.join(", ", known)
                + "; all tools: paas mcp tools");
    }

    /** The operation that is this tool; null when there is none. */
    public CommandEntry entry(String tool) {
        return catalog.ofTool(tool);
    }

    /** The group of a tool: its noun, else what it stands under in the help. */
    private String group(CommandEntry entry) {
        String heading = entry.heading().toLowerCase(Locale.ROOT);
        return entry.length() == 2 || !catalog.verbs(entry.word()).isEmpty() ? entry.noun()
                : heading.substring(heading.lastIndexOf(' ') + 1);
    }

    private boolean names(String name, CommandEntry entry) {
        return name.equals(entry.tool()) || ("paas_" + name).equals(entry.tool()) || name.equals(group(entry));
    }

    /** Whether the entry in the editor leaves it. */
    public boolean chosen(CommandEntry entry) {
        if (choice.readOnly() && !entry.effect().equals("READ") || !choice.only().isEmpty() && !named(choice.only(), entry)) {
            return false;
        }
        return !named(choice.without(), entry);
    }

    private boolean named(List<String> names, CommandEntry entry) {
        for (String each : names) {
            if (names(each, entry)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether it is in the list.
     *
     * @param asks    whether the client can ask its person
     * @param profile of the connection
     */
    public boolean offers(CommandEntry entry, boolean asks, String profile) {
        return chosen(entry) && (!entry.destructive() || asks || choice.destructive())
                && Permission.missing(profile, List.of(entry.scopes())) == null;
    }

    /** Whether somebody agreed beforehand to whatever is asked. */
    public boolean agreed() {
        return choice.destructive();
    }

    /** The profile of the connection; "" when there is none or it cannot be read: the calls say so. */
    public String profile() {
        try {
            return new ConfigFile(environment).read().profile();
        } catch (Failure notConnected) {
            return "";
        }
    }
}
