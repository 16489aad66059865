import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import {
  correctedParts,
  type Opened,
  type OpenedGuardian,
  type OpenedHistory,
  type OpenedTitle,
  patronActorOf,
  recordKindWords,
  recordNames,
  wholeRecord,
  worksCases,
} from '../../gate/index.ts'
import { show } from '../../platform/http/layout.tsx'
import { BackLink, ButtonLine, DataTable, LinkLine, TextLink } from '../../platform/http/page-kit.tsx'
import type { PatronContext } from '../../platform/http/request-context.ts'
import { capitalize, formatsOf, languageNames, languages } from '../../platform/i18n/language.ts'
import type { RecordKind } from '../../policy/index.ts'
import { registerWords } from '../../register/index.ts'
import { accessLogOf, type LoggedAccess } from '../access-log.ts'
import { otherSystemLends } from '../other-system-store.ts'
import type { PatronServices } from '../services.ts'
import { correctionsWords } from '../words/corrections.ts'
import { ownCopyWords, ownHistoryWords, ownPageWords, ownSeenWords, seenByDayWords } from '../words/own.ts'
import { recordsWords } from '../words/records.ts'
import { partLines, partNames } from './correction-parts.tsx'
import { CorrectionStatus } from './corrections.tsx'
import { leaveSelfService } from './my-sign-in.tsx'
import { guardianFullName, nameOf, OwnGuardians, RecordView } from './record-parts.tsx'

/** One page for every patron, whether or not there is anything to show. */
export async function accessLogPage(context: PatronContext): Promise<Response> {
  const { services, c } = context
  const { app, ring, clock, pack } = services
  const before = /^\d{1,18}$/.exec(c.req.query('before') ?? '')?.[0]
  const page = await accessLogOf(
    { app, ring, now: clock.now(), timeZone: pack.timeZone },
    patronActorOf(context),
    { month: c.req.query('month'), before: before === undefined ? undefined : BigInt(before) },
  )
  const ownSeen = ownSeenWords(context)
  const own = ownPageWords(context)
  const others = page.months.filter((month) => month !== page.month)
  return show(
    context,
    own.seen,
    <>
      <h1>{own.seen}</h1>
      <p class="usa-intro">{ownSeen.intro}</p>
      {worksCases(context) && <LinkLine href="/me/worry?about=views">{ownSeen.ask}</LinkLine>}
      <h2>{monthName(context, page.month)}</h2>
      {page.seen.length === 0 ? <p>{ownSeen.none}</p> : <AccessDays context={context} seen={page.seen} />}
      {page.before !== undefined && (
        <BackLink href={`/me/seen?month=${page.month}&before=${page.before}`}>{ownSeen.older}</BackLink>
      )}
      <p>{ownSeen.notYet}</p>
      {(await otherSystemLends(context)) && <p>{ownSeen.otherSystem}</p>}
      <p>{ownSeen.someNever}</p>
      {others.length > 0 && (
        <>
          <h2>{ownSeen.otherMonths}</h2>
          <nav aria-label={ownSeen.otherMonths} class="carrel-pages">
            {others.map((month) => (
              <>
                {' '}
                <TextLink href={`/me/seen?month=${month}`}>{monthName(context, month)}</TextLink>
              </>
            ))}
          </nav>
        </>
      )}
      {worksCases(context) && (
        <p>
          {ownSeen.answers} <TextLink href="/me/worry">{own.privacyConcern}</TextLink>.
        </p>
      )}
      <BackLink href="/me">{own.back}</BackLink>
      <p class="carrel-recorded">{own.recorded}</p>
    </>,
  )
}

function monthName(context: PatronContext, month: string): string {
  return capitalize(formatsOf(context).monthOfYear(month))
}

type AccessDaysProps = { readonly context: PatronContext; readonly seen: readonly LoggedAccess[] }

const AccessDays = ({ context, seen }: AccessDaysProps) => {
  const days = [...new Set(seen.map(({ on }) => on))]
  return (
    <>
      {days.map((day) => (
        <section>
          <h3>{formatsOf(context).day(day)}</h3>
          <AccessList context={context} seen={seen.filter((one) => one.on === day && !isOwnView(one))} />
          <OwnViews context={context} seen={seen.filter((one) => one.on === day && isOwnView(one))} />
        </section>
      ))}
    </>
  )
}

