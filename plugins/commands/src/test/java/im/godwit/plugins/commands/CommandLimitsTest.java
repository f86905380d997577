package im.godwit.plugins.commands;

import static im.godwit.plugins.commands.CommandTesting.begin;
import static im.godwit.plugins.commands.CommandTesting.goesOn;
import static im.godwit.plugins.commands.CommandTesting.refused;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.godwit.testkit.Actor;
import im.godwit.testkit.Stage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommandLimitsTest {
    private static Stage stage(int maxExecutions, int executionsPerAccount) {
        return Stage.builder()
                .plugins(List.of(new CommandsPlugin(), new ConfigurePlugin()))
                .options("commands", new CommandsOptions(Duration.ofMinutes(10), maxExecutions, executionsPerAccount))
                .build();
    }

    @Test
    void oneExecutionTooManyEndsTheAccountsOldest() {
        try (Stage stage = stage(100, 2)) {
            Actor romeo = stage.client("romeo");
            String first = begin(romeo, "config");
            String second = begin(stage.client("romeo/phone"), "config");
            String third = begin(romeo, "config");

            goesOn(romeo, "config", first, "action='cancel'", "");
            refused(romeo, "cancel", "not-allowed", "session-expired");
            goesOn(romeo, "config", second, "action='cancel'", "");
            refused(romeo, "cancel", "forbidden"); // still there
            goesOn(romeo, "config", third, "action='cancel'", "").receives("<iq type='result'>{any}</iq>");
        }
    }

    @Test
    void executionsOfAllTogetherAreBounded() {
        try (Stage stage = stage(2, 2)) {
            begin(stage.client("romeo"), "config");
            begin(stage.client("mercutio"), "config");
            Actor juliet = stage.client("juliet");

            String again = """
                    <iq type='set' id='c1' to='example.org'>
                      <command xmlns='http://jabber.org/protocol/commands' node='config'/>
                    </iq>""";
            juliet.sends(again);
            juliet.receives("""
                    <iq type='error' id='c1'>
                      <error type='wait'>
                        <resource-constraint xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>
                        <text xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'>{any}</text>
                      </error>
                    </iq>""");

            stage.clock().advance(Duration.ofMinutes(10)); // the others have gone away meanwhile
            juliet.sends(again);
            juliet.receives("<iq type='result' id='c1'>{any}</iq>");
        }
    }

    @Test
    void optionsThatMakeNoSenseAreRefused() {
        Duration some = Duration.ofSeconds(1);
        assertThatThrownBy(() -> new CommandsOptions(Duration.ZERO, 1, 1)).hasMessageContaining("timeout");
        assertThatThrownBy(() -> new CommandsOptions(some, 0, 1)).hasMessageContaining("max-executions");
        assertThatThrownBy(() -> new CommandsOptions(some, 1, 0)).hasMessageContaining("executions-per-account");
    }
}
