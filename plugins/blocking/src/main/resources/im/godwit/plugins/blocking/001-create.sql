CREATE TABLE blocking_items (
  account TEXT NOT NULL,
  item TEXT NOT NULL,
  PRIMARY KEY (account, item)
);
