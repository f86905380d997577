ALTER TABLE pubsub_items ADD COLUMN original BIGINT;

CREATE INDEX pubsub_items_creation ON pubsub_items (node, (COALESCE(original, number)));

CREATE INDEX pubsub_subscriptions_state ON pubsub_subscriptions (state, node);
