package tests.surface;

import java.util.List;
import lib.cli.Help;
import lib.run.CommandEntry;

/** Writes the help page of each command, as its declaration has it. */
final class HelpFile {

    private HelpFile() {
    }

    static String text(List<Declaration> all) {
        var text = new StringBuilder();
        for (Declaration each : all) {
            text.append(Help.heading(each.word())).append(Help.declared(entry(each), each.made()));
        }
        return text.toString();
    }

    private static CommandEntry entry(Declaration each) {
        var operation = each.operation();
        return new CommandEntry(each.word(), each.arguments(), each.purpose(), each.heading(), operation == null ? "" : operation.tool(),
            operation == null ? "" : operation.effect().name(), new String[0], CommandTable.remote(each),
            operation != null && operation.bulk(), "");
    }
}
