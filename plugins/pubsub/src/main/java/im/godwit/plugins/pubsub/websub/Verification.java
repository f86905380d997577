package im.godwit.plugins.pubsub.websub;

import java.time.Duration;

/** What a subscriber is asked whether it meant it (§5.3). */
sealed interface Verification {
    Subscriber.Key key();

    HubRequest.Mode mode();

    /** @param lease what is left of it when it is asked */
    record Subscribe(Subscriber subscriber, Duration lease) implements Verification {
        @Override
        public Subscriber.Key key() {
            return subscriber.key();
        }

        @Override
        public HubRequest.Mode mode() {
            return HubRequest.Mode.SUBSCRIBE;
        }
    }

    record Unsubscribe(Subscriber.Key key) implements Verification {
        @Override
        public HubRequest.Mode mode() {
            return HubRequest.Mode.UNSUBSCRIBE;
        }
    }
}
