package im.godwit.core.net;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** Hand-made first messages of TLS (RFC 5246 §7.4.1.2), for what no client of today would offer. */
final class ClientHello {
    static final int TLS_1_0 = 0x0301;
    static final int TLS_1_1 = 0x0302;
    static final int TLS_1_2 = 0x0303;
    private static final int SSL_3 = 0x0300;

    /** Curves, and signatures of each kind with SHA-256 and SHA-1. */
    private static final int[] EXTENSIONS = {0x000a, 6, 4, 0x0017, 0x0018, 0x000d, 10, 8, 0x0403, 0x0401, 0x0203, 0x0201
    };

    private ClientHello() {}

    /** A record with a message that offers this version and these cipher suites. */
    static byte[] of(int version, int... suites) {
        try {
            byte[] hello = body(version, suites);
            ByteArrayOutputStream record = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(record);
            out.writeByte(22); // handshake
            out.writeShort(SSL_3 + 1);
            out.writeShort(hello.length + 4);
            out.writeByte(1); // client_hello
            out.writeByte(0);
            out.writeShort(hello.length);
            out.write(hello);
            return record.toByteArray();
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] body(int version, int... suites) throws IOException {
        ByteArrayOutputStream hello = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(hello);
        out.writeShort(version);
        out.write(new byte[32]);
        out.writeByte(0); // no session
        out.writeShort(2 * suites.length);
        for (int suite : suites) {
            out.writeShort(suite);
        }
        out.writeShort(0x0100); // one compression method, none
        out.writeShort(2 * EXTENSIONS.length);
        for (int word : EXTENSIONS) {
            out.writeShort(word);
        }
        return hello.toByteArray();
    }
}
