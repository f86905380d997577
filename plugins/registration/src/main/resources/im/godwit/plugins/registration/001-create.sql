CREATE TABLE registration_former (
  account TEXT NOT NULL PRIMARY KEY,
  gone BIGINT NOT NULL
);

CREATE INDEX registration_former_gone ON registration_former (gone);
