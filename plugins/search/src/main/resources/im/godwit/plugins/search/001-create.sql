CREATE TABLE search_people (
  account SORTED_TEXT NOT NULL PRIMARY KEY,
  given_name TEXT NOT NULL,
  family_name TEXT NOT NULL,
  nickname TEXT NOT NULL,
  email TEXT NOT NULL
);
CREATE TABLE search_words (
  domain TEXT NOT NULL,
  field TEXT NOT NULL,
  word SORTED_TEXT NOT NULL,
  account SORTED_TEXT NOT NULL,
  PRIMARY KEY (domain, field, word, account)
) IN_KEY_ORDER;
CREATE INDEX search_words_of ON search_words (account);
