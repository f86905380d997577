CREATE TABLE push_registrations (
  account TEXT NOT NULL,
  service TEXT NOT NULL,
  node TEXT NOT NULL,
  options TEXT,
  failures BIGINT NOT NULL,
  PRIMARY KEY (account, service, node)
);
