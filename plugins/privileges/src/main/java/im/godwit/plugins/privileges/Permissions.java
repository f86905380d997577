package im.godwit.plugins.privileges;

import static im.godwit.plugins.privileges.Vocabulary.PERM;

import im.godwit.xml.Element;
import im.godwit.xml.ElementBuilder;
import java.util.Optional;

/** Tells an entity what it may do (§4.2, §5.2, §6.2, §7.2, §7.5). */
final class Permissions {
    private Permissions() {}

    /** The {@code <privilege/>} of a grant; none if it grants nothing. */
    static Optional<Element> of(Grant grant) {
        ElementBuilder privilege = Element.builder(Vocabulary.PRIVILEGE);
        if (grant.roster() != Access.NONE) {
            privilege.add(perm("roster")
                    .attribute("type", grant.roster().text())
                    .attribute("push", Boolean.toString(grant.isPushed()))
                    .build());
        }
        if (grant.message() == Grant.Messages.OUTGOING) {
            privilege.add(perm("message").attribute("type", "outgoing").build());
        }
        if (grant.iq().values().stream().anyMatch(access -> access != Access.NONE)) {
            privilege.add(iq(grant));
        }
        if (grant.presence() != Grant.Seen.NONE) {
            privilege.add(
                    perm("presence").attribute("type", grant.presence().text()).build());
        }
        Element told = privilege.build();
        return Optional.of(told).filter(element -> !element.children().isEmpty());
    }

    private static Element iq(Grant grant) {
        ElementBuilder perm = perm("iq");
        grant.iq().forEach((namespace, access) -> {
            if (access != Access.NONE) {
                perm.add(Element.builder(Vocabulary.PERMITTED_NAMESPACE)
                        .attribute("ns", namespace)
                        .attribute("type", access.text())
                        .build());
            }
        });
        return perm.build();
    }

    private static ElementBuilder perm(String access) {
        return Element.builder(PERM).attribute("access", access);
    }
}
