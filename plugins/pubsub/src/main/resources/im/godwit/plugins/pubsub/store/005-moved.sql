CREATE TABLE pubsub_moved (
  number IDENTITY_KEY,
  service TEXT NOT NULL,
  node TEXT NOT NULL,
  creator TEXT NOT NULL,
  uri TEXT NOT NULL
);

CREATE UNIQUE INDEX pubsub_moved_address ON pubsub_moved (service, node);

CREATE INDEX pubsub_moved_creator ON pubsub_moved (creator, service, number);
