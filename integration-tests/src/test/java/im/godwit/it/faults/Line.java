package im.godwit.it.faults;

import im.godwit.core.xml.ParseLimits;
import im.godwit.core.xml.StreamEvent;
import im.godwit.core.xml.StreamParser;
import im.godwit.xml.Element;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * A client's connection over TLS; every call throws an {@link IOException} when it has broken, and an
 * {@link IllegalStateException} when the server says what it should not. For one thread.
 */
final class Line implements AutoCloseable {
    /** The server has ended the stream, and not the connection alone. */
    static final class EndOfStreamException extends EOFException {
        private static final long serialVersionUID = 1;

        EndOfStreamException() {
            super("the stream has ended");
        }
    }

    private static final int PATIENCE_MILLIS = 60_000;
    private static final SSLContext TLS = trusting();

    private final SSLSocket socket;
    private final byte[] buffer = new byte[16 * 1024];
    private StreamParser parser = new StreamParser(ParseLimits.AUTHENTICATED);

    /** Connects to a port of this machine, and opens the stream. */
    Line(int port) throws IOException {
        socket = (SSLSocket) TLS.getSocketFactory().createSocket("127.0.0.1", port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        open();
    }

    private static SSLContext trusting() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Trusting()}, null);
            return context;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The server made its certificate itself, a moment ago. */
    private static final class Trusting implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    private void open() throws IOException {
        parser = new StreamParser(ParseLimits.AUTHENTICATED);
        send("<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' version='1.0'"
                + " to='localhost'>");
        receive("features");
    }

    /** Makes an account (XEP-0077 §3.1) whose password is its name. */
    void register(String user) throws IOException {
        send("<iq type='set' id='register'><query xmlns='jabber:iq:register'><username>" + user
                + "</username><password>" + user + "</password></query></iq>");
        Element answer = receive("iq");
        if (!answer.attribute("type").orElse("").equals("result")) {
            throw new IllegalStateException("cannot register: " + answer);
        }
    }

    /** Logs in (RFC 4616) and opens the stream anew. */
    void logIn(String user) throws IOException {
        String plain = "\0" + user + "\0" + user;
        send("<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>"
                + Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8)) + "</auth>");
        receive("success");
        open();
    }

    void send(String xml) throws IOException {
        socket.getOutputStream().write(xml.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    /** The next first-level element. */
    Element receive() throws IOException {
        while (true) {
            switch (parser.next()) {
                case StreamEvent.Child child -> {
                    return child.element();
                }
                case StreamEvent.Header _, StreamEvent.Space _ -> {}
                case StreamEvent.NeedsInput _ -> read();
                case StreamEvent.End _ -> throw new EndOfStreamException();
                case StreamEvent.Fault fault -> throw new IllegalStateException("not XMPP: " + fault.error());
            }
        }
    }

    private void read() throws IOException {
        int length = socket.getInputStream().read(buffer);
        if (length < 0) {
            throw new EOFException("the connection has ended");
        }
        parser.feed(buffer, 0, length);
    }

    private Element receive(String local) throws IOException {
        Element element = receive();
        if (!element.local().equals(local)) {
            throw new IllegalStateException("expected " + local + ", got " + element);
        }
        return element;
    }

    /** Is gone, without a word to the stream. */
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException broken) {
            // so it is closed
        }
    }
}
