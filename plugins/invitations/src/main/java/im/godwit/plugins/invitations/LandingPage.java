package im.godwit.plugins.invitations;

import im.godwit.http.HttpAnswer;
import im.godwit.http.HttpHandler;
import im.godwit.http.HttpRequest;
import im.godwit.jid.Jid;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What people see who open an invitation in a browser (XEP-0401 §5.2), and what the chat page learns of it. */
final class LandingPage implements HttpHandler {
    private static final String STYLE = "style.css";
    private static final String HTML = "text/html; charset=utf-8";
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private static final Template INVITED = Template.read("invited.html");
    private static final Template GONE = Template.read("gone.html");
    private static final Template SHEET = Template.read(STYLE);

    private final Jid domain;
    private final Tokens tokens;
    private final Clock clock;

    LandingPage(Jid domain, Tokens tokens, Clock clock) {
        this.domain = domain;
        this.tokens = tokens;
        this.clock = clock;
    }

    @Override
    public HttpAnswer handle(HttpRequest request) {
        if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
            return HttpAnswer.of(405, "text/plain; charset=utf-8", "This can only be read.\n")
                    .with("Allow", "GET, HEAD");
        }
        List<String> path = request.path();
        if (path.equals(List.of(STYLE))) {
            return HttpAnswer.of(200, "text/css; charset=utf-8", SHEET.fill().text())
                    .with("Cache-Control", "max-age=3600");
        }
        Optional<Invite> invite = path.size() == 1
                ? tokens.find(path.getFirst()).filter(found -> found.isGood(clock.instant()))
                : Optional.empty();
        boolean json = request.header("accept").orElse("").contains("application/json");
        HttpAnswer.Whole answer = json
                ? invite.map(this::description)
                        .orElseGet(() -> HttpAnswer.of(404, "application/json", "{\"status\":404}\n"))
                : invite.map(found -> page(found, path.getFirst(), request))
                        .orElseGet(() -> HttpAnswer.of(404, HTML, GONE.fill().text()));
        return personal(answer);
    }

    /** Whoever knows the address can use it: it stays with who opened it, and nothing but a style comes with it. */
    private static HttpAnswer.Whole personal(HttpAnswer.Whole answer) {
        return answer.with("Cache-Control", "no-store")
                .with("Referrer-Policy", "no-referrer")
                .with("Vary", "Accept, User-Agent")
                .with("X-Robots-Tag", "noindex")
                .with(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    }

    private HttpAnswer.Whole page(Invite invite, String token, HttpRequest request) {
        String inviter =
                invite.inviter().filter(invite::connectsTo).map(Jid::toString).orElse("");
        String html = INVITED.fill()
                .with("domain", domain.toString())
                .with("inviter", inviter)
                .with("account", invite.account().map(Jid::toString).orElse(""))
                .with("uri", Links.xmpp(domain, invite, token).toString())
                .with("chat", "../../#invite=" + Links.path(domain).substring("/invite/".length()) + "/" + token)
                .with("day", DAY.format(invite.expires()))
                .with("apps", Apps.forBrowser(request.header("user-agent").orElse("")))
                .when("from-user", !inviter.isEmpty())
                .when("from-operator", inviter.isEmpty())
                .when("registers", invite.registers())
                .when("contact-only", !invite.registers())
                .when("named", invite.account().isPresent())
                .text();
        return HttpAnswer.of(200, HTML, html);
    }

    private HttpAnswer.Whole description(Invite invite) {
        StringBuilder json = new StringBuilder("{\"domain\":").append(Json.quote(domain.toString()));
        json.append(",\"registers\":").append(invite.registers());
        invite.inviter()
                .filter(invite::connectsTo)
                .ifPresent(user -> json.append(",\"inviter\":").append(Json.quote(user.toString())));
        invite.account().ifPresent(account -> json.append(",\"account\":").append(Json.quote(account.toString())));
        json.append(",\"expires\":").append(Json.quote(invite.expires().toString()));
        return HttpAnswer.of(200, "application/json", json.append("}\n").toString());
    }
}
