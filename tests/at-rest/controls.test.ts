import { createHash } from 'node:crypto'
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asOwner } from '../links/as-owner.ts'
import { startTestDatabase, type TestDatabase } from '../support/database.ts'
import { formsOf } from './canary-forms.ts'
import { type Finding, SearchAtRest } from './search-at-rest.ts'

// The search that finds nothing at rest must find what was planted in the clear, wherever and however it lies, or its
// silence proves nothing. PostgreSQL itself does the planting and the encoding.

const spoken = 'Žižkovský Quonsethut-Hutchinson'
const places = {
  heap: 'Xerophthalmia Zwinglian',
  index: 'Yttriferous Zoanthropy',
  'log alone': 'Zymurgical Ytterbium',
  'compressed where it stands': 'Quinquagesima Oxyrhynchus',
  'compressed apart': 'Wapentake Vexillology',
  'in chunks': 'Ombudsmanship Nyctalopia',
  'compressed in an index': 'Jackanapery Hibernaculum',
  'compressed, log alone': 'Gallimaufry Fissiparous',
  'an unsealed field': 'Defenestrated Unsealedness',
}

let it: TestDatabase
let findings: readonly Finding[]
const files = new Map<string, string>()

const found = (canary: string, form?: string) =>
  findings.filter((finding) => finding.canary === canary && finding.form === (form ?? finding.form))
const seenIn = (canary: string, form?: string) => [
  ...new Set(found(canary, form).map(({ file, view }) => `${nameOf(file)}: ${view}`)),
]
const nameOf = (file: string) =>
  /(^|\/)pg_wal/.test(file) ? 'log' : ([...files].find(([, path]) => file === path)?.[0] ?? file)

/** Text that compresses, yet not to nothing, with a canary in its midst. */
const padded = (canary: string, letters: number) => {
  const filling = Array.from(
    { length: letters / 8 },
    (_, n) => `${createHash('md5').update(`${n}`).digest('hex').slice(0, 4)}    `,
  )
  return [...filling.slice(0, filling.length / 2), canary, ...filling.slice(filling.length / 2)].join('')
}

async function plantInDatabase(client: pg.Client): Promise<void> {
  await client.query('create table at_rest (form text, value bytea)')
  await client.query('create table at_rest_text (value text)')
  await client.query('create table at_rest_apart (value text)')
  await client.query('alter table at_rest_apart alter value set storage external')
  await client.query(
    'create index at_rest_index on at_rest_text (value) where value like $$Yttri%$$ or value like $$%Jackanap%$$',
  )
  const text = `convert_to('${spoken}', 'UTF8')`
  const forms: Record<string, string> = {
    plain: text,
    'lower case': `convert_to(lower('${spoken}'), 'UTF8')`,
    'without accents': `convert_to('Zizkovsky Quonsethut-Hutchinson', 'UTF8')`,
    'in NFD': `convert_to(normalize('${spoken}', NFD), 'UTF8')`,
    hex: `convert_to(encode(${text}, 'hex'), 'UTF8')`,
    HEX: `convert_to(upper(encode(${text}, 'hex')), 'UTF8')`,
    octal: `convert_to(encode(${text}, 'escape'), 'UTF8')`,
    ...Object.fromEntries(
      [0, 1, 2].map((before) => [
        `base64 +${before}`,
        // Before it stands as much as makes PostgreSQL begin a new line in the midst of the canary.
        `convert_to(encode(convert_to(repeat('-', ${48 + before}), 'UTF8') || ${text}, 'base64'), 'UTF8')`,
      ]),
    ),
    ...Object.fromEntries(
      ['', 'lower'].flatMap((fold) =>
        ['sha256', 'md5'].flatMap((hash) => {
          const of = `convert_to(${fold}('${spoken}'), 'UTF8')`
          const digest = hash === 'md5' ? `decode(md5(${of}), 'hex')` : `${hash}(${of})`
          const how = fold === '' ? hash : `${hash}, lower case`
          return [
            [how, digest],
            [`${how}, hex`, `convert_to(encode(${digest}, 'hex'), 'UTF8')`],
            [`${how}, base64 +0`, `convert_to(encode(${digest}, 'base64'), 'UTF8')`],
          ]
        }),
      ),
    ),
  }
  for (const [form, sql] of Object.entries(forms)) {
    await client.query(`insert into at_rest select $1, ${sql}`, [`form ${Object.keys(forms).indexOf(form)}`])
  }
  planted = Object.keys(forms)
  await client.query('insert into at_rest values ($1, $2)', ['heap', Buffer.from(places.heap)])
  await client.query('insert into at_rest_text values ($1)', [places.index])
  const contact = JSON.stringify({ addresses: [[places['an unsealed field'], '']], phones: [], emails: [] })
  await client.query('insert into patron (name, contact) values ($1, $2)', [
    Buffer.alloc(157),
    Buffer.from(contact),
  ])
  await client.query('insert into at_rest_text values ($1)', [
    padded(places['compressed where it stands'], 2400),
  ])
  await client.query('insert into at_rest_text values ($1)', [padded(places['compressed apart'], 60_000)])
  await client.query('insert into at_rest_text values ($1)', [padded(places['compressed in an index'], 2400)])
  // A value's parts are of 1996 bytes: the canary lies across two of them.
  await client.query('insert into at_rest_apart values ($1)', [
    `${'-'.repeat(1985)}${places['in chunks']}${'-'.repeat(4000)}`,
  ])
  await client.query('create table at_rest_gone (value text)')
  await client.query('insert into at_rest_gone values ($1), ($2)', [
    places['log alone'],
    padded(places['compressed, log alone'], 2400),
  ])
  await client.query('drop table at_rest_gone')
  const { rows } = await client.query<{ name: string; path: string }>(`
    select relname as name, pg_relation_filepath(oid) as path from pg_class where relname like 'at_rest%' or relname = 'patron'
    union all select 'chunks of ' || relname, pg_relation_filepath(reltoastrelid) from pg_class
    where relname like 'at_rest%' and reltoastrelid <> 0`)
  for (const { name, path } of rows) files.set(name, join('postgres', path))
}
let planted: string[] = []

