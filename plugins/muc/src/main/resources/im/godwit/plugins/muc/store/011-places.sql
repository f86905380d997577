-- A message is one row, in the order of archives and positions, with its words.
ALTER TABLE muc_archive_messages RENAME TO muc_archive_former_messages;

CREATE TABLE muc_archive_messages (
  place PASSING_KEY,
  uid TEXT NOT NULL,
  aside BOOLEAN NOT NULL,
  stamp BIGINT NOT NULL,
  bytes BIGINT NOT NULL,
  nickname TEXT NOT NULL,
  occupant TEXT NOT NULL,
  peer TEXT NOT NULL,
  resource TEXT NOT NULL,
  affiliation TEXT NOT NULL,
  role TEXT NOT NULL,
  known BOOLEAN NOT NULL,
  recalled BOOLEAN NOT NULL,
  words TEXT NOT NULL,
  stanza TEXT NOT NULL
);

INSERT INTO muc_archive_messages (
  place, uid, aside, stamp, bytes, nickname, occupant, peer, resource, affiliation, role, known, recalled,
  words, stanza)
SELECT
  m.archive * 4294967296 + m.position, m.uid, TRUE, m.stamp, m.bytes, m.nickname, m.occupant, m.peer, m.resource,
  m.affiliation, m.role, m.known, m.recalled, COALESCE(t.words, ' '), m.stanza
FROM muc_archive_former_messages m
LEFT JOIN muc_archive_texts t ON t.archive = m.archive AND t.position = m.position
ORDER BY m.archive, m.position;

DROP TABLE muc_archive_former_messages;

DROP TABLE muc_archive_texts;

-- All of them: whatever a message answers or takes back is named by its id.
CREATE INDEX muc_archive_messages_by_uid ON muc_archive_messages (uid, place);

CREATE INDEX muc_archive_messages_by_nickname ON muc_archive_messages (nickname, place);

CREATE INDEX muc_archive_messages_by_peer ON muc_archive_messages (peer, place);

ALTER TABLE muc_archive_journal ADD COLUMN aside BOOLEAN NOT NULL DEFAULT TRUE;
