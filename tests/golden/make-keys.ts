import { randomBytes } from 'node:crypto'
import { cpSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  CheckoutHistoryList,
  changeKeyMode,
  KeyRing,
  LinkKeys,
  type MarkedTable,
  markOfRow,
  newKnownToken,
  openingKeys,
  sealCopy,
  sealedAnonymization,
  sealedReturn,
  sealField,
  sealLink,
  sealMonth,
  sealNotice,
  unlockKeys,
} from './current.ts'
import { eventVectors } from './events.ts'
import { copyId, cut, historyRow, kept, links, month, notice, returned, una } from './people.ts'
import { markedRows } from './rows.ts'
import { columnValues } from './sealed-values.ts'
import { cheapCost, secrets } from './secrets.ts'
import { madeTokens } from './tokens.ts'
import { base64, jsonOf, type Packed, pack, unpack } from './vectors.ts'

/** Bytes become base64; all else stays as JSON has it. */
function plain(value: unknown): unknown {
  if (Buffer.isBuffer(value)) return base64(value)
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plain(one)]))
}

/** A keys folder with keys of every kind, in each mode in which it may be on disk, and what these keys sealed. */
export async function makeKeys(): Promise<Readonly<Record<string, unknown>>> {
  const dir = mkdtempSync(join(tmpdir(), 'carrel-golden-keys-'))
  const ring = new KeyRing(dir)
  const first = sealField(ring, 'patron.name', una, { surname: 'Before', firstName: 'Rotation' })
  ring.columns.make('patron.name', 2)
  ring.columns.use('patron.name', 2)
  ring.makeLinkKey('2026-11-23')
  const older = sealLink(new LinkKeys(ring), 'loan', links.loan)
  ring.makeLinkKey('2026-11-24')
  for (const one of ['2026-10', '2026-11']) ring.registerMonthKey(one)
  ring.forgetRegisterMonth('2026-09')
  ring.cells.monthKey(1, '2026-11')
  ring.makeRegisterSigner()
  const list = new CheckoutHistoryList(ring, una)
  ring.history.make(list.owner)
  const early = list.seal(historyRow, 1, kept)
  ring.history.make(list.owner)

  const keys = openingKeys(ring)
  const loan = sealLink(keys, 'loan', links.loan)
  const sealed = {
    columns: sealedIn(ring, Object.keys(columnValues)),
    firstVersion: first,
    links: {
      older,
      loan,
      hold: sealLink(keys, 'hold', links.hold),
      charge: sealLink(keys, 'charge', links.charge),
    },
    notice: sealNotice(keys, notice),
    returned: sealedReturn(keys, loan, returned.on),
    cut: sealedAnonymization(keys, cut),
    month: sealMonth(keys, '2026-11', month),
    history: [early, list.seal(historyRow, 2, kept)],
    copy: sealCopy(ring, copyId, [{ subject: una, record: 'loans' }]),
  }
  const tokens = { ...madeTokens(ring), knownBrowser: newKnownToken(ring), check: ring.check() }

  const made: Record<string, unknown> = {
    'keys-bare.json': pack(dir) satisfies Packed,
    'tokens.json': plain(tokens),
    'sealed.json': plain(sealed),
    'marks.json': plain(marksIn(ring, Object.keys(markedRows))),
    'case-events.json': plain(eventsIn(ring)),
    'keys-added.json': {},
  }
  for (const secret of secrets) {
    const wrapped = mkdtempSync(join(tmpdir(), 'carrel-golden-wrapped-'))
    cpSync(dir, wrapped, { recursive: true })
    const bare = await unlockKeys(wrapped, () => Promise.reject(new Error('these keys are bare')))
    await changeKeyMode(wrapped, bare, secret.mode === 'passphrase' ? { ...secret, cost: cheapCost } : secret)
    made[`keys-${secret.mode}.json`] = pack(wrapped)
  }
  return made
}

const sealedIn = (ring: KeyRing, columns: readonly string[]) =>
  Object.fromEntries(
    columns.map((column) => {
      const { row, value } = columnValues[column] ?? { row: '', value: null }
      return [column, sealField(ring, column as `${string}.${string}`, row, value)]
    }),
  )

const marksIn = (ring: KeyRing, tables: readonly string[]) =>
  Object.fromEntries(
    tables.map((table) => [
      table,
      markOfRow(ring, table as MarkedTable, markedRows[table as MarkedTable] as never),
    ]),
  )

/** What is sealed already stays as it is. */
const eventsIn = (ring: KeyRing) =>
  Object.fromEntries(
    Object.entries(eventVectors).map(([name, vector], at) => {
      if (vector.sealed !== undefined) return [name, vector]
      const row = `00000000-0000-4000-9000-${String(at).padStart(12, '0')}`
      return [name, { ...vector, row, sealed: sealField(ring, 'case_event.event', row, vector.event) }]
    }),
  )

/** Vectors of sealed columns, marked tables and case events that came after the others, each under its name. */
export function makeAdded(): Readonly<Record<string, Readonly<Record<string, unknown>>>> {
  const added = jsonOf<Packed>('keys-added.json')
  const { columns } = jsonOf<{ readonly columns: Readonly<Record<string, string>> }>('sealed.json')
  const newColumns = Object.keys(columnValues).filter((name) => columns[name] === undefined)
  const keys = Object.fromEntries(newColumns.map((name) => [`columns/${name}/1`, base64(randomBytes(32))]))
  const ring = new KeyRing(unpack({ ...jsonOf<Packed>('keys-bare.json'), ...added, ...keys }))
  const missing = (file: string, names: readonly string[]) => {
    const there = jsonOf<Readonly<Record<string, unknown>>>(file)
    return names.filter((name) => there[name] === undefined)
  }
  return {
    'keys-added.json': keys,
    'sealed.json': { columns: { ...columns, ...(plain(sealedIn(ring, newColumns)) as object) } },
    'marks.json': plain(marksIn(ring, missing('marks.json', Object.keys(markedRows)))) as object as never,
    'case-events.json': plain(eventsIn(ring)) as object as never,
  }
}
