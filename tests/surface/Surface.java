package tests.surface;

import java.util.Comparator;
import java.util.List;
import lib.run.Inputs;
import picocli.CommandLine.Model.OptionSpec;

/** Writes every command, argument and flag on a line each, so that a break of the surface is a line in a difference. */
final class Surface {

    private Surface() {
    }

    static String text(List<Declaration> all) {
        StringBuilder text = new StringBuilder();
        all.stream().sorted(Comparator.comparing(Declaration::word)).forEach(each -> {
            String command = "paas " + each.word();
            text.append(command).append(each.arguments().isEmpty() ? "" : " " + each.arguments())
                .append(each.operation() == null ? "" : "   " + (each.tool() ? each.operation().tool() + ", " : "") + each.operation()
                .effect()
                    + ", " + String.join(" ", each.operation().scopes()))
                .append('\n');
            each.spec().options().stream().sorted(Comparator.comparing(OptionSpec::longestName)).forEach(option ->
                text.append(command).append(' ').append(String.join(", ", Declaration.labels(option)))
                    .append(option.arity().max() == 0 ? "" : " " + option.paramLabel())
                    .append(Inputs.commandLineOnly(option) || !each.tool() ? ""
                        : "   " + each.operation().tool() + "." + Inputs.name(option)).append('\n'));
        });
        return text.toString();
    }
}
