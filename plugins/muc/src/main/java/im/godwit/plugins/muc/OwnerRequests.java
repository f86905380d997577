package im.godwit.plugins.muc;

import im.godwit.form.DataForm;
import im.godwit.jid.Jid;
import im.godwit.plugin.Host;
import im.godwit.plugin.IqRequest;
import im.godwit.plugin.Result;
import im.godwit.plugins.muc.engine.Destruction;
import im.godwit.plugins.muc.engine.Outcome;
import im.godwit.plugins.muc.engine.Owning;
import im.godwit.xml.Element;
import im.godwit.xml.Name;
import java.util.Optional;

/** To configure and destroy rooms (XEP-0045 §10.1, §10.2, §10.9). */
final class OwnerRequests {
    private static final Name QUERY = new Name(Vocabulary.OWNER, "query");

    private final Owning owning;

    OwnerRequests(Owning owning) {
        this.owning = owning;
    }

    void register(Host host) {
        host.onGet(QUERY, this::form, Host.At.ACCOUNT);
        host.onSet(QUERY, this::set, Host.At.ACCOUNT);
    }

    private Result form(IqRequest request) {
        Owning.Form form = Errors.translated(() -> owning.form(request.to(), request.from()));
        return Result.of(
                Element.builder(QUERY).add(RoomForm.of(request.to(), form)).build());
    }

    private Result set(IqRequest request) {
        Element query = request.payload();
        Optional<Element> destroy = query.child("destroy");
        Outcome<Boolean> outcome = Errors.translated(() -> destroy.isPresent()
                ? owning.destroy(request.to(), request.from(), destruction(destroy.get()))
                : configure(request, query));
        outcome.before().run();
        return Result.empty().then(outcome.delivery());
    }

    private Outcome<Boolean> configure(IqRequest request, Element query) {
        DataForm form = DataForm.in(query)
                .orElseThrow(() -> Errors.badRequest("a room is configured with a form, or destroyed"));
        return switch (form.type()) {
            case SUBMIT -> owning.configure(request.to(), request.from(), RoomForm.submitted(form));
            case CANCEL -> owning.cancel(request.to(), request.from());
            case FORM, RESULT -> throw Errors.badRequest("a form is submitted or cancelled");
        };
    }

    /** §10.9. */
    private static Destruction destruction(Element destroy) {
        return new Destruction(
                destroy.attribute("jid")
                        .filter(text -> !text.isEmpty())
                        .map(text -> Jid.tryParse(text).orElseThrow(() -> Errors.malformedJid(text))),
                destroy.child("password").map(Element::text),
                Content.reason(destroy));
    }
}