const AccessList = ({ context, seen }: AccessDaysProps) =>
  seen.length === 0 ? null : (
    <ul class="carrel-views">
      {seen.map((one) => (
        <AccessLine context={context} access={one} />
      ))}
    </ul>
  )

/** A sign-in or a change may be someone else's in their name: those stay among the others. */
const isOwnView = ({ by, act }: LoggedAccess) => by === 'patron' && act === undefined

const isByStaff = ({ by }: LoggedAccess) => by !== 'patron' && by !== 'program' && by !== 'guardian'

/** Folded, so that what others saw is found. */
const OwnViews = ({ context, seen }: AccessDaysProps) =>
  seen.length === 0 ? null : (
    <details>
      <summary>{seenByDayWords(context).own(seen.length)}</summary>
      <AccessList context={context} seen={seen} />
    </details>
  )

type AccessLineProps = { readonly context: PatronContext; readonly access: LoggedAccess }

/** One line a view, with its time of day; what it showed opens below it. */
const AccessLine = ({ context, access }: AccessLineProps) => {
  const { at, act, checked = [], channel, records, clauses, basis = '', isListed, enteredOn } = access
  const ownSeen = ownSeenWords(context)
  const words = seenByDayWords(context)
  const named = recordKindWords(context)
  const known = tellingKinds(records).filter((record) => Object.hasOwn(named.kind, record)) as RecordKind[]
  // Why not `kind` alone: that something is lost would read as if it were.
  const theirs = {
    ...named,
    kind: { ...named.kind, ...named.whether, ...ownSeen.yours },
    whole: { ...named.whole, charges: ownSeen.owedFor },
  }
  const kinds = act === undefined && !isListed ? recordNames(theirs, known) : []
  const checks = checked.flatMap((check) => ownWordFor(ownSeen.checked, check) ?? [])
  // Each has commas of its own.
  const first = kinds.length > 3 ? [...kinds.slice(0, 2), words.more(kinds.length - 2)] : kinds
  const shown = kinds.length > 0 ? first.join('; ') : undefined
  const unnamed = access.by === 'guardian' && records.length === 0 ? ownSeen.nothing : shown
  const isAddressOff = act === 'record-corrected' && checked.length === 0
  const done = act && (isAddressOff ? ownSeen.addressOff : ownSeen.act[act])
  const what = done ?? (isListed ? ownSeen.listed : unnamed)
  const why = ownWordFor(ownSeen.basis, basis)
  const time = at && formatsOf(context).time(new Date(at), context.services.pack.timeZone)
  const entered = enteredOn && words.entered(formatsOf(context).day(enteredOn))
  const parts = [time, ownWordFor(ownSeen.channel, channel), what, why, entered].filter(
    (one) => one !== undefined,
  )
  const line = (
    <>
      <strong>{whoOf(context, access)}</strong> {parts.map((part) => ` · ${part}`)}
    </>
  )
  const details = [
    [words.what, kinds.length > 3 ? kinds : []],
    [words.checked, checks],
    [ownSeen.clause, clauseNames(context, clauses)],
  ] as const
  return (
    <li class="carrel-view">
      {details.every(([, said]) => said.length === 0) ? (
        line
      ) : (
        <details>
          <summary>{line}</summary>
          <dl>
            {details.map(
              ([name, said]) =>
                said.length > 0 && (
                  <>
                    <dt>{name}</dt>
                    {said.map((one) => (
                      <dd>{one}</dd>
                    ))}
                  </>
                ),
            )}
          </dl>
          {isByStaff(access) && worksCases(context) && (
            <LinkLine href={`/me/worry?about=views&day=${access.on}`}>{ownSeen.askOne}</LinkLine>
          )}
        </details>
      )}
    </li>
  )
}

/** That someone is on file goes without saying where more was shown. */
const tellingKinds = (records: readonly string[]) =>
  records.length > 1 ? records.filter((record) => record !== 'existence') : records

