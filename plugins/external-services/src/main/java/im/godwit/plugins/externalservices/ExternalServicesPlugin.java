package im.godwit.plugins.externalservices;

import static im.godwit.plugin.Host.At.DOMAIN;

import im.godwit.jid.Jid;
import im.godwit.plugin.Host;
import im.godwit.plugin.Implements;
import im.godwit.plugin.IqRequest;
import im.godwit.plugin.Plugin;
import im.godwit.plugin.Result;
import im.godwit.plugin.Session;
import im.godwit.stanza.Condition;
import im.godwit.xml.Element;
import im.godwit.xml.ElementBuilder;
import im.godwit.xml.Name;
import java.util.List;
import java.util.Optional;

/** External services: the domain's users learn of its STUN and TURN servers, and get passwords for the latter. */
@Implements(value = "XEP-0215", version = "1.0.0", without = "pushes: services stay the same while the server runs")
public final class ExternalServicesPlugin implements Plugin {
    private static final String NAMESPACE = "urn:xmpp:extdisco:2";
    private static final Name SERVICES = new Name(NAMESPACE, "services");
    private static final Name CREDENTIALS = new Name(NAMESPACE, "credentials");
    private static final Name SERVICE = new Name(NAMESPACE, "service");

    private Host host;
    private ExternalServicesOptions options;
    private List<ExternalService> services;

    @Override
    public String name() {
        return "external-services";
    }

    @Override
    public void start(Host on) {
        host = on;
        options = host.options(ExternalServicesOptions.DEFAULTS);
        services = options.services().stream().map(ExternalService::parse).toList();
        if (!services.isEmpty()) {
            host.feature(NAMESPACE);
            host.onGet(SERVICES, this::list, DOMAIN);
            host.onGet(CREDENTIALS, this::credentials, DOMAIN);
        }
    }

    /** §3.1, §3.2: all services, or those of one type. */
    private Result list(IqRequest request) {
        Jid user = user(request);
        Optional<String> type = request.payload().attribute("type");
        ElementBuilder list = Element.builder(SERVICES).attribute("type", type);
        services.stream()
                .filter(service ->
                        type.isEmpty() || type.get().equals(service.kind().text()))
                .forEach(service -> list.add(element(service, user)));
        return Result.of(list.build());
    }

    /** §3.3. */
    private Result credentials(IqRequest request) {
        Jid user = user(request);
        List<Element> asked = request.payload().elements(SERVICE).toList();
        if (asked.size() != 1
                || asked.getFirst().attribute("host").isEmpty()
                || asked.getFirst().attribute("type").isEmpty()) {
            throw Condition.BAD_REQUEST
                    .error("one service with 'host' and 'type' is needed")
                    .thrown();
        }
        ElementBuilder answer = Element.builder(CREDENTIALS);
        List<ExternalService> found = services.stream()
                .filter(this::needsPassword)
                .filter(service -> isAsked(service, asked.getFirst()))
                .toList();
        if (found.isEmpty()) {
            throw Condition.ITEM_NOT_FOUND.error().thrown();
        }
        found.forEach(service -> answer.add(element(service, user)));
        return Result.of(answer.build());
    }

    private static boolean isAsked(ExternalService service, Element asked) {
        return asked.attribute("host").filter(service.host()::equalsIgnoreCase).isPresent()
                && asked.attribute("type").filter(service.kind().text()::equals).isPresent()
                && asked.attribute("port")
                        .map(Integer.toString(service.port())::equals)
                        .orElse(true);
    }

    /** §3: passwords are for this domain's own users. */
    private Jid user(IqRequest request) {
        return request.session()
                .map(Session::jid)
                .filter(user -> user.domain().equals(host.domain().domain()))
                .orElseThrow(() -> Condition.FORBIDDEN.error().thrown());
    }

    private boolean needsPassword(ExternalService service) {
        return service.kind().isRelay() && !options.secret().isEmpty();
    }

    private Element element(ExternalService service, Jid user) {
        ElementBuilder element = Element.builder(SERVICE)
                .attribute("type", service.kind().text())
                .attribute("host", service.host())
                .attribute("port", Integer.toString(service.port()))
                .attribute("transport", service.transport());
        if (needsPassword(service)) {
            Credentials credentials = Credentials.of(
                    user.local(), options.secret(), host.clock().instant().plus(options.lifetime()));
            element.attribute("username", credentials.username())
                    .attribute("password", credentials.password())
                    .attribute("expires", credentials.expires().toString()); // XEP-0082 §3.2
        }
        return element.build();
    }
}
