CREATE TABLE muc_hats (
  room BIGINT NOT NULL REFERENCES muc_rooms (number) ON DELETE CASCADE,
  uri TEXT NOT NULL,
  title TEXT NOT NULL,
  hue TEXT,
  PRIMARY KEY (room, uri)
);

CREATE TABLE muc_hats_worn (
  room BIGINT NOT NULL,
  account TEXT NOT NULL,
  uri TEXT NOT NULL,
  PRIMARY KEY (room, account, uri),
  FOREIGN KEY (room, uri) REFERENCES muc_hats (room, uri) ON DELETE CASCADE
);

CREATE INDEX muc_hats_worn_account ON muc_hats_worn (account);

CREATE INDEX muc_hats_worn_hat ON muc_hats_worn (room, uri);
