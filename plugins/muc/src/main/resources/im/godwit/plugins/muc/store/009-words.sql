-- The last position whose words are in the index; a multiple of 2048, so that chunks are full.
ALTER TABLE muc_archive_owners ADD COLUMN indexed_position BIGINT NOT NULL DEFAULT 0;

UPDATE muc_archive_owners SET indexed_position = (first_position - 1) / 2048 * 2048;

CREATE INDEX muc_archive_owners_to_be_indexed ON muc_archive_owners (number)
  WHERE last_position - indexed_position >= 2048;

CREATE TABLE muc_archive_words (
  archive BIGINT NOT NULL,
  part BIGINT NOT NULL,
  word SORTED_TEXT NOT NULL,
  chunk BIGINT NOT NULL,
  PRIMARY KEY (archive, part, word, chunk)
) IN_KEY_ORDER;
