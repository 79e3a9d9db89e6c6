package io.microstream.client.testing;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes one client in and then reads only when it is told to, as a hub that is stuck. */
public final class MuteHub implements AutoCloseable {
    private static final Pattern KEY = Pattern.compile("Sec-WebSocket-Key: (\\S+)");
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private Socket client = new Socket();

    /** Listens on a free port of 127.0.0.1. */
    public MuteHub() throws IOException {}

    /** Where it is. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    /** Waits for the client and registers it. */
    public void accept() throws IOException, GeneralSecurityException {
        client = server.accept();
        OutputStream out = client.getOutputStream();
        Matcher key = KEY.matcher(head());
        if (!key.find()) {
            throw new IOException("no WebSocket");
        }
        byte[] sha1 =
                MessageDigest.getInstance("SHA-1").digest((key.group(1) + GUID).getBytes(StandardCharsets.US_ASCII));
        out.write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Accept: " + Base64.getEncoder().encodeToString(sha1) + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        send(out, "0{\"sid\":\"e\",\"upgrades\":[],\"pingInterval\":25000,\"pingTimeout\":20000}");
        send(out, "40{\"sid\":\"s\"}");
    }

    /** The next message of the client. */
    public String next() throws IOException {
        DataInputStream in = new DataInputStream(client.getInputStream());
        in.readUnsignedByte();
        int length = in.readUnsignedByte() & 0x7f;
        length = length == 126 ? in.readUnsignedShort() : length == 127 ? (int) in.readLong() : length;
        byte[] mask = in.readNBytes(4);
        byte[] body = in.readNBytes(length);
        for (int i = 0; i < length; i++) {
            body[i] ^= mask[i & 3];
        }
        return new String(body, StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        client.close();
        server.close();
    }

    private String head() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
            head.write(client.getInputStream().read());
        }
        return head.toString(StandardCharsets.US_ASCII);
    }

    private static void send(OutputStream out, String text) throws IOException {
        out.write(0x81);
        out.write(text.length());
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }
}
