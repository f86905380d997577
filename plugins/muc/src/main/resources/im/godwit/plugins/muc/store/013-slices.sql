-- In which of the sixteen slices of its chunk a word may be, a bit each; in any of them as far as was known until now.
ALTER TABLE muc_archive_words ADD COLUMN slices BIGINT NOT NULL DEFAULT 65535;
