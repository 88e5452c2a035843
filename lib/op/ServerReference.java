package lib.op;

import java.util.List;
import lib.api.Api;
import lib.api.Server;
import lib.api.Servers;

/** A server, by its name in any letter case or by its id. */
@Reference.About(value = "Name or id of the server.", completes = "servers")
public record ServerReference(String text) implements Reference {

    /**
     * The server.
     *
     * @throws lib.base.Failure NOT_FOUND with the names that come close
     */
    public Server find(Api api) {
        return in(api.servers().all());
    }

    /** The same in a list that is already there. */
    public Server in(List<Server> servers) {
        return Servers.find(servers, text);
    }

    /** As it was typed, so that it reads well in a sentence. */
    @Override
    public String toString() {
        return text;
    }
}
