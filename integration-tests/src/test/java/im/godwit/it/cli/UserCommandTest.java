package im.godwit.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserCommandTest {
    @RegisterExtension
    final Installation installation = new Installation();

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void accountsAreMadeListedChangedAndDeletedWhetherTheServerRunsOrNot(boolean running) {
        if (running) {
            installation.run();
        }
        assertThat(user("add", "juliet@localhost", "pass").exit()).isZero();
        assertThat(user("add", "romeo@localhost", "pass").exit()).isZero();
        assertThat(list()).isEqualTo("juliet@localhost\nromeo@localhost");

        assertThat(user("passwd", "juliet@localhost", "better").exit()).isZero();
        assertThat(installation.launch("user", "delete", "romeo@localhost").exit())
                .isZero();

        assertThat(list()).isEqualTo("juliet@localhost");
    }

    @Test
    void anAccountIsMadeOnce() {
        user("add", "juliet@localhost", "pass").exit();

        Launched again = user("add", "juliet@localhost", "other");

        assertThat(again.exit()).isEqualTo(1);
        assertThat(again.output()).contains("juliet@localhost exists already");
    }

    @ParameterizedTest
    @ValueSource(strings = {"juliet", "@localhost", "juliet@", "juliet@localhost/balcony", "ju liet@localhost"})
    void whatIsNoAddressIsExplained(String wrong) {
        Launched add = user("add", wrong, "pass");

        assertThat(add.exit()).isEqualTo(1);
        assertThat(add.output()).contains("juliet@localhost");
    }

    @Test
    void aDomainThatIsNotServedIsExplained() {
        Launched add = user("add", "juliet@example.org", "pass");

        assertThat(add.exit()).isEqualTo(1);
        assertThat(add.output()).contains("example.org").contains("\"domains\"");
    }

    @Test
    void anEmptyPasswordIsRefused() {
        assertThat(user("add", "juliet@localhost", "").exit()).isEqualTo(1);
        assertThat(list()).isEmpty();
    }

    @Test
    void anAccountThatThereIsNotCannotBeDeleted() {
        Launched delete = installation.launch("user", "delete", "nobody@localhost");

        assertThat(delete.exit()).isEqualTo(1);
        assertThat(delete.output()).contains("there is no account nobody@localhost");
    }

    private Launched user(String command, String jid, String password) {
        return installation.launch("user", command, jid).type(password);
    }

    private String list() {
        Launched list = installation.launch("user", "list");
        assertThat(list.exit()).isZero();
        return list.output();
    }
}
