package lib.mcp;

import lib.json.JsonOut;
import lib.op.Progress;

/**
 * How far a call is, for a client that wants to hear it: at most one notification a second, always rising, as the specification wants it.
 * The number is the seconds gone; how many there will be nobody knows.
 */
final class CallProgress implements Progress {

    private static final long PAUSE_NANOS = 1_000_000_000L;

    private final Wire wire;
    private final Object token;
    private final long start = System.nanoTime();
    private long last;
    private String said = "";

    CallProgress(Wire wire, Object token) {
        this.wire = wire;
        this.token = token;
    }

    @Override
    public boolean watched() {
        return false;
    }

    @Override
    public void step(String text) {
        tell(text);
    }

    @Override
    public void note(String text) {
        // it is in the result, too
    }

    private synchronized void tell(String text) {
        long now = System.nanoTime();
        if (text.equals(said) || last != 0 && now - last < PAUSE_NANOS || Thread.currentThread().isInterrupted()) {
            return;
        }
        said = text;
        last = now;
        double seconds = (now - start) / 1_000_000 / 1000.0;
        String clean = ForeignText.of(text.replaceAll("\\s+", " ").strip());
        wire.send(Answer.message(null, "notifications/progress", Answer.text(new Answer.Piece() {
            @Override
            public void write(JsonOut json) {
                json.writeStartObject();
                json.writeFieldName("progressToken");
                Answer.value(json, token);
                json.writeFieldName("progress");
                json.writeRawValue(String.valueOf(seconds));
                json.writeStringField("message", clean);
                json.writeEndObject();
            }
        })));
    }
}
