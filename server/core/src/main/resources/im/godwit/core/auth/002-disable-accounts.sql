ALTER TABLE accounts ADD COLUMN disabled BIGINT;

CREATE INDEX accounts_disabled ON accounts (domain, disabled, account);
