package im.godwit.plugins.delegation;

import im.godwit.form.DataForm;
import im.godwit.jid.Jid;
import im.godwit.plugin.Host;
import im.godwit.plugin.Host.At;
import im.godwit.plugin.Identity;
import im.godwit.service.DiscoOverlay;
import im.godwit.service.DiscoSource.NodeDescription;
import im.godwit.stanza.Iq;
import im.godwit.stanza.StanzaException;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tells of delegated namespaces what their managing entities tell, in the place of the server's own (§7.2). An entity
 * is asked when it connects (§9); what it said holds until it connects again.
 */
final class Nesting implements DiscoOverlay {
    private static final Duration TIMEOUT = Duration.ofMinutes(1);
    private static final Name IDENTITY = new Name(Vocabulary.INFO.namespace(), "identity");
    private static final Name FEATURE = new Name(Vocabulary.INFO.namespace(), "feature");

    private record Place(String namespace, At at) {
        /** §7.2.1, §7.2.2. */
        String node() {
            return Vocabulary.NAMESPACE + (at == At.DOMAIN ? "::" : ":bare:") + namespace;
        }
    }

    private final Host host;
    private final Delegations delegations;
    private final Map<Place, NodeDescription> nested = new ConcurrentHashMap<>();

    Nesting(Host host, Delegations delegations) {
        this.host = host;
        this.delegations = delegations;
    }

    /** Asks a managing entity that has connected. */
    void ask(Jid component) {
        delegations.of(component).stream()
                .map(Delegation::namespace)
                .filter(namespace -> !Vocabulary.isSpecial(namespace))
                .flatMap(namespace -> Stream.of(new Place(namespace, At.DOMAIN), new Place(namespace, At.ACCOUNT)))
                .forEach(place -> ask(component, place));
    }

    private void ask(Jid component, Place place) {
        Iq request = Iq.of(Iq.builder(Iq.Type.GET, host.newId())
                .attribute("from", host.domain().toString())
                .attribute("to", component.toString())
                .add(Element.builder(Vocabulary.INFO)
                        .attribute("node", place.node())
                        .build())
                .build());
        host.request(
                request,
                TIMEOUT,
                answer -> answer.filter(iq -> iq.type() == Iq.Type.RESULT)
                        .flatMap(Iq::payload)
                        .filter(payload -> payload.is(Vocabulary.INFO))
                        .ifPresentOrElse(query -> nested.put(place, read(query)), () -> nested.remove(place)));
    }

    private static NodeDescription read(Element query) {
        List<Identity> identities = query.elements(IDENTITY)
                .map(identity -> new Identity(
                        identity.attribute("category").orElse(""),
                        identity.attribute("type").orElse(""),
                        identity.attribute("name")))
                .filter(identity ->
                        !identity.category().isEmpty() && !identity.type().isEmpty()) // XEP-0030 §3.1
                .toList();
        Set<String> features = query.elements(FEATURE)
                .flatMap(feature -> feature.attribute("var").stream())
                .collect(Collectors.toCollection(TreeSet::new));
        return new NodeDescription(
                identities,
                features,
                query.elements(DataForm.NAME)
                        .filter(form -> typeOf(form).isPresent())
                        .toList());
    }

    /** The {@code FORM_TYPE} of an extension (XEP-0128); none of what is no form. */
    private static Optional<String> typeOf(Element form) {
        try {
            return DataForm.of(form).formType();
        } catch (StanzaException malformed) {
            return Optional.empty();
        }
    }

    @Override
    public NodeDescription over(NodeDescription own, At at) {
        List<Identity> identities = new ArrayList<>(own.identities());
        Set<String> features = new TreeSet<>(own.features());
        List<Element> forms = new ArrayList<>(own.forms());
        features.removeIf(this::isDelegated);
        forms.removeIf(form -> typeOf(form).filter(this::isDelegated).isPresent()); // §7.2.3
        for (String namespace : delegations.ofProtocols()) {
            Optional.ofNullable(nested.get(new Place(namespace, at))).ifPresent(theirs -> {
                identities.addAll(theirs.identities());
                features.addAll(theirs.features());
                forms.addAll(theirs.forms());
            });
        }
        return new NodeDescription(identities.stream().distinct().toList(), features, forms);
    }

    /** Whether something is of a delegated namespace: the namespace itself, or what it has after a "#". */
    private boolean isDelegated(String var) {
        return delegations.ofProtocols().stream()
                .anyMatch(namespace -> var.equals(namespace) || var.startsWith(namespace + "#"));
    }
}
