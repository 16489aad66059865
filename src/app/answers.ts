import type { Kysely } from 'kysely'
import { casesFiguresWords, ordersOfYear } from '../cases/index.ts'
import { dispositionsOfYear, publishedNumber, reportsWords, seriesInOrder } from '../circulation/index.ts'
import { type Actor, type AnsweredFromLog, answerFromLog, recordQuestion } from '../gate/index.ts'
import { type Clock, daysIn } from '../platform/clock.ts'
import type { KeyRing } from '../platform/crypto/key-ring.ts'
import type { Schema } from '../platform/db/schema.ts'
import { formatsOf, type Language } from '../platform/i18n/language.ts'
import { isDay, numberInForce, type Pack, type StaffRole } from '../policy/index.ts'
import { paperIn } from '../register/index.ts'
import { allAccounts, coursesPassedIn, everyAccountName, rolesWords } from '../staff/index.ts'
import { answersWords } from './words/answers.ts'

/**
 * Questions about the past that the log and the reports answer without naming a patron, for the Director and for
 * `carrel answer`. Each question is on record before its answer is opened.
 */
export const pastQuestions = ['orders', 'trained', 'calls', 'roles', 'disposed'] as const
export type PastQuestion = (typeof pastQuestions)[number]

/** What each is asked of: a year, a month or a day. */
export const askedOf = {
  orders: 'year',
  trained: 'year',
  calls: 'month',
  roles: 'day',
  disposed: 'year',
} as const satisfies Readonly<Record<PastQuestion, 'year' | 'month' | 'day'>>

/** A sentence, and a short table with the log entries that prove it. */
export type PastAnswer = {
  readonly says: string
  readonly head: readonly string[]
  readonly rows: readonly {
    readonly cells: readonly string[]
    /** References of log entries; none where no entry says so. */
    readonly entries: readonly string[]
  }[]
  /** What it does not know, or is not for. */
  readonly notes: readonly string[]
}

type AnswerParts = {
  readonly app: Kysely<Schema>
  readonly ring: KeyRing
  readonly clock: Clock
  readonly pack: Pack
  readonly language: Language
}

/** Hostile: what was typed is any text. @returns `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; undefined if it is none */
export function readAsked(question: PastQuestion, typed: string): string | undefined {
  const text = typed.trim()
  if (askedOf[question] === 'year') return /^(?:19|20)\d\d$/.test(text) ? text : undefined
  if (askedOf[question] === 'month') return /^(?:19|20)\d\d-(?:0[1-9]|1[0-2])$/.test(text) ? text : undefined
  return isDay(text) ? text : undefined
}

/** Nothing of it has happened yet, so no answer speaks of it. @param of as `readAsked` returns it */
export const isToCome = (of: string, { today }: Pick<Clock, 'today'>): boolean =>
  of > today().slice(0, of.length)

/** @param of as `readAsked` returns it */
export function answer(
  parts: AnswerParts,
  by: Actor,
  question: PastQuestion,
  of: string,
): Promise<PastAnswer> {
  return answers[question](parts, by, of)
}

const answers: Readonly<
  Record<PastQuestion, (parts: AnswerParts, by: Actor, of: string) => Promise<PastAnswer>>
> = {
  orders,
  trained,
  calls,
  roles,
  disposed,
}

async function orders(parts: AnswerParts, by: Actor, year: string): Promise<PastAnswer> {
  const words = answersWords(parts)
  await recordQuestion(logParts(parts), by, ['orders', year])
  const kinds = await ordersOfYear(parts, by, year)
  const { kind: names } = casesFiguresWords(parts)
  const { count } = formatsOf(parts)
  const many = kinds.reduce((sum, { cases }) => sum + cases.length, 0)
  return {
    says: words.orders.says(count(many), year),
    head: words.orders.head,
    rows: kinds.map(({ kind, cases }) => ({
      cells: [names[kind], count(cases.length), cases.map(({ reference }) => reference).join(', ')],
      entries: cases.flatMap(({ entry }) => entry ?? []),
    })),
    notes: [words.orders.without, words.orders.notForOthers],
  }
}

async function trained(parts: AnswerParts, by: Actor, year: string): Promise<PastAnswer> {
  const words = answersWords(parts)
  await recordQuestion(logParts(parts), by, ['trained', year])
  const courses = await coursesPassedIn(parts.app, year)
  const { name: roleNames } = rolesWords(parts)
  const formats = formatsOf(parts)
  const people = new Set(courses.map(({ accountId }) => accountId)).size
  return {
    says: words.trained.says(formats.count(people), year),
    head: words.trained.head,
    rows: courses.map(({ name, role, doneOn, entry }) => ({
      cells: [name, roleNames[role], formats.day(doneOn)],
      entries: [entry],
    })),
    notes: [words.trained.courseOnly],
  }
}

