package tests.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import javax.net.ssl.SSLContext;

/** TLS in front of a server that speaks plain HTTP, as a reverse proxy does it for an instance. */
public final class TlsFront extends Relay {
    private final int behind;

    /** @param behind the port of the plain server */
    public TlsFront(SSLContext shows, int behind) {
        super(listening(shows));
        this.behind = behind;
    }

    private static ServerSocket listening(SSLContext shows) {
        try {
            return shows.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    void serve(Socket client) throws IOException {
        join(client, to(behind));
    }
}
