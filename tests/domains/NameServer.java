package tests.domains;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A name server on 127.0.0.1 for a few names. Source: RFC 1035, 4.1. */
final class NameServer implements AutoCloseable {
    private static final Map<Integer, String> TYPES = Map.of(1, "A", 5, "CNAME", 28, "AAAA");

    private final DatagramSocket socket;
    private final Map<String, List<String>> records = new ConcurrentHashMap<>();

    NameServer() {
        try {
            socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofPlatform().daemon().start(this::serve);
    }

    /** A record, as {@code shop.example.com A}. */
    NameServer has(String nameAndType, String... values) {
        records.put(nameAndType, List.of(values));
        return this;
    }

    String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    private void serve() {
        var packet = new DatagramPacket(new byte[512], 512);
        while (!socket.isClosed()) {
            try {
                packet.setLength(512);
                socket.receive(packet);
                var answer = answer(packet.getData(), packet.getLength());
                socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private byte[] answer(byte[] query, int length) throws IOException {
        var name = new StringBuilder();
        int at = 12;
        for (; query[at] != 0; at += query[at] + 1) {
            name.append(name.isEmpty() ? "" : ".").append(new String(query, at + 1, query[at], US_ASCII));
        }
        var type = TYPES.getOrDefault((query[at + 1] & 0xff) << 8 | query[at + 2] & 0xff, "?");
        var values = records.getOrDefault(name + " " + type, List.of());
        boolean known = records.keySet().stream().anyMatch(each -> each.startsWith(name + " "));
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        out.write(query, 0, 2);
        out.writeShort(known ? 0x8580 : 0x8583);
        out.writeShort(1);
        out.writeShort(values.size());
        out.writeInt(0);
        out.write(query, 12, at + 5 - 12);
        for (var value : values) {
            out.writeShort(0xc00c);
            out.write(query, at + 1, 4);
            out.writeInt(60);
            var data = type.equals("CNAME") ? name(value) : InetAddress.getByName(value).getAddress();
            out.writeShort(data.length);
            out.write(data);
        }
        return bytes.toByteArray();
    }

    private static byte[] name(String name) throws IOException {
        var bytes = new ByteArrayOutputStream();
        for (var label : name.split("\\.")) {
            bytes.write(label.length());
            bytes.write(label.getBytes(US_ASCII));
        }
        bytes.write(0);
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        socket.close();
    }
}
