CREATE TABLE upload_files (
  name TEXT NOT NULL PRIMARY KEY,
  service TEXT NOT NULL,
  account TEXT NOT NULL,
  share TEXT NOT NULL,
  filename TEXT NOT NULL,
  type TEXT,
  size BIGINT NOT NULL,
  token TEXT NOT NULL,
  state TEXT NOT NULL,
  made BIGINT NOT NULL,
  put_until BIGINT NOT NULL,
  expires BIGINT
);

CREATE INDEX upload_files_by_account ON upload_files (account, share, made);

CREATE INDEX upload_files_by_expiry ON upload_files (service, expires);

CREATE INDEX upload_files_by_state ON upload_files (service, state, put_until);
