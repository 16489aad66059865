-- Where backups were made before they were made where they are now: what lies there goes by age too.

alter table backup_state add column folders text[] not null default '{}';
