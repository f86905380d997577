package im.godwit.plugins.push;

import im.godwit.form.DataForm;
import im.godwit.jid.InvalidJidException;
import im.godwit.jid.Jid;
import im.godwit.plugin.IqRequest;
import im.godwit.plugin.Result;
import im.godwit.stanza.Condition;
import im.godwit.xml.Element;
import im.godwit.xml.ElementWriter;
import im.godwit.xml.Namespaces;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Answers clients that want notifications, or no longer do (§5, §6). */
final class RegistrationRequests {
    /** As long as a resource of a JID may be; more than any push service needs. */
    private static final int MAX_NODE = 1023;

    /** Room for an endpoint on the web with its keys. */
    private static final int MAX_OPTIONS = 8192;

    private final Registrations registrations;
    private final int perAccount;

    RegistrationRequests(Registrations registrations, int perAccount) {
        this.registrations = registrations;
        this.perAccount = perAccount;
    }

    /** §5. */
    Result enable(IqRequest request) {
        Element enable = request.payload();
        Registration registration = new Registration(service(enable), node(enable), options(enable));
        if (!registrations.put(request.to(), registration, perAccount)) {
            throw Condition.RESOURCE_CONSTRAINT
                    .error("an account has at most " + perAccount + " clients with notifications")
                    .thrown();
        }
        return Result.empty();
    }

    /** §6. */
    Result disable(IqRequest request) {
        Element disable = request.payload();
        Jid service = service(disable);
        Optional<String> node = node(disable);
        if (node.isPresent()) {
            registrations.remove(request.to(), service, node);
        } else {
            registrations.remove(request.to(), service);
        }
        return Result.empty();
    }

    private static Jid service(Element request) {
        String jid = request.attribute("jid")
                .orElseThrow(() -> Condition.BAD_REQUEST
                        .error("'jid' of the push service is missing")
                        .thrown());
        try {
            return Jid.parse(jid);
        } catch (InvalidJidException malformed) {
            throw Condition.JID_MALFORMED
                    .error("'jid': " + malformed.getMessage())
                    .thrown();
        }
    }

    private static Optional<String> node(Element request) {
        Optional<String> node = request.attribute("node").filter(text -> !text.isEmpty());
        if (node.filter(text -> text.getBytes(StandardCharsets.UTF_8).length > MAX_NODE)
                .isPresent()) {
            throw Condition.NOT_ACCEPTABLE
                    .error("'node' has more than " + MAX_NODE + " bytes")
                    .thrown();
        }
        return node;
    }

    /** §5: additional parameters for the service are a form of publish options. */
    private static Optional<Element> options(Element enable) {
        Optional<Element> x = enable.child(DataForm.NAME);
        x.ifPresent(element -> {
            DataForm form = DataForm.of(element);
            if (form.type() != DataForm.Type.SUBMIT
                    || form.formType()
                            .filter(Vocabulary.PUBLISH_OPTIONS::equals)
                            .isEmpty()) {
                throw Condition.BAD_REQUEST
                        .error("the form is a submitted one of " + Vocabulary.PUBLISH_OPTIONS)
                        .thrown();
            }
            if (ElementWriter.toBytes(element, Namespaces.CLIENT).length > MAX_OPTIONS) {
                throw Condition.NOT_ACCEPTABLE
                        .error("the form has more than " + MAX_OPTIONS + " bytes")
                        .thrown();
            }
        });
        return x;
    }
}
