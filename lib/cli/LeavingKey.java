package lib.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;

/** {@code q} leaves what is shown again and again, as in other programs of that kind. Ctrl-C stays what it is. */
final class LeavingKey {

    /** From now on. The terminal is given back when the process ends, however. */
    LeavingKey() {
        Stty keys = Stty.with("-icanon -echo min 1 time 0", LeavingKey::nothing);
        if (keys != null) {
            // a thread of the platform: a native read that blocks would hold a virtual one's carrier
            Thread.ofPlatform().daemon().name("keyboard").start(LeavingKey::await);
        }
    }

    private static void nothing() {
        // the terminal is given back, and that is all
    }

    private static void await() {
        try {
            // never closed: it is the process's own
            FileInputStream keyboard = new FileInputStream(FileDescriptor.in);
            for (int key = keyboard.read(); key >= 0; key = keyboard.read()) {
                if (key == 'q' || key == 'Q') {
                    System.exit(0);
                }
            }
        } catch (IOException windowClosed) {
            // its signal ends the process
        }
    }
}
