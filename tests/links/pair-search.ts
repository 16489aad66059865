import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { openMonth, openUncounted } from '../../src/circulation/sealed-links.ts'
import type { LinkTable } from '../../src/gate/link.ts'
import { openLeaf } from '../../src/gate/log-entry.ts'
import { endTokens, openLink } from '../../src/gate/sealed-link.ts'
import { type ColumnName, KeyRing } from '../../src/platform/crypto/key-ring.ts'
import { type Opening, openings } from '../leak/columns.ts'
import type { TestDatabase } from '../support/database.ts'
import { openField, openingKeys } from '../support/opening.ts'
import { asOwner } from './as-owner.ts'

/** One end of the pair: by its ids, and by whatever else names it. */
export type End = { readonly ids: readonly string[]; readonly names: readonly string[] }

export type Pair = { readonly patron: End; readonly other: End }

type Row = Readonly<Record<string, unknown>>

/**
 * Every place from which both ends of a pair are found, with every key that is there: tables of whatever name, what the
 * server keeps of them as samples, and files. The tables come from the server's own catalogue.
 */
export class PairSearch {
  readonly #it: TestDatabase
  readonly #ring: KeyRing
  readonly #pair: Pair

  constructor(it: TestDatabase, pair: Pair) {
    this.#it = it
    this.#ring = new KeyRing(it.home.keysDir)
    this.#pair = pair
  }

  /** The tables in one of whose rows both stand. */
  async tables(): Promise<string[]> {
    return asOwner(
      this.#it,
      async (superuser) => {
        const found: string[] = []
        for (const table of await tablesOf(superuser)) {
          const { rows } = await superuser.query<Row>(`select t.* from "${table}" t`)
          if (rows.some((row) => this.#hasBoth(this.#says(table, row)))) found.push(table)
        }
        return found
      },
      'superuser',
    )
  }

  /**
   * The tables of which the server's samples, taken when it last looked at them, still open to both. A sample of a link is
   * tried with every id and night of which there is one.
   */
  async samples(): Promise<string[]> {
    const { rows } = await asOwner(
      this.#it,
      (superuser) =>
        superuser.query<{ tablename: string; attname: string; said: string }>(
          `select tablename, attname, concat_ws(' ', most_common_vals::text, histogram_bounds::text) as said
           from pg_stats where schemaname = 'public'`,
        ),
      'superuser',
    )
    const of = (table: string, column: string) =>
      rows.find((row) => row.tablename === table && row.attname === column)?.said ?? ''
    const bytes = (said: string) =>
      [...said.matchAll(/\\+x([0-9a-f]+)/g)].map(([, hex = '']) => Buffer.from(hex, 'hex'))
    const linkTables = ['loan', 'hold', 'charge'] as const
    const opened = linkTables.filter((table) => {
      const ids = of(table, 'id').match(/[0-9a-f-]{36}/g) ?? []
      const nights = this.#ring.linkNights()
      const says = bytes(of(table, 'link')).flatMap((link) =>
        ids.flatMap((id) => nights.map((night) => this.#opened('link', table, { id, night, link }, 'link'))),
      )
      return says.some((said) => this.#hasBoth(said))
    })
    const inTheClear = [...new Set(rows.map(({ tablename }) => tablename))].filter((table) =>
      rows.some(({ tablename, said }) => tablename === table && this.#hasBoth(said)),
    )
    return [...new Set([...opened, ...inTheClear])].sort()
  }

  /** The files below a folder in which both stand; the server's own and the keys are looked at elsewhere. */
  files(folder: string, except: (path: string) => boolean = () => false): string[] {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => !except(path) && statSync(join(folder, path)).isFile())
      .filter((path) => this.#hasBoth(readFileSync(join(folder, path), 'latin1')))
      .sort()
  }

  text(said: string): boolean {
    return this.#hasBoth(said)
  }

  /** A row as it stands, and all of it that opens. */
  #says(table: string, row: Row): string {
    const plain = Object.values(row).map((value) =>
      Buffer.isBuffer(value) ? value.toString('hex') : JSON.stringify(value),
    )
    const opened = Object.keys(row).flatMap((column) => {
      const opening = openings[`${table}.${column}`]
      return opening === undefined ? [] : [this.#opened(opening, table, row, column)]
    })
    return [...plain, ...opened].join('\n')
  }

  #opened(opening: Opening, table: string, row: Row, column: string): string {
    if (typeof opening !== 'string' || row[column] === null) return ''
    const keys = openingKeys(this.#ring)
    const id = String(row['id'])
    const night = day(row['night'])
    const sealed = row[column] as Buffer
    const open = {
      field: () => openField(this.#ring, `${table}.${column}` as ColumnName, id, sealed),
      link: () => openLink(keys, table as LinkTable, { id, night, link: sealed }),
      return: () => openUncounted(keys, { id, night, sealed }),
      month: () => openMonth(keys, { month: String(row['month']), night, count: sealed }),
      leaf: () => openLeaf(this.#ring, { leaf: sealed, overflow: row['overflow'] as Buffer | null }),
    }
    try {
      return JSON.stringify(open[opening]())
    } catch {
      // Its key is gone: that is what the cut is for.
      return ''
    }
  }

  #hasBoth(said: string): boolean {
    const { patron, other } = this.#pair
    return this.#has(said, patron, 'patron') && this.#has(said, other, 'other')
  }

  #has(said: string, { ids, names }: End, end: 'patron' | 'other'): boolean {
    const keys = openingKeys(this.#ring)
    const tokens = ids.flatMap((id) =>
      (['loan', 'hold', 'charge'] as const).flatMap((table) => endTokens(keys, table, end, id)),
    )
    const writings = [
      ...[...ids, ...names].flatMap((text) => [text, Buffer.from(text).toString('hex')]),
      ...ids.map((id) => id.replaceAll('-', '')),
      ...tokens.map((token) => token.toString('hex')),
    ]
    return writings.some((writing) => said.includes(writing))
  }
}

async function tablesOf(superuser: pg.Client): Promise<string[]> {
  const { rows } = await superuser.query<{ name: string }>(
    `select table_name as name from information_schema.tables
     where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE' order by 1`,
  )
  return rows.map(({ name }) => name)
}

/** The columns of bytes that nobody has said yet how to open, and those that are said of no column. */
export async function unknownOpenings(it: TestDatabase): Promise<string[]> {
  const { rows } = await asOwner(
    it,
    (superuser) =>
      superuser.query<{ name: string }>(
        `select table_name || '.' || column_name as name from information_schema.columns
         where table_schema = 'public' and data_type = 'bytea'`,
      ),
    'superuser',
  )
  const there = rows.map(({ name }) => name)
  const known = Object.keys(openings)
  return [...there.filter((name) => !known.includes(name)), ...known.filter((name) => !there.includes(name))]
}

function day(value: unknown): string {
  return value instanceof Date ? value.toISOString().slice(0, 10) : String(value)
}
