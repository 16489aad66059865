/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { z } from 'zod'
import { decisions } from '../../casework/case.ts'
import { decisionHash, longestDecision, settledText } from '../../casework/decision-document.ts'
import type { CaseSeen } from '../../disclosure/case-files.ts'
import { decidesIn } from '../../disclosure/case-roles.ts'
import { decisionsFor, lackedBy, unmetTold } from '../cases/case-told.ts'
import { decisionDraft, lawsPart } from '../cases/decision-draft.ts'
import { isProved, proofOfEntry } from '../cases/entry-proof.ts'
import { actorNames } from '../cases/event-told.ts'
import { Minutes } from '../cases/minutes.tsx'
import { screened } from '../cases/screened.ts'
import { ErrorSummary, type FieldError, TextArea, Word } from '../views/form.tsx'
import { show } from '../views/layout.tsx'
import { actorOf, type StaffVisit } from '../visit.ts'
import { casesDecisionWords } from '../words/cases-decision.ts'
import { casesTimelineWords } from '../words/cases-timeline.ts'
import { frameWords } from '../words/frame.ts'
import { formatsOf } from '../words/told.ts'
import { caseSeen } from './case-page.tsx'
import { notHere } from './errors.tsx'

/** `draft`: begin one of this kind, from the case. `text`: keep what was written. */
export const decisionForm = z.strictObject({
  act: z.enum(['draft', 'text']),
  decision: z.enum(decisions).optional(),
  text: z.string().max(20_000).optional(),
})

type CaseProps = { readonly visit: StaffVisit; readonly seen: CaseSeen }

/** The written decision of a case: the choice, the draft, or what was signed. */
export async function decisionPage(visit: StaffVisit): Promise<Response> {
  const seen = await caseSeen(visit)
  return seen === undefined ? notHere(visit) : shown(visit, seen)
}

/** Drafts a decision, or keeps how it was changed and goes on to sign it. */
export async function draftDecision(
  visit: StaffVisit,
  { act, decision, text = '' }: z.infer<typeof decisionForm>,
): Promise<Response> {
  const seen = await caseSeen(visit)
  if (seen === undefined || !decidesIn(actorOf(visit), seen.case)) return notHere(visit)
  const kind = act === 'draft' ? decision : seen.draft?.decision
  const { reference } = seen
  if (kind === undefined || !decisionsFor(seen).includes(kind)) return shown(visit, seen)
  if (act === 'text') {
    const wrong = await wrongWith(visit, seen, settledText(text))
    if (wrong !== undefined) return shown(visit, seen, { text, wrong })
  }
  const written = act === 'draft' ? decisionDraft(visit, seen, kind) : settledText(text)
  const draft = { decision: kind, text: written, language: visit.language }
  const kept = await visit.house.gate.cases.draft(actorOf(visit), reference, draft)
  if (kept === 'unknown') return notHere(visit)
  const goesOn = act === 'draft' ? '' : '/sign'
  return visit.c.redirect(`/cases/${reference}/decision${goesOn}`, 303)
}

/** What may not be signed as it is written: nothing, too much, or with somebody in it. */
export async function wrongWith(visit: StaffVisit, seen: CaseSeen, text: string) {
  const say = casesDecisionWords(visit)
  const told = formatsOf(visit)
  if (text.length < 40) return say.tooShort
  if (text.length > longestDecision) return say.tooLong(told.count(longestDecision))
  return (await screened(visit, seen, text))?.says
}

type Again = { readonly text: string; readonly wrong: string }

async function shown(visit: StaffVisit, seen: CaseSeen, again?: Again): Promise<Response> {
  const say = casesDecisionWords(visit)
  const frame = frameWords(visit)
  const title = say.titleOf(seen.reference)
  const errors: FieldError[] = again === undefined ? [] : [{ field: 'text', message: again.wrong }]
  const decides = decidesIn(actorOf(visit), seen.case)
  const isOpen = seen.case.decision === undefined && seen.case.outcome === undefined
  return show(
    visit,
    again === undefined ? title : frame.fixTitle(title),
    <>
      <h1>{title}</h1>
      <ErrorSummary visit={visit} errors={errors} />
      {seen.case.decision !== undefined && <Signed visit={visit} seen={seen} />}
      {isOpen && <p class="usa-intro">{say.notYet}</p>}
      {isOpen && !decides && <p>{say.notYours}</p>}
      {isOpen && decides && seen.draft && (
        <DraftForm visit={visit} seen={seen} text={again?.text ?? seen.draft.text} errors={errors} />
      )}
      {isOpen && decides && <Choice visit={visit} seen={seen} />}
      <Minutes visit={visit} seen={seen} />
      <p class="carrel-back">
        <a class="usa-link" href={`/cases/${seen.reference}`}>
          {say.toCase}
        </a>
      </p>
    </>,
    again === undefined ? 200 : 422,
  )
}

