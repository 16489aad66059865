/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import { partsOf } from '../../contact/correction.ts'
import type { OpenedHistory } from '../../disclosure/history-held.ts'
import type { Opened } from '../../disclosure/opened.ts'
import { linesOf, partsSaid } from '../views/correction-parts.tsx'
import { nameOf, RecordView } from '../views/record.tsx'
import { Table } from '../views/table.tsx'
import type { OwnVisit } from '../visit.ts'
import { correctionsWords } from '../words/corrections.ts'
import { languageNames, languages } from '../words/language.ts'
import { ownPageWords } from '../words/own.ts'
import { ownCopyWords } from '../words/own-copy.ts'
import { ownHistoryWords } from '../words/own-history.ts'
import { recordsWords } from '../words/records.ts'
import { formatsOf } from '../words/told.ts'
import { wholeCopy } from './own-copy.ts'
import { CorrectionStands } from './own-correct.tsx'
import { leaveOwn } from './own-sign-in.tsx'

/** Why in the file itself: it is read where the library's own styles are not. */
const style = `body { max-width: 48rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 sans-serif }
.carrel-line { display: block } dt, th { font-weight: bold; text-align: left } dd { margin: 0 0 .5rem }
table { border-collapse: collapse; width: 100% } th, td { border-bottom: 1px solid; padding: .25rem .5rem .25rem 0 }`

/** The same as the file for a program, as a page to read: one file that needs nothing else, in the customer's language. */
export async function readableFile(visit: OwnVisit): Promise<Response> {
  const copy = await wholeCopy(visit)
  if (copy === undefined) return leaveOwn(visit, '/me/sign-in')
  const { c, language, house } = visit
  const { opened, history } = copy
  const { title, from } = ownCopyWords(visit)
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
          <style>{raw(style)}</style>
        </head>
        <body>
          <main>
            <h1>{title}</h1>
            <p>{from(formatsOf(visit).day(house.clock.today()))}</p>
            <h2>{nameOf(opened)}</h2>
            <RecordView speaker={visit} opened={opened} level={3} />
            <OfAge visit={visit} opened={opened} />
            <CardDays visit={visit} opened={opened} />
            <SetRight visit={visit} opened={opened} />
            <Slips visit={visit} opened={opened} />
            <Chosen visit={visit} opened={opened} />
            <Past visit={visit} opened={opened} history={history} />
          </main>
        </body>
      </html>
    </>,
  )
}

type Part = { readonly visit: OwnVisit; readonly opened: Opened }

const OfAge = ({ visit, opened: { identity } }: Part) => {
  const ownCopy = ownCopyWords(visit)
  const told = formatsOf(visit)
  const ofAge = identity?.ofAge
  return ofAge === undefined ? null : <p>{ownCopy.ofAge[ofAge.by](told.day(ofAge.on))}</p>
}

/** What kind of card they have, and from when to when. */
const CardDays = ({ visit, opened: { identity } }: Part) => {
  const { pack } = visit
  const { card } = ownCopyWords(visit)
  const { category, enrolledOn, expiresOn, renewed } = identity?.cardDays ?? {}
  const kind = category && (pack.manifest['card-kinds']?.[category] ?? category)
  const days = [
    [card.since, enrolledOn],
    [card.renewed, renewed?.on],
    [card.until, expiresOn],
  ] as const
  const lines = [
    ...(kind ? [[card.kind, kind] as const] : []),
    ...days.flatMap(([name, day]) => (day === undefined ? [] : [[name, formatsOf(visit).day(day)] as const])),
  ]
  return lines.length === 0 ? null : <Facts lines={lines} />
}

/** What they asked to have set right, what came of it, and what was set right here. */
const SetRight = ({ visit, opened }: Part) => {
  const { asked = {}, corrected = [] } = opened.correction ?? {}
  const lines = partsOf(asked).flatMap((part) =>
    linesOf(visit, part, asked).map((line) => [correctionsWords(visit).part[part], line] as const),
  )
  return (
    <>
      <CorrectionStands visit={visit} opened={opened} />
      {lines.length > 0 && <Facts lines={lines} />}
      {corrected.length > 0 && <p>{ownCopyWords(visit).setRight(partsSaid(visit, corrected))}</p>}
    </>
  )
}

const Slips = ({ visit, opened: { holds } }: Part) => {
  const ownCopy = ownCopyWords(visit)
  const told = formatsOf(visit)
  if (!holds?.slips.length) return null
  const rows = holds.slips.map(({ alias, until }) => [alias, told.day(until)])
  return (
    <>
      <h3>{ownCopy.slips}</h3>
      <Table head={[ownCopy.slip, ownCopy.until]} rows={rows} />
    </>
  )
}

const Chosen = ({ visit, opened: { contact } }: Part) => {
  const ownCopy = ownCopyWords(visit)
  const own = ownPageWords(visit)
  const { language, refuses = [], alias } = contact?.choices ?? {}
  const wrong = contact?.wrongNumbers ?? []
  const spoken = languages.find((one) => one === language)
  const lines: readonly (readonly [string, Child])[] = [
    ...(language === undefined
      ? []
      : [[ownCopy.language, spoken ? languageNames[spoken] : language] as const]),
    ...refuses.map((channel) => [ownCopy.refuses, own.choose.channel[channel]] as const),
    ...(alias === undefined ? [] : [[ownCopy.alias, alias] as const]),
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

const Past = ({ visit, opened, history }: Part & { readonly history: OpenedHistory['each'] }) => {
  const own = ownPageWords(visit)
  const ownHistory = ownHistoryWords(visit)
  const records = recordsWords(visit)
  const told = formatsOf(visit)
  const { kept, opensOn } = opened.history ?? {}
  const rows = history.map(({ title, author, on }) => [
    ...[title ?? records.titleGone, author ?? '', told.day(on)],
  ])
  return (
    <>
      <h3>{own.history}</h3>
      {rows.length > 0 && <Table head={[records.title, records.author, ownHistory.returned]} rows={rows} />}
      {rows.length === 0 && (
        <p>
          {opensOn !== undefined
            ? ownHistory.shut(told.day(opensOn))
            : kept
              ? ownHistory.none
              : ownHistory.off}
        </p>
      )}
    </>
  )
}
