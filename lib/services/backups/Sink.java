package lib.services.backups;

/** Where a download goes. What cannot be written fails with the program's own failure, which ends the download. */
public interface Sink {

    /** The next bytes. */
    void write(byte[] bytes, int length);

    /** Forgets what came so far, where that can be. @return whether it is forgotten; else it stays, and what comes again is left out */
    boolean rewind();
}
