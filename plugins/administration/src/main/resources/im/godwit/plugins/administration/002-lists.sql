CREATE TABLE administration_lists (
  domain TEXT NOT NULL,
  kind TEXT NOT NULL,
  address TEXT NOT NULL,
  PRIMARY KEY (domain, kind, address)
);
