CREATE TABLE pubsub_nodes (
  number IDENTITY_KEY,
  service TEXT NOT NULL,
  node TEXT NOT NULL,
  creator TEXT NOT NULL,
  created BIGINT NOT NULL
);

CREATE UNIQUE INDEX pubsub_nodes_address ON pubsub_nodes (service, node);

CREATE INDEX pubsub_nodes_creator ON pubsub_nodes (creator, service);

CREATE TABLE pubsub_settings (
  node BIGINT NOT NULL REFERENCES pubsub_nodes (number) ON DELETE CASCADE,
  setting TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (node, setting)
);

CREATE TABLE pubsub_affiliations (
  node BIGINT NOT NULL REFERENCES pubsub_nodes (number) ON DELETE CASCADE,
  account TEXT NOT NULL,
  affiliation TEXT NOT NULL,
  PRIMARY KEY (node, account)
);

CREATE INDEX pubsub_affiliations_account ON pubsub_affiliations (account);

CREATE TABLE pubsub_subscriptions (
  number IDENTITY_KEY,
  node BIGINT NOT NULL REFERENCES pubsub_nodes (number) ON DELETE CASCADE,
  account TEXT NOT NULL,
  jid TEXT NOT NULL,
  state TEXT NOT NULL
);

CREATE UNIQUE INDEX pubsub_subscriptions_jid ON pubsub_subscriptions (node, jid);

CREATE INDEX pubsub_subscriptions_account ON pubsub_subscriptions (account);

CREATE TABLE pubsub_items (
  number IDENTITY_KEY,
  node BIGINT NOT NULL REFERENCES pubsub_nodes (number) ON DELETE CASCADE,
  id TEXT NOT NULL,
  account TEXT NOT NULL,
  publisher TEXT NOT NULL,
  published BIGINT NOT NULL,
  payload TEXT
);

CREATE UNIQUE INDEX pubsub_items_id ON pubsub_items (node, id);

CREATE INDEX pubsub_items_order ON pubsub_items (node, number);
