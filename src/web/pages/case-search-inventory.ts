import type { Search } from '../../casework/case.ts'
import type { SearchLog, TakenAt } from '../../casework/search-log.ts'
import { newestPin } from '../../jobs/newest-pin.ts'
import type { SearchInventory } from '../../kits/search-inventory.ts'
import { titleOf } from '../views/drill-mark.tsx'
import { warrantFields } from '../views/search-parts.tsx'
import { actorOf, type StaffVisit } from '../visit.ts'
import { casesDrillWords } from '../words/cases-drill.ts'
import { casesSearchWords } from '../words/cases-search.ts'
import { formatsOf } from '../words/told.ts'
import { notHere } from './errors.tsx'
import { saved } from './kits.tsx'

/** What was taken and the receipt, for the officers to sign and for the case. */
export async function searchInventory(visit: StaffVisit): Promise<Response> {
  const { c, house } = visit
  const reference = c.req.param('reference') ?? ''
  const seen = await house.gate.cases.lookAtSearch(actorOf(visit), reference)
  if (seen === undefined) return notHere(visit)
  const { search, struck } = seen.log
  if (search === undefined && struck.length === 0) return notHere(visit)
  const { inventory: said } = casesSearchWords(visit)
  const moments = momentsOf(visit, seen.log)
  const inventory: SearchInventory = {
    ...{
      library: visit.pack.library,
      language: visit.language,
      title: titleOf(visit, said.title, seen.drill),
    },
    says: said.says,
    drill: seen.drill ? `${casesDrillWords(visit).mark}. ${casesDrillWords(visit).markSays}` : '',
    facts: [
      [said.facts.reference, reference],
      [said.facts.began, moments.began],
      [said.facts.ended, moments.ended],
      ...(search === undefined ? [] : saidOf(visit, search)),
    ],
    head: [
      said.number,
      casesSearchWords(visit).what,
      casesSearchWords(visit).takenAt,
      casesSearchWords(visit).notedAt,
    ],
    rows: moments.rows,
    struck: { title: casesSearchWords(visit).struck, rows: moments.struck },
    none: said.none,
    receipt: { title: said.receipt, says: said.receiptSays, signs: said.signs, library: said.library },
    register: { title: said.register, pin: (await newestPin(house.app))?.lines ?? [] },
    footer: [
      `${visit.pack.library}. ${visit.pack.number}. ${reference}`,
      ...(seen.drill ? [casesDrillWords(visit).mark, casesDrillWords(visit).markSays] : []),
    ].join('. '),
  }
  // Why only here: the typesetter is large.
  const { searchInventoryPdf } = await import('../../kits/search-inventory.ts')
  return saved(visit, await searchInventoryPdf(inventory), said.fileName)
}

function saidOf(visit: StaffVisit, search: Search) {
  const casesSearch = casesSearchWords(visit)
  const said = warrantFields.filter((name) => search[name] !== '')
  return [
    ...said.map((name) => [casesSearch.field[name], search[name]] as const),
    [casesSearch.delayTold, casesSearch.delayOf[search.delay]] as const,
  ]
}

function momentsOf(visit: StaffVisit, { began, ended, taken, struck, search }: SearchLog) {
  const { pack } = visit
  const moment = (at: string) => formatsOf(visit).moment(new Date(at), pack.timeZone)
  const rowOf = ({ thing, at, notedAt }: TakenAt, nth: number) => [
    ...[String(nth + 1), thing, moment(at), moment(notedAt)],
  ]
  return {
    began: began === undefined ? '' : moment(began.at),
    ended:
      search === undefined
        ? ''
        : ended === undefined
          ? casesSearchWords(visit).inventory.goesOn
          : moment(ended.at),
    rows: taken.map(rowOf),
    struck: struck.map(rowOf),
  }
}
