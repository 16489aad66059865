-- A card that was reported lost here, or given out here: an import leaves it as it is.
alter table card add column kept boolean not null default false;
