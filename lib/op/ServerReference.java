package lib.op;

import java.util.List;
import lib.api.Api;
import lib.api.Server;
import lib.api.Servers;
import lib.base.Failure;
import lib.base.Failure.Kind;

/** A server, by its name in any letter case or by its id. */
@Reference.About(value = "Name or id of the server.", completes = "servers")
public record ServerReference(String text) implements Reference {

    /**
     * The server.
     *
     * @throws Failure NOT_FOUND with the names that come close
     */
    public Server find(Api api) {
        return in(api.servers().all());
    }

    /** The same in a list that is already there. */
    public Server in(List<Server> servers) {
        return Servers.find(servers, text);
    }

    /**
     * Its id, for a request that puts something on it. Most routes take an id that there is not: only what was seen is sent.
     *
     * @throws Failure NOT_FOUND as {@link #find}; NOT_ALLOWED where this connection may not list servers and nothing that it sees is on one
     *                 of this id
     */
    public String id(Api api) {
        try {
            return find(api).id();
        } catch (Failure e) {
            String typed = text.strip();
            if (e.kind() == Kind.NOT_ALLOWED && (typed.equals(Server.LOCALHOST)
                    || api.apps().all().stream().anyMatch(each -> each.text("serverId").equals(typed)))) {
                return typed;
            }
            throw e;
        }
    }

    /** As it was typed, so that it reads well in a sentence. */
    @Override
    public String toString() {
        return text;
    }
}
