package im.godwit.plugins.muc.engine;

import im.godwit.jid.Jid;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Occupant identifiers: stable, unique and pseudonymous, other ones in each room (XEP-0421 §4). */
final class OccupantIds {
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    OccupantIds(byte[] secret) {
        this.key = new SecretKeySpec(secret, ALGORITHM);
    }

    String of(Jid room, Jid user) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal((room + "\0" + user).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible); // every Java platform has it
        }
    }
}
