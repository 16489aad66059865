/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { z } from 'zod'
import { isRequest, isWeighed, stageOf } from '../../casework/case.ts'
import type { CaseSeen } from '../../disclosure/case-files.ts'
import { caseReference } from '../../disclosure/case-reference.ts'
import { mayLook } from '../../disclosure/case-roles.ts'
import { CaseRequest, Findings, PolicyNow } from '../cases/case-facts.tsx'
import { CaseNext, Clocks, Missing, OtherPages, OtherSteps } from '../cases/case-next.tsx'
import { CaseTimeline } from '../cases/case-timeline.tsx'
import { unmetTold } from '../cases/case-told.ts'
import { DecisionsSigned } from '../cases/decisions-signed.tsx'
import type { StepSent } from '../cases/step-fields.ts'
import type { Again } from '../cases/step-form.tsx'
import { stepMade } from '../cases/step-made.ts'
import { readStep } from '../cases/step-read.ts'
import type { SentFile } from '../sent-file.ts'
import { Alert } from '../views/alert.tsx'
import { ErrorSummary, type FieldError } from '../views/form.tsx'
import { show } from '../views/layout.tsx'
import { actorOf, type StaffVisit } from '../visit.ts'
import { casesIntakeWords } from '../words/cases-intake.ts'
import { casesPageWords } from '../words/cases-page.ts'
import { frameWords } from '../words/frame.ts'
import { sealedWords } from '../words/sealed.ts'
import { notHere } from './errors.tsx'

/** One case, to whoever may know of it: what is next and who owes it, the clocks, and all that happened. */
export async function casePage(visit: StaffVisit): Promise<Response> {
  const seen = await caseSeen(visit)
  return seen === undefined ? notHere(visit) : shown(visit, seen)
}

/** The case of the address, once it is on record that they look; undefined where there is none for them. */
export async function caseSeen(visit: StaffVisit): Promise<CaseSeen | undefined> {
  // Hostile: what stands in the address is any text, and is no reference until it looks like one.
  const reference = visit.c.req.param('reference') ?? ''
  return caseReference.test(reference) ? visit.house.gate.cases.look(actorOf(visit), reference) : undefined
}

/** Takes a step in a case: its form is read, the event is made, and the case's table says whether it may come. */
export async function takeStep(visit: StaffVisit, sent: StepSent): Promise<Response> {
  const seen = await caseSeen(visit)
  if (seen === undefined) return notHere(visit)
  const again = (errors: readonly FieldError[]) => shown(visit, seen, { sent, errors })
  const read = readStep(visit, seen, sent)
  if ('errors' in read) return again(read.errors)
  const made = await stepMade(visit, seen, sent.step, read.values)
  if ('errors' in made) return again(made.errors)
  const { reference } = seen
  const { cases } = visit.house.gate
  const actor = actorOf(visit)
  const taken =
    made.what.what === 'refusal-sent'
      ? await cases.sendRefusal(actor, reference)
      : made.what.what === 'no-records-sent'
        ? await cases.sendNoRecords(actor, reference)
        : await cases.take(actor, reference, made.what, read.values.at)
  if (taken === 'unknown') return notHere(visit)
  if ('refused' in taken) {
    return again(unmetTold(visit, taken.refused).map((message) => ({ field: sent.step, message })))
  }
  const isGone = made.what.what === 'about-director' && !mayLook(actor, { aboutDirector: made.what.is })
  return visit.c.redirect(isGone ? '/cases' : `/cases/${reference}`, 303)
}

export const casePaperForm = z.strictObject({})

/** Keeps a photo or scan of a paper with the case that is before them. */
export async function addCasePaper(
  visit: StaffVisit,
  _: z.infer<typeof casePaperForm>,
  file: SentFile | undefined,
): Promise<Response> {
  const seen = await caseSeen(visit)
  if (seen === undefined) return notHere(visit)
  const { fileMissing, fileFaults } = casesIntakeWords(visit)
  const again = (message: string) => shown(visit, seen, undefined, [{ field: 'file', message }])
  if (file === undefined) return again(fileMissing)
  const added = await visit.house.gate.cases.papers.add(actorOf(visit), seen.reference, file)
  if (added === 'unknown') return notHere(visit)
  if (typeof added === 'string') return again(fileFaults[added])
  if ('refused' in added) return again(fileFaults.refused)
  return visit.c.redirect(`/cases/${seen.reference}#request`, 303)
}

async function shown(
  visit: StaffVisit,
  seen: CaseSeen,
  again?: Again,
  errors: readonly FieldError[] = again?.errors ?? [],
): Promise<Response> {
  const say = casesPageWords(visit)
  const frame = frameWords(visit)
  const { case: it, reference } = seen
  const title = say.caseTitle(reference)
  return show(
    visit,
    errors.length > 0 ? frame.fixTitle(title) : title,
    <>
      <h1>{title}</h1>
      <ErrorSummary visit={visit} errors={errors} />
      {seen.drill && <Alert kind="info">{say.isDrill}</Alert>}
      {seen.sealed && (
        <Alert kind="warning">
          <p class="usa-alert__text">
            {sealedWords(visit).isSealed}{' '}
            <a class="usa-link" href={`/sealed/matter/${reference}`}>
              {sealedWords(visit).toMatter}
            </a>
          </p>
        </Alert>
      )}
      {it.gagged && !seen.sealed && <Alert kind="warning">{say.isWithheld}</Alert>}
      {it.aboutDirector && <Alert kind="info">{say.aboutDirector}</Alert>}
      <p class="usa-intro">
        {[say.kind[it.kind], say.stage[stageOf(it)], it.outcome && say.outcomeOf[it.outcome]]
          .filter(Boolean)
          .map((one) => `${one}.`)
          .join(' ')}
      </p>
      <CaseNext visit={visit} seen={seen} again={again} />
      <OtherPages visit={visit} seen={seen} />
      {seen.wasSealed && (
        <p>
          <a class="usa-link" href={`/cases/${seen.reference}/sealed-proof`}>
            {sealedWords(visit).toProof}
          </a>
        </p>
      )}
      <Clocks visit={visit} seen={seen} />
      <Missing visit={visit} seen={seen} />
      {it.kind === 'process' && (isWeighed(it) || it.findings.size > 0) && (
        <Findings visit={visit} seen={seen} />
      )}
      {isRequest(it) && isWeighed(it) && <PolicyNow visit={visit} seen={seen} />}
      <CaseRequest visit={visit} seen={seen} errors={errors} />
      <DecisionsSigned visit={visit} seen={seen} />
      <OtherSteps visit={visit} seen={seen} again={again} />
      <CaseTimeline visit={visit} seen={seen} />
      <p class="carrel-back">
        <a class="usa-link" href="/cases">
          {say.toCases}
        </a>
      </p>
    </>,
    errors.length > 0 ? 422 : 200,
  ) as Promise<Response>
}
