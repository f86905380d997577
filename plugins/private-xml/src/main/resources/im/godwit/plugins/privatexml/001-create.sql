CREATE TABLE privatexml_fragments (
  account TEXT NOT NULL,
  namespace TEXT NOT NULL,
  content TEXT NOT NULL,
  bytes BIGINT NOT NULL,
  PRIMARY KEY (account, namespace)
);
