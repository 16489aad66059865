import type { CopiedField, CopiedLine, Days } from '../casework/copied.ts'
import { daysAfter } from '../policy/calendar.ts'
import type { RecordKind } from '../policy/vocabulary.ts'
import type { Opened, OpenedTitle } from './opened.ts'

type Field = readonly [CopiedField, string]

/**
 * What was opened of one patron, as the lines of a copy. Only what a record is by its definition: no short name on slips,
 * no choice, no number of a page.
 * @param day of the copy, `YYYY-MM-DD`
 */
export function linesOf(
  subject: string,
  opened: Opened,
  { records, day }: { readonly records: readonly RecordKind[]; readonly day: string },
): CopiedLine[] {
  const today: Days = { from: day, until: day }
  const line = (record: RecordKind, fields: readonly Field[], days?: Days): CopiedLine => ({
    ...{ subject, record, asOf: day, fields },
    ...(days && { days }),
  })
  const told = (record: RecordKind) => records.includes(record)
  const { existence, identity, contact, loans = [], charges, holds, history } = opened
  return [
    ...(existence ? [line('existence', [['on-file', 'yes']])] : []),
    ...(identity ? [line('identity', identityFields(identity))] : []),
    ...(contact ? [line('contact', contactFields(contact))] : []),
    ...loans.map((loan) => line('loans', titleFields(loan), today)),
    ...bareAndTitled(opened, told, day).map(({ record, fields, days }) => line(record, fields, days)),
    ...chargeLines(charges, told).map(({ record, fields }) => line(record, fields, today)),
    ...(holds && told('holds') ? [line('holds', [isSo(holds.any)], today)] : []),
    ...(holds?.each ?? []).map((each) => line('holds.titles', titleFields(each), today)),
    ...(history?.each ?? []).map(({ on, ...title }) =>
      line('history', [...titleFields(title), ['returned-on', on]], { from: on, until: on }),
    ),
  ]
}

function identityFields(identity: NonNullable<Opened['identity']>): Field[] {
  const { surname, firstName, otherNames, born, cards } = identity
  return [
    ['surname', surname],
    ['first-name', firstName],
    ...(otherNames ? [['other-names', otherNames] as const] : []),
    ...(born ? [['born', born] as const] : []),
    ...cards.map(({ number }) => ['card', number] as const),
  ]
}

function contactFields({ addresses, phones, emails }: NonNullable<Opened['contact']>): Field[] {
  return [
    ...addresses.map((lines) => ['address', lines.join(', ')] as const),
    ...phones.map((phone) => ['phone', phone] as const),
    ...emails.map((email) => ['email', email] as const),
  ]
}

function titleFields({ title, author, dueOn }: Pick<OpenedTitle, 'title' | 'author' | 'dueOn'>): Field[] {
  return [
    // Of an item that the catalogue no longer has nothing more is known.
    ['title', title ?? ''],
    ...(author ? [['author', author] as const] : []),
    ...(dueOn ? [['due-on', dueOn] as const] : []),
  ]
}

const isSo = (is: boolean): Field => ['is-so', is ? 'yes' : 'no']

type Said = { readonly record: RecordKind; readonly fields: readonly Field[]; readonly days: Days }

/**
 * What is overdue, lost or damaged: the bare fact, and which titles, each where it was asked for.
 * Reading: what is overdue now was out and overdue on each day since the one after it was due; of what is lost, damaged,
 * owed or reserved no day is held, so it is known of the day of the copy alone.
 */
function bareAndTitled(opened: Opened, told: (record: RecordKind) => boolean, day: string): Said[] {
  return (['overdue', 'lost', 'damaged'] as const).flatMap((kind) => {
    const fact = opened[kind]
    if (fact === undefined) return []
    const since = (dueOn: string | undefined) =>
      kind === 'overdue' && dueOn !== undefined && dueOn < day ? daysAfter(dueOn, 1) : day
    const each = (fact.titles ?? []).map((title) => ({
      ...{ record: `${kind}.titles` as const, fields: titleFields(title) },
      days: { from: since(title.dueOn), until: day },
    }))
    const first = each.map(({ days }) => days.from).sort()[0] ?? day
    const bare = { record: kind, fields: [isSo(fact.any)], days: { from: first, until: day } }
    return [...(told(kind) ? [bare] : []), ...each]
  })
}

/** How much and for what kind of thing, and for which items: a line each, so that neither brings the other along. */
function chargeLines(
  charges: Opened['charges'],
  told: (record: RecordKind) => boolean,
): Omit<Said, 'days'>[] {
  return (charges?.each ?? []).flatMap(({ kind, amountCents, title }) => {
    const owed = told('charges') ? ([['for', kind]] as const) : []
    const amount = ['amount', (amountCents / 100).toFixed(2)] as const
    return [
      ...(told('charges') ? [{ record: 'charges' as const, fields: [...owed, amount] }] : []),
      ...(title ? [{ record: 'charges.items' as const, fields: [['title', title] as const, ...owed] }] : []),
    ]
  })
}
