package lib.op;

/** An operation with {@link Effect#DESTRUCTIVE}: it can say what would be lost before it does it. */
public interface Destructive {

    /** Looks, changes nothing. Fails as the operation itself would when there is nothing to destroy. */
    Consequences consequences();
}
