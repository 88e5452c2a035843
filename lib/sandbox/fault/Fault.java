package lib.sandbox.fault;

/**
 * Something that goes wrong with the next requests that match.
 *
 * @param path   as asked for, without the query; {@code *} at its end stands for anything, so that {@code *} is every path
 * @param method "" for any
 * @param times  how many requests it hits before it is over, at least 1
 */
public record Fault(Effect effect, String path, String method, int times) {

    public Fault {
        if (times < 1) {
            throw new IllegalArgumentException("times takes a number from 1, not " + times);
        }
    }

    /** The next request, whatever it is. */
    public static Fault of(Effect effect) {
        return new Fault(effect, "*", "", 1);
    }

    public Fault at(String path) {
        return new Fault(effect, path, method, times);
    }

    public Fault method(String method) {
        return new Fault(effect, path, method, times);
    }

    public Fault times(int times) {
        return new Fault(effect, path, method, times);
    }

    boolean matches(String method, String path) {
        boolean there = this.path.endsWith("*") ? path.startsWith(this.path.substring(0, this.path.length() - 1)) : path.equals(this.path);
        return there && (this.method.isEmpty() || this.method.equalsIgnoreCase(method));
    }
}
