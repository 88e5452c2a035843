package lib.sandbox.state.servers;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** Keys and fingerprints in the forms of OpenSSH. */
final class SshKey {

    private static final String TYPE = "ssh-ed25519";
    private static final int LENGTH = 32;

    private SshKey() {
    }

    /**
     * A new public key as a line of authorized_keys. The private half is dropped: the sandbox opens no SSH connection.
     * Contract: GET /api/servers/keys/public, one line that ends in " better-paas".
     */
    static String fresh() {
        try {
            byte[] encoded = KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic().getEncoded();
            byte[] key = Arrays.copyOfRange(encoded, encoded.length - LENGTH, encoded.length);     // X.509 puts its own head before it
            ByteBuffer wire = ByteBuffer.allocate(4 + TYPE.length() + 4 + LENGTH)
                .putInt(TYPE.length()).put(TYPE.getBytes(US_ASCII)).putInt(LENGTH).put(key);
            return TYPE + " " + Base64.getEncoder().encodeToString(wire.array()) + " better-paas";
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK since 15 has Ed25519", e);
        }
    }

    /** {@code SHA256:…}, the same for the same text. */
    static String fingerprint(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(US_ASCII));
            return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
