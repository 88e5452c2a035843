package lib.http;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;

/**
 * Gets ready, beside what else a start does, what a first TLS handshake waits for longest: Java computes its tables of the curve P-256 anew
 * in each process, and every handshake shows a key of that curve (tests/bench/README.md).
 */
final class CurveTables {

    private static boolean begun;

    private CurveTables() {
    }

    /** Begins, once in a process, and returns at once. A handshake that comes before the end waits for it, as it would have without. */
    static synchronized void begin() {
        if (!begun) {
            begun = true;
            Thread thread = new Thread(CurveTables::compute, "tls");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private static void compute() {
        try {
            KeyPairGenerator keys = KeyPairGenerator.getInstance("EC");
            keys.initialize(new ECGenParameterSpec("secp256r1"));
            keys.generateKeyPair();
        } catch (GeneralSecurityException none) {
            // then the handshake does without that curve
        }
    }
}
