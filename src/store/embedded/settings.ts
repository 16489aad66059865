import { totalmem } from 'node:os'

const MIB = 1024 * 1024

/**
 * The server's settings, on its command line so that they hold over whatever the files in the cluster say.
 *
 * @param unsafeWithoutFsync for tests that throw the cluster away: a power cut loses everything
 */
export function serverSettings(options: {
  socketDir: string
  memoryBytes?: number
  unsafeWithoutFsync?: boolean
}): string[] {
  const memoryMib = (options.memoryBytes ?? memoryHere()) / MIB
  const settings: Record<string, string> = {
    // One private socket, and no port.
    listen_addresses: '',
    unix_socket_directories: `"${options.socketDir.replaceAll('"', '""')}"`,
    unix_socket_permissions: '0700',
    password_encryption: 'scram-sha-256',
    max_connections: '100',

    timezone: 'UTC',
    log_timezone: 'UTC',
    lc_messages: 'C',
    client_encoding: 'UTF8',

    // INVARIANT: no value of a row reaches the log. The detail of an error holds values, and so does the text of
    // some (`invalid input syntax for type date: "…"`), so errors of statements are not logged at all: the
    // program that ran the statement is told. What the server says about itself (LOG, FATAL, PANIC) is kept.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_statement: 'none',
    log_min_duration_statement: '-1',
    log_min_duration_sample: '-1',
    log_autovacuum_min_duration: '-1',
    log_parameter_max_length: '0',
    log_parameter_max_length_on_error: '0',
    log_checkpoints: 'off',
    log_lock_waits: 'off',
    log_temp_files: '-1',
    log_destination: 'stderr',
    logging_collector: 'off',
    log_line_prefix: '%m [%p] ',
    // Why: a role reads what each session of its own does, or did last. Whoever has the role's password would see that records
    // are copied in a case that nobody may know of.
    track_activities: 'off',

    // Nothing acknowledged is lost, also by a power cut.
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',

    // An eighth of the memory, for an old PC with other things to do; more than 256 MiB gains a library nothing.
    shared_buffers: `${Math.floor(Math.min(256, Math.max(32, memoryMib / 8)))}MB`,
    effective_cache_size: `${Math.floor(Math.max(128, memoryMib / 2))}MB`,
    work_mem: '8MB',
    maintenance_work_mem: '64MB',
    // Few checkpoints while a million rows are imported; the disk gets it back afterwards.
    max_wal_size: '2GB',
    checkpoint_timeout: '15min',
    // Why: sealed bytes do not compress, and a log that is not compressed can be searched for what must not be in it.
    wal_compression: 'off',
    // Backups are logical, so the log serves crash recovery alone.
    wal_level: 'minimal',
    max_wal_senders: '0',
    max_logical_replication_workers: '0',
    // Why: parallel workers take memory from /dev/shm, of which a container has 64 MiB, and win nothing on two cores.
    max_parallel_workers_per_gather: '0',
    max_parallel_maintenance_workers: '0',
    jit: 'off',
  }
  if (options.unsafeWithoutFsync) {
    Object.assign(settings, { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' })
  }
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

/** The machine's memory, or what a container may use of it, in bytes. */
function memoryHere(): number {
  const constrained = process.constrainedMemory()
  return constrained > 0 && constrained < totalmem() ? constrained : totalmem()
}
