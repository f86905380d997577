-- The last place in the room's archive when the account was there last.
ALTER TABLE muc_affiliations ADD COLUMN seen BIGINT NOT NULL DEFAULT 0;

-- Nobody knows who was where before: it is all taken for seen.
UPDATE muc_affiliations SET seen = COALESCE(
  (SELECT last_position FROM muc_archive_owners WHERE owner = CAST(muc_affiliations.room AS TEXT)), 0);
