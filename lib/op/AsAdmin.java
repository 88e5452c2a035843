package lib.op;

/**
 * A command that acts with the admin token from its first request on: its routes take no other, and a try with the connection's own would
 * stand in the instance's log. The token is asked for, or found in {@code PAAS_ADMIN_TOKEN}, for this one run; it is kept nowhere.
 */
public interface AsAdmin {

    /** Whether this run does; known once its inputs are bound. */
    default boolean asAdmin() {
        return true;
    }
}
