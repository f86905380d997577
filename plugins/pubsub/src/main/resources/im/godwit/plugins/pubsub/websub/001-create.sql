CREATE TABLE websub_subscriptions (
  number IDENTITY_KEY,
  service TEXT NOT NULL,
  node TEXT NOT NULL,
  format TEXT NOT NULL,
  callback TEXT NOT NULL,
  requester TEXT NOT NULL,
  secret TEXT,
  expires BIGINT NOT NULL,
  delivered TEXT NOT NULL
);

CREATE INDEX websub_subscriptions_node ON websub_subscriptions (service, node);

CREATE INDEX websub_subscriptions_requester ON websub_subscriptions (requester);
