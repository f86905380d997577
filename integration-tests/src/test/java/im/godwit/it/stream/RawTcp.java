package im.godwit.it.stream;

import im.godwit.core.xml.ParseLimits;
import im.godwit.core.xml.StreamEvent;
import im.godwit.core.xml.StreamParser;
import im.godwit.it.GodwitServer;
import im.godwit.xml.Element;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

/** Over TCP with TLS at once. */
public final class RawTcp implements RawClient {
    private static final int PATIENCE_MILLIS = 20_000;

    private final SSLSocket socket;
    private StreamParser parser = new StreamParser(ParseLimits.AUTHENTICATED);

    /** Connects, and does not open the stream yet. */
    public RawTcp(GodwitServer server) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {server.trust()}, null);
            socket = (SSLSocket) context.getSocketFactory()
                    .createSocket("127.0.0.1", server.ports().directTls());
            socket.setSoTimeout(PATIENCE_MILLIS);
        } catch (IOException | GeneralSecurityException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Override
    public Element open() {
        parser = new StreamParser(ParseLimits.AUTHENTICATED);
        send("<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' version='1.0' to='"
                + GodwitServer.DOMAIN + "'>");
        return receive();
    }

    @Override
    public void send(String xml) {
        try {
            socket.getOutputStream().write(xml.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public Element receive() {
        byte[] buffer = new byte[8192];
        while (true) {
            switch (parser.next()) {
                case StreamEvent.Child child -> {
                    return child.element();
                }
                case StreamEvent.Header _, StreamEvent.Space _ -> {}
                case StreamEvent.NeedsInput _ -> {
                    int length = read(buffer);
                    parser.feed(buffer, 0, length);
                }
                case StreamEvent.End _ -> throw new IllegalStateException("the stream has ended");
                case StreamEvent.Fault fault -> throw new IllegalStateException("" + fault.error());
            }
        }
    }

    private int read(byte[] buffer) {
        try {
            int length = socket.getInputStream().read(buffer);
            if (length < 0) {
                throw new IllegalStateException("the connection has ended");
            }
            return length;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
