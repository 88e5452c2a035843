package lib.mcp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
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
        byte[] mac = mac(head, call);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(ByteBuffer.allocate(HEAD + mac.length).put(head).put(mac).array());
    }

    /** Whether this is such a state of this call, in time and for the first time. */
    synchronized boolean opens(String state, String call) {
        byte[] all;
        try {
            all = Base64.getUrlDecoder().decode(state);
        } catch (IllegalArgumentException e) {
            return false;
        }
        if (all.length != HEAD + 32) {
            return false;
        }
        byte[] head = ByteBuffer.allocate(HEAD).put(all, 0, HEAD).array();
        byte[] mac = ByteBuffer.allocate(32).put(all, HEAD, 32).array();
        boolean good = MessageDigest.isEqual(mac, mac(head, call)) && ByteBuffer.wrap(head).getLong() > Instant.now().toEpochMilli();
        if (!good || !used.add(state)) {
            return false;
        }
        if (used.size() > MOST_USED) {
            used.remove(used.iterator().next());
        }
        return true;
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