async function calls(parts: AnswerParts, by: Actor, month: string): Promise<PastAnswer> {
  const words = answersWords(parts)
  const { pack } = parts
  // Why so many months after: a call that was on paper first is entered up to 90 days later.
  const around = { from: monthsAfter(month, -1), until: monthsAfter(month, 4) }
  const found = await answerFromLog(logParts(parts), by, {
    ...{ asked: ['calls', month], kinds: ['call-ended', 'contact', 'answer'], ...around },
  })
  const dayOf = daysIn(pack.timeZone)
  const isCall = ({ kind, channel, recipient }: (typeof found.entries)[number]['entry']) =>
    channel === 'phone-out' || (kind === 'answer' && channel === 'message' && recipient === 'patron')
  const ofMonth = found.entries
    .filter(({ entry }) => isCall(entry))
    .map((one) => ({ ...one, ...one.entry, ...paperIn(one.entry.flags) }))
    .filter(({ at }) => dayOf(new Date(at)).startsWith(month))
    .toSorted((one, other) => (one.at < other.at ? -1 : 1))
  const isNoted = ({ kind }: (typeof ofMonth)[number]) => kind !== 'contact'
  const whatOf = ({ kind, sheet }: (typeof ofMonth)[number]) =>
    kind === 'answer'
      ? words.calls.answered(sheet)
      : kind === 'contact'
        ? words.calls.prepared
        : words.calls.ended
  const made = ofMonth.filter(isNoted)
  const prepared = ofMonth.length - made.length
  const names = await everyAccountName(parts.app)
  const formats = formatsOf(parts)
  const title = formats.monthOfYear(month)
  const rooms = new Map<string, number>()
  for (const { place } of made) rooms.set(placeOf(parts, place), (rooms.get(placeOf(parts, place)) ?? 0) + 1)
  const byRoom = [...rooms].map(([room, many]) => words.calls.inRoom(room, formats.count(many)))
  return {
    says: words.calls.says(formats.count(made.length), title, formats.all(byRoom)),
    head: words.calls.head,
    rows: ofMonth.map((one) => ({
      cells: [
        formats.moment(new Date(one.at), pack.timeZone),
        placeOf(parts, one.place),
        names.get(one.actor) ?? words.unknownPerson,
        whatOf(one),
      ],
      entries: [one.reference],
    })),
    notes: [
      ...(prepared > 0 ? [words.calls.alsoPrepared(formats.count(prepared))] : []),
      words.calls.noOne,
      ...forgottenNote(parts, found),
    ],
  }
}

const accountKinds = ['account-added', 'account-role-changed', 'account-ended']
const actingKinds = ['acting-director-named', 'acting-director-ended']
const firstMonth = '2000-01'

async function roles(parts: AnswerParts, by: Actor, day: string): Promise<PastAnswer> {
  const words = answersWords(parts)
  const found = await answerFromLog(logParts(parts), by, {
    ...{ asked: ['roles', day], kinds: [...accountKinds, ...actingKinds] },
    ...{ from: firstMonth, until: monthsAfter(day.slice(0, 7), 1) },
  })
  const dayOf = daysIn(parts.pack.timeZone)
  const until = found.entries.filter(({ entry }) => dayOf(new Date(entry.at)) <= day)
  const [names, accounts] = [await everyAccountName(parts.app), await allAccounts(parts.app)]
  const formats = formatsOf(parts)
  const row = (account: string, role: string, since: string, entries: readonly string[]) => ({
    cells: [names.get(account) ?? words.unknownPerson, role, since],
    entries,
  })
  const ofLog = [...rolesFrom(until)].map(([account, { flags, at, reference }]) =>
    row(account, roleSaid(parts, flags), formats.day(dayOf(new Date(at))), [reference]),
  )
  const acting = actingFrom(until, day, dayOf).map(({ account, from, last, reference }) =>
    row(account, words.roles.acting, words.roles.term(formats.day(from), formats.day(last)), [reference]),
  )
  // Accounts that no entry speaks of: set up before the log's oldest month, or with the library.
  const spoken = new Set(found.entries.flatMap(({ entry }) => entry.account ?? []))
  const others = accounts
    .filter(({ id }) => !spoken.has(id))
    .map(({ id, role, president }) =>
      row(id, roleSaid(parts, [role, ...(president ? ['president'] : [])]), words.roles.noEntry, []),
    )
  return {
    says: day === parts.clock.today() ? words.roles.now : words.roles.says(formats.day(day)),
    head: words.roles.head,
    rows: [...ofLog, ...acting, ...others],
    notes: [...(others.length > 0 ? [words.roles.others] : []), ...forgottenNote(parts, found)],
  }
}

type RoleEntry = { readonly flags: readonly string[]; readonly at: string; readonly reference: string }

/** The last role of each account that was not closed. */
function rolesFrom(entries: AnsweredFromLog['entries']): Map<string, RoleEntry> {
  const held = new Map<string, RoleEntry>()
  for (const { reference, entry } of entries) {
    const { kind, account = '', flags = [], at } = entry
    if (kind === 'account-ended') held.delete(account)
    else if (accountKinds.includes(kind)) held.set(account, { flags, at, reference })
  }
  return held
}

