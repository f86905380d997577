CREATE TABLE muc_archive_journal (
  number IDENTITY_KEY,
  owner TEXT NOT NULL,
  uid TEXT NOT NULL,
  stamp BIGINT NOT NULL,
  bytes BIGINT NOT NULL,
  stanza TEXT NOT NULL,
  words TEXT NOT NULL,
  most_messages BIGINT NOT NULL,
  expiry BIGINT NOT NULL,
  nickname TEXT NOT NULL,
  occupant TEXT NOT NULL,
  peer TEXT NOT NULL,
  resource TEXT NOT NULL,
  affiliation TEXT NOT NULL,
  role TEXT NOT NULL,
  known BOOLEAN NOT NULL,
  recalled BOOLEAN NOT NULL
);

DROP INDEX muc_archive_messages_by_time;
