package im.godwit.plugins.privatexml;

import static im.godwit.plugin.Host.At.SELF;

import im.godwit.jid.Jid;
import im.godwit.plugin.Event;
import im.godwit.plugin.Host;
import im.godwit.plugin.Implements;
import im.godwit.plugin.IqRequest;
import im.godwit.plugin.Passage;
import im.godwit.plugin.Phase;
import im.godwit.plugin.Plugin;
import im.godwit.plugin.Result;
import im.godwit.plugin.Verdict;
import im.godwit.stanza.Condition;
import im.godwit.stanza.Iq;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** Private XML: clients store elements under namespaces of their own, for nobody but the account's clients to see. */
@Implements(value = "XEP-0049", version = "1.2")
public final class PrivateXmlPlugin implements Plugin {
    static final Name QUERY = new Name("jabber:iq:private", "query");

    /**
     * How much one account may store.
     *
     * @param maxNamespaces under which something is stored
     * @param maxBytes of all that is stored
     */
    public record Options(int maxNamespaces, long maxBytes) {
        /** 100 namespaces, 512 KiB. */
        static final Options DEFAULTS = new Options(100, 512 * 1024);
    }

    private FragmentTables fragments;
    private Elsewhere elsewhere;

    @Override
    public String name() {
        return "private-xml";
    }

    @Override
    public void start(Host host) {
        fragments = new FragmentTables(host.database(FragmentTables.MIGRATIONS), host.options(Options.DEFAULTS));
        elsewhere = new Elsewhere(host, fragments);
        host.feature(QUERY.namespace());
        host.onGet(QUERY, this::retrieve, SELF);
        host.onSet(QUERY, this::store, SELF);
        host.incoming(Phase.GUARD, Iq.class, passage -> keepOthersOff(passage));
        host.on(
                Event.SessionBound.class,
                bound -> elsewhere.arrived(bound.session().jid()));
        host.on(Event.AccountDeleted.class, deleted -> fragments.delete(deleted.account()));
        // what came while its predecessor was being deleted is not for the new owner of the name
        host.on(Event.AccountCreated.class, created -> fragments.delete(created.account()));
    }

    /** §2.3: what is stored under a namespace; where nothing is, the element that was asked for. */
    private Result retrieve(IqRequest request) {
        Map.Entry<String, List<Element>> asked = Fragments.of(request.payload()).only();
        Element content = elsewhere
                .load(request.to(), asked.getKey())
                .map(kept -> Element.builder(QUERY).addAll(kept).build())
                .or(() -> fragments.load(request.to(), asked.getKey()))
                .orElseGet(() -> Element.builder(QUERY)
                        .addAll(asked.getValue().stream()
                                .map(element -> Element.of(element.name()))
                                .toList())
                        .build());
        return Result.of(content);
    }

    /** §2.3; what is kept elsewhere is durable for itself. */
    private Result store(IqRequest request) {
        SequencedMap<String, List<Element>> here =
                new LinkedHashMap<>(Fragments.of(request.payload()).byNamespace());
        List<Runnable> afterwards = new ArrayList<>();
        List.copyOf(here.keySet())
                .forEach(namespace -> elsewhere
                        .save(request.from(), namespace, here.get(namespace))
                        .ifPresent(action -> {
                            here.remove(namespace);
                            afterwards.add(action);
                        }));
        if (!here.isEmpty()) {
            fragments.save(request.to(), new Fragments(here));
        }
        return Result.empty().then(() -> afterwards.forEach(Runnable::run));
    }

    /** §2.3, §4: the same refusal whether or not there is such an account. */
    private static Verdict keepOthersOff(Passage<? extends Iq> passage) {
        Iq iq = passage.stanza();
        boolean others = iq.isRequest()
                && iq.payload().filter(payload -> payload.is(QUERY)).isPresent()
                && passage.account().hasLocal()
                && iq.to().filter(Jid::isFull).isEmpty()
                && !iq.from().orElseThrow().sameBare(passage.account());
        return others ? Verdict.reject(Condition.FORBIDDEN.error()) : Verdict.pass();
    }
}
