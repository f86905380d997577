ALTER TABLE pubsub_subscriptions ADD COLUMN digested BIGINT NOT NULL DEFAULT 0;

ALTER TABLE pubsub_subscriptions ADD COLUMN digest_next BIGINT;

CREATE INDEX pubsub_subscriptions_digest ON pubsub_subscriptions (digest_next);
