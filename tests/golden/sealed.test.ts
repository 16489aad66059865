import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type CaseEvent,
  CheckoutHistoryList,
  cardExpiresWithin,
  caseCopyOpener,
  codeSecretOpener,
  correctedPartsOpener,
  type EventName,
  type HistoryLineRow,
  isAddressOf,
  isMarked,
  type KeyRing,
  type LinkRow,
  type LinkTable,
  type MarkedTable,
  markOfRow,
  NameIndex,
  type NoticeRow,
  noticeOf,
  noticePlanningOpener,
  type OpeningKeys,
  type OpenMonth,
  openChannels,
  openCodeSecret,
  openCopy,
  openField,
  openingKeys,
  openLink,
  openMonth,
  openPatronSecret,
  openUncounted,
  partsCorrectedHere,
  patronImportOpener,
  patronSecretOpener,
  personOpener,
  sealCard,
  sealCodeSecret,
  sealCopy,
  sealedColumns,
  sealedReturn,
  sealField,
  sealImportedStanding,
  sealLink,
  sealMonth,
  sealNotice,
  sealPatron,
  sealPatronSecret,
  stepsByName,
  token,
  type UncountedRow,
} from './current.ts'
import { eventVectors } from './events.ts'
import { markedTables, sealedColumnNames } from './lists.ts'
import { card, copyId, cut, historyRow, kept, links, month, notice, patron, returned, una } from './people.ts'
import { markedRows } from './rows.ts'
import { columnValues } from './sealed-values.ts'
import { fromBase64, goldenRing, jsonOf, sweep } from './vectors.ts'

/** Their bytes are in base64. */
type InJson<T> = { readonly [Field in keyof T]: T[Field] extends Buffer ? string : T[Field] }
type Sealed = {
  readonly columns: Readonly<Record<string, string>>
  readonly firstVersion: string
  readonly links: Readonly<Record<LinkTable | 'older', InJson<LinkRow>>>
  readonly notice: InJson<NoticeRow>
  readonly returned: InJson<UncountedRow>
  readonly cut: InJson<UncountedRow>
  readonly month: InJson<OpenMonth>
  readonly history: readonly InJson<HistoryLineRow>[]
  readonly copy: string
}

const golden = jsonOf<Sealed>('sealed.json')
let ring: KeyRing
let keys: OpeningKeys
beforeAll(() => {
  ring = goldenRing()
  keys = openingKeys(ring)
})
afterAll(sweep)

const column = (name: string) => fromBase64(golden.columns[name] ?? '')
const linkOf = ({ id, night, link }: InJson<LinkRow>) => ({ id, night, link: fromBase64(link) })

describe('a sealed field', () => {
  test('there is one of each column, and of no other', () => {
    expect([...sealedColumns].sort()).toEqual([...sealedColumnNames].sort())
    expect(Object.keys(columnValues).sort()).toEqual([...sealedColumnNames].sort())
    expect(Object.keys(golden.columns).sort()).toEqual([...sealedColumnNames].sort())
  })

  test.each(sealedColumnNames)('of %s opens to what was sealed', (name) => {
    const { row = '', value } = columnValues[name] ?? {}
    expect(openField(ring, name as `${string}.${string}`, row, column(name))).toEqual(value)
  })

  test.each(sealedColumnNames)('of %s has the version, and the size, that it had', (name) => {
    const { row = '', value, bytes } = columnValues[name] ?? {}
    const fresh = sealField(ring, name as `${string}.${string}`, row, value)
    expect([fresh.length, column(name).length]).toEqual([bytes, bytes])
    expect([fresh[0], column(name)[0]]).toEqual(name === 'patron.name' ? [2, 2] : [1, 1])
  })

  test('that carries an older version opens too', () => {
    const opened = openField(ring, 'patron.name', una, fromBase64(golden.firstVersion))
    expect(opened).toEqual({ surname: 'Before', firstName: 'Rotation' })
  })

  test('opens by what the program opens it with', async () => {
    const [id, contact, refused] = [una, column('patron.contact'), column('patron.choices')]
    const names = new NameIndex()
    await names.build(
      ring,
      (async function* () {
        yield [{ id, name: column('patron.name') }]
      })(),
    )
    expect(names.search('vexillum una', 2).ids).toEqual([una])
    expect(
      openPatronSecret(patronSecretOpener(ring), 'pin.second_factor', una, column('pin.second_factor')),
    ).toBe(columnValues['pin.second_factor']?.value)
    const { row = '', value } = columnValues['account.second_factor'] ?? {}
    expect(openCodeSecret(codeSecretOpener(ring), row, column('account.second_factor'))).toBe(value)
    expect(
      partsCorrectedHere(correctedPartsOpener(ring), { id, corrected: column('patron.corrected') }),
    ).toEqual(['born'])
    expect(
      isAddressOf(
        noticePlanningOpener(ring),
        { id, contact, choices: refused, reach: null },
        'una.vexillum@example.org',
      ),
    ).toBe(true)
    const how = { isBad: () => false, mayRefuse: true, byGuardian: false }
    expect(
      openChannels(noticePlanningOpener(ring), { id, contact, choices: refused, reach: null }, how),
    ).toEqual(['e-mail', 'letter'])
    const standing = column('patron.standing')
    expect(
      cardExpiresWithin(
        noticePlanningOpener(ring),
        { id, standing },
        { from: '2027-05-01', until: '2027-06-01' },
      ),
    ).toBe(true)
    expect(
      sealImportedStanding(patronImportOpener(ring), id, {
        before: standing,
        said: { expiresOn: '2026-05-06' },
      }).isKept,
    ).toBe(true)
  })

  test('is sealed by what the program seals it with for the same column and row', () => {
    const sealed = sealPatron(ring, una, patron)
    for (const [name, bytes] of Object.entries(sealed)) {
      const opened = openField(ring, `patron.${name}`, una, bytes ?? Buffer.alloc(0))
      expect(opened).toEqual(columnValues[`patron.${name}`]?.value)
    }
    const { barcode } = sealCard(ring, { id: card, patronId: una, number: '23117000000019' })
    expect(openField(ring, 'card.barcode', card, barcode)).toBe('23117000000019')
    const secret = sealPatronSecret(ring, 'pin.hash', una, 'a hash')
    expect(openField(ring, 'pin.hash', una, secret)).toBe('a hash')
    expect(openField(ring, 'account.second_factor', una, sealCodeSecret(ring, una, 'a secret'))).toBe(
      'a secret',
    )
  })
})

