ALTER TABLE push_registrations ADD COLUMN retry BIGINT;
