package lib.install;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A certificate for loopback and for the minute of a training run, made by the JDK's own {@code keytool}: most of what an HTTPS request
 * costs are the classes of the handshake, and only a real handshake loads them.
 */
final class TrainingCertificate {

    private static final String PASSWORD = "training";
    private static final int SECONDS = 60;

    /** Of the played instance. */
    private final ServerSocketFactory sockets;
    /** The certificate, to be trusted. */
    private final Path pem;

    private TrainingCertificate(ServerSocketFactory sockets, Path pem) {
        this.sockets = sockets;
        this.pem = pem;
    }

    ServerSocketFactory sockets() {
        return sockets;
    }

    Path pem() {
        return pem;
    }

    /**
     * @param java   whose keytool makes it
     * @param folder for its files
     * @return null where that Java has none: the run then does without HTTPS
     */
    static TrainingCertificate make(Path java, Path folder) throws IOException {
        Path tool = java.resolveSibling(java.getFileName().toString().replace("java", "keytool"));
        if (!Files.isExecutable(tool)) {
            return null;
        }
        Path store = folder.resolve("training.p12");
        Process process = new ProcessBuilder(tool.toString(), "-J-XX:+UseSerialGC", "-J-XX:TieredStopAtLevel=1", "-genkeypair", "-alias",
                "training", "-keyalg", "EC", "-groupname", "secp256r1", "-dname", "CN=127.0.0.1", "-ext", "SAN=IP:127.0.0.1", "-validity",
                "2", "-storetype", "PKCS12", "-keystore", store.toString(), "-storepass", PASSWORD)
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        try {
            process.getOutputStream().close();
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                return null;
            }
            KeyStore keys = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(store)) {
                keys.load(in, PASSWORD.toCharArray());
            }
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            Path pem = Files.writeString(folder.resolve("training.pem"), "-----BEGIN CERTIFICATE-----\n"
                    + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                            .encodeToString(keys.getCertificate("training").getEncoded()) + "\n-----END CERTIFICATE-----\n");
            return new TrainingCertificate(context.getServerSocketFactory(), pem);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            return null;
        } catch (GeneralSecurityException unusable) {
            return null;
        }
    }
}