/** As the policy heads them, once each. */
function clauseNames({ pack }: PatronContext, ids: readonly string[]): readonly string[] {
  const nameOf = (id: string) => pack.clauses.find((clause) => clause.id === id)?.heading ?? id
  return [...new Set(ids.map(nameOf))]
}

function whoOf(context: PatronContext, { by, act, recipient }: LoggedAccess): string {
  const ownSeen = ownSeenWords(context)
  const register = registerWords(context)
  // Why not `you`: the public page asks no one to sign in.
  if (act === 'card-block-asked') return register.someone
  const who =
    by === 'patron'
      ? ownSeen.you
      : by === 'program' || by === 'guardian'
        ? ownSeen[by]
        : (ownWordFor(register.who, by) ?? register.someone)
  const isToldOn = act === undefined && by !== 'patron' && by !== 'guardian' && recipient !== 'staff'
  return isToldOn ? ownSeen.toldTo(who, ownWordFor(ownSeen.whom, recipient) ?? ownSeen.whom.other) : who
}

/** Hostile: only words of ours, whatever the entry says. */
function ownWordFor(words: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(words, name) ? words[name] : undefined
}

/**
 * A file stays at a computer of the library after the sign-out, so there it is saved only once the customer was told. Undefined where
 * it may be sent.
 */
function askBeforeSaving(context: PatronContext, path: string): Response | Promise<Response> | undefined {
  const { workstation, c } = context
  if (workstation === null || c.req.query('save') === 'yes') return undefined
  const { shared } = ownCopyWords(context)
  return show(
    context,
    shared.title,
    <>
      <h1>{shared.title}</h1>
      <p class="usa-intro">{shared.says}</p>
      <ButtonLine href={`${path}?save=yes`} look="outline">
        {shared.save}
      </ButtonLine>
      <BackLink href="/me">{shared.back}</BackLink>
    </>,
  )
}

/** JSON with days as `YYYY-MM-DD` and amounts in dollars. */
export async function dataFileJson(context: PatronContext<PatronServices>): Promise<Response> {
  const asks = askBeforeSaving(context, '/me/data')
  if (asks !== undefined) return asks
  const copy = await wholeCopy(context)
  if (copy === undefined) return leaveSelfService(context, '/me/sign-in')
  return context.c.body(`${JSON.stringify(copyOf(copy), null, 2)}\n`, 200, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Disposition': 'attachment; filename="my-library-data.json"',
  })
}

type WholeRecord = {
  readonly opened: Opened
  readonly history: OpenedHistory['each']
  /** Of a minor. */
  readonly guardians?: readonly OpenedGuardian[]
}

/** Everything, through one logged access; undefined if the record is gone. */
async function wholeCopy(context: PatronContext<PatronServices>): Promise<WholeRecord | undefined> {
  const records = [...wholeRecord, 'history'] as const
  const { told, minor, guardians } = await context.services.gate.own({
    self: patronActorOf(context),
    records,
    guardiansToo: true,
  })
  const opened = told[0]?.opened
  const history = opened && (await wholeCheckoutHistory(context, opened.history))
  return opened && { opened, history: history ?? [], ...(minor && { guardians }) }
}

/** Later pages of the history; each access is logged. */
async function wholeCheckoutHistory(
  context: PatronContext<PatronServices>,
  first: OpenedHistory | undefined,
): Promise<OpenedHistory['each'][number][]> {
  const lines = [...(first?.each ?? [])]
  for (let page = first; page?.more; ) {
    const before = lines.at(-1)?.nth
    const { told } = await context.services.gate.own({
      self: patronActorOf(context),
      records: ['history'],
      before,
    })
    page = told[0]?.opened.history
    lines.push(...(page?.each ?? []))
  }
  return lines
}

