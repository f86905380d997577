CREATE TABLE accounts (
  account TEXT NOT NULL PRIMARY KEY,
  domain TEXT NOT NULL,
  created BIGINT NOT NULL
);

CREATE TABLE account_verifiers (
  account TEXT NOT NULL,
  hash TEXT NOT NULL,
  salt BYTEA NOT NULL,
  iterations BIGINT NOT NULL,
  stored_key BYTEA NOT NULL,
  server_key BYTEA NOT NULL,
  PRIMARY KEY (account, hash)
);

CREATE TABLE account_secrets (
  name TEXT NOT NULL PRIMARY KEY,
  value BYTEA NOT NULL
);
