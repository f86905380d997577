CREATE TABLE muc_services (
  service TEXT NOT NULL PRIMARY KEY,
  secret TEXT NOT NULL
);

CREATE TABLE muc_rooms (
  number IDENTITY_KEY,
  service TEXT NOT NULL,
  room TEXT NOT NULL,
  created BIGINT NOT NULL,
  subject TEXT,
  subject_author TEXT,
  subject_occupant TEXT,
  subject_set BIGINT
);

CREATE UNIQUE INDEX muc_rooms_address ON muc_rooms (room);

CREATE INDEX muc_rooms_service ON muc_rooms (service, room);

CREATE TABLE muc_settings (
  room BIGINT NOT NULL REFERENCES muc_rooms (number) ON DELETE CASCADE,
  setting TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (room, setting)
);

CREATE TABLE muc_affiliations (
  room BIGINT NOT NULL REFERENCES muc_rooms (number) ON DELETE CASCADE,
  account TEXT NOT NULL,
  affiliation TEXT NOT NULL,
  nickname TEXT,
  reason TEXT,
  PRIMARY KEY (room, account)
);

CREATE INDEX muc_affiliations_account ON muc_affiliations (account);

CREATE TABLE muc_history (
  number IDENTITY_KEY,
  room BIGINT NOT NULL REFERENCES muc_rooms (number) ON DELETE CASCADE,
  nickname TEXT NOT NULL,
  occupant TEXT NOT NULL,
  said BIGINT NOT NULL,
  content TEXT NOT NULL
);

CREATE INDEX muc_history_order ON muc_history (room, number);
