package im.godwit.plugins.invitations;

import im.godwit.http.HttpAddress;
import im.godwit.jid.Jid;
import java.net.URI;

/** The addresses of an invitation. */
final class Links {
    private Links() {}

    /** For XMPP clients: XEP-0379 §3.2 to add the inviter, XEP-0445 §2 to register. */
    static URI xmpp(Jid domain, Invite invite, String token) {
        boolean toContact = invite.connects()
                && invite.account().isEmpty()
                && invite.inviter().isPresent();
        Jid target = toContact ? invite.inviter().get() : invite.account().orElse(domain);
        String action = toContact ? "roster" : "register";
        // XEP-0401 §5.1: only where the invited may register
        String registers = toContact && invite.registers() ? ";ibr=y" : "";
        return URI.create("xmpp:" + escaped(target) + "?" + action + ";preauth=" + token + registers);
    }

    /** RFC 5122 §2.2: as an IRI would have it, in ASCII. */
    private static String escaped(Jid address) {
        return address.hasLocal()
                ? HttpAddress.segment(address.local()) + "@" + HttpAddress.segment(address.domain())
                : HttpAddress.segment(address.domain());
    }

    /** Where the pages of a domain's invitations are. */
    static String path(Jid domain) {
        return "/invite/" + HttpAddress.segment(domain.domain());
    }
}
