CREATE TABLE archive_accounts (
  number IDENTITY_KEY,
  account TEXT NOT NULL UNIQUE,
  first_position BIGINT NOT NULL,
  last_position BIGINT NOT NULL,
  first_stamp BIGINT NOT NULL,
  last_stamp BIGINT NOT NULL
);

CREATE INDEX archive_accounts_by_age ON archive_accounts (first_stamp);

CREATE TABLE archive_messages (
  archive BIGINT NOT NULL,
  position BIGINT NOT NULL,
  uid TEXT NOT NULL,
  stamp BIGINT NOT NULL,
  peer TEXT NOT NULL,
  resource TEXT NOT NULL,
  bytes BIGINT NOT NULL,
  stanza TEXT NOT NULL,
  PRIMARY KEY (archive, position)
);

CREATE UNIQUE INDEX archive_messages_by_uid ON archive_messages (archive, uid);

CREATE INDEX archive_messages_by_time ON archive_messages (archive, stamp, position);

CREATE INDEX archive_messages_by_peer ON archive_messages (archive, peer, position, resource);

CREATE TABLE archive_texts (
  archive BIGINT NOT NULL,
  position BIGINT NOT NULL,
  words TEXT NOT NULL,
  PRIMARY KEY (archive, position)
) IN_KEY_ORDER;

CREATE TABLE archive_preferences (
  account TEXT NOT NULL PRIMARY KEY,
  preferences TEXT NOT NULL
);
