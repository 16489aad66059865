-- For a PostgreSQL server of your own, as its superuser, in Carrel's database: docs/OPERATING.md, "On another PostgreSQL server".
--   sed s/DATABASE/its-name/g another-server.sql | psql its-name

-- Keeps Carrel's statements out of the log, and what its sessions do to themselves.
do $$ declare role text; setting text[]; begin
  foreach role in array array['DATABASE_app', 'DATABASE_worker', 'DATABASE_backup'] loop
    foreach setting slice 1 in array array[
      ['log_statement', 'none'],
      ['log_min_duration_statement', '-1'],
      ['log_min_duration_sample', '-1'],
      ['log_transaction_sample_rate', '0'],
      ['log_parameter_max_length', '0'],
      ['log_parameter_max_length_on_error', '0'],
      ['log_min_error_statement', 'panic'],
      ['log_error_verbosity', 'terse'],
      ['log_min_messages', 'log'],
      ['debug_print_parse', 'off'],
      ['debug_print_rewritten', 'off'],
      ['debug_print_plan', 'off'],
      ['track_activities', 'off']
    ] loop
      execute format('alter role %I set %I = %L', role, setting[1], setting[2]);
    end loop;
  end loop;
end $$;

-- Hides the statistics. Again after an upgrade of PostgreSQL.
do $$ declare it text; begin
  for it in select c.oid::regclass from pg_class c where c.relnamespace = 'pg_catalog'::regnamespace
    and c.relkind = 'v' and c.relname ~ '^pg_stat(io)?_' and c.relname <> 'pg_stat_activity'
  loop execute format('revoke select on %s from public', it); end loop;
  for it in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'pg_catalog'::regnamespace
    and p.prokind = 'f' and p.proname <> 'pg_stat_get_activity'
    and p.proname ~ '^pg_(stat_get_|control_|current_wal_|last_wal_|last_committed_xact|get_wal_)'
  loop execute format('revoke execute on function %s from public', it); end loop;
end $$;
revoke select on pg_locks from public;
revoke execute on function pg_lock_status(), pg_blocking_pids(int), pg_safe_snapshot_blocking_pids(int) from public;
grant select on pg_locks to DATABASE_worker;
grant execute on function pg_lock_status() to DATABASE_worker;
