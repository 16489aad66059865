import { migrationsApplied, serverState } from '../store/health.ts'
import { loudSettings } from '../store/statement-logging.ts'
import { readsLocks } from '../store/statistics.ts'
import { bad, type Check, count, good, note, ofDatabase, sentence, type Theme } from './doctor-check.ts'
import { postgresVersion } from './doctor-postgres.ts'

const opens: Check = {
  name: 'database-opens',
  look: ({ database }) => ('open' in database ? good('The database opens.') : bad(sentence(database.shut))),
}

const server = ofDatabase('server', async ({ home, db }) => {
  const { version } = await serverState(db.app)
  const whose = home.databaseUrl === undefined ? 'Carrel’s own' : 'the one of DATABASE_URL'
  return good(`The server is ${whose}, PostgreSQL ${version}.`)
})

const durable = ofDatabase('durable', async ({ home, db }) => {
  const { off } = await serverState(db.app)
  if (off.length === 0)
    return good(
      'The server is set to write to its disk what Carrel shows as saved (fsync, full_page_writes, synchronous_commit). Whether the disk does so was not checked.',
    )
  return bad(
    `The server has ${off.join(' and ')} off: a power cut can lose what was shown as saved, or all of it.`,
    home.databaseUrl === undefined
      ? 'Stop Carrel and start it again: it turns them on.'
      : `Set ${off.map((name) => `${name} = on`).join(', ')} in the server’s postgresql.conf and reload it.`,
  )
})

const checksums = ofDatabase('checksums', async ({ db }) => {
  const { checksums: on } = await serverState(db.app)
  if (on) return good('Data checksums are on: the server notices a damaged page when it reads one.')
  return note(
    'The server does not notice pages that its disk has damaged (data checksums are off).',
    'With the server stopped: pg_checksums --enable.',
  )
})

const unlogged = ofDatabase('statements-unlogged', async ({ home, db }) => {
  const loud = [...new Set([...(await loudSettings(db.app)), ...(await loudSettings(db.worker))])]
  if (loud.length === 0)
    return good('By its settings the server keeps no statement and no value of Carrel’s roles in its log.')
  return bad(
    `The server’s log keeps what Carrel asks it (${loud.join(', ')}): whoever reads it learns who has what.`,
    home.databaseUrl === undefined
      ? 'Stop Carrel and start it again: it turns that off.'
      : 'Have the server’s keeper set that for Carrel’s roles (docs/OPERATING.md, “On another PostgreSQL server”).',
  )
})

const locksHidden = ofDatabase('locks-hidden', async ({ db }) => {
  if (!(await readsLocks(db.app))) return good('The app’s role cannot read which locks are held.')
  return note(
    'The app’s role can read which locks are held: whoever has its password sees when something is being worked on.',
    'Have the server’s superuser shut that (docs/OPERATING.md, “On another PostgreSQL server”).',
  )
})

const migrated = ofDatabase('migrations', async ({ db }) => {
  const applied = await migrationsApplied(db.app)
  return good(
    `Its tables are those of this Carrel: ${count(applied.length, 'migration')}, the last ${applied.at(-1)}.`,
  )
})

export const databaseTheme: Theme = {
  title: 'Database',
  checks: [opens, server, postgresVersion, durable, checksums, unlogged, locksHidden, migrated],
}
