CREATE TABLE roster_versions (
  account TEXT NOT NULL PRIMARY KEY,
  epoch TEXT NOT NULL,
  version BIGINT NOT NULL,
  removal BIGINT NOT NULL
);

CREATE TABLE roster_contacts (
  account TEXT NOT NULL,
  contact TEXT NOT NULL,
  name TEXT,
  listed BOOLEAN NOT NULL,
  sub_to BOOLEAN NOT NULL,
  sub_from BOOLEAN NOT NULL,
  ask BOOLEAN NOT NULL,
  request TEXT,
  approved BOOLEAN NOT NULL,
  version BIGINT NOT NULL,
  PRIMARY KEY (account, contact)
);

CREATE TABLE roster_groups (
  account TEXT NOT NULL,
  contact TEXT NOT NULL,
  position BIGINT NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (account, contact, position)
);
