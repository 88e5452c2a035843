package lib.sandbox.db;

/** What SQL texts call and the embedded engine does not have; it finds them by name. */
public final class Functions {

    private Functions() {
    }

    /** PostgreSQL: waits; the result is of the type void, which prints as nothing. */
    public static String pgSleep(double seconds) throws InterruptedException {
        Thread.sleep((long) (seconds * 1000));
        return "";
    }

    /** MySQL: waits and is 0. */
    public static int sleep(double seconds) throws InterruptedException {
        Thread.sleep((long) (seconds * 1000));
        return 0;
    }

    public static String mysqlVersion() {
        return "8.4.3";
    }
}
