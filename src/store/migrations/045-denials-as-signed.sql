-- What a letter of denial says by law, as it was signed, and the SHA-256 of what was signed: whoever has the letter can tell
-- that it is the one in the file. Null of a letter that was sent before this was kept (decision 0032).
alter table denial
  add column contents text,  -- what is held back
  add column reason   text,
  add column language text,  -- in which it says so, as two letters
  add column sha256   text;
