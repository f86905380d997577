DROP VIEW pubsub_history;

CREATE VIEW pubsub_history AS
  SELECT node, number, published AS stamp, id, account, publisher, payload FROM pubsub_items
  UNION ALL SELECT node, number, stamp, item, CAST(NULL AS TEXT), CAST(NULL AS TEXT), CAST(NULL AS TEXT)
  FROM pubsub_traces;

DROP INDEX pubsub_subscriptions_digest;

CREATE INDEX pubsub_subscriptions_digest ON pubsub_subscriptions (number) WHERE digest_next IS NOT NULL;
