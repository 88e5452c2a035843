package lib.commands.journal;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import lib.journal.History;
import lib.journal.Journal;
import lib.json.JsonWriter;
import lib.op.Effect;
import lib.op.Examples;
import lib.op.HelpPlace;
import lib.op.HelpPlace.Heading;
import lib.op.Operation;
import lib.op.Page;
import lib.op.Result;
import lib.op.Table;
import lib.op.Undo;
import lib.services.journal.Shown;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** One entry of the journal, whole. */
@Examples({"paas journal show 12", "paas journal show 12 --json"})
@HelpPlace(under = Heading.CONNECTION, place = 42)
@Command(name = "journal show", description = "Show an entry of the journal")
@Operation(effect = Effect.READ, scopes = {})
public final class ShowEntry implements Callable<ShowEntry.Detail> {

    @Parameters(index = "0", paramLabel = "<number>", description = "Its number, as paas journal lists it.")
    String number;

    private final Map<String, String> environment;

    public ShowEntry(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Detail call() {
        History history = new Journal(environment, nobody -> { }).read();
        return new Detail(Shown.of(history.find(number), history));
    }

    /** @param json the entry */
    public record Detail(Shown json) implements Result {

        @Override
        public Page page() {
            Undo undo = json.undo();
            return new Page().facts("Entry", json.number(), "When", new Table.Time(json.time()), "By", json.client(),
                    "Instance", json.instance(), "Command", json.line(), "Tool", json.tool(),
                    "Arguments", JsonWriter.line(json.arguments()), "Status", json.status(), "Said", json.said(),
                    "Taken back by", json.takenBackBy(), json.takenBackBy() == null ? undo.command() == null ? "No way back" : "Undo" : "",
                    json.takenBackBy() != null ? null : undo.command() == null ? undo.because()
                            : undo.command() + (undo.because() == null ? "" : "   (" + undo.because() + ")"));
        }

        @Override
        public List<String> ids() {
            return List.of(String.valueOf(json.number()));
        }
    }
}
