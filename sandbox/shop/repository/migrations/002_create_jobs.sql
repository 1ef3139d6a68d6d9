CREATE TABLE jobs (
  id integer PRIMARY KEY,
  kind text NOT NULL,
  customer integer NOT NULL
);