type ActingTerm = {
  readonly account: string
  /** Its first and last day, `YYYY-MM-DD`. */
  readonly from: string
  readonly last: string
  readonly reference: string
}

/**
 * The terms as acting Director that cover the day and were not ended by then. Someone can have several. One ends by its own
 * entry, and all of an account's when it is closed or becomes a Director's.
 */
function actingFrom(
  entries: AnsweredFromLog['entries'],
  day: string,
  dayOf: (at: Date) => string,
): readonly ActingTerm[] {
  let terms: readonly ActingTerm[] = []
  for (const { reference, entry } of entries) {
    const { kind, account = '', flags = [], at } = entry
    const [from = '', last = ''] = flags
    const becomesDirector = kind === 'account-role-changed' && from === 'director'
    if (kind === 'acting-director-named') terms = [...terms, { account, from, last, reference }]
    if (kind === 'acting-director-ended') {
      // Entries of before say no days: the first term that was not over then.
      const isIt = (term: ActingTerm) =>
        term.account === account &&
        (from === '' ? term.last >= dayOf(new Date(at)) : term.from === from && term.last === last)
      const ended = [...terms].sort((one, other) => (one.from < other.from ? -1 : 1)).find(isIt)
      terms = terms.filter((term) => term !== ended)
    }
    if (kind === 'account-ended' || becomesDirector) terms = terms.filter((term) => term.account !== account)
  }
  return terms.filter(({ from, last }) => from <= day && day <= last)
}

function roleSaid(parts: AnswerParts, [role = '', president]: readonly string[]): string {
  const { name, ofTheBoard } = rolesWords(parts)
  const said = name[role as StaffRole] ?? role
  return president === 'president' ? ofTheBoard(said) : said
}

async function disposed(parts: AnswerParts, by: Actor, year: string): Promise<PastAnswer> {
  const words = answersWords(parts)
  const { app, clock, pack } = parts
  const found = await answerFromLog(logParts(parts), by, {
    ...{ asked: ['disposed', year], kinds: ['months-forgotten'] },
    ...{ from: `${Number(year) - 1}-12`, until: `${Number(year) + 1}-01` },
  })
  const dayOf = daysIn(pack.timeZone)
  const formats = formatsOf(parts)
  const { disposal } = reportsWords(parts)
  const { months } = await dispositionsOfYear(app, year, clock.today())
  const schedule = pack.manifest.disposal
  const links = months.flatMap((month) =>
    seriesInOrder.map((series) => ({
      cells: [
        formats.month(Number(month.month.slice(5)) - 1),
        `${disposal.kind[series]}: ${publishedNumber(month.links[series], disposal, formats)}`,
        schedule === undefined
          ? words.disposed.noSchedule
          : `${schedule.schedule}: ${schedule.series[series]}`,
      ],
      entries: [],
    })),
  )
  const kept = pack.manifest['register-kept']?.at(-1)
  const ofLog = found.entries
    .filter(({ entry }) => dayOf(new Date(entry.at)).startsWith(year))
    .map(({ reference, entry }) => ({
      cells: [
        formats.day(dayOf(new Date(entry.at))),
        words.disposed.log(formats.all(entry.months ?? [])),
        kept === undefined ? words.disposed.noSchedule : kept.citation,
      ],
      entries: [reference],
    }))
  return {
    says: words.disposed.says(year),
    head: words.disposed.head,
    rows: [...links, ...ofLog],
    notes: [words.disposed.noEntry, ...forgottenNote(parts, found)],
  }
}

const logParts = ({ app, ring, clock }: AnswerParts) => ({ app, ring, now: clock.now() })

const placeOf = ({ pack }: AnswerParts, place = '') => pack.places[place] ?? place

/** What is asked about the past and answered elsewhere, with the page that does. */
export const answeredElsewhere = {
  viewed: '/cases',
  cases: '/cases/find',
  told: '#q-case',
  minutes: '/reports/requests',
} as const satisfies Readonly<Record<string, string>>

/** For how long a view names a patron. Afterward no one answers whose record it was. */
export function keptSays({ pack, clock, language }: Omit<AnswerParts, 'app' | 'ring'>): string {
  const { elsewhere: words } = answersWords({ pack, language })
  const kept = numberInForce(pack.manifest['register-kept'] ?? [], clock.today())
  return kept === undefined ? words.keptAlways : words.kept(formatsOf({ language }).count(kept.value))
}

/** Why: an answer must not read as whole where a part of the time is gone. */
function forgottenNote(parts: AnswerParts, { forgotten }: AnsweredFromLog): string[] {
  const last = forgotten.at(-1)
  return last === undefined ? [] : [answersWords(parts).forgotten(last)]
}

/** `YYYY-MM`, some months later. */
function monthsAfter(month: string, many: number): string {
  const at = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + many
  return `${String(Math.floor(at / 12)).padStart(4, '0')}-${String((at % 12) + 1).padStart(2, '0')}`
}
