package im.godwit.plugins.caps;

import im.godwit.form.DataForm;
import im.godwit.jid.Jid;
import im.godwit.plugin.Host;
import im.godwit.service.DiscoSource;
import im.godwit.xml.Element;
import im.godwit.xml.ElementBuilder;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

/**
 * What the server itself announces: hashes of what its plugins registered, in stream features (XEP-0115 §6.3, XEP-0390
 * §5.2), and the description behind them.
 */
final class OwnCapabilities implements DiscoSource {
    /** XEP-0390 §6.1: questions about older announcements are answered too. */
    private static final int REMEMBERED = 3;

    private static final String NODE = "https://godwit.im";

    /** What the server announced at some time. */
    private record Announced(NodeDescription description, Optional<String> ver, List<CapsHash> hashes) {
        boolean isAbout(String node) {
            return ver.map(hash -> NODE + "#" + hash).filter(node::equals).isPresent()
                    || hashes.stream().map(Announcement::node).anyMatch(node::equals);
        }
    }

    private final Host host;
    private final ArrayDeque<Announced> announced = new ArrayDeque<>(); // the latest first

    OwnCapabilities(Host host) {
        this.host = host;
    }

    /** The stream feature of XEP-0115. */
    Optional<Element> caps() {
        return current()
                .ver()
                .map(ver -> Element.builder(Announcement.CAPS)
                        .attribute("hash", HashFunction.SHA_1.text())
                        .attribute("node", NODE)
                        .attribute("ver", ver)
                        .build());
    }

    /** The stream feature of XEP-0390. */
    Optional<Element> caps2() {
        List<CapsHash> hashes = current().hashes();
        if (hashes.isEmpty()) {
            return Optional.empty();
        }
        ElementBuilder c = Element.builder(Announcement.CAPS_2);
        for (CapsHash hash : hashes) {
            c.add(Element.builder(Announcement.HASH)
                    .attribute("algo", hash.function().text())
                    .text(hash.value())
                    .build());
        }
        return Optional.of(c.build());
    }

    private synchronized Announced current() {
        NodeDescription now = NodeDescription.of(host, host.domain(), host.domain());
        if (announced.isEmpty() || !announced.getFirst().description().equals(now)) {
            announced.addFirst(announce(now));
            if (announced.size() > REMEMBERED) {
                announced.removeLast();
            }
        }
        return announced.getFirst();
    }

    private static Announced announce(NodeDescription now) {
        Description description = new Description(
                now.identities().stream()
                        .map(identity -> new Description.Identity(
                                identity.category(),
                                identity.type(),
                                "",
                                identity.name().orElse("")))
                        .toList(),
                List.copyOf(now.features()),
                now.forms().stream().map(DataForm::of).toList(),
                true);
        return new Announced(
                now,
                VerificationString.of(description).map(string -> HashFunction.SHA_1.hash(string.bytes())),
                HashInput.of(description)
                        .map(input -> List.of(hash(HashFunction.SHA_256, input), hash(HashFunction.SHA3_256, input)))
                        .orElse(List.of()));
    }

    private static CapsHash hash(HashFunction function, byte[] input) {
        return new CapsHash(CapsHash.Protocol.CAPS_2, function, function.hash(input));
    }

    /** XEP-0115 §6.2: the description behind an announcement. */
    @Override
    public Optional<NodeDescription> info(Jid requester, Jid entity, String node) {
        return entity.equals(host.domain()) ? described(node) : Optional.empty();
    }

    private synchronized Optional<NodeDescription> described(String node) {
        current();
        return announced.stream()
                .filter(known -> known.isAbout(node))
                .map(Announced::description)
                .findFirst();
    }

    /** XEP-0115 §6.2: such a node is no item of anybody. */
    @Override
    public Optional<List<Item>> items(Jid requester, Jid entity, Optional<String> node) {
        return Optional.empty();
    }
}
