CREATE TABLE administration_messages (
  domain TEXT NOT NULL,
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (domain, kind)
);
