package lib.api;

import lib.http.Request;
import lib.http.Response;
import lib.http.Transport;

/** Tells somebody of the requests of one client that may change something. Looking is told to nobody. */
public final class Changes {

    /** Who wants to know. Quick, and never fails; called by the thread that sends. */
    public interface Listener {

        /** Such a request is about to be sent. */
        void sending();

        /** It was answered, whatever the answer says. */
        void answered();
    }

    private volatile Listener listener;

    /** @param who told from now on, in place of whoever was */
    public void tell(Listener who) {
        listener = who;
    }

    Response send(Request request, Transport client) {
        if (!request.changes()) {
            return client.send(request);
        }
        sending();
        Response answer = client.send(request);
        answered();
        return answer;
    }

    void sending() {
        Listener who = listener;
        if (who != null) {
            who.sending();
        }
    }

    void answered() {
        Listener who = listener;
        if (who != null) {
            who.answered();
        }
    }
}
