CREATE TABLE pubsub_traces (
  node BIGINT NOT NULL REFERENCES pubsub_nodes (number) ON DELETE CASCADE,
  number BIGINT NOT NULL,
  stamp BIGINT NOT NULL,
  item TEXT,
  PRIMARY KEY (node, number)
) IN_KEY_ORDER;

CREATE VIEW pubsub_history AS
  SELECT node, number, published AS stamp, id, account, publisher, payload FROM pubsub_items
  UNION ALL SELECT node, number, stamp, item, NULL, NULL, NULL FROM pubsub_traces;

CREATE TABLE pubsub_secret (
  number BIGINT PRIMARY KEY,
  secret TEXT NOT NULL
);
