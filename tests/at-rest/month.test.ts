import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openFile } from '../../src/backup/age-file.ts'
import { sealedColumns } from '../../src/platform/crypto/key-ring.ts'
import { backUp, paperOf, typed as typedKey } from '../backup/paper.ts'
import { gathered, inPieces } from '../backup/small-backup.ts'
import { freePort, startProgram } from '../crash/program.ts'
import { asOwner } from '../links/as-owner.ts'
import { serverOf, until } from '../support/holder.ts'
import { startHouse, type Tested } from '../web/house.ts'
import { borrowerNumbers, inStatements, inTheClear, leftOut, linked, sealed, typed } from './canaries.ts'
import { failStatements } from './failing.ts'
import { workMonth } from './month.ts'
import { type Finding, SearchAtRest } from './search-at-rest.ts'

// A month in a library, with a canary in everything that is sealed, typed or left out; and then every byte of the data
// folder, the logs, what the programs said, and the backup. What may be found was planted in the clear.

const scratch = mkdtempSync(join(tmpdir(), 'carrel-month-'))
const mustNotSpeak = {
  ...flat(sealed),
  ...flat(linked),
  ...flat({ borrowernumber: borrowerNumbers }),
  ...leftOut,
  ...typed,
  ...inStatements,
}

let tested: Tested
let findings: readonly Finding[]
let sealedBackup: readonly Finding[]
let openedBackup: readonly Finding[]
/** The ids of the person of the canaries and of an item, and the files of tables that may and may not name them. */
let named: Awaited<ReturnType<typeof namesOfTables>>
let bytes = 0

beforeAll(async () => {
  tested = await startHouse(undefined, { unsafeWithoutFsync: false })
  const { it, house } = tested
  const said = await workMonth(tested, scratch)
  await failStatements(tested)
  const paper = await paperOf(it.database, house.ring)
  const made = await backUp(it.database, house.ring, it.home.backupsDir, new Date())
  named = await namesOfTables(it)
  await it.database.close()
  const program = await useAndKill(it.home)

  const { patron, item } = named
  const search = new SearchAtRest({ ...mustNotSpeak, ...inTheClear, patron, item })
  // The keys are what a stolen copy lacks; rejected.csv holds rows as they stand in Koha until the library fixes them.
  search.folder(it.home.dir, (path) => /^(keys\/|rejected\.csv$)/.test(path))
  search.in('what the program said', [said, ...tested.logged, program].join('\n'))
  findings = search.findings
  bytes = search.bytes
  const file = readFileSync(made.path)
  const opened = await openFile(inPieces(file, 1 << 16))
  const { identity } = await typedKey(paper)
  const whole = await gathered(await opened.unseal(identity))
  sealedBackup = new SearchAtRest({ ...mustNotSpeak, ...inTheClear }).in('backup', file).findings
  openedBackup = new SearchAtRest({ ...mustNotSpeak, ...inTheClear }).in('backup', whole).findings
}, 300_000)
afterAll(async () => {
  await tested?.close()
  rmSync(scratch, { recursive: true, force: true })
})

test('every sealed column has a canary', () => {
  expect(Object.keys(sealed).sort()).toEqual([...sealedColumns].sort())
})

