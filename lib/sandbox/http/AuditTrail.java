package lib.sandbox.http;

/** Where the server notes who changed something. */
@FunctionalInterface
public interface AuditTrail {

    /**
     * Notes a request that carried a valid token, whatever became of it. Those that only read are passed over.
     *
     * @param path   as it was asked for, without the query
     * @param client the caller's address
     */
    void record(Caller caller, String method, String path, String client);
}
