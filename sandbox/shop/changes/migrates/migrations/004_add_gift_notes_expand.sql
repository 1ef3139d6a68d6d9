CREATE TABLE gift_notes (
  customer integer PRIMARY KEY,
  words text NOT NULL
);
ALTER TABLE jobs ADD COLUMN gift integer;

-- down
ALTER TABLE jobs DROP COLUMN gift;
DROP TABLE gift_notes;
