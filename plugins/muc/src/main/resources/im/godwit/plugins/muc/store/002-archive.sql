DROP TABLE muc_history;

CREATE TABLE muc_archive_owners (
  number IDENTITY_KEY,
  owner TEXT NOT NULL UNIQUE,
  first_position BIGINT NOT NULL,
  last_position BIGINT NOT NULL,
  first_stamp BIGINT NOT NULL,
  last_stamp BIGINT NOT NULL
);

CREATE INDEX muc_archive_owners_by_age ON muc_archive_owners (first_stamp);

CREATE TABLE muc_archive_messages (
  archive BIGINT NOT NULL,
  position BIGINT NOT NULL,
  uid TEXT NOT NULL,
  stamp BIGINT NOT NULL,
  bytes BIGINT NOT NULL,
  stanza TEXT NOT NULL,
  nickname TEXT NOT NULL,
  occupant TEXT NOT NULL,
  peer TEXT NOT NULL,
  resource TEXT NOT NULL,
  affiliation TEXT NOT NULL,
  role TEXT NOT NULL,
  known BOOLEAN NOT NULL,
  recalled BOOLEAN NOT NULL,
  PRIMARY KEY (archive, position)
);

CREATE UNIQUE INDEX muc_archive_messages_by_uid ON muc_archive_messages (archive, uid);

CREATE INDEX muc_archive_messages_by_time ON muc_archive_messages (archive, stamp, position);

CREATE INDEX muc_archive_messages_by_nickname ON muc_archive_messages (archive, nickname, position);

CREATE INDEX muc_archive_messages_by_peer ON muc_archive_messages (archive, peer, position, resource);

CREATE TABLE muc_archive_texts (
  archive BIGINT NOT NULL,
  position BIGINT NOT NULL,
  words TEXT NOT NULL,
  PRIMARY KEY (archive, position)
) IN_KEY_ORDER;
