package lib.mcp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * States that a client keeps between a question and its answer and brings back: authenticated, good for ten minutes and once, and only for
 * the very call that they were made for. The key is this process's own: a server that was started anew asks anew.
 */
final class Sealed {

    private static final Duration GOOD = Duration.ofMinutes(10);
    private static final int NONCE = 16;
    private static final int HEAD = Long.BYTES + NONCE;
    private static final int MAC = 32;
    /** As many used ones are remembered; older ones have expired long before. */
    private static final int MOST_USED = 1000;

    private final SecureRandom random = new SecureRandom();
    private final byte[] key = new byte[32];
    private final Set<String> used = new LinkedHashSet<>();

    Sealed() {
        random.nextBytes(key);
    }

    /** A new state. @param call what it is bound to, as text */
    String state(String call) {
        byte[] head = new byte[HEAD];
        random.nextBytes(head);
        ByteBuffer.wrap(head).putLong(Instant.now().plus(GOOD).toEpochMilli());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(ByteBuffer.allocate(HEAD + 2 * MAC).put(head).put(mac(head, ""))
                .put(mac(head, call)).array());
    }

    /** What a state that comes back is worth. */
    enum Worth {
        /** Made for this call, in time and for the first time. */
        GOOD,
        /** Made here, and too old, used already, or for another call: who brings it is asked anew. */
        SPENT,
        /** Not made here. */
        FORGED
    }

    synchronized Worth of(String state, String call) {
        byte[] all;
        try {
            all = Base64.getUrlDecoder().decode(state);
        } catch (IllegalArgumentException e) {
            return Worth.FORGED;
        }
        if (all.length != HEAD + 2 * MAC) {
            return Worth.FORGED;
        }
        byte[] head = Arrays.copyOf(all, HEAD);
        byte[] own = Arrays.copyOfRange(all, HEAD, HEAD + MAC);
        byte[] bound = Arrays.copyOfRange(all, HEAD + MAC, all.length);
        if (!MessageDigest.isEqual(own, mac(head, ""))) {
            return Worth.FORGED;
        }
        boolean good = MessageDigest.isEqual(bound, mac(head, call)) && ByteBuffer.wrap(head).getLong() > Instant.now().toEpochMilli();
        if (!good || !used.add(state)) {
            return Worth.SPENT;
        }
        if (used.size() > MOST_USED) {
            used.remove(used.iterator().next());
        }
        return Worth.GOOD;
    }

    private byte[] mac(byte[] head, String call) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update(head);
            return mac.doFinal(call.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
