CREATE TABLE pubsub_relations (
  node BIGINT PRIMARY KEY REFERENCES pubsub_nodes (number) ON DELETE CASCADE,
  target BIGINT NOT NULL REFERENCES pubsub_nodes (number) ON DELETE CASCADE
);

CREATE INDEX pubsub_relations_target ON pubsub_relations (target);
