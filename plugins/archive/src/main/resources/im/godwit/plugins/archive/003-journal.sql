CREATE TABLE archive_journal (
  number IDENTITY_KEY,
  owner TEXT NOT NULL,
  uid TEXT NOT NULL,
  stamp BIGINT NOT NULL,
  bytes BIGINT NOT NULL,
  stanza TEXT NOT NULL,
  words TEXT NOT NULL,
  most_messages BIGINT NOT NULL,
  expiry BIGINT NOT NULL,
  peer TEXT NOT NULL,
  resource TEXT NOT NULL,
  message_id TEXT
);

DROP INDEX archive_messages_by_time;
