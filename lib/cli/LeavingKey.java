package lib.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;

/** {@code q} leaves what is shown again and again, as in other programs of that kind. Ctrl-C stays what it is. */
final class LeavingKey {

    private final Thread watching = Thread.currentThread();
    private volatile boolean pressed;

    /** From now on, by interrupting this thread. The terminal is given back when the process ends, however. */
    LeavingKey() {
        Stty keys = Stty.with("-icanon -echo min 1 time 0", LeavingKey::nothing);
        if (keys != null) {
            // a thread of the platform: a native read that blocks would hold a virtual one's carrier
            Thread.ofPlatform().daemon().name("keyboard").start(this::await);
        }
    }

    /** Whether the person has left. */
    boolean pressed() {
        return pressed;
    }

    private static void nothing() {
        // the terminal is given back, and that is all
    }

    private void await() {
        try {
            // never closed: it is the process's own
            FileInputStream keyboard = new FileInputStream(FileDescriptor.in);
            for (int key = keyboard.read(); key >= 0; key = keyboard.read()) {
                if (key == 'q' || key == 'Q') {
                    pressed = true;
                    watching.interrupt();
                }
            }
        } catch (IOException windowClosed) {
            // its signal ends the process
        }
    }
}
