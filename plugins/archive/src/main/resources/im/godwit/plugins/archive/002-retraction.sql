ALTER TABLE archive_accounts RENAME TO archive_owners;

ALTER TABLE archive_owners RENAME COLUMN account TO owner;

ALTER TABLE archive_messages ADD COLUMN message_id TEXT;

CREATE INDEX archive_messages_by_name ON archive_messages (archive, message_id, position);
