package lib.setup;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import lib.base.Failure;
import lib.files.Machine;
import lib.files.Reason;
import lib.op.FreeText;
import lib.op.Page;
import lib.op.Result;
import lib.op.Table;

/** Which client has the entry, and what it starts. */
public record ClientList(List<Row> files) implements Result {

    /**
     * @param state   {@code set up}, {@code not set up}, {@code no file} or why it cannot be read
     * @param command what the entry starts; null without an entry
     */
    record Row(String client, String file, String shown, String state, @FreeText String command) {
    }

    public static ClientList of(Machine machine, List<ClientFile> targets) {
        return new ClientList(targets.stream().map(target -> file(machine, target)).toList());
    }

    private static Row file(Machine machine, ClientFile target) {
        String state;
        String command = null;
        try {
            Map<String, Object> entry = target.stored();
            Launch launch = entry == null ? null : target.client().shape().launch(entry);
            command = launch == null ? null : Report.line(launch);
            state = entry != null ? "set up" : machine.exists().test(target.path()) ? "not set up" : "no file";
        } catch (Failure e) {
            state = e.getMessage();
        } catch (IOException e) {
            state = "cannot be read (" + Reason.of(e) + ")";
        }
        return new Row(target.client().name(), target.path(), machine.shown(target.path()), state, command);
    }

    @Override
    public Page page() {
        return new Page().table(new Table(List.of("CLIENT", "FILE", "STATE", "STARTS"), files.stream().map(file ->
                List.of(file.client, file.shown, file.state, file.command == null ? "" : file.command)).toList()));
    }
}
