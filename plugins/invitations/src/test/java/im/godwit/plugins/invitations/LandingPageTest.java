package im.godwit.plugins.invitations;

import static im.godwit.plugins.invitations.Hosted.get;
import static im.godwit.plugins.invitations.Hosted.invites;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.http.HttpAnswer;
import im.godwit.jid.Jid;
import im.godwit.service.Invitations;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LandingPageTest {
    private static final Map<String, String> ANDROID = Map.of("user-agent", "Mozilla/5.0 (Linux; Android 15; Pixel 9)");
    private static final Map<String, String> JSON = Map.of("accept", "application/json");

    private final Stage stage = Hosted.stage(InvitationsOptions.DEFAULTS);

    @AfterEach
    void close() {
        stage.close();
    }

    private static String text(HttpAnswer.Whole answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    @Test
    @Spec(value = "XEP-0401 §5.2", says = "who invites, clients for this system, and a button with the xmpp: link")
    void thePageSaysWhoInvitesAndHow() {
        String url = invites(stage.client("romeo"), "landing-url");
        HttpAnswer.Whole page = get(stage, url, ANDROID);

        assertThat(page.status()).isEqualTo(200);
        assertThat(text(page))
                .contains("<strong>romeo@example.org</strong> invites you")
                .contains("href=\"xmpp:romeo@example.org?roster;preauth=")
                .contains("href=\"../../#invite=example.org/")
                .contains("Conversations")
                .doesNotContain("Monal")
                .doesNotContain("{")
                .doesNotContainPattern("(?m)^\\?");
        assertThat(page.headers())
                .containsEntry("Cache-Control", "no-store")
                .containsEntry("Referrer-Policy", "no-referrer");
    }

    @Test
    void anOperatorsInvitationNamesTheDomainAndTheAccount() {
        Invitations.Link link = stage.service(Invitations.class).invite(Optional.of(Jid.of("juliet", Stage.DOMAIN)));

        assertThat(text(get(stage, link.page().orElseThrow().toString(), Map.of())))
                .contains("You are invited to <strong>example.org</strong>")
                .contains("<strong>juliet@example.org</strong>")
                .contains("Monal")
                .contains("Conversations");
        assertThat(text(get(stage, link.page().orElseThrow().toString(), JSON)))
                .matches("\\{\"domain\":\"example.org\",\"registers\":true,\"account\":\"juliet@example.org\","
                        + "\"expires\":\"[^\"]+\"}\n");
    }

    @Test
    void nameOfAnInviterIsNoMarkup() {
        String url = invites(stage.client("{day}+a=b"), "landing-url");

        assertThat(text(get(stage, url, Map.of()))).contains("&#123;day}+a=b@example.org");
        assertThat(text(get(stage, url, JSON))).contains("\"inviter\":\"{day}+a=b@example.org\"");
    }

    @Test
    void whatIsOverIsSaidSo() {
        String url = invites(stage.client("romeo"), "landing-url");
        stage.clock().advance(Duration.ofDays(7));

        HttpAnswer.Whole page = get(stage, url, Map.of());
        assertThat(page.status()).isEqualTo(404);
        assertThat(text(page)).contains("no good any more");
        assertThat(get(stage, url, JSON).status()).isEqualTo(404);
        assertThat(get(stage, "https://example.org/invite/example.org/style.css", Map.of())
                        .headers())
                .containsEntry("Content-Type", "text/css; charset=utf-8");
    }
}
