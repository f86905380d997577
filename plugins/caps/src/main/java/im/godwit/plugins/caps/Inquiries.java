package im.godwit.plugins.caps;

import im.godwit.jid.Jid;
import im.godwit.plugin.Host;
import im.godwit.plugins.caps.Rounds.Announcer;
import im.godwit.service.Capabilities;
import im.godwit.stanza.Iq;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out what hashes stand for: asks the clients that announce them, on threads of its own. */
final class Inquiries {
    private static final Logger log = LoggerFactory.getLogger(Inquiries.class);
    private static final Name QUERY = new Name(Description.DISCO, "query");

    private final Host host;
    private final KnownFeatures known;
    private final CapsOptions options;
    private final Rounds rounds = new Rounds();

    Inquiries(Host host, KnownFeatures known, CapsOptions options) {
        this.host = host;
        this.known = known;
        this.options = options;
    }

    /** Looks into a hash, unless that happens already; tells the client and all listeners what was learned. */
    void begin(CapsHash hash, Announcer announcer) {
        if (rounds.join(hash, announcer)) {
            Thread.ofVirtual().name("caps").start(() -> inquire(hash));
        }
    }

    private void inquire(CapsHash hash) {
        try {
            Optional<Set<String>> found = known.stored(hash);
            while (found.isEmpty()) {
                // XEP-0115 §5.4: where one gives no answer or a wrong one, another may give the right one
                Optional<Announcer> next = rounds.next(hash);
                if (next.isEmpty()) {
                    return;
                }
                found = ask(hash, next.get());
                found.ifPresent(features -> known.add(hash, features));
            }
            Set<String> features = found.get();
            rounds.end(hash).forEach(announcer -> tell(hash, features, announcer));
        } catch (RuntimeException failed) {
            rounds.end(hash); // who announces it next begins again
            log.atError().addKeyValue("host", host.domain()).setCause(failed).log("A hash could not be looked into");
        }
    }

    private Optional<Set<String>> ask(CapsHash hash, Announcer announcer) {
        Jid client = announcer.session().jid();
        // XEP-0115 §6.2: to the exact address, about the node that it announced
        Iq request = Iq.of(Iq.builder(Iq.Type.GET, host.newId())
                .attribute("from", host.domain().toString())
                .attribute("to", client.toString())
                .add(Element.builder(QUERY).attribute("node", announcer.node()).build())
                .build());
        try {
            Iq answer = host.request(request, options.timeout());
            Optional<Set<String>> features = answer.payload()
                    .filter(payload -> answer.type() == Iq.Type.RESULT && payload.is(QUERY))
                    .flatMap(hash::verify);
            if (features.isEmpty()) {
                log.atDebug().addKeyValue("jid", client).log("A client does not describe what it announces");
            }
            return features;
        } catch (TimeoutException silent) {
            log.atDebug().addKeyValue("jid", client).log("A client does not say what it can do");
            return Optional.empty();
        }
    }

    private void tell(CapsHash hash, Set<String> features, Announcer announcer) {
        if (announcer.client().learned(hash, features)) {
            host.raise(new Capabilities.Learned(announcer.session(), Set.of(), features));
        }
    }
}
