-- Its numbers may come again when it is empty: to remember the last of them cost a write an entry.
ALTER TABLE archive_journal RENAME TO archive_former_journal;

CREATE TABLE archive_journal (
  number PASSING_KEY,
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

INSERT INTO archive_journal (
  owner, uid, stamp, bytes, stanza, words, most_messages, expiry, peer, resource, message_id)
SELECT
  owner, uid, stamp, bytes, stanza, words, most_messages, expiry, peer, resource, message_id
FROM archive_former_journal ORDER BY number;

DROP TABLE archive_former_journal;
