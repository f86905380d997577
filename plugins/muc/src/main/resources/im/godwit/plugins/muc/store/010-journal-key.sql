-- Its numbers may come again when it is empty: to remember the last of them cost a write an entry.
ALTER TABLE muc_archive_journal RENAME TO muc_archive_former_journal;

CREATE TABLE muc_archive_journal (
  number PASSING_KEY,
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

INSERT INTO muc_archive_journal (
  owner, uid, stamp, bytes, stanza, words, most_messages, expiry, nickname, occupant, peer,
  resource, affiliation, role, known, recalled)
SELECT
  owner, uid, stamp, bytes, stanza, words, most_messages, expiry, nickname, occupant, peer,
  resource, affiliation, role, known, recalled
FROM muc_archive_former_journal ORDER BY number;

DROP TABLE muc_archive_former_journal;