/** Without the random numbers that pages act by. */
function copyOf({ opened, history, guardians }: WholeRecord) {
  const { identity, contact, loans = [], overdue, lost, damaged, charges, holds, correction } = opened
  const { cards = [], cardDays, cardNews: _shown, ...name } = identity ?? {}
  return {
    ...name,
    cards: cards.map(({ number, lost: isLost }) => ({ number, lost: isLost })),
    ...(cardDays && { card: cardDays }),
    ...contact,
    ...(guardians && { parentsOrGuardians: guardians.map(guardianFullName) }),
    ...(correction && {
      askedToSetRight: correction.asked,
      cameOfIt: correction.came,
      setRightHere: correction.corrected,
    }),
    out: titles(loans),
    overdue: titles(overdue?.titles),
    lost: titles(lost?.titles),
    damaged: titles(damaged?.titles),
    owed: charges?.each.map(({ kind, amountCents, title }) => ({
      for: kind,
      dollars: (amountCents / 100).toFixed(2),
      ...(title !== undefined && { title }),
    })),
    owedInAll: ((charges?.totalCents ?? 0) / 100).toFixed(2),
    reserves: holds?.each,
    ...(opened.history?.opensOn !== undefined && { historyOpensOn: opened.history.opensOn }),
    history: opened.history?.kept
      ? history.map(({ title, author, on }) => ({ title, author, broughtBack: on }))
      : null,
  }
}

const titles = (of: readonly OpenedTitle[] = []) => of.map(({ handle: _, ...title }) => title)

/** Why inline: the file is read without the library's stylesheets. */
const pageStyle = `body { max-width: 48rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 sans-serif }
.carrel-line { display: block } dt, th { font-weight: bold; text-align: left } dd { margin: 0 0 .5rem }
table { border-collapse: collapse; width: 100% } th, td { border-bottom: 1px solid; padding: .25rem .5rem .25rem 0 }`

/** The same copy as one self-contained page in the patron's language. */
export async function dataFileHtml(context: PatronContext<PatronServices>): Promise<Response> {
  const asks = askBeforeSaving(context, '/me/data/page')
  if (asks !== undefined) return asks
  const copy = await wholeCopy(context)
  if (copy === undefined) return leaveSelfService(context, '/me/sign-in')
  const { c, language, services } = context
  const { opened, history, guardians } = copy
  const { title, from, seen } = ownCopyWords(context)
  c.header('Content-Disposition', 'attachment; filename="my-library-data.html"')
  return c.html(
    <>
      {raw('<!doctype html>')}
      <html lang={language}>
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <title>{title}</title>
          <style>{raw(pageStyle)}</style>
        </head>
        <body>
          <main>
            <h1>{title}</h1>
            <p>{from(formatsOf(context).day(services.clock.today()))}</p>
            <h2>{nameOf(opened)}</h2>
            <RecordView speaker={context} opened={opened} level={3} own={{}} />
            {guardians && <OwnGuardians context={context} guardians={guardians} />}
            <OfAge context={context} opened={opened} />
            <CardDays context={context} opened={opened} />
            <CorrectedParts context={context} opened={opened} />
            <Slips context={context} opened={opened} />
            <ChosenOptions context={context} opened={opened} />
            <PastCheckouts context={context} opened={opened} history={history} />
            <p>{seen}</p>
          </main>
        </body>
      </html>
    </>,
  )
}

type RecordPartProps = { readonly context: PatronContext; readonly opened: Opened }

const OfAge = ({ context, opened: { identity } }: RecordPartProps) => {
  const ownCopy = ownCopyWords(context)
  const formats = formatsOf(context)
  const ofAge = identity?.ofAge
  return ofAge === undefined ? null : <p>{ownCopy.ofAge[ofAge.by](formats.day(ofAge.on))}</p>
}

const CardDays = ({ context, opened: { identity } }: RecordPartProps) => {
  const { pack } = context
  const { card } = ownCopyWords(context)
  const { category, enrolledOn, expiresOn, renewed } = identity?.cardDays ?? {}
  const kind = category && pack.manifest['card-kinds']?.[category]
  const days = [
    [card.since, enrolledOn],
    [card.renewed, renewed?.on],
    [card.until, expiresOn],
  ] as const
  const lines = [
    ...(category ? [[kind ? card.kind : card.kindCode, kind ?? category] as const] : []),
    ...days.flatMap(([name, day]) =>
      day === undefined ? [] : [[name, formatsOf(context).day(day)] as const],
    ),
  ]
  return lines.length === 0 ? null : <Facts lines={lines} />
}

