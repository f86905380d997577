CREATE TABLE pubsub_attachments (
  node BIGINT PRIMARY KEY REFERENCES pubsub_nodes (number) ON DELETE CASCADE,
  target BIGINT NOT NULL REFERENCES pubsub_nodes (number) ON DELETE CASCADE,
  item TEXT
);

CREATE INDEX pubsub_attachments_target ON pubsub_attachments (target, item);