describe('a link', () => {
  test.each(['loan', 'hold', 'charge'] as const)('of %s opens, and is found by its tokens', (table) => {
    const row = golden.links[table]
    expect(openLink(keys, table, linkOf(row))).toEqual(links[table])
    const fresh = sealLink(keys, table, links[table], row.id)
    expect(fresh.night).toBe(row.night)
    expect(fresh.link.length).toBe(linkOf(row).link.length)
    expect(fresh.link[0]).toBe(linkOf(row).link[0])
    const indexes = [fresh.patron_index, fresh.other_index, fresh.source_index]
    expect(indexes).toEqual([row.patron_index, row.other_index, row.source_index].map(fromBase64))
  })

  test('under the key of an earlier night opens too', () => {
    expect(golden.links.older.night).toBe('2026-11-23')
    expect(openLink(keys, 'loan', linkOf(golden.links.older))).toEqual(links.loan)
  })

  test('all are 221 bytes long', () => {
    expect(Object.values(golden.links).map((row) => linkOf(row).link.length)).toEqual([221, 221, 221, 221])
  })
})

test('a notice opens, and is found by its tokens', () => {
  const { id, night, sealed, patron_index, once_index } = golden.notice
  expect(noticeOf(keys, { id, night, sealed: fromBase64(sealed) })).toEqual(notice)
  const fresh = sealNotice(keys, notice)
  expect([fresh.patron_index, fresh.once_index]).toEqual([patron_index, once_index].map(fromBase64))
  expect([fresh.sealed.length, fresh.sealed[0]]).toEqual([157, fromBase64(sealed)[0]])
})

test('what waits to be counted opens, with its hint', () => {
  const waiting = (row: InJson<UncountedRow>) =>
    openUncounted(keys, { ...row, sealed: fromBase64(row.sealed) })
  const [hint] = token(ring, 'tally.hint', una)
  expect(waiting(golden.returned)).toEqual({ ...returned, hint })
  expect(waiting(golden.cut)).toEqual(cut)
  const fresh = sealedReturn(keys, linkOf(golden.links.loan), returned.on)
  expect(openUncounted(keys, fresh)).toEqual({ ...returned, hint })
  expect([golden.returned, golden.cut].map(({ sealed }) => fromBase64(sealed).length)).toEqual([157, 157])
})

test('the count of a month opens', () => {
  expect(openMonth(keys, { ...golden.month, count: fromBase64(golden.month.count) })).toEqual(month)
  expect(sealMonth(keys, '2026-11', month).count.length).toBe(fromBase64(golden.month.count).length)
})

test('a history opens, under each of its keys', () => {
  const list = new CheckoutHistoryList(ring, una)
  const rows = golden.history.map((row) => ({ ...row, kept: fromBase64(row.kept) }))
  expect(rows.map(({ version }) => version)).toEqual([1, 2])
  expect(rows.map((row) => list.open(personOpener(ring), row))).toEqual([kept, kept])
  expect(list.tokens()).toEqual(golden.history.map(({ patron_index }) => fromBase64(patron_index)))
  expect(list.seal(historyRow, 3, kept).kept.length).toBe(157)
})

test('a copy in a case opens', () => {
  const lines = [{ subject: una, record: 'loans' }]
  expect(openCopy(caseCopyOpener(ring), copyId, fromBase64(golden.copy))).toEqual(lines)
  expect([sealCopy(ring, copyId, lines).length, fromBase64(golden.copy).length]).toEqual([16_413, 16_413])
})

describe('the mark of a row', () => {
  const marks = jsonOf<Readonly<Record<string, string>>>('marks.json')

  test.each(markedTables)('of %s still counts', (table) => {
    const row = markedRows[table] as never
    const mark = fromBase64(marks[table] ?? '')
    expect(isMarked(ring, table, { ...(row as object), mark } as never)).toBe(true)
    const fresh = markOfRow(ring, table, row)
    // A mark of before its table had one of each writing still counts; a new one begins with a salt.
    if (fresh.length === 32) expect(fresh).toEqual(mark)
  })

  test('there is one of each table', () => {
    expect(Object.keys(markedRows) as MarkedTable[]).toEqual([...markedTables])
  })
})

describe('what happened in a case', () => {
  test.each(Object.keys(eventVectors) as EventName[])('%s opens to the same event', (name) => {
    const { event, row, sealed } = eventVectors[name]
    const opened = openField(ring, 'case_event.event', row, fromBase64(sealed)) as CaseEvent
    expect(opened).toEqual(event)
    expect(opened.what).toBe(name)
    const fresh = sealField(ring, 'case_event.event', row, event)
    expect(fresh.length).toBe(fromBase64(sealed).length)
  })

  test('every event that there is, is pinned', () => {
    expect(Object.keys(eventVectors).sort()).toEqual(Object.keys(stepsByName).sort())
  })
})
