-- The address once more, for lists that are in the same order on every database.
ALTER TABLE muc_rooms ADD COLUMN place SORTED_TEXT NOT NULL DEFAULT '';

UPDATE muc_rooms SET place = room;

CREATE UNIQUE INDEX muc_rooms_place ON muc_rooms (service, place);
