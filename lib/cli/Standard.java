package lib.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the process's standard input (0), output (1) and error (2) are. The JDK's console knows the first two only, and only both together;
 * the system names each of them, at the price of one link that is read. Whatever TERM says, this is what a person sits at.
 */
final class Standard {

    static final int IN = 0;
    static final int OUT = 1;
    static final int ERR = 2;

    private static final boolean WINDOWS = System.getProperty("os.name").startsWith("Windows");
    private static final String FILE = "unix:dev,ino";
    private static final int TYPE = 0170000;
    private static final int FIFO = 0010000;
    private static final int CHARACTERS = 0020000;
    private static final int SOCKET = 0140000;
    private static final Boolean[] TERMINALS = new Boolean[3];

    private Standard() {
    }

    /** Whether it is a terminal. */
    static boolean terminal(int descriptor) {
        if (TERMINALS[descriptor] == null) {
            TERMINALS[descriptor] = WINDOWS ? System.console() != null && System.console().isTerminal() : look(descriptor);
        }
        return TERMINALS[descriptor];
    }

    /** Whether it is a pipe or a socket: a write to one of these fails for no other reason than that its reader has gone. */
    static boolean pipe(int descriptor) {
        int type = type(descriptor);
        return type == FIFO || type == SOCKET;
    }

    /** Whether two of them are the very same: what is written to both keeps its order. */
    static boolean same(int one, int other) {
        try {
            return terminal(one) && terminal(other)
                    || !WINDOWS && Files.readAttributes(path(one), FILE).equals(Files.readAttributes(path(other), FILE));
        } catch (IOException | IllegalArgumentException | UnsupportedOperationException closed) {
            return false;
        }
    }

    /** Whether nothing can ever come of it. */
    static boolean nothing(int descriptor) {
        return "/dev/null".equals(link(descriptor));
    }

    private static boolean look(int descriptor) {
        String link = link(descriptor);
        if (link != null && (link.startsWith("/dev/pts/") || link.startsWith("/dev/tty"))) {
            return true;
        }
        if (link != null && (link.startsWith("pipe:") || link.startsWith("socket:") || link.equals("/dev/null"))
                || type(descriptor) != CHARACTERS) {
            return false;
        }
        // a console of a container, another system: asked of a shell, which knows without a name
        try {
            return new ProcessBuilder("sh", "-c", "test -t " + descriptor).inheritIO().start().waitFor() == 0;
        } catch (IOException noShell) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The name of what is open there; null where the system does not tell. */
    private static String link(int descriptor) {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
        } catch (IOException | UnsupportedOperationException notLinux) {
            return null;
        }
    }

    private static int type(int descriptor) {
        try {
            return WINDOWS ? 0 : (Integer) Files.getAttribute(path(descriptor), "unix:mode") & TYPE;
        } catch (IOException | IllegalArgumentException | UnsupportedOperationException closed) {
            return 0;
        }
    }

    private static Path path(int descriptor) {
        return Path.of("/dev/fd/" + descriptor);
    }
}
