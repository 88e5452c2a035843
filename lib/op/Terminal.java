package lib.op;

import java.io.IOException;
import java.io.InputStream;

/** What the process's own streams are: the person's terminal, for a program elsewhere that takes it over, or pipes and files. */
public interface Terminal {

    /** Nobody's: no terminal, no input, one output. */
    Terminal NONE = new Terminal() {
        @Override
        public boolean interactive() {
            return false;
        }

        @Override
        public InputStream piped() {
            return null;
        }

        @Override
        public boolean together() {
            return true;
        }

        @Override
        public Raw raw(Runnable resized) {
            throw new IllegalStateException("there is no terminal");
        }

        @Override
        public Lines lines(Lines.Start start) {
            throw new IllegalStateException("there is no terminal");
        }
    };

    /** Whether somebody sits at one, with the keyboard and the screen. */
    boolean interactive();

    /** Standard input where it is a pipe or a file, for whoever reads it to its end; null where a person or nothing at all is there. */
    InputStream piped();

    /** Whether standard output and standard error are the same screen, pipe or file: then the order in between is all that counts. */
    boolean together();

    /**
     * From now on each key is handed on as it is, Ctrl-C too, and nothing is echoed; until the handle is closed or the process ends,
     * however.
     *
     * @param resized called when the window has another size
     */
    Raw raw(Runnable resized);

    /** Lines with a history and completed words, edited as far as the terminal allows; only where it is {@link #interactive}. */
    Lines lines(Lines.Start start);

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
