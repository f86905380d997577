CREATE TABLE pubsub_cursors (
  subscription BIGINT PRIMARY KEY REFERENCES pubsub_subscriptions (number) ON DELETE CASCADE,
  node BIGINT NOT NULL,
  position BIGINT NOT NULL,
  lost BIGINT NOT NULL
);

CREATE INDEX pubsub_cursors_node ON pubsub_cursors (node, position);
