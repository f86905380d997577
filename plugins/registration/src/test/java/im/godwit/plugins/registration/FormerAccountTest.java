package im.godwit.plugins.registration;

import static im.godwit.plugins.registration.Exchange.done;
import static im.godwit.plugins.registration.Exchange.error;
import static im.godwit.plugins.registration.Exchange.set;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.jid.Jid;
import im.godwit.service.Accounts;
import im.godwit.testkit.Actor;
import im.godwit.testkit.Spec;
import im.godwit.testkit.Stage;
import im.godwit.testkit.XmppTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What becomes of the name of an account that is gone, and how often passwords may change. */
@XmppTest(plugins = RegistrationPlugin.class)
class FormerAccountTest {
    private static final Jid BILL = Jid.of("bill", Stage.DOMAIN);

    private static void removes(Stage stage) {
        stage.client("bill").sends(set("<remove/>")).receives(done());
    }

    @Test
    @Spec(value = "XEP-0077 §3.1", says = "conflict: for a year, the name is still that of who had it")
    void nameIsHeldForAYear(Stage stage) {
        removes(stage);

        stage.visitor("127.0.0.1").sends(set("bill", "Calliope")).receives(error("cancel", "conflict"));
        stage.clock().advance(Duration.ofDays(364));
        stage.visitor("127.0.0.1").sends(set("BILL", "Calliope")).receives(error("cancel", "conflict"));
        stage.clock().advance(Duration.ofDays(1));
        stage.visitor("127.0.0.1").sends(set("bill", "Calliope")).receives(done());
        assertThat(Login.succeeds(stage, "bill", "Calliope")).isTrue();
    }

    @Test
    void operatorMayGiveTheNameAway(Stage stage) {
        removes(stage);

        stage.service(Accounts.class).create(BILL, "secret");

        assertThat(Login.succeeds(stage, "bill", "secret")).isTrue();
    }

    @Test
    void nameIsHeldFromTheLastTime(Stage stage) {
        removes(stage);
        stage.clock().advance(Duration.ofDays(300));
        removes(stage);
        stage.clock().advance(Duration.ofDays(300));

        stage.visitor("127.0.0.1").sends(set("bill", "Calliope")).receives(error("cancel", "conflict"));
    }

    @Test
    void passwordsCannotBeChangedForever(Stage stage) {
        Actor bill = stage.client("bill");
        for (int i = 0; i < 100; i++) {
            bill.sends(set("bill", "pass" + i)).receives(done());
        }

        bill.sends(set("bill", "newpass")).receives(error("wait", "resource-constraint"));

        assertThat(Login.succeeds(stage, "bill", "pass99")).isTrue();
        stage.clock().advance(Duration.ofHours(1));
        bill.sends(set("bill", "newpass")).receives(done());
    }
}