describe('after a month nothing speaks', () => {
  test('in the data folder, the write-ahead log, the logs, and what the programs said', () => {
    // What an import left out or doubts is said of a person by their number in Koha, for the person who fixes it there.
    const meant = ({ canary, file }: Finding) => file === 'noticed.csv' && canary.startsWith('borrowernumber')
    expect(findings.filter((found) => found.canary in mustNotSpeak && !meant(found))).toEqual([])
    expect(bytes).toBeGreaterThan(50e6)
  })

  test('in the log of the server, which quotes no statement and no value', () => {
    const log = readFileSync(join(tested.it.home.dir, 'log', 'postgres.log'), 'utf8')
    expect(log).toMatch(/server process .* was terminated by signal 9/)
    expect(log).not.toMatch(/STATEMENT:|DETAIL:|CONTEXT:|ERROR:|already exists|failing row|Failed process/i)
  })

  test('in a backup, neither as it is nor, where its key was found, in its rows', () => {
    expect(sealedBackup).toEqual([])
    expect(openedBackup.filter(({ canary }) => canary in mustNotSpeak)).toEqual([])
  })

  test('in the tables of links, counts and the register: none names a patron or an item', () => {
    const ids = findings.filter(({ canary }) => canary === 'patron' || canary === 'item')
    expect(ids.filter(({ file }) => named.closed.test(file))).toEqual([])
    for (const [canary, table] of [
      ['patron', named.patrons],
      ['item', named.items],
    ] as const) {
      expect(ids.some((found) => found.canary === canary && table.test(found.file))).toBe(true)
    }
  })
})

describe('(the same search finds what was planted in the clear', () => {
  const places = (canary: string) =>
    findings.filter((finding) => finding.canary === canary).map(({ file }) => file)

  test('in a table and in the write-ahead log', () => {
    const found = places('the title of a book')
    expect(found.some((file) => /postgres\/base\//.test(file))).toBe(true)
    expect(found.some((file) => /pg_wal/.test(file))).toBe(true)
  })

  test('in the log of the server', () => {
    expect(places('a line in the log of the server')).toContain('log/postgres.log')
  })

  test('in the log of the program', () => {
    expect(places('a line in the log of the program')).toContain('what the program said')
  })

  test('in an opened backup)', () => {
    expect(openedBackup.map(({ canary }) => canary)).toContain('the title of a book')
  })
})

/** The program itself: its start, its night, somebody who types a passphrase, and its end by a kill. */
async function useAndKill(home: Tested['it']['home']): Promise<string> {
  const program = await startProgram(home, await freePort(), {})
  const at = `http://127.0.0.1:${program.port}`
  const page = await fetch(`${at}/sign-in`)
  const cookie = page.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  const word = /name="word" value="([^"]+)"/.exec(await page.text())?.[1] ?? ''
  const body = new URLSearchParams({ word, name: 'typist', passphrase: typed['a wrong passphrase'] })
  const headers = { cookie, origin: at, 'user-agent': typed['a browser'] }
  const answer = await fetch(`${at}/sign-in`, { method: 'POST', body, headers })
  if (answer.status !== 422) throw new Error(`a wrong passphrase is answered ${answer.status}`)
  await fetch(`${at}/${typed['an address']}`, { headers, redirect: 'manual' })
  program.child.kill('SIGKILL')
  await program.ended
  await until('its server has ended', () => serverOf(home) === undefined)
  return `${program.out()}\n${program.err()}`
}

async function namesOfTables(it: Tested['it']) {
  return asOwner(it, async (owner) => {
    const { rows } = await owner.query<{ table: string; path: string }>(`
      select coalesce(i.indrelid, c.oid)::regclass::text as table, pg_relation_filepath(c.oid) as path
      from pg_class c left join pg_index i on i.indexrelid = c.oid
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'i')`)
    const of = (tables: RegExp) =>
      new RegExp(
        `^data/postgres/(${rows
          .filter(({ table }) => tables.test(table))
          .map(({ path }) => path)
          .join('|')})$`,
      )
    const patron = await owner.query<{ id: string }>(
      'select guarantor_id as id from guarantor where guarantor_id is not null order by ctid desc limit 1',
    )
    const item = await owner.query<{ id: string }>("select id from item where source_id = '7'")
    return {
      patron: patron.rows[0]?.id ?? '',
      item: item.rows[0]?.id ?? '',
      patrons: of(/^patron$/),
      items: of(/^item$/),
      closed: of(/^(loan|hold|charge|tally_waiting|tally_open|register_.*)$/),
    }
  })
}

function flat(groups: Readonly<Record<string, readonly string[]>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(groups).flatMap(([group, texts]) => texts.map((text, at) => [`${group} ${at + 1}`, text])),
  )
}
