package im.godwit.plugins.pubsub.engine;

import static im.godwit.plugins.pubsub.engine.Affiliation.MEMBER;
import static im.godwit.plugins.pubsub.engine.Affiliation.NONE;
import static im.godwit.plugins.pubsub.engine.Affiliation.OUTCAST;
import static im.godwit.plugins.pubsub.engine.Affiliation.OWNER;
import static im.godwit.plugins.pubsub.engine.Affiliation.PUBLISHER;
import static im.godwit.plugins.pubsub.engine.Affiliation.PUBLISH_ONLY;
import static org.assertj.core.api.Assertions.assertThat;

import im.godwit.plugins.pubsub.engine.Refusal.Reason;
import org.junit.jupiter.api.Test;

class AccessModelTest {
    @Test
    void anOpenNodeIsForAllButThoseWithoutThePrivilege() {
        for (Affiliation welcome : new Affiliation[] {OWNER, PUBLISHER, MEMBER, NONE}) {
            assertThat(AccessModel.OPEN.toSubscribe(welcome)).isEmpty();
            assertThat(AccessModel.OPEN.toRetrieve(welcome, false)).isEmpty();
        }
        for (Affiliation unwelcome : new Affiliation[] {PUBLISH_ONLY, OUTCAST}) {
            assertThat(AccessModel.OPEN.toSubscribe(unwelcome)).contains(Reason.FORBIDDEN);
            assertThat(AccessModel.OPEN.toRetrieve(unwelcome, true)).contains(Reason.FORBIDDEN);
        }
    }

    @Test
    void aWhitelistNodeIsForThoseOnTheList() {
        assertThat(AccessModel.WHITELIST.toSubscribe(NONE)).contains(Reason.CLOSED_NODE);
        assertThat(AccessModel.WHITELIST.toRetrieve(NONE, true)).contains(Reason.CLOSED_NODE);
        assertThat(AccessModel.WHITELIST.toSubscribe(OUTCAST)).contains(Reason.FORBIDDEN);
        assertThat(AccessModel.WHITELIST.toSubscribe(MEMBER)).isEmpty();
        assertThat(AccessModel.WHITELIST.toRetrieve(MEMBER, false)).contains(Reason.NOT_SUBSCRIBED);
        assertThat(AccessModel.WHITELIST.toRetrieve(MEMBER, true)).isEmpty();
        assertThat(AccessModel.WHITELIST.toRetrieve(PUBLISHER, false)).isEmpty();
        assertThat(AccessModel.WHITELIST.toRetrieve(OWNER, false)).isEmpty();
    }

    @Test
    void thePublishModelAddsToTheAffiliation() {
        assertThat(PublishModel.PUBLISHERS.lets(MEMBER, true)).isFalse();
        assertThat(PublishModel.PUBLISHERS.lets(PUBLISH_ONLY, false)).isTrue();
        assertThat(PublishModel.SUBSCRIBERS.lets(NONE, false)).isFalse();
        assertThat(PublishModel.SUBSCRIBERS.lets(NONE, true)).isTrue();
        assertThat(PublishModel.SUBSCRIBERS.lets(OUTCAST, true)).isFalse();
        assertThat(PublishModel.OPEN.lets(NONE, false)).isTrue();
        assertThat(PublishModel.OPEN.lets(OUTCAST, true)).isFalse();
    }
}
