-- The catalog: titles and items. It is public; no patron is in it, and searches are recorded nowhere.

create table title (
  id          uuid primary key default gen_random_uuid(),
  source_id   text unique,
  title       text not null,
  author      text,
  fingerprint bytea
);
grant select, insert, update, delete on title to :app;
grant select on title to :worker;

-- Titles are found by words of the title and the author. Accents are folded, so that "anos" finds "años"; the
-- configuration is 'simple' because a title may be in any language. Marks outside ASCII become spaces: in the C locale
-- PostgreSQL takes them for letters, and "Keeper’s" or "¿Dónde" would be one word that no one finds.
create function carrel_words(text text) returns text
  language sql immutable parallel safe
  return translate(lower(text),
    'áàâäãåéèêëíìîïóòôöõúùûüñç’‘ʼ“”„«»‹›¿¡–—…· ',
    'aaaaaaeeeeiiiiooooouuuunc' || repeat(' ', 17));

create index title_words on title
  using gin (to_tsvector('simple', carrel_words(title || ' ' || coalesce(author, ''))));

create table item (
  id          uuid    primary key default gen_random_uuid(),
  title_id    uuid    not null references title,
  source_id   text    unique,
  barcode     text    unique,
  call_number text,
  collection  text,
  item_type   text,
  price_cents integer,
  state       text    not null default 'here' check (state in ('here', 'lost', 'damaged', 'withdrawn')),
  fingerprint bytea
);
create index item_of_title on item (title_id);
grant select, insert, update, delete on item to :app;
grant select on item to :worker;

-- An item is found by its barcode as card numbers are compared, so that no card gets the barcode of an item, however it
-- is written. Codabar has a start and a stop letter, A to D, which some scanners send along with the digits.
create function carrel_number(text text) returns text
  language sql immutable parallel safe
  return regexp_replace(
    upper(regexp_replace(normalize(text, nfkc), '[\s-]+', '', 'g') collate "C"),
    '^[A-D]([0-9]+)[A-D]$', '\1');

create index item_number on item (carrel_number(barcode));
