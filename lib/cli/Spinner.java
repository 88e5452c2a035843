package lib.cli;

/** Shows on a terminal that a step is still under way, until something else is printed. */
final class Spinner {

    private static final String[] MOMENTS = {"⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"};
    private static final long EVERY_MS = 120;

    private final Output output;
    private String line;
    private int moment;
    private Thread thread;

    Spinner(Output output) {
        this.output = output;
    }

    /** From now on this is the step. */
    void show(String step) {
        synchronized (output) {
            line = step;
            draw();
            if (thread == null) {
                thread = Thread.ofPlatform().daemon().name("spinner").start(this::turn);
            }
        }
    }

    /** Nothing more is drawn until the next step. The caller holds the output. */
    void stop() {
        line = null;
    }

    private void draw() {
        String now = line;
        output.draw(MOMENTS[moment], now);
        // drawing goes through the output, which stops what was there before
        line = now;
    }

    private void turn() {
        try {
            while (true) {
                Thread.sleep(EVERY_MS);
                synchronized (output) {
                    if (line != null) {
                        moment = (moment + 1) % MOMENTS.length;
                        draw();
                    }
                }
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
