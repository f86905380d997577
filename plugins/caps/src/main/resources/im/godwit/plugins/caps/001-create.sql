CREATE TABLE caps_features (
  hash TEXT NOT NULL PRIMARY KEY,
  features TEXT NOT NULL,
  learned BIGINT NOT NULL
);

CREATE INDEX caps_features_learned ON caps_features (learned);
