package lib.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import lib.base.Failure;
import lib.base.Failure.Kind;
import lib.files.RawPath;

/**
 * Whose certificates are accepted: those the JVM trusts, and besides them those in the files that {@code PAAS_CA_FILE} and
 * {@code SSL_CERT_FILE} name (PEM, one certificate or more).
 */
public final class Trust {

    private static final String[] SETTINGS = {"PAAS_CA_FILE", "SSL_CERT_FILE"};
    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";
    private static final String DASHES = "-----";
    /** What is written for a certificate; the last is OpenSSL's, which puts more behind it. */
    private static final List<String> TITLES = List.of("CERTIFICATE", "X509 CERTIFICATE", "TRUSTED CERTIFICATE");

    private final Map<String, String> environment;
    private SSLContext context;

    Trust(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * The context for TLS, made once; null when no file is named and the JVM's own does.
     *
     * @throws Failure USAGE when a file cannot be read, or there is no certificate in it
     */
    synchronized SSLContext context() {
        if (context == null) {
            List<X509Certificate> added = new ArrayList<>();
            for (String setting : SETTINGS) {
                if (!environment.getOrDefault(setting, "").isBlank()) {
                    added.addAll(certificates(setting, environment.get(setting)));
                }
            }
            context = added.isEmpty() ? null : trusting(added);
        }
        return context;
    }

    private static List<X509Certificate> certificates(String setting, String file) {
        List<X509Certificate> found = new ArrayList<>();
        try {
            CertificateFactory reader = CertificateFactory.getInstance("X.509");
            String pem = new String(Files.readAllBytes(RawPath.typed(file)), StandardCharsets.ISO_8859_1);
            // no pattern: on a file with all authorities of a system it would take longer than a request
            for (int begin = pem.indexOf(BEGIN); begin >= 0; begin = pem.indexOf(BEGIN, begin + 1)) {
                int title = pem.indexOf(DASHES, begin + BEGIN.length());
                int end = pem.indexOf(END, begin);
                if (title >= 0 && title < end && TITLES.contains(pem.substring(begin + BEGIN.length(), title))) {
                    byte[] bytes = Base64.getMimeDecoder().decode(pem.substring(title + DASHES.length(), end));
                    found.add((X509Certificate) reader.generateCertificate(new ByteArrayInputStream(bytes)));
                }
            }
        } catch (NoSuchFileException e) {
            throw unusable(setting, file, "there is no such file");
        } catch (IOException e) {
            throw unusable(setting, file, "it cannot be read");
        } catch (CertificateException | IllegalArgumentException e) {
            throw unusable(setting, file, "certificate " + (found.size() + 1) + " in it is damaged");
        }
        if (found.isEmpty()) {
            throw unusable(setting, file, "there is no certificate in it");
        }
        return found;
    }

    private static Failure unusable(String setting, String file, String why) {
        return new Failure(Kind.USAGE, "the file " + file + " that " + setting + " names cannot be used: " + why,
                "name a PEM file with the certificates of your authority, or unset " + setting);
    }

    private static SSLContext trusting(List<X509Certificate> added) {
        try {
            KeyStore own = KeyStore.getInstance(KeyStore.getDefaultType());
            own.load(null, null);
            for (int i = 0; i < added.size(); i++) {
                own.setCertificateEntry("ca" + i, added.get(i));
            }
            SSLContext made = SSLContext.getInstance("TLS");
            made.init(null, new TrustManager[] {new Besides(own)}, null);
            return made;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("every Java has TLS", e);
        }
    }

    /**
     * Asks the authorities that were named first, and those of the JVM only where none of them signed: to read the JVM's hundred and more
     * takes longer than all the rest of a request. Both check the host's name and the dates.
     */
    private static final class Besides extends X509ExtendedTrustManager {

        private final X509ExtendedTrustManager own;

        Besides(KeyStore own) throws GeneralSecurityException {
            this.own = manager(own);
        }

        /** @param store null for what the JVM trusts */
        private static X509ExtendedTrustManager manager(KeyStore store) throws GeneralSecurityException {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
            try {
                own.checkServerTrusted(chain, type, socket);
            } catch (CertificateException e) {
                try {
                    ofTheJvm().checkServerTrusted(chain, type, socket);
                } catch (CertificateException also) {
                    throw telling(e, also);
                }
            }
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
            try {
                own.checkServerTrusted(chain, type, engine);
            } catch (CertificateException e) {
                try {
                    ofTheJvm().checkServerTrusted(chain, type, engine);
                } catch (CertificateException also) {
                    throw telling(e, also);
                }
            }
        }

        private static X509ExtendedTrustManager ofTheJvm() throws CertificateException {
            try {
                return manager(null);
            } catch (GeneralSecurityException e) {
                throw new CertificateException("the JVM's authorities cannot be read", e);
            }
        }

        /** Where ours know who signed it, what they say is wrong with it counts: its name (no cause), its dates. */
        private static CertificateException telling(CertificateException own, CertificateException jvms) {
            Throwable deepest = own;
            while (deepest.getCause() != null) {
                deepest = deepest.getCause();
            }
            return deepest == own || deepest instanceof CertificateExpiredException || deepest instanceof CertificateNotYetValidException
                    ? own : jvms;
        }

        /** Without the connection no host's name can be checked. */
        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            throw new CertificateException("no connection to check");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            throw new CertificateException("nobody connects to us");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
            checkClientTrusted(chain, type);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
            checkClientTrusted(chain, type);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
