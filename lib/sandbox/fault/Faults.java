package lib.sandbox.fault;

import java.util.ArrayList;
import java.util.List;

/** The faults that wait for their requests, oldest first; of several that match a request the oldest hits it. */
public final class Faults {

    private final List<Fault> waiting = new ArrayList<>();

    public synchronized void add(Fault fault) {
        waiting.add(fault);
    }

    public synchronized void clear() {
        waiting.clear();
    }

    /** A copy, each with the number of requests that it will still hit. */
    public synchronized List<Fault> waiting() {
        return List.copyOf(waiting);
    }

    /** What goes wrong with this request, which counts as hit; null for nothing. */
    public synchronized Effect take(String method, String path) {
        for (int i = 0; i < waiting.size(); i++) {
            Fault fault = waiting.get(i);
            if (fault.matches(method, path)) {
                if (fault.times() == 1) {
                    waiting.remove(i);
                } else {
                    waiting.set(i, fault.times(fault.times() - 1));
                }
                return fault.effect();
            }
        }
        return null;
    }
}
