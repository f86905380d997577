CREATE TABLE anonymous_accounts (account TEXT NOT NULL PRIMARY KEY);
