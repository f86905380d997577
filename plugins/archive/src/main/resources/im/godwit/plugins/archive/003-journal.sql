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

CREATE TABLE archive_messages_in_order (
  archive BIGINT NOT NULL,
  position BIGINT NOT NULL,
  uid TEXT NOT NULL,
  stamp BIGINT NOT NULL,
  peer TEXT NOT NULL,
  resource TEXT NOT NULL,
  message_id TEXT,
  bytes BIGINT NOT NULL,
  stanza TEXT NOT NULL,
  PRIMARY KEY (archive, position)
) IN_KEY_ORDER;

INSERT INTO archive_messages_in_order (archive, position, uid, stamp, peer, resource, message_id, bytes, stanza)
  SELECT archive, position, uid, stamp, peer, resource, message_id, bytes, stanza FROM archive_messages;

DROP TABLE archive_messages;

ALTER TABLE archive_messages_in_order RENAME TO archive_messages;

CREATE UNIQUE INDEX archive_messages_by_uid ON archive_messages (archive, uid);

CREATE INDEX archive_messages_by_peer ON archive_messages (archive, peer, position, resource);

CREATE INDEX archive_messages_by_name ON archive_messages (archive, message_id, position);
