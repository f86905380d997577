package im.godwit.plugins.pubsub.pep;

import static im.godwit.plugin.Host.At.ACCOUNT;

import im.godwit.jid.Jid;
import im.godwit.plugin.Host;
import im.godwit.plugin.Implements;
import im.godwit.plugin.Plugin;
import im.godwit.service.VcardPhotos;
import im.godwit.stanza.StanzaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Copies avatars that accounts publish to everybody into their vCards, for clients and rooms that know these alone. */
@Implements(value = "XEP-0398", version = "1.0.0", without = "from vCards to avatars")
public final class AvatarsPlugin implements Plugin {
    private static final Logger log = LoggerFactory.getLogger(AvatarsPlugin.class);

    @Override
    public void start(Host host) {
        PersonalEventing eventing = host.require(PersonalEventing.class);
        VcardPhotos photos = host.require(VcardPhotos.class);
        host.feature("urn:xmpp:pep-vcard-conversion:0", ACCOUNT); // §2
        host.on(Published.class, event -> {
            if (event.node().node().equals(Avatars.METADATA)) {
                copy(eventing.avatars(), photos, event.node().service());
            }
        });
    }

    private static void copy(Avatars avatars, VcardPhotos photos, Jid owner) {
        try {
            avatars.shown(owner).ifPresent(shown -> photos.replace(owner, shown.photo()));
        } catch (StanzaException tooLarge) {
            log.atInfo()
                    .addKeyValue("jid", owner)
                    .addKeyValue("reason", tooLarge.getMessage())
                    .log("Avatar not copied to the vCard");
        }
    }
}
