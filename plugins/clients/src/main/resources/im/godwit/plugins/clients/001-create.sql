CREATE TABLE clients_seen (
  account TEXT NOT NULL,
  client TEXT NOT NULL,
  first_seen BIGINT NOT NULL,
  last_seen BIGINT NOT NULL,
  password_shown BIGINT,
  software TEXT,
  device TEXT,
  PRIMARY KEY (account, client)
);
