package lib.setup;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.files.Reason;
import lib.setup.edit.Entry;
import lib.setup.file.SettingsFile;

/**
 * One settings file of one client, and our entry in it.
 *
 * @param path  absolute
 * @param entry as it has to be
 */
public record ClientFile(Client client, String path, Entry entry) {

    /** What is to happen to a file. */
    public enum Change {
        CREATE("new file"), ADD("new entry"), REPLACE("replaces"), NONE("up to date"), REMOVE("removes the entry"), ABSENT("no entry"),
        BROKEN("cannot be edited");

        final String words;

        Change(String words) {
            this.words = words;
        }

        public boolean writes() {
            return this == CREATE || this == ADD || this == REPLACE || this == REMOVE;
        }
    }

    /**
     * A change that is to be made.
     *
     * @param before  the text; null for no file
     * @param after   the text; null for no file
     * @param old     how an entry that is replaced starts its server; null for none
     * @param problem why the file cannot be edited, as the rest of a sentence that begins with its name; null when it can
     * @param exact   whether {@code after} is known to be what was there before setup first came
     */
    public record Plan(ClientFile target, Change change, String before, String after, Launch old, String problem, boolean exact) {
    }

    /** What writing the entry changes. */
    Plan write() {
        return plan(text -> {
            Map<String, Object> old = text == null ? null : entry.in(text);
            String after = entry.write(text == null ? "" : text);
            Change change = text == null ? Change.CREATE : old == null ? Change.ADD : after.equals(text) ? Change.NONE : Change.REPLACE;
            return new Plan(this, change, text, after, change == Change.REPLACE ? client.shape().launch(old) : null, null, false);
        });
    }

    /** What taking the entry out changes. */
    Plan remove(UndoRecord trace) {
        return plan(text -> {
            if (text == null || entry.in(text) == null) {
                return new Plan(this, Change.ABSENT, text, text, null, null, false);
            }
            String former = trace == null ? null : trace.undo(text);
            if (former != null) {
                return new Plan(this, Change.REMOVE, text, trace.absent() ? null : former, null, null, true);
            }
            String after = entry.remove(text, trace != null && trace.container());
            boolean ours = trace != null && trace.absent() && entry.syntax().read(after).isEmpty();
            return new Plan(this, Change.REMOVE, text, ours ? null : after, null, null, false);
        });
    }

    /** The entry as the client reads it; null when there is none. */
    public Map<String, Object> stored() throws IOException {
        String text = text();
        return text == null ? null : entry.in(text);
    }

    /** Makes the change. @return whether the file was still as planned */
    boolean apply(Plan plan, SetupState memory) throws IOException {
        UndoRecord known = memory.of(path);
        byte[] before = plan.before == null ? null : bytes(plan.before);
        String backup = before == null ? "" : backupName(known);
        if (plan.change == Change.REMOVE) {
            boolean done = new SettingsFile(Path.of(path)).replace(before, plan.after == null ? null : bytes(plan.after), backup);
            if (done) {
                if (known != null && plan.exact) {
                    // the file is what it was: nothing of ours stays beside it
                    Files.deleteIfExists(Path.of(path).resolveSibling(backup));
                }
                memory.put(path, null);
            }
            return done;
        }
        // known beforehand: who is killed behind the writing must not have forgotten what there was
        memory.put(path, trace(plan, known).backedUp(backup, before == null ? "" : UndoRecord.hash(before)));
        return new SettingsFile(Path.of(path)).replace(before, bytes(plan.after), backup);
    }

    private UndoRecord trace(Plan plan, UndoRecord known) {
        if (plan.change == Change.REPLACE) {
            if (known == null) {
                // an entry of somebody else's: to remove ours is not to bring that one back
                return UndoRecord.of(null, plan.after, false, false);
            }
            return UndoRecord.of(known.undo(plan.before), plan.after, known.absent(), known.container());
        }
        try {
            boolean container = plan.before == null || entry.neighbours(plan.before) < 0;
            return UndoRecord.of(plan.before == null ? "" : plan.before, plan.after, plan.before == null, container);
        } catch (Failure impossible) {
            throw new IllegalStateException("it was parsed for the plan", impossible);
        }
    }

    /** {@code <name>.bak}, or the next number when there is one that somebody else made. */
    private String backupName(UndoRecord known) throws IOException {
        Path file = Path.of(path);
        String name = file.getFileName() + ".bak";
        for (int i = 1; ; i++) {
            Path backup = file.resolveSibling(name);
            boolean ours = known != null && known.backup().equals(name) && Files.exists(backup)
                    && UndoRecord.hash(Files.readAllBytes(backup)).equals(known.kept());
            if (ours || !Files.exists(backup)) {
                return name;
            }
            name = file.getFileName() + ".bak." + i;
        }
    }

    private interface Planning {
        Plan of(String text);
    }

    private Plan plan(Planning planning) {
        String text = null;
        try {
            text = text();
            return planning.of(text);
        } catch (Failure e) {
            return new Plan(this, Change.BROKEN, text, text, null, e.getMessage(), false);
        } catch (IOException e) {
            return new Plan(this, Change.BROKEN, null, null, null, "cannot be read (" + Reason.of(e) + ")", false);
        }
    }

    private String text() throws IOException {
        byte[] bytes = new SettingsFile(Path.of(path)).read();
        try {
            return bytes == null ? null : StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new Failure(Kind.FAILED, "is no UTF-8 text");
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
