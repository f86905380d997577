-- A message is one row, in the order of archives and positions; ids that are aside do not tell its time.
ALTER TABLE archive_messages RENAME TO archive_former_messages;

CREATE TABLE archive_messages (
  place PASSING_KEY,
  uid TEXT NOT NULL,
  aside BOOLEAN NOT NULL,
  stamp BIGINT NOT NULL,
  bytes BIGINT NOT NULL,
  peer TEXT NOT NULL,
  resource TEXT NOT NULL,
  message_id TEXT,
  words TEXT NOT NULL,
  stanza TEXT NOT NULL
);

INSERT INTO archive_messages (
  place, uid, aside, stamp, bytes, peer, resource, message_id, words, stanza)
SELECT
  m.archive * 4294967296 + m.position, m.uid, TRUE, m.stamp, m.bytes, m.peer, m.resource, m.message_id,
  COALESCE(t.words, ' '), m.stanza
FROM archive_former_messages m
LEFT JOIN archive_texts t ON t.archive = m.archive AND t.position = m.position
ORDER BY m.archive, m.position;

DROP TABLE archive_former_messages;

DROP TABLE archive_texts;

CREATE INDEX archive_messages_by_uid ON archive_messages (uid, place) WHERE aside;

CREATE INDEX archive_messages_by_peer ON archive_messages (peer, place);

CREATE INDEX archive_messages_by_name ON archive_messages (message_id, place);

ALTER TABLE archive_journal ADD COLUMN aside BOOLEAN NOT NULL DEFAULT TRUE;
