/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import type { CaseEvent } from '../../casework/event.ts'
import type { CaseSeen } from '../../disclosure/case-files.ts'
import type { Letter } from '../../kits/letter.ts'
import { dayOf, whatCame } from '../cases/decision-draft.ts'
import { actorNames } from '../cases/event-told.ts'
import { screened } from '../cases/screened.ts'
import { letterhead } from '../letterhead.ts'
import { Cannot, ToCase } from '../views/case-frame.tsx'
import { titleOf } from '../views/drill-mark.tsx'
import { show } from '../views/layout.tsx'
import type { StaffVisit } from '../visit.ts'
import { casesDecisionWords } from '../words/cases-decision.ts'
import { casesTimelineWords } from '../words/cases-timeline.ts'
import { formatsOf } from '../words/told.ts'
import { addressee, asPdf, footerOf } from './case-letters.ts'
import { caseSeen } from './case-page.tsx'
import { notHere } from './errors.tsx'

/** A letter about a paper: what stands in it, and of that what somebody typed. */
type Written = {
  readonly event: CaseEvent
  readonly title: string
  readonly fileName: string
  readonly parts: Letter['parts']
  readonly typed: readonly string[]
}

/** The letter that asks for a better paper, as it was last asked for; it says nothing of anybody. */
export function cureLetter(visit: StaffVisit): Promise<Response> {
  return letterAbout(visit, (seen) => {
    const event = seen.events.findLast((one) => one.what === 'cure-demanded')
    if (event === undefined) return undefined
    const { letter } = casesDecisionWords(visit)
    const { lacks, until } = event
    const parts: Letter['parts'] = [
      { text: letter.cureIntro(...cameOn(visit, seen)) },
      { list: lacks },
      { text: until ? letter.cureUntil(formatsOf(visit).day(until)) : letter.cureAsk },
      { text: letter.cureNobody },
    ]
    return { event, title: letter.cureTitle, fileName: letter.cureFile, parts, typed: lacks }
  })
}

/** Counsel's letter that objects to a paper, as counsel last did. */
export function objectionLetter(visit: StaffVisit): Promise<Response> {
  return letterAbout(visit, async (seen) => {
    const event = seen.events.findLast((one) => one.what === 'objected')
    if (event === undefined) return undefined
    const { letter } = casesDecisionWords(visit)
    const parts: Letter['parts'] = [
      { text: letter.objectIntro(...cameOn(visit, seen)) },
      ...event.words.split(/\n+/).map((text) => ({ text })),
      ...answerBy(visit, event.until),
      { text: letter.objectNobody },
      await signature(visit, event),
    ]
    return { event, title: letter.objectTitle, fileName: letter.objectFile, parts, typed: [event.words] }
  })
}

/** Counsel's letter that asks to narrow a paper, where counsel said to what when they objected. */
export function narrowingLetter(visit: StaffVisit): Promise<Response> {
  return letterAbout(visit, async (seen) => {
    const event = seen.events.findLast((one) => one.what === 'objected')
    if (event?.narrow === undefined) return undefined
    const { letter } = casesDecisionWords(visit)
    const parts: Letter['parts'] = [
      { text: letter.narrowIntro(...cameOn(visit, seen)) },
      { list: event.narrow },
      ...answerBy(visit, event.until),
      { text: letter.narrowNobody },
      await signature(visit, event),
    ]
    return { event, title: letter.narrowTitle, fileName: letter.narrowFile, parts, typed: event.narrow }
  })
}

const cameOn = (visit: StaffVisit, seen: CaseSeen) =>
  [whatCame(visit, seen), dayOf(visit, seen.case.receivedAt)] as const

function answerBy(visit: StaffVisit, until: string | undefined): Letter['parts'] {
  return until === undefined
    ? []
    : [{ text: casesDecisionWords(visit).letter.answerBy(formatsOf(visit).day(until)) }]
}

async function signature(visit: StaffVisit, { stamp }: CaseEvent): Promise<Letter['parts'][number]> {
  const name = (await actorNames(visit)).get(stamp.by) ?? casesTimelineWords(visit).someone
  return { line: casesDecisionWords(visit).letter.counselSigns, says: name }
}

/**
 * Why it is looked through again when it is made: it was typed where nothing can be looked up, or the case names more people
 * by now. Of what names somebody no letter is made.
 */
async function letterAbout(
  visit: StaffVisit,
  write: (seen: CaseSeen) => Written | undefined | Promise<Written | undefined>,
): Promise<Response> {
  const seen = await caseSeen(visit)
  const written = seen && (await write(seen))
  if (seen === undefined || written === undefined) return notHere(visit)
  const { letterHeld, letterHeldSays } = casesDecisionWords(visit)
  const unfit = await screened(visit, seen, [whatCame(visit, seen), ...written.typed].join('\n\n'))
  if (unfit !== undefined) {
    return show(
      visit,
      letterHeld,
      <div class="carrel-narrow">
        <h1>{letterHeld}</h1>
        <Cannot speaker={visit} says={[`${unfit.says}.`]} />
        {!unfit.notHere && <p>{letterHeldSays}</p>}
        <ToCase visit={visit} reference={seen.reference} />
      </div>,
      422,
    )
  }
  const { letterPdf } = await import('../../kits/letter.ts')
  const { heading } = await letterhead(visit)
  const pdf = await letterPdf({
    ...heading,
    ...{ language: visit.language, title: titleOf(visit, written.title, seen.drill) },
    ...{ on: dayOf(visit, written.event.stamp.at), parts: written.parts },
    to: addressee(seen),
    footer: footerOf(visit, seen),
  })
  return asPdf(visit, pdf, `${written.fileName}-${seen.reference}`)
}
