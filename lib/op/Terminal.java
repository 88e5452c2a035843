package lib.op;

import java.io.IOException;

/** The person's own terminal, for a program elsewhere that takes it over. */
public interface Terminal {

    /** Whether somebody sits at one, with the keyboard and the screen. */
    boolean interactive();

    /**
     * From now on each key is handed on as it is, Ctrl-C too, and nothing is echoed; until the handle is closed or the process ends,
     * however.
     *
     * @param resized called when the window has another size
     */
    Raw raw(Runnable resized);

    /** The terminal while it is taken over. */
    interface Raw extends AutoCloseable {

        int columns();

        int rows();

        /** Waits for keys. @return how many bytes there are; -1 when the terminal is gone */
        int read(byte[] keys) throws IOException;

        /** Shows bytes as they are: the screen is the program's. */
        void write(byte[] bytes) throws IOException;

        @Override
        void close();
    }
}
