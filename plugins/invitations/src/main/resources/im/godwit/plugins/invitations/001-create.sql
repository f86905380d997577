CREATE TABLE invitations_tokens (
  token TEXT NOT NULL PRIMARY KEY,
  domain TEXT NOT NULL,
  inviter TEXT,
  account TEXT,
  registers BOOLEAN NOT NULL,
  connects BOOLEAN NOT NULL,
  expires BIGINT NOT NULL,
  taken_by TEXT,
  done BOOLEAN NOT NULL
);

CREATE INDEX invitations_tokens_by_inviter ON invitations_tokens (inviter);

CREATE INDEX invitations_tokens_by_account ON invitations_tokens (account);

CREATE INDEX invitations_tokens_by_expiry ON invitations_tokens (expires);
