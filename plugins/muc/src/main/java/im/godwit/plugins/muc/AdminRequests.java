package im.godwit.plugins.muc;

import im.godwit.jid.Jid;
import im.godwit.plugin.Host;
import im.godwit.plugin.IqRequest;
import im.godwit.plugin.Result;
import im.godwit.plugins.muc.engine.Affiliating;
import im.godwit.plugins.muc.engine.Affiliating.AffiliationChange;
import im.godwit.plugins.muc.engine.Affiliation;
import im.godwit.plugins.muc.engine.Moderating;
import im.godwit.plugins.muc.engine.Moderating.RoleChange;
import im.godwit.plugins.muc.engine.Muc;
import im.godwit.plugins.muc.engine.Nickname;
import im.godwit.plugins.muc.engine.Outcome;
import im.godwit.plugins.muc.engine.Role;
import im.godwit.stanza.Condition;
import im.godwit.xml.Element;
import im.godwit.xml.ElementBuilder;
import im.godwit.xml.Name;
import java.util.List;
import java.util.Optional;

/** Lists of roles and affiliations, and their changes (XEP-0045 §8, §9, §10.3 to §10.8). */
final class AdminRequests {
    private static final Name QUERY = new Name(Vocabulary.ADMIN, "query");
    private static final Name ITEM = new Name(Vocabulary.ADMIN, "item");

    private final Moderating moderating;
    private final Affiliating affiliating;
    private final int itemsAtOnce;

    /** Takes requests of so many items. */
    AdminRequests(Muc muc, int itemsAtOnce) {
        this.itemsAtOnce = itemsAtOnce;
        this.moderating = muc.moderating();
        this.affiliating = muc.affiliating();
    }

    void register(Host host) {
        host.onGet(QUERY, this::list, Host.At.ACCOUNT);
        host.onSet(QUERY, this::change, Host.At.ACCOUNT);
    }

    private List<Element> items(IqRequest request) {
        List<Element> items = request.payload().elements(ITEM).toList();
        if (items.isEmpty()) {
            throw Errors.badRequest("there is no item");
        }
        if (items.size() > itemsAtOnce) {
            throw Condition.POLICY_VIOLATION
                    .error("at most " + itemsAtOnce + " items at once")
                    .thrown();
        }
        return items;
    }

    /** §17.4: an item is of a role or of an affiliation. */
    private static boolean isOfRole(Element item) {
        boolean role = item.attribute("role").isPresent();
        if (role == item.attribute("affiliation").isPresent()) {
            throw Errors.badRequest("an item has a role or an affiliation");
        }
        return role;
    }

    private Result list(IqRequest request) {
        List<Element> items = items(request);
        if (items.size() > 1) {
            throw Errors.badRequest("one list at a time");
        }
        Element item = items.getFirst();
        ElementBuilder query = Element.builder(QUERY);
        Jid room = request.to();
        if (isOfRole(item)) {
            Errors.translated(() -> moderating.list(room, request.from(), role(item)))
                    .forEach(listed -> query.add(element(listed)));
        } else {
            Errors.translated(() -> affiliating.list(room, request.from(), affiliation(item)))
                    .forEach(listed -> query.add(element(listed)));
        }
        return Result.of(query.build());
    }

    private static Role role(Element item) {
        return item.attribute("role")
                .flatMap(Role::named)
                .orElseThrow(() -> Errors.badRequest("there is no such role"));
    }

    private static Affiliation affiliation(Element item) {
        return item.attribute("affiliation")
                .flatMap(Affiliation::named)
                .orElseThrow(() -> Errors.badRequest("there is no such affiliation"));
    }

    private static Element element(Moderating.Listed listed) {
        return Element.builder(ITEM)
                .attribute("affiliation", listed.affiliation().text())
                .attribute("jid", listed.jid().toString())
                .attribute("nick", listed.nickname().text())
                .attribute("role", listed.role().text())
                .build();
    }

    private static Element element(Affiliating.Listed listed) {
        ElementBuilder item = Element.builder(ITEM)
                .attribute("affiliation", listed.affiliated().affiliation().text())
                .attribute("jid", listed.account().toString())
                .attribute("nick", listed.nickname().map(Nickname::text));
        listed.affiliated().reason().ifPresent(reason -> item.child("reason", reason));
        return item.build();
    }

    private Result change(IqRequest request) {
        List<Element> items = items(request);
        boolean ofRoles = isOfRole(items.getFirst());
        if (items.stream().anyMatch(item -> isOfRole(item) != ofRoles)) {
            throw Errors.badRequest("roles or affiliations, not both");
        }
        Jid room = request.to();
        Outcome<Integer> outcome = ofRoles
                ? Errors.translated(() -> moderating.change(room, request.from(), roles(items)))
                : Errors.translated(() -> affiliating.change(room, request.from(), affiliations(items)));
        outcome.before().run();
        return Result.empty().then(outcome.delivery());
    }

    private static List<RoleChange> roles(List<Element> items) {
        return items.stream()
                .map(item -> new RoleChange(nickname(item), role(item), reason(item)))
                .toList();
    }

    private static Nickname nickname(Element item) {
        String text = item.attribute("nick").orElseThrow(() -> Errors.badRequest("a role needs a nick"));
        return Nickname.of(text)
                .orElseThrow(() -> Condition.ITEM_NOT_FOUND.error().thrown());
    }

    private static List<AffiliationChange> affiliations(List<Element> items) {
        return items.stream()
                .map(item -> new AffiliationChange(jid(item), affiliation(item), item.attribute("nick"), reason(item)))
                .toList();
    }

    private static Jid jid(Element item) {
        String text = item.attribute("jid").orElseThrow(() -> Errors.badRequest("an affiliation needs a jid"));
        return Jid.tryParse(text).orElseThrow(() -> Errors.malformedJid(text));
    }

    private static Optional<String> reason(Element item) {
        return Content.reason(item).filter(text -> !text.isBlank());
    }
}
