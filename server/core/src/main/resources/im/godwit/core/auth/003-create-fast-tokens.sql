CREATE TABLE fast_tokens (
  account TEXT NOT NULL,
  client TEXT NOT NULL,
  slot TEXT NOT NULL,
  mechanism TEXT NOT NULL,
  secret BYTEA NOT NULL,
  answer BYTEA NOT NULL,
  last_count BIGINT NOT NULL,
  issued BIGINT NOT NULL,
  expiry BIGINT NOT NULL,
  PRIMARY KEY (account, client, slot)
);
