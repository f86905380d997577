CREATE TABLE pubsub_links (
  parent BIGINT NOT NULL REFERENCES pubsub_nodes (number) ON DELETE CASCADE,
  child BIGINT NOT NULL REFERENCES pubsub_nodes (number) ON DELETE CASCADE,
  PRIMARY KEY (parent, child)
);

CREATE INDEX pubsub_links_child ON pubsub_links (child);
