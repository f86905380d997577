CREATE TABLE webpush_keys (
  service TEXT PRIMARY KEY,
  private_key TEXT NOT NULL,
  public_key TEXT NOT NULL
);
