package im.godwit.plugins.muc.engine;

import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.jid.Jid;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NicknamesTest {
    @ParameterizedTest
    @CsvSource({
        "hag@example.org, hag",
        "hag@other.example, hag@other.example",
        "hag@ample.org, hag@ample.org",
        "hag@conference.example.org, hag@conference.example.org",
        "example.org, example.org"
    })
    void onlyAccountsOfTheSameServerGoWithoutTheirDomain(String account, String nickname) {
        Jid room = Jid.parse("coven@conference.example.org");

        assertThat(Nicknames.ofAccount(room, Jid.parse(account)).text()).isEqualTo(nickname);
    }
}
