-- Titles are found by words of the title and the author. The catalogue is public: no patron is in it, and what was
-- searched for is written nowhere.
--
-- Why folded so: whoever types "anos" means "años". Why 'simple': a title may be of any language.
create function carrel_words(text text) returns text
  language sql immutable parallel safe
  return translate(lower(text), 'áàâäãåéèêëíìîïóòôöõúùûüñç', 'aaaaaaeeeeiiiiooooouuuunc');

create index title_words on title
  using gin (to_tsvector('simple', carrel_words(title || ' ' || coalesce(author, ''))));
