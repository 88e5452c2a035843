package tests.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** An authority that nobody trusts, made by the JDK's keytool in a folder of the test's, and server certificates that it signs. */
public final class Certificates {
    private static final String PASSWORD = "changeit";

    private final Path store;

    /** Makes the authority. */
    public Certificates(Path folder) {
        store = folder.resolve("certificates.p12");
        keytool("-alias", "ca", "-dname", "CN=Test Authority", "-ext", "bc:critical=ca:true", "-validity", "30");
    }

    /** The authority's certificate as a PEM file. */
    public Path authority() {
        try {
            var text = "# an authority for tests\n-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder().encodeToString(load().getCertificate("ca").getEncoded()) + "\n-----END CERTIFICATE-----\n";
            return Files.writeString(store.resolveSibling("ca.pem"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a server of this name shows. @param more options of keytool, e.g. another validity */
    public SSLContext server(String host, String... more) {
        var alias = "server" + System.nanoTime();
        var options = new ArrayList<>(List.of("-alias", alias, "-dname", "CN=" + host, "-signer", "ca", "-ext", "san=dns:" + host));
        options.addAll(more.length == 0 ? List.of("-validity", "30") : List.of(more));
        keytool(options.toArray(String[]::new));
        try {
            var all = load();
            var one = KeyStore.getInstance("PKCS12");
            one.load(null, null);
            var chain = new Certificate[] {all.getCertificate(alias)};
            one.setKeyEntry(alias, all.getKey(alias, PASSWORD.toCharArray()), PASSWORD.toCharArray(), chain);
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(one, PASSWORD.toCharArray());
            var context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private KeyStore load() throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(store)) {
            var loaded = KeyStore.getInstance("PKCS12");
            loaded.load(in, PASSWORD.toCharArray());
            return loaded;
        }
    }

    private void keytool(String... options) {
        var program = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var command = new ArrayList<>(List.of(program, "-genkeypair", "-keyalg", "EC", "-groupname", "secp256r1",
            "-storetype", "PKCS12", "-keystore",
            store.toString(), "-storepass", PASSWORD));
        command.addAll(List.of(options));
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            var said = new String(process.getInputStream().readAllBytes());
            if (process.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", command) + ": " + said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }
}
