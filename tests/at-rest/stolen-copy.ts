import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { asOwner } from '../links/as-owner.ts'
import type { TestDatabase } from '../support/database.ts'
import { ByteSearch } from './byte-search.ts'
import { pageBytes, withoutPageHeads } from './server-bytes.ts'

/** What a copy of the data shows of one patron to whoever has no key of the library's. */
export type Row = {
  readonly id: string
  /** Serves the test to tell whether a guess is right; to an attacker it says nothing. */
  readonly sourceKey: string
  /** Lengths in bytes. */
  readonly name: number
  readonly contact: number
  readonly standing: number
  /** Lengths, whether something is there, states: everything but what is sealed. */
  readonly traits: string
  readonly guarantors: readonly string[]
  readonly guarantees: readonly string[]
}

export type Copy = {
  /** As they lie in the table. */
  readonly patrons: readonly Row[]
  /** The patrons' ids in the order of the table of their cards, and of the links to their guarantors. */
  readonly byCard: readonly string[]
  readonly byGuarantor: readonly string[]
}

/** Reads the tables as somebody does who opens the stolen files with a PostgreSQL of their own: all but the keys. */
export async function readStolen(it: TestDatabase): Promise<Copy> {
  return asOwner(it, async (client) => {
    const read = async <T>(text: string) => (await client.query(text)).rows as T[]
    const patrons = await read<Omit<Row, 'guarantors' | 'guarantees'>>(`
      select patron.id, encode(source_key, 'hex') as "sourceKey",
        length(name) as name, length(contact) as contact, length(standing) as standing,
        concat_ws(' ', length(name), length(contact), length(born), born is null, length(standing),
          (select string_agg(state || length(barcode), ',') from card where patron_id = patron.id)) as traits
      from patron order by patron.ctid`)
    const cards = await read<{ id: string }>('select patron_id as id from card order by ctid')
    const links = await read<{ of: string; by: string; liable: boolean }>(
      'select guarantee_id as of, guarantor_id as by, liable from guarantor order by ctid',
    )
    const joined = (one: 'of' | 'by', other: 'of' | 'by') => {
      const found = new Map<string, string[]>()
      for (const link of links)
        found.set(link[one], [...(found.get(link[one]) ?? []), `${link[other]} ${link.liable}`])
      return found
    }
    const [guarantors, guarantees] = [joined('of', 'by'), joined('by', 'of')]
    return {
      patrons: patrons.map((row) => ({
        ...row,
        guarantors: guarantors.get(row.id) ?? [],
        guarantees: guarantees.get(row.id) ?? [],
      })),
      byCard: cards.map(({ id }) => id),
      byGuarantor: links.map(({ of }) => of),
    }
  })
}

/**
 * The patrons in classes: those in one cannot be told apart by anything that a copy shows of them or of their family,
 * as far as links lead (each round takes in a neighbour more).
 */
export function classesOf(patrons: readonly Row[], rounds = 3): string[][] {
  let looks = new Map(patrons.map(({ id, traits }) => [id, traits]))
  for (let round = 0; round < rounds; round++) {
    const last = looks
    const around = (links: readonly string[]) =>
      links.map((link) => link.replace(/^\S+/, (id) => last.get(id) ?? '')).sort()
    looks = numbered(
      patrons.map((row) => [row.id, [last.get(row.id), around(row.guarantors), around(row.guarantees)]]),
    )
  }
  const classes = new Map<string, string[]>()
  for (const [id, look] of looks) classes.set(look, [...(classes.get(look) ?? []), id])
  return [...classes.values()]
}

function numbered(looks: readonly (readonly [string, unknown])[]): Map<string, string> {
  const numbers = new Map<string, number>()
  return new Map(
    looks.map(([id, look]) => {
      const text = JSON.stringify(look)
      numbers.set(text, numbers.get(text) ?? numbers.size)
      return [id, String(numbers.get(text))]
    }),
  )
}

/** The patrons' ids in the order in which they were written, as the write-ahead log has it; of a server that is stopped. */
export function orderInLog({ home }: Pick<TestDatabase, 'home'>, patrons: readonly Row[]): string[] {
  const search = new ByteSearch(patrons.map(({ sourceKey }) => Buffer.from(sourceKey, 'hex')))
  const folder = join(home.dataDir, 'postgres', 'pg_wal')
  const segments = readdirSync(folder).filter((name) => /^[0-9A-F]{24}$/.test(name))
  const found = new Set<number>()
  let last: Buffer = Buffer.alloc(0)
  for (const name of segments.sort()) {
    const bytes = Buffer.concat([
      last.subarray(-pageBytes),
      withoutPageHeads(readFileSync(join(folder, name))),
    ])
    search.in(bytes, (index) => found.add(index))
    last = bytes
  }
  return [...found].map((index) => patrons[index]?.id ?? '')
}
