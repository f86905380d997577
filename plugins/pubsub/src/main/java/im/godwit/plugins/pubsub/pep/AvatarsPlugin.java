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

/**
 * Copies avatars that accounts publish to everybody into their vCards, for clients and rooms that know these alone, and
 * photos in vCards that clients write to where avatars are published. What is copied is not copied back.
 */
@Implements(value = "XEP-0398", version = "1.0.0")
public final class AvatarsPlugin implements Plugin {
    private static final Logger log = LoggerFactory.getLogger(AvatarsPlugin.class);

    @Override
    public void start(Host host) {
        PersonalEventing eventing = host.require(PersonalEventing.class);
        VcardPhotos photos = host.require(VcardPhotos.class);
        host.feature("urn:xmpp:pep-vcard-conversion:0", ACCOUNT); // §2
        host.on(Published.class, event -> {
            if (event.node().node().equals(Avatars.METADATA)) {
                copy(eventing.avatars(), photos, event.publisher());
            }
        });
        host.on(VcardPhotos.Changed.class, card -> publish(eventing.vcardAvatars(), card));
    }

    private static void publish(VcardAvatars avatars, VcardPhotos.Changed card) {
        try {
            avatars.follow(card);
        } catch (StanzaException refused) {
            log.atInfo()
                    .addKeyValue("jid", card.requester())
                    .addKeyValue("reason", refused.getMessage())
                    .log("Photo of the vCard not published as avatar");
        }
    }

    private static void copy(Avatars avatars, VcardPhotos photos, Jid publisher) {
        try {
            avatars.shown(publisher.bare()).ifPresent(shown -> photos.replace(publisher, shown.photo()));
        } catch (StanzaException tooLarge) {
            log.atInfo()
                    .addKeyValue("jid", publisher)
                    .addKeyValue("reason", tooLarge.getMessage())
                    .log("Avatar not copied to the vCard");
        }
    }
}
