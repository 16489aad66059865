import type { OpenedHistory } from '../../disclosure/history-held.ts'
import type { Opened, OpenedTitle } from '../../disclosure/opened.ts'
import { wholeRecord } from '../../disclosure/wanted.ts'
import { type OwnVisit, selfOf } from '../visit.ts'
import { leaveOwn } from './own-sign-in.tsx'

/** All that the library keeps about somebody, as a file for them: JSON, with days as `YYYY-MM-DD` and amounts in dollars. */
export async function dataFile(visit: OwnVisit): Promise<Response> {
  const copy = await wholeCopy(visit)
  if (copy === undefined) return leaveOwn(visit, '/me/sign-in')
  return visit.c.body(`${JSON.stringify(copyOf(copy), null, 2)}\n`, 200, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Disposition': 'attachment; filename="my-library-data.json"',
  })
}

type Whole = { readonly opened: Opened; readonly history: OpenedHistory['each'] }

/** All of it, by one look that is on record, whatever it is written down as; undefined where their record went away. */
export async function wholeCopy(visit: OwnVisit): Promise<Whole | undefined> {
  const records = [...wholeRecord, 'history'] as const
  const { told } = await visit.house.gate.own({ self: selfOf(visit), records })
  const opened = told[0]?.opened
  return opened && { opened, history: await wholeHistory(visit, opened.history) }
}

/** The lines after the first page, a page at a time as on the screen; each look is on record. */
async function wholeHistory(
  visit: OwnVisit,
  first: OpenedHistory | undefined,
): Promise<OpenedHistory['each'][number][]> {
  const lines = [...(first?.each ?? [])]
  for (let page = first; page?.more; ) {
    const before = lines.at(-1)?.nth
    const { told } = await visit.house.gate.own({ self: selfOf(visit), records: ['history'], before })
    page = told[0]?.opened.history
    lines.push(...(page?.each ?? []))
  }
  return lines
}

/** Without the random numbers by which a page acts. */
function copyOf({ opened, history }: Whole) {
  const { identity, contact, loans = [], overdue, lost, damaged, charges, holds, correction } = opened
  const { cards = [], cardDays, ...name } = identity ?? {}
  return {
    ...name,
    cards: cards.map(({ number, lost: isLost }) => ({ number, lost: isLost })),
    ...(cardDays && { card: cardDays }),
    ...contact,
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
      ...{ for: kind, dollars: (amountCents / 100).toFixed(2) },
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
