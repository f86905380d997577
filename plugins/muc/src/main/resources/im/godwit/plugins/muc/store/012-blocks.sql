-- Messages that follow each other share a row. Each field of a message ends with the unit separator.
ALTER TABLE muc_archive_messages RENAME TO muc_archive_former_messages;

CREATE TABLE muc_archive_messages (
  place PASSING_KEY,
  stamp BIGINT NOT NULL,
  size BIGINT NOT NULL,
  messages TEXT NOT NULL
);

INSERT INTO muc_archive_messages (place, stamp, size, messages)
SELECT
  place, stamp, bytes,
  uid || CHARACTER_OF(31) || stamp || CHARACTER_OF(31) || nickname || CHARACTER_OF(31) || occupant || CHARACTER_OF(31)
  || peer || CHARACTER_OF(31) || resource || CHARACTER_OF(31) || affiliation || CHARACTER_OF(31) || role
  || CHARACTER_OF(31) || (CASE WHEN known THEN 'true' ELSE 'false' END) || CHARACTER_OF(31)
  || (CASE WHEN recalled THEN 'true' ELSE 'false' END) || CHARACTER_OF(31) || words || CHARACTER_OF(31) || stanza || CHARACTER_OF(31)
FROM muc_archive_former_messages ORDER BY place;

CREATE TABLE muc_archive_terms (
  archive BIGINT NOT NULL,
  term TEXT NOT NULL,
  place BIGINT NOT NULL,
  names TEXT NOT NULL,
  PRIMARY KEY (archive, term, place)
) IN_KEY_ORDER;

INSERT INTO muc_archive_terms (archive, term, place, names)
SELECT place / 4294967296, 'nickname:' || nickname, place, '' FROM muc_archive_former_messages
UNION ALL SELECT place / 4294967296, 'peer:' || peer, place, '' FROM muc_archive_former_messages
ORDER BY 1, 2, 3;

CREATE TABLE muc_archive_ids (
  place PASSING_KEY,
  uid TEXT NOT NULL
);

INSERT INTO muc_archive_ids (place, uid) SELECT place, uid FROM muc_archive_former_messages WHERE aside ORDER BY place;

DROP TABLE muc_archive_former_messages;

CREATE INDEX muc_archive_ids_by_uid ON muc_archive_ids (uid, place);

ALTER TABLE muc_archive_journal RENAME TO muc_archive_former_journal;

CREATE TABLE muc_archive_journal (
  number PASSING_KEY,
  entries TEXT NOT NULL
);

INSERT INTO muc_archive_journal (entries)
SELECT
  owner || CHARACTER_OF(31) || most_messages || CHARACTER_OF(31)
  || (CASE WHEN expiry < 0 THEN 0 ELSE expiry END) || CHARACTER_OF(31) || uid || CHARACTER_OF(31)
  || stamp || CHARACTER_OF(31) || nickname || CHARACTER_OF(31) || occupant || CHARACTER_OF(31)
  || peer || CHARACTER_OF(31) || resource || CHARACTER_OF(31) || affiliation || CHARACTER_OF(31) || role
  || CHARACTER_OF(31) || (CASE WHEN known THEN 'true' ELSE 'false' END) || CHARACTER_OF(31)
  || (CASE WHEN recalled THEN 'true' ELSE 'false' END) || CHARACTER_OF(31) || words || CHARACTER_OF(31) || stanza || CHARACTER_OF(31)
FROM muc_archive_former_journal ORDER BY number;

DROP TABLE muc_archive_former_journal;
