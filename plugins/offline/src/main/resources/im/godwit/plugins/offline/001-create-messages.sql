CREATE TABLE offline_messages (
  number IDENTITY_KEY,
  account TEXT NOT NULL,
  stamp BIGINT NOT NULL,
  bytes BIGINT NOT NULL,
  stanza TEXT NOT NULL
);

CREATE INDEX offline_messages_in_order ON offline_messages (account, stamp, number, bytes);
