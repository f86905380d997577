-- Archives of rooms that are in memory alone; the owner of one is its number with a t before.
CREATE TABLE muc_temporary_archives (
  number IDENTITY_KEY,
  service TEXT NOT NULL
);
