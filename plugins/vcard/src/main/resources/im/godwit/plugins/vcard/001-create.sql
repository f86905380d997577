CREATE TABLE vcard_cards (
  account TEXT NOT NULL PRIMARY KEY,
  card TEXT NOT NULL,
  photo TEXT
);
