-- An item is found by its barcode as a card's number is compared, so that no card has the barcode of an item, however it
-- is written. Codabar has a start and a stop letter, A to D, which some scanners send along with the digits.
create function carrel_number(text text) returns text
  language sql immutable parallel safe
  return regexp_replace(
    upper(regexp_replace(normalize(text, nfkc), '[\s-]+', '', 'g') collate "C"),
    '^[A-D]([0-9]+)[A-D]$', '\1');

create index item_number on item (carrel_number(barcode));
