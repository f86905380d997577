CREATE TABLE blocking_domains (
  domain TEXT NOT NULL,
  item TEXT NOT NULL,
  PRIMARY KEY (domain, item)
);
