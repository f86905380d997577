package im.godwit.plugins.pubsub.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.godwit.plugins.pubsub.engine.Refusal.Reason;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigurationTest {
    @Test
    void isReadAsItIsStored() {
        Configuration configuration = Configuration.STANDARD
                .with(Settings.TITLE, "Songs")
                .with(Settings.ACCESS_MODEL, AccessModel.WHITELIST)
                .with(Settings.MAX_ITEMS, Amount.of(3))
                .with(Settings.ROSTER_GROUPS_ALLOWED, List.of("Friends", "Old friends"))
                .with(Settings.NOTIFY_SUB, true);

        assertThat(Configuration.STANDARD.withStored(configuration.texts())).isEqualTo(configuration);
        assertThat(Configuration.STANDARD.withStored(configuration.texts()).get(Settings.MAX_ITEMS))
                .isEqualTo(Amount.of(3));
    }

    @Test
    void passesOverWhatAnOlderVersionDoesNotKnow() {
        Configuration read = Configuration.STANDARD.withStored(
                Map.of("access_model", "telepathy", "from_the_future", "1", "title", "Songs"));

        assertThat(read).isEqualTo(Configuration.STANDARD.with(Settings.TITLE, "Songs"));
    }

    @Test
    void differsByItsValues() {
        assertThat(Configuration.STANDARD.with(Settings.TITLE, "a"))
                .isNotEqualTo(Configuration.STANDARD.with(Settings.TITLE, "b"));
        assertThat(Configuration.STANDARD.with(Settings.TITLE, "")).isEqualTo(Configuration.STANDARD);
    }

    @Test
    void namesEachSettingOnce() {
        assertThat(Settings.ALL).extracting(Setting::name).doesNotHaveDuplicates();
    }

    @Test
    void refusesListsThatAreTooLongOrNotWhatTheyShallBe() {
        List<String> many = Collections.nCopies(101, "a");
        for (List<String> wrong : List.of(many, List.of("x".repeat(4097)), List.of("two\nlines"))) {
            assertThatThrownBy(() -> Configuration.STANDARD.withTexts(Settings.ROSTER_GROUPS_ALLOWED, wrong))
                    .isInstanceOf(RefusedException.class);
        }
        assertThatThrownBy(() -> Configuration.STANDARD.withTexts(Settings.CONTACT, List.of("a@b", "@")))
                .isInstanceOf(RefusedException.class);
    }

    @Test
    void refusesWhatASettingCannotBe() {
        assertRefused(Settings.ACCESS_MODEL, "telepathy", Reason.UNSUPPORTED_ACCESS_MODEL);
        assertThatThrownBy(() -> Configuration.STANDARD.withTexts(Settings.MAX_ITEMS, List.of("0")))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("max_items");
    }

    private static void assertRefused(Setting<?> setting, String text, Refusal expected) {
        assertThatThrownBy(() -> Configuration.STANDARD.withTexts(setting, List.of(text)))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(expected));
    }
}
