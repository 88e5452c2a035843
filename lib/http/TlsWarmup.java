package lib.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * Gets ready, beside what else a start does, what a first TLS handshake waits for: Java computes its tables of the curve P-256 anew in each
 * process, and meets each class of a handshake for the first time (tests/bench/README.md). Nothing of it is used for a connection.
 */
final class TlsWarmup {

    private static boolean begun;

    private TlsWarmup() {
    }

    /**
     * Begins, once in a process and where there is a second processor for it, and returns at once. A handshake waits for the part that it
     * has come to, as it would have without.
     */
    static synchronized void begin() {
        if (!begun && Runtime.getRuntime().availableProcessors() > 1) {
            begun = true;
            Thread thread = new Thread(TlsWarmup::run, "tls");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private static void run() {
        try {
            KeyPairGenerator keys = KeyPairGenerator.getInstance("EC");
            keys.initialize(new ECGenParameterSpec("secp256r1"));
            keys.generateKeyPair();
            hello();
            KeyPair exchanged = KeyPairGenerator.getInstance("X25519").generateKeyPair();
            KeyAgreement agreement = KeyAgreement.getInstance("X25519");
            agreement.init(exchanged.getPrivate());
            agreement.doPhase(exchanged.getPublic(), true);
            agreement.generateSecret();
            TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm()).init((KeyStore) null);
        } catch (GeneralSecurityException | IOException | RuntimeException | LinkageError none) {
            // what a Java is without, its handshakes do without, or say so
        }
    }

    /** The first message of a handshake, for nobody. */
    private static void hello() throws GeneralSecurityException, SSLException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[0], null);
        SSLEngine engine = context.createSSLEngine("localhost", 443);
        engine.setUseClientMode(true);
        engine.wrap(ByteBuffer.allocate(0), ByteBuffer.allocate(engine.getSession().getPacketBufferSize()));
    }
}
