import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { asOwner } from '../links/as-owner.ts'
import { until } from '../support/holder.ts'
import type { Tested } from '../web/house.ts'
import { inStatements, inTheClear } from './canaries.ts'

/** Has statements fail in every way in which PostgreSQL has something to say of them, each with a canary in it. */
export async function failStatements({ it }: Tested): Promise<void> {
  const { database, home } = it
  const one = await database.connect('app')
  const other = await database.connect('app')
  const text = (what: keyof typeof inStatements) => `/* ${inStatements[what]} */`
  const refused: string[] = []
  const fails = async (client: pg.Client, statement: string, values: unknown[] = []) => {
    const code = await client.query(statement, values).then(
      () => 'done',
      (error: { code?: string }) => error.code ?? 'broken',
    )
    refused.push(code)
  }
  const person = [inStatements['a value that is refused'], 'desk', '']
  await fails(one, 'insert into account (sign_in, name, role, passphrase) values ($1, $1, $2, $3)', person)
  const literals = person.map((value) => `'${value}'`).join(', ')
  await fails(
    one,
    `insert into account (name, role, passphrase, sign_in) select name, role, passphrase, name
    from (values (${literals})) as person (name, role, passphrase)`,
  )
  await fails(
    one,
    "insert into title (source_id, title) select source_id, title from title where source_id = '1'",
  )
  await fails(one, 'select $1::date', [inStatements['a value of no date']])
  await fails(one, `select '${inStatements['a value of no date']}'::date`)
  await fails(one, `select 1/0, '${inStatements['a statement that fails']}'`)
  await fails(one, `selec '${inStatements['a statement that fails']}'`)
  await one.query(`select pg_sleep(0.3), '${inStatements['a slow statement']}'`)
  await one.query(`set statement_timeout = 100`)
  await fails(one, `select pg_sleep(5), $1::text`, [inStatements['a statement that is interrupted']])
  await one.query(`set statement_timeout = 0`)

  await one.query('begin')
  await other.query('begin')
  await one.query('select from title order by id limit 1 for update')
  await other.query('select from title order by id desc limit 1 for update')
  await other.query('set local lock_timeout = 100')
  await other.query('savepoint here')
  await fails(
    other,
    `select from title order by id limit 1 for update ${text('a statement that waits for a lock')}`,
  )
  await other.query('rollback to here')
  await other.query('set local lock_timeout = 0')
  await Promise.all([
    fails(one, `select from title order by id desc limit 1 for update ${text('one side of a deadlock')}`),
    fails(other, `select from title order by id limit 1 for update ${text('the other side')}`),
  ])
  await one.query('rollback')
  await other.query('rollback')

  // The administrator ends a connection, and one dies; with it goes the whole server, and comes back by itself.
  const pidOf = async (client: pg.Client) =>
    (await client.query<{ pid: number }>('select pg_backend_pid() as pid')).rows[0]?.pid ?? 0
  const isAtWork = (pid: number) =>
    asOwner(
      it,
      async (superuser) => {
        const text = "select from pg_stat_activity where pid = $1 and wait_event = 'PgSleep'"
        return (await superuser.query(text, [pid])).rowCount === 1
      },
      'superuser',
    )
  const [ended, dying] = [await pidOf(one), await pidOf(other)]
  const interrupted = fails(one, `select pg_sleep(20), '${inStatements['a connection that dies']}'`)
  await until('the statement runs', () => isAtWork(ended))
  await asOwner(it, (superuser) => superuser.query(`select pg_terminate_backend(${ended})`), 'superuser')
  await interrupted
  await asOwner(it, (owner) =>
    owner.query(`do $$ begin raise log '${inTheClear['a line in the log of the server']}'; end $$`),
  )
  await other.query('begin')
  const crashed = fails(
    other,
    `select pg_sleep(20), '${inStatements['a statement that dies with its server']}'`,
  )
  await until('the statement runs', () => isAtWork(dying))
  const comebacks = () =>
    readFileSync(join(home.dir, 'log', 'postgres.log'), 'utf8').split('ready to accept').length
  const before = comebacks()
  process.kill(dying, 'SIGKILL')
  await crashed
  await until('the server is back', () => comebacks() > before)
  await Promise.all([one, other].map((client) => client.end().catch(() => {})))
  const expected = ['23514', '23514', '23505', '22007', '22007', '22012', '42601', '57014', '55P03']
  const others = refused.slice(expected.length)
  const deadlocked = others.filter((code) => code === '40P01').length === 1
  if (refused.slice(0, expected.length).join() !== expected.join() || !deadlocked) {
    throw new Error(`statements failed in another way: ${refused}`)
  }
}