const Choice = ({ visit, seen }: CaseProps) => {
  const say = casesDecisionWords(visit)
  return (
    <section aria-labelledby="choose">
      <h2 id="choose">{say.choose}</h2>
      <p>{say.chooseSays}</p>
      {decisionsFor(seen).map((decision) => {
        const lacks = unmetTold(visit, lackedBy(visit, seen, decision))
        return (
          <form method="post" action={`/cases/${seen.reference}/decision`}>
            <Word visit={visit} />
            <input type="hidden" name="act" value="draft" />
            <p>
              <button type="submit" name="decision" value={decision} class="usa-button usa-button--outline">
                {say.draftIt[decision]}
              </button>
            </p>
            {lacks.length > 0 && (
              <>
                <p>{say.lacks}</p>
                <ul class="usa-list">
                  {lacks.map((one) => (
                    <li>{one}</li>
                  ))}
                </ul>
              </>
            )}
          </form>
        )
      })}
    </section>
  )
}

type DraftProps = CaseProps & { readonly text: string; readonly errors: readonly FieldError[] }

const DraftForm = ({ visit, seen, text, errors }: DraftProps) => {
  const say = casesDecisionWords(visit)
  const laws = seen.draft && lawsPart(visit, seen, seen.draft)
  return (
    <section aria-labelledby="draft">
      <h2 id="draft">{`${say.yourDraft}: ${seen.draft ? say.drafts[seen.draft.decision] : ''}`}</h2>
      <form method="post" action={`/cases/${seen.reference}/decision`} class="carrel-decision">
        <Word visit={visit} />
        <input type="hidden" name="act" value="text" />
        <TextArea name="text" label={say.text} hint={say.textHint} rows={18} value={text} errors={errors} />
        {laws !== undefined && laws.text !== '' && (
          <>
            <h3>{say.lawsPart}</h3>
            <p>{say.lawsPartSays}</p>
            <p class="carrel-written" lang={seen.draft?.language}>
              {laws.text}
            </p>
          </>
        )}
        <button type="submit" class="usa-button">
          {say.keep}
        </button>
      </form>
    </section>
  )
}

/** What was signed, by whom, and the way to it on paper once the register has signed that it was. */
const Signed = async ({ visit, seen }: CaseProps) => {
  const say = casesDecisionWords(visit)
  const told = formatsOf(visit)
  const { signed, reference } = seen
  if (signed === undefined) return <p>{say.gone}</p>
  const { document, entry } = signed
  const name = (await actorNames(visit)).get(document.by) ?? casesTimelineWords(visit).someone
  const proven = await proofOfEntry(visit, seen, entry)
  return (
    <>
      <p class="usa-intro">{say.signedBy(name, say.role[document.role], told.day(document.on))}</p>
      <p class="carrel-written" lang={document.language}>
        {document.text}
      </p>
      <p class="carrel-small">
        {say.mark}: <code class="carrel-mark">{decisionHash(document)}</code>
      </p>
      {!isProved(proven) ? (
        <p>
          {proven === 'waits' ? say.waits : say.damaged}{' '}
          <a class="usa-link" href={`/cases/${reference}/decision`}>
            {say.tryAgain}
          </a>
        </p>
      ) : (
        <ul class="carrel-ways carrel-ways--one">
          <li>
            <a class="carrel-way" href={`/cases/${reference}/decision/letter`}>
              <span class="carrel-way__name">{say.paper}</span>{' '}
              <span class="carrel-way__says">{say.paperSays}</span>
            </a>
          </li>
        </ul>
      )}
    </>
  )
}
