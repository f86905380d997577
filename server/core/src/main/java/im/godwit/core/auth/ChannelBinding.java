package im.godwit.core.auth;

import im.godwit.jid.Jid;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the encryption of the connection, on which somebody authenticates, says of its ends (RFC 5056). */
public interface ChannelBinding {
    /** The types that are available; none without encryption. */
    Set<String> types();

    /** The data of one type. */
    Optional<byte[]> data(String type);

    /** The accounts in a certificate that the client has shown, and that is believed (RFC 6120 §13.7.1.4). */
    default List<Jid> certified() {
        return List.of();
    }
}
