package im.godwit.plugins.pubsub.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessModelTest {
    /** What somebody is: not known to an owner, a contact, or a contact in the right group. */
    private enum Tie {
        STRANGER,
        CONTACT,
        GROUPED
    }

    private static Standing standing(Affiliation affiliation, boolean subscribed, Tie tie) {
        return new Standing(affiliation, subscribed, tie != Tie.STRANGER, tie == Tie.GROUPED);
    }

    private static String said(Optional<Refusal> refusal) {
        return refusal.map(Object::toString).orElse("yes");
    }

    @ParameterizedTest
    @CsvSource({
        "OPEN,      STRANGER, yes",
        "OPEN,      CONTACT,  yes",
        "AUTHORIZE, STRANGER, yes",
        "AUTHORIZE, CONTACT,  yes",
        "PRESENCE,  STRANGER, PRESENCE_SUBSCRIPTION_REQUIRED",
        "PRESENCE,  CONTACT,  yes",
        "PRESENCE,  GROUPED,  yes",
        "ROSTER,    STRANGER, NOT_IN_ROSTER_GROUP",
        "ROSTER,    CONTACT,  NOT_IN_ROSTER_GROUP",
        "ROSTER,    GROUPED,  yes",
        "WHITELIST, STRANGER, CLOSED_NODE",
        "WHITELIST, GROUPED,  CLOSED_NODE"
    })
    void letsThoseWithoutAffiliationSubscribe(AccessModel model, Tie tie, String expected) {
        assertThat(said(model.toSubscribe(standing(Affiliation.NONE, false, tie))))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "OPEN,      STRANGER, false, yes",
        "PRESENCE,  STRANGER, true,  PRESENCE_SUBSCRIPTION_REQUIRED",
        "PRESENCE,  CONTACT,  false, yes",
        "ROSTER,    CONTACT,  true,  NOT_IN_ROSTER_GROUP",
        "ROSTER,    GROUPED,  false, yes",
        "AUTHORIZE, GROUPED,  false, NOT_SUBSCRIBED",
        "AUTHORIZE, STRANGER, true,  yes",
        "WHITELIST, STRANGER, true,  CLOSED_NODE"
    })
    void letsThoseWithoutAffiliationRetrieve(AccessModel model, Tie tie, boolean subscribed, String expected) {
        assertThat(said(model.toRetrieve(standing(Affiliation.NONE, subscribed, tie))))
                .isEqualTo(expected);
    }

    /** The first two columns of the table in §4.1, under each model. */
    @ParameterizedTest
    @CsvSource({
        "OWNER,        yes,       yes,            yes",
        "PUBLISHER,    yes,       yes,            yes",
        "MEMBER,       yes,       yes,            NOT_SUBSCRIBED",
        "PUBLISH_ONLY, FORBIDDEN, FORBIDDEN,      FORBIDDEN",
        "OUTCAST,      FORBIDDEN, FORBIDDEN,      FORBIDDEN"
    })
    void letsAffiliatedOnesInOrKeepsThemOut(
            Affiliation affiliation, String subscribe, String retrieve, String retrieveWhereOnlySubscribersDo) {
        for (AccessModel model : AccessModel.values()) {
            boolean subscribersOnly = model == AccessModel.AUTHORIZE || model == AccessModel.WHITELIST;
            assertThat(said(model.toSubscribe(standing(affiliation, false, Tie.STRANGER))))
                    .as("subscribe, %s", model)
                    .isEqualTo(subscribe);
            assertThat(said(model.toRetrieve(standing(affiliation, false, Tie.STRANGER))))
                    .as("retrieve, %s", model)
                    .isEqualTo(subscribersOnly ? retrieveWhereOnlySubscribersDo : retrieve);
        }
    }

    @ParameterizedTest
    @CsvSource({"OWNER, false", "PUBLISHER, false", "MEMBER, false", "NONE, true"})
    void makesOnlyThoseWithoutAffiliationWait(Affiliation affiliation, boolean waits) {
        assertThat(AccessModel.AUTHORIZE.asksOwners(affiliation)).isEqualTo(waits);
        assertThat(Stream.of(AccessModel.values()).filter(model -> model != AccessModel.AUTHORIZE))
                .noneMatch(model -> model.asksOwners(affiliation));
    }

    @ParameterizedTest
    @CsvSource({
        "PUBLISHERS,  OWNER,        false, true",
        "PUBLISHERS,  PUBLISHER,    false, true",
        "PUBLISHERS,  PUBLISH_ONLY, false, true",
        "PUBLISHERS,  MEMBER,       true,  false",
        "PUBLISHERS,  NONE,         true,  false",
        "PUBLISHERS,  OUTCAST,      true,  false",
        "SUBSCRIBERS, NONE,         false, false",
        "SUBSCRIBERS, NONE,         true,  true",
        "SUBSCRIBERS, MEMBER,       false, false",
        "SUBSCRIBERS, PUBLISH_ONLY, false, true",
        "SUBSCRIBERS, OUTCAST,      true,  false",
        "OPEN,        NONE,         false, true",
        "OPEN,        MEMBER,       false, true",
        "OPEN,        OUTCAST,      true,  false"
    })
    void thePublishModelAddsToTheAffiliation(
            PublishModel model, Affiliation affiliation, boolean subscribed, boolean publishes) {
        assertThat(model.lets(affiliation, subscribed)).isEqualTo(publishes);
    }

    @ParameterizedTest
    @CsvSource({"presence, PRESENCE", "roster, ROSTER", "authorize, AUTHORIZE", "whitelist, WHITELIST", "open, OPEN"})
    void isReadByItsName(String text, AccessModel model) {
        assertThat(Configuration.STANDARD
                        .withTexts(Settings.ACCESS_MODEL, List.of(text))
                        .get(Settings.ACCESS_MODEL))
                .isEqualTo(model);
    }
}
