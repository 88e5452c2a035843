package lib.cli;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import lib.base.Failure;
import lib.json.JsonWriter;
import lib.json.RecordJson;
import lib.op.Feed;
import lib.op.Page;
import lib.op.Progress;
import lib.op.Result;

/** Long work and live output at the process's own streams. */
final class TerminalProgress implements Progress, Feed {

    private final Output output;
    private final Screen screen;
    private String last = "";
    private LeavingKey keys;
    private Frame frame;
    private Thread hook;
    private volatile String whenInterrupted;

    TerminalProgress(Output output, Screen screen) {
        this.output = output;
        this.screen = screen;
    }

    @Override
    public boolean watched() {
        return screen.terminal();
    }

    @Override
    public synchronized void step(String text) {
        if (!text.equals(last)) {
            last = text;
            output.step(text);
        }
    }

    @Override
    public boolean live() {
        return !output.json();
    }

    @Override
    public synchronized void note(String text) {
        output.note(text);
        // it has taken the step's place, which comes again with its next repeat
        last = Standard.terminal(Standard.ERR) ? "" : last;
    }

    @Override
    public synchronized void line(String time, String text) {
        if (output.json()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            if (!time.isEmpty()) {
                fields.put("time", time);
            }
            fields.put("text", text);
            output.ready(JsonWriter.line(fields) + "\n");
        } else {
            output.ready(output.laidOut(new Page().line(time.isEmpty() ? text : "[" + time + "] " + text)));
        }
        wanted();
    }

    @Override
    public synchronized void bytes(boolean error, byte[] bytes) {
        output.bytes(error, bytes);
        wanted();
    }

    @Override
    public synchronized void file(byte[] bytes) {
        output.raw(bytes);
        wanted();
    }

    @Override
    public synchronized void state(Result now) {
        if (keys == null && watched() && Standard.terminal(Standard.IN)) {
            keys = new LeavingKey();
        }
        output.ready(output.json() ? JsonWriter.line(RecordJson.of(now.json())) + "\n" : framed(now));
        wanted();
    }

    @Override
    public synchronized void result(Result result) {
        output.below(result);
        wanted();
    }

    @Override
    public synchronized void failed(Failure failure) {
        output.error(failure.getMessage(), failure.hint());
    }

    @Override
    public synchronized boolean left() {
        return keys != null && keys.pressed();
    }

    /** On a terminal in place of the last one, as much as there is room for; below it where nothing can be taken back. */
    private String framed(Result now) {
        Page page = now.page();
        if (page.parts().isEmpty() && watched()) {
            now.notes().forEach(page::line);
        }
        String text = output.laidOut(page);
        if (!watched() || output.dumb()) {
            return text;
        }
        if (frame == null) {
            frame = new Frame(screen);
        }
        return frame.next(text);
    }

    private void wanted() {
        if (output.abandoned()) {
            throw new Gone();
        }
    }

    /** Whoever typed a command can stop it. */
    @Override
    public Duration patience() {
        return null;
    }

    /** Most goes into a file or another program, and the rest scrolls. */
    @Override
    public int appetite() {
        return 8_000_000;
    }

    /** Told by a shutdown hook: Ctrl-C ends the process with its signal's code, and no other thread is asked. */
    @Override
    public synchronized void onInterrupt(String hint) {
        whenInterrupted = hint;
        if (hook == null) {
            hook = new Thread(this::sayGoodbye, "interrupted");
            Runtime.getRuntime().addShutdownHook(hook);
        }
    }

    private void sayGoodbye() {
        if (whenInterrupted != null) {
            output.note(whenInterrupted);
        }
    }
}
