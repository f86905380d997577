ALTER TABLE pubsub_subscriptions ADD COLUMN subid TEXT NOT NULL DEFAULT '';

ALTER TABLE pubsub_subscriptions ADD COLUMN expires BIGINT;

UPDATE pubsub_subscriptions SET subid = CAST(number AS TEXT);

DROP INDEX pubsub_subscriptions_jid;

CREATE UNIQUE INDEX pubsub_subscriptions_jid ON pubsub_subscriptions (node, jid, subid);

CREATE INDEX pubsub_subscriptions_expires ON pubsub_subscriptions (expires);

CREATE TABLE pubsub_options (
  subscription BIGINT NOT NULL REFERENCES pubsub_subscriptions (number) ON DELETE CASCADE,
  setting TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (subscription, setting)
);

CREATE INDEX pubsub_items_account ON pubsub_items (account);

CREATE INDEX pubsub_settings_value ON pubsub_settings (setting, value);
