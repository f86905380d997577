package im.godwit.it.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An external component at the other end of a socket, which looks at the very bytes. */
final class RawComponent implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 20_000;
    private static final Pattern ID = Pattern.compile(" id='([^']+)'");

    private final Socket socket;
    private String id = "";

    RawComponent(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
    }

    /** Opens the stream and proves the secret. */
    void connect(String name, String secret) throws IOException {
        open(name);
        prove(secret);
        assertThat(readTo(">")).startsWith("<handshake");
    }

    /** Opens the stream; the server's header. */
    String open(String name) throws IOException {
        send("<stream:stream xmlns='jabber:component:accept' xmlns:stream='http://etherx.jabber.org/streams' to='"
                + name + "'>");
        String declaration = readTo("?>");
        String header = readTo(">");
        Matcher found = ID.matcher(header);
        assertThat(found.find()).as("an id in %s", header).isTrue();
        id = found.group(1);
        return declaration + header;
    }

    void prove(String secret) throws IOException {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest((id + secret).getBytes(StandardCharsets.UTF_8));
            send("<handshake>" + HexFormat.of().formatHex(hash) + "</handshake>");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    void send(String xml) throws IOException {
        socket.getOutputStream().write(xml.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    /** Reads until this text has come, which is the end of what is read. */
    String readTo(String end) throws IOException {
        StringBuilder read = new StringBuilder();
        while (!read.toString().endsWith(end)) {
            int next = socket.getInputStream().read();
            assertThat(next).as("the end, after %s", read).isNotNegative();
            read.append((char) next);
        }
        return read.toString();
    }

    /** Reads until the server has closed the connection. */
    String readToEnd() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
