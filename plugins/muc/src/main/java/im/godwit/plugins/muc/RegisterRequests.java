package im.godwit.plugins.muc;

import im.godwit.form.DataForm;
import im.godwit.plugin.Host;
import im.godwit.plugin.IqRequest;
import im.godwit.plugin.Result;
import im.godwit.plugins.muc.engine.Nickname;
import im.godwit.plugins.muc.engine.Outcome;
import im.godwit.plugins.muc.engine.Registering;
import im.godwit.xml.Element;
import im.godwit.xml.ElementBuilder;
import im.godwit.xml.Name;

/** Registration with a room (XEP-0045 §7.10). */
final class RegisterRequests {
    private static final Name QUERY = new Name(Vocabulary.REGISTER, "query");

    private final Registering registering;

    RegisterRequests(Registering registering) {
        this.registering = registering;
    }

    void register(Host host) {
        host.onGet(QUERY, this::get, Host.At.ACCOUNT);
        host.onSet(QUERY, this::set, Host.At.ACCOUNT);
    }

    private Result get(IqRequest request) {
        Registering.Registration found =
                Errors.translated(() -> registering.registration(request.to(), request.from()));
        ElementBuilder query = Element.builder(QUERY);
        if (found.registered()) {
            query.child("registered");
            found.nickname().map(Nickname::text).ifPresent(nickname -> query.child("username", nickname));
        }
        if (!found.registered() || found.nickname().isEmpty()) {
            query.child("instructions", "Please choose the nickname that is to be yours here.")
                    .add(RequestForms.registration());
        }
        return Result.of(query.build());
    }

    private Result set(IqRequest request) {
        Element query = request.payload();
        Outcome<Boolean> outcome = Errors.translated(() -> query.child("remove").isPresent()
                ? registering.unregister(request.to(), request.from()) // XEP-0077 §3.2
                : registering.register(request.to(), request.from(), nickname(query)));
        return Result.empty().then(outcome.delivery());
    }

    private static Nickname nickname(Element query) {
        DataForm form = DataForm.in(query)
                .filter(it -> it.type() == DataForm.Type.SUBMIT)
                .filter(it ->
                        it.formType().filter(Vocabulary.REGISTER_FORM::equals).isPresent())
                .orElseThrow(() -> Errors.badRequest("to register, submit the form"));
        return RequestForms.nickname(form, RequestForms.REGISTER_NICK);
    }
}
