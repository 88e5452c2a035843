package lib.sandbox.db;

/** The database's command-line client ended with an error; the message is the line of its stderr that the server passes on. */
public final class ClientFailure extends Exception {

    public ClientFailure(String line) {
        super(line, null, false, false);
    }
}
