package lib.install;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A certificate for loopback and for the minute of a training run, and the authority that signs it, made by the JDK's own {@code keytool}:
 * most of what an HTTPS request costs are the classes of the handshake and of looking through a chain, and only a real one loads them.
 */
final class TrainingCertificate {

    private static final String PASSWORD = "training";
    private static final String AUTHORITY = "authority";
    private static final int SECONDS = 60;

    /** Of the played instance. */
    private final ServerSocketFactory sockets;
    /** The authority's certificate, to be trusted. */
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
        try {
            if (!made(tool, store, AUTHORITY, "-ext", "bc:critical=ca:true")
                    || !made(tool, store, "training", "-signer", AUTHORITY, "-ext", "SAN=DNS:localhost")) {
                return null;
            }
            KeyStore keys = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(store)) {
                keys.load(in, PASSWORD.toCharArray());
            }
            byte[] authority = keys.getCertificate(AUTHORITY).getEncoded();
            // the instance has one certificate to show
            keys.deleteEntry(AUTHORITY);
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            Path pem = Files.writeString(folder.resolve("training.pem"), "-----BEGIN CERTIFICATE-----\n"
                    + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                            .encodeToString(authority) + "\n-----END CERTIFICATE-----\n");
            return new TrainingCertificate(context.getServerSocketFactory(), pem);
        } catch (GeneralSecurityException unusable) {
            return null;
        }
    }

    private static boolean made(Path tool, Path store, String name, String... more) throws IOException {
        List<String> line = new ArrayList<>(List.of(tool.toString(), "-J-XX:+UseSerialGC", "-J-XX:TieredStopAtLevel=1", "-genkeypair",
                "-alias", name, "-keyalg", "EC", "-groupname", "secp256r1", "-dname", "CN=" + name, "-validity", "2",
                "-storetype", "PKCS12", "-keystore", store.toString(), "-storepass", PASSWORD));
        line.addAll(List.of(more));
        Process process = new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        try {
            process.getOutputStream().close();
            return process.waitFor(SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            process.destroyForcibly();
        }
    }
}