const CorrectedParts = ({ context, opened }: RecordPartProps) => {
  const { asked = {}, corrected = [] } = opened.correction ?? {}
  const lines = correctedParts(asked).flatMap((part) =>
    partLines(context, part, asked).map((line) => [correctionsWords(context).part[part], line] as const),
  )
  return (
    <>
      <CorrectionStatus context={context} opened={opened} />
      {lines.length > 0 && <Facts lines={lines} />}
      {corrected.length > 0 && <p>{ownCopyWords(context).setRight(partNames(context, corrected))}</p>}
    </>
  )
}

const Slips = ({ context, opened: { holds } }: RecordPartProps) => {
  const ownCopy = ownCopyWords(context)
  const formats = formatsOf(context)
  if (!holds?.slips.length) return null
  const rows = holds.slips.map(({ alias, until }) => [alias, formats.day(until)])
  return (
    <>
      <h3>{ownCopy.slips}</h3>
      <DataTable head={[ownCopy.slip, ownCopy.until]} rows={rows} />
    </>
  )
}

const ChosenOptions = ({ context, opened: { contact } }: RecordPartProps) => {
  const ownCopy = ownCopyWords(context)
  const own = ownPageWords(context)
  const { language, refuses = [], safe = [], alias, pickUp } = contact?.choices ?? {}
  const wrong = contact?.wrongNumbers ?? []
  const { only = [], mailTo } = contact?.reach ?? {}
  const spoken = languages.find((one) => one === language)
  const lines: readonly (readonly [string, Child])[] = [
    ...(language === undefined
      ? []
      : [[ownCopy.language, spoken ? languageNames[spoken] : language] as const]),
    ...refuses.map((channel) => [ownCopy.refuses, own.choose.channel[channel]] as const),
    ...safe.map((channel) => [ownCopy.safe, own.choose.channel[channel]] as const),
    ...(alias === undefined ? [] : [[ownCopy.alias, alias] as const]),
    ...(pickUp === undefined ? [] : [[ownCopy.pickUp, pickUp] as const]),
    ...only.map((one) => [ownCopy.only, one] as const),
    ...(mailTo === undefined ? [] : [[ownCopy.mailTo, mailTo.join(', ')] as const]),
    ...(mailTo === undefined ? [] : (contact?.addresses ?? [])).map(
      (lines) => [ownCopy.ownAddress, lines.join(', ')] as const,
    ),
  ]
  return (
    <>
      <h3>{ownCopy.chosen}</h3>
      {lines.length === 0 ? <p>{ownCopy.nothingChosen}</p> : <Facts lines={lines} />}
      {wrong.length > 0 && <Facts lines={wrong.map((number) => [ownCopy.wrongNumbers, number])} />}
    </>
  )
}

const Facts = ({ lines }: { readonly lines: readonly (readonly [string, Child])[] }) => (
  <dl>
    {lines.map(([name, value]) => (
      <>
        <dt>{name}</dt>
        <dd>{value}</dd>
      </>
    ))}
  </dl>
)

const PastCheckouts = ({
  context,
  opened,
  history,
}: RecordPartProps & { readonly history: OpenedHistory['each'] }) => {
  const own = ownPageWords(context)
  const ownHistory = ownHistoryWords(context)
  const records = recordsWords(context)
  const formats = formatsOf(context)
  const { kept, opensOn } = opened.history ?? {}
  const rows = history.map(({ title, author, on }) => [
    ...[title ?? records.titleGone, author ?? '', formats.day(on)],
  ])
  return (
    <>
      <h3>{own.history}</h3>
      {rows.length > 0 && (
        <DataTable head={[records.title, records.author, ownHistory.returned]} rows={rows} />
      )}
      {rows.length === 0 && (
        <p>
          {opensOn !== undefined
            ? ownHistory.shut(formats.day(opensOn))
            : kept
              ? ownHistory.none
              : ownHistory.off}
        </p>
      )}
    </>
  )
}