beforeAll(async () => {
  it = await startTestDatabase()
  const { home, database } = it
  // Why: what is planted must lie in one segment of the log; those before it are removed when the server ends.
  await asOwner(it, (superuser) => superuser.query('select pg_switch_wal()'), 'superuser')
  await asOwner(it, plantInDatabase)
  await database.close()
  findings = new SearchAtRest({ spoken, ...places }).folder(home.dataDir).findings
})
afterAll(() => it?.close())

describe('the search of a data folder finds what was planted in the clear', () => {
  test('in every form that PostgreSQL can write', () => {
    const forms = new Set(
      found('spoken')
        .filter(({ file }) => nameOf(file) === 'at_rest')
        .map(({ form }) => form),
    )
    expect(planted.filter((form) => !forms.has(form))).toEqual([])
    expect(planted.length).toBeGreaterThan(20)
  })

  test('in a page of a table, and in the write-ahead log', () => {
    expect(seenIn('heap')).toEqual(expect.arrayContaining(['at_rest: as it lies', 'log: as it lies']))
  })

  test('in a column whose values are sealed, where one is not', () => {
    expect(seenIn('an unsealed field')).toContain('patron: as it lies')
  })

  test('in an index', () => {
    expect(seenIn('index')).toContain('at_rest_index: as it lies')
  })

  test('in the write-ahead log alone, when its table is gone', () => {
    expect(new Set(found('log alone').map(({ file }) => nameOf(file)))).toEqual(new Set(['log']))
  })

  test('in a value that was compressed in its row, and in the log of it', () => {
    expect(seenIn('compressed where it stands').sort()).toEqual([
      'at_rest_text: decompressed',
      'log: decompressed',
    ])
    expect(seenIn('compressed, log alone')).toEqual(['log: decompressed'])
  })

  test('in a compressed value of an index', () => {
    expect(seenIn('compressed in an index')).toContain('at_rest_index: decompressed')
  })

  test('in a value kept apart in chunks, compressed or not, across two of them', () => {
    expect(seenIn('compressed apart').sort()).toEqual([
      'chunks of at_rest_text: put together',
      'log: put together',
    ])
    expect(seenIn('in chunks', 'plain').sort()).toEqual([
      'chunks of at_rest_apart: put together',
      'log: put together',
    ])
  })
})

describe('the search of files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'carrel-at-rest-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  const look = (text: string) =>
    new SearchAtRest({ spoken: text }).folder(folder).findings.map(({ form }) => form)

  test('finds a canary in the program’s log as pino writes it, and across two buffers of a large file', () => {
    const path = join(folder, 'program.log')
    pino({ base: null }, pino.destination({ dest: path, sync: true })).error({ who: spoken }, 'a page failed')
    expect(look(spoken)).toContain('plain')
    writeFileSync(path, Buffer.alloc((1 << 22) - 7, 45))
    appendFileSync(path, spoken)
    expect(look(spoken)).toContain('plain')
    rmSync(path)
    expect(look(spoken)).toEqual([])
  })

  test.each([
    ['UTF-16 LE', Buffer.from(spoken, 'utf16le')],
    ['UTF-16 BE', Buffer.from(spoken, 'utf16le').swap16()],
    ['JSON, escaped', Buffer.from('"\\u017di\\u017ekovsk\\u00fd Quonsethut-Hutchinson"')],
    ['URL', Buffer.from(new URL(`http://x/${spoken}`).pathname)],
    ['URL, a form', Buffer.from(new URLSearchParams({ spoken }).toString())],
    ['quoted-printable', Buffer.from('=C5=BDi=C5=BEkovsk=C3=BD Quonsethut-Hutchinson')],
    ['word 2', Buffer.from('... Quonsethut ...')],
    ['word 3, lower case', Buffer.from('hutchinson.q@example.org')],
    ['run together, without accents, lower case', Buffer.from('zizkovskyquonsethuthutchinson')],
    ['base64url +1', Buffer.from(Buffer.from(`"${spoken}"`).toString('base64url'))],
    ['sha256, trimmed', createHash('sha256').update(spoken).digest()],
    ['sha256, run together', createHash('sha256').update('žižkovskýquonsethuthutchinson').digest()],
    ['md5, HEX', Buffer.from(createHash('md5').update(spoken).digest('hex').toUpperCase())],
  ])('finds the form: %s', (form, bytes) => {
    const forms = new SearchAtRest({ spoken }).in(
      'somewhere',
      Buffer.concat([Buffer.from('before '), bytes]),
    ).findings
    const names = forms.map((finding) => finding.form)
    expect(names.includes(form) || (form === 'sha256, trimmed' && names.includes('sha256'))).toBe(true)
  })

  test('a canary that chance would meet is refused', () => {
    expect(() => formsOf('Lund')).toThrow(/by chance/)
  })
})
