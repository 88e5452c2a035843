package lib.setup;

import java.util.List;
import lib.files.Machine;
import lib.op.FreeText;
import lib.op.Page;
import lib.op.Result;
import lib.setup.ClientFile.Plan;

/** What {@code --dry-run} shows: the changed lines of each file. */
public record Differences(List<Row> files) implements Result {

    /**
     * @param lines changed lines with {@code - } and {@code + } before them, {@code @@ line n} where a part begins
     */
    record Row(String client, String file, String shown, String change, String problem, @FreeText List<String> lines) {
    }

    public static Differences of(Machine machine, List<Plan> plans) {
        return new Differences(plans.stream().map(plan -> new Row(plan.target().client().name(), plan.target().path(),
                machine.shown(plan.target().path()), Report.words(plan), plan.problem(), Difference.of(text(plan.before()),
                text(plan.after())))).toList());
    }

    private static String text(String text) {
        return text == null ? "" : text;
    }

    @Override
    public Page page() {
        Page page = new Page();
        for (Row file : files) {
            page.line(file.client + "  " + file.shown + "  " + file.change);
            file.lines.forEach(line -> page.line("  " + line));
        }
        return page.line("").line("Nothing was written.");
    }
}
