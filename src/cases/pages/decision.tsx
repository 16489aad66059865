import { createHash, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { PolicyThen } from '../../ask/pages/index.ts'
import { actorOf, staffActorOf } from '../../gate/index.ts'
import { notFoundPage } from '../../platform/http/error-pages.tsx'
import { showForm } from '../../platform/http/layout.tsx'
import {
  Alert,
  BackLink,
  ButtonLine,
  type FieldError,
  Form,
  PassphraseField,
  SubmitButton,
  TextArea,
  TextLink,
  TextList,
} from '../../platform/http/page-kit.tsx'
import { type StaffContext, signInSource } from '../../platform/http/request-context.ts'
import { formatsOf, languages } from '../../platform/i18n/language.ts'
import type { InstrumentKind } from '../../policy/index.ts'
import {
  AccountKeysError,
  limitedAttempt,
  signUnlogged,
  signWithOwnKey,
  tooManyAttempts,
  wrongAttemptErrors,
} from '../../staff/index.ts'
import { passphraseWords, requireReauth } from '../../staff/pages/index.ts'
import { type Case, canTellComplainant, type Decision, decisions, hasInstrument } from '../case.ts'
import { decidesIn } from '../case-access.ts'
import type { CaseView } from '../case-service.ts'
import {
  asSigned,
  decisionDraft,
  decisionsFor,
  decisionsSigned,
  deniesOpinion,
  draftsOf,
  isRefusalAgainstCounsel,
  lawsPart,
  stepLabel,
  textRefusalFor,
  unmetForDecision,
  unmetForDecisionTexts,
  unmetTexts,
  visitInLanguage,
} from '../case-text.ts'
import {
  type DecisionDocument,
  type DecisionDraft,
  decisionBytes,
  decisionHash,
  draftHash,
  groundsHash,
  groundsOf,
  isMinimumAsked,
  maxDecisionLength,
  normalizedText,
} from '../decision.ts'
import { sideNamedIn, studyWordIn } from '../decision-claims.ts'
import { hasCounselCleared, isDueOrder } from '../guards.ts'
import { confirmedIn } from '../reducer.ts'
import type { CaseContext } from '../services.ts'
import { isOnlyReported, isSideConfirmed, relayedWordsFor } from '../statements.ts'
import { guardWorldOf, signerOf } from '../step-recorder.ts'
import { boardConsulted } from '../steps/board-consulted.ts'
import { counselAdvised } from '../steps/counsel-advised.ts'
import { decided } from '../steps/decided.ts'
import { isOf } from '../steps/step.ts'
import { copiedKindWords } from '../words/copies.ts'
import { casesDecisionWords } from '../words/decision.ts'
import { casesTimelineWords } from '../words/page.ts'
import { type CaseViewProps, InstrumentFacts, LinksToMissing, NextPage } from './case.tsx'
import { isProved, proofOfEntry, viewCase } from './case-parts.tsx'
import { actorNames } from './timeline.tsx'

/** `draft`: begin one of this kind. `text`: keep what was written. */
export const decisionForm = z.strictObject({
  act: z.enum(['draft', 'text']),
  decision: z.enum(decisions).optional(),
  text: z.string().max(20_000).optional(),
})

export async function decisionPage(context: CaseContext): Promise<Response> {
  const seen = await viewCase(context)
  return seen === undefined ? notFoundPage(context) : showDecision(context, seen)
}

export async function draftDecision(
  context: CaseContext,
  { act, decision, text = '' }: z.infer<typeof decisionForm>,
): Promise<Response> {
  const seen = await viewCase(context)
  if (seen === undefined || !decidesIn(actorOf(context), seen.case)) return notFoundPage(context)
  const kind = act === 'draft' ? decision : seen.draft?.decision
  const { reference } = seen
  if (kind === undefined || !decisionsFor(seen).includes(kind)) return showDecision(context, seen)
  if (act === 'text') {
    const wrong = await draftFault(context, seen, normalizedText(text))
    if (wrong !== undefined) return showDecision(context, seen, { text, wrong })
  }
  const written = act === 'draft' ? decisionDraft(context, seen, kind) : normalizedText(text)
  const draft = { decision: kind, text: written, language: context.language }
  const kept = await context.services.cases.draft(actorOf(context), reference, draft)
  if (kept === 'unknown') return notFoundPage(context)
  const goesOn = act === 'draft' ? '' : '/sign'
  return context.c.redirect(`/cases/${reference}/decision${goesOn}`, 303)
}

async function draftFault(context: CaseContext, seen: CaseView, text: string) {
  const say = casesDecisionWords(context)
  if (text.length < 40) return say.tooShort
  if (deniesOpinion(context, seen, text)) return say.opinionSince
  // “After study and consultation” is what the policy asks for (Reg 7).
  const studied = seen.case.study?.found === undefined ? studyWordIn(text) : undefined
  if (studied !== undefined) return say.notStudied(studied)
  const unconfirmed = unconfirmedClaim(context, seen, text)
  if (unconfirmed !== undefined) return unconfirmed
  if (text.length > maxDecisionLength) return say.tooLong(formatsOf(context).count(maxDecisionLength))
  return (await textRefusalFor(context, seen, text))?.says
}

/**
 * Names counsel or the Board, of whom no second person confirmed anything, and the decision would not say so; or counsel, who
 * advised otherwise.
 */
function unconfirmedClaim(context: CaseContext, seen: CaseView, text: string): string | undefined {
  const { draft, case: it } = seen
  if (draft === undefined) return undefined
  const isSaid = lawsPart(context, seen, draft).unconfirmed === true
  const say = casesDecisionWords(context).notConfirmed
  const drafts = draftsOf(context, seen, draft.decision)
  for (const [side, owner] of [
    ['counsel', 'counsel'],
    ['board', 'president'],
  ] as const) {
    const isAgainst = side === 'counsel' && isRefusalAgainstCounsel(it, draft.decision)
    if (!isAgainst && (isSaid || isSideConfirmed(it, owner, signerOf(staffActorOf(context))))) continue
    const terms = languages.flatMap((language) => visitInLanguage(context, language).pack.words[side] ?? [])
    const word = sideNamedIn(text, side, { drafts, terms })
    if (word !== undefined) return say[isAgainst ? 'against' : side](word)
  }
  return undefined
}

async function showDecision(
  context: CaseContext,
  seen: CaseView,
  again?: { readonly text: string; readonly wrong: string },
): Promise<Response> {
  const say = casesDecisionWords(context)
  const title = say.titleOf(seen.reference)
  const errors: FieldError[] = again === undefined ? [] : [{ field: 'text', message: again.wrong }]
  const decides = decidesIn(actorOf(context), seen.case)
  const isOpen = seen.case.decision === undefined && seen.case.outcome === undefined
  return showForm(
    context,
    { title, errors },
    <>
      {seen.case.decision !== undefined && <SignedDecisionView context={context} seen={seen} />}
      {isOpen && <p class="usa-intro">{say.notYet}</p>}
      {isOpen && !decides && <p>{say.notYours}</p>}
      {isOpen && decides && seen.draft && (
        <DraftForm context={context} seen={seen} text={again?.text ?? seen.draft.text} errors={errors} />
      )}
      {isOpen && decides && <Choice context={context} seen={seen} />}
      <Minutes context={context} seen={seen} />
      {seen.case.decision !== undefined && <NextPage context={context} seen={seen} />}
      <BackLink href={`/cases/${seen.reference}`}>{say.toCase}</BackLink>
    </>,
  )
}

const Choice = ({ context, seen }: CaseViewProps) => {
  const say = casesDecisionWords(context)
  const fit = decisionsFor(seen).map((decision) => ({
    decision,
    lacks: unmetForDecisionTexts(context, seen, decision),
  }))
  // What can be signed comes first.
  const inTurn = fit.toSorted((one, other) => Number(one.lacks.length > 0) - Number(other.lacks.length > 0))
  return (
    <section aria-labelledby="choose">
      <h2 id="choose">{seen.draft ? say.chooseAgain : say.choose}</h2>
      <p>{seen.draft ? say.chooseAgainSays : say.chooseSays}</p>
      {inTurn.map(({ decision, lacks }) => (
        <Form context={context} action={`/cases/${seen.reference}/decision`} class="carrel-case__part">
          <input type="hidden" name="act" value="draft" />
          <p>
            <SubmitButton look="outline" name="decision" value={decision}>
              {say.draftIt[decision]}
            </SubmitButton>
          </p>
          <p class="carrel-hint">{say.draftMeans[decision]}</p>
          {decision === 'refusal' && <ContemptWarning context={context} seen={seen} />}
          {isRefusalAgainstCounsel(seen.case, decision) && <Alert kind="warning">{say.againstCounsel}</Alert>}
          {lacks.length > 0 && (
            <>
              <p>{say.lacks}</p>
              <TextList items={lacks} />
              <SignableFrom context={context} seen={seen} decision={decision} />
              <LinksToMissing context={context} seen={seen} decision={decision} />
            </>
          )}
          {lacks.length > 0 && decision === 'compulsion' && mayDoWithoutCounsel(context, seen) && (
            <p>
              {say.isDue}{' '}
              <TextLink href={`/cases/${seen.reference}#minimum-asked`}>{say.withoutCounsel}</TextLink>
            </p>
          )}
        </Form>
      ))}
    </section>
  )
}

type SignableProps = CaseViewProps & { readonly decision: Decision }

/** The way on where no second person can be reached. */
const SignableFrom = ({ context, seen, decision }: SignableProps) => {
  const from = guardWorldOf(context.services).confirmBy?.(seen.case, context.who.id)
  if (from === undefined || !unmetForDecision(context, seen, decision).includes('consultation-confirmed'))
    return null
  return <p>{casesDecisionWords(context).signableFrom(formatsOf(context).day(from))}</p>
}

const mayDoWithoutCounsel = ({ services }: CaseContext, { case: it }: CaseView): boolean =>
  isDueOrder(it, services.clock.today()) && !hasCounselCleared(it) && !isMinimumAsked(it)

/** Papers that a court can punish someone for not obeying. */
const compulsoryInstruments: readonly (InstrumentKind | undefined)[] = [
  'court-order',
  'subpoena',
  'grand-jury-subpoena',
  'county-attorney-subpoena',
  'fisa-order',
]

const ContemptWarning = ({ context, seen }: CaseViewProps) => {
  if (!compulsoryInstruments.includes(seen.case.reading?.instrument)) return null
  const say = casesDecisionWords(context)
  const step = stepLabel(context, 'objected', { kind: seen.case.kind, by: 'counsel' })
  return (
    <Alert kind="warning">
      <p class="usa-alert__text">
        {say.contempt} {say.contemptStep(step)}{' '}
        <TextLink href={`/cases/${seen.reference}`}>{say.askCounsel}</TextLink>
      </p>
    </Alert>
  )
}

type DraftProps = CaseViewProps & { readonly text: string; readonly errors: readonly FieldError[] }

const DraftForm = ({ context, seen, text, errors }: DraftProps) => {
  const say = casesDecisionWords(context)
  const laws = seen.draft && lawsPart(context, seen, seen.draft)
  const isForCustomer = canTellComplainant(seen.case) && seen.case.requester.kind === 'patron'
  return (
    <section aria-labelledby="draft">
      <h2 id="draft">{`${say.yourDraft}: ${seen.draft ? say.drafts[seen.draft.decision] : ''}`}</h2>
      <Form context={context} action={`/cases/${seen.reference}/decision`} class="carrel-decision">
        <input type="hidden" name="act" value="text" />
        <TextArea
          name="text"
          label={say.text}
          hint={isForCustomer ? say.textToRaiser : say.textHint}
          rows={18}
          value={text}
          errors={errors}
        />
        {laws !== undefined && laws.text !== '' && (
          <>
            <h3>{say.lawsPart}</h3>
            <p>{say.lawsPartSays}</p>
            <p class="carrel-written" lang={seen.draft?.language}>
              {laws.text}
            </p>
          </>
        )}
        <SubmitButton>{say.keep}</SubmitButton>
      </Form>
    </section>
  )
}

const SignedDecisionView = async ({ context, seen }: CaseViewProps) => {
  const say = casesDecisionWords(context)
  const { signed, reference } = seen
  if (signed === undefined) return <p>{say.gone}</p>
  const { document, entry } = signed
  const name = (await actorNames(context)).get(document.by) ?? casesTimelineWords(context).someone
  const proven = await proofOfEntry(context, seen, entry)
  const signing = seen.events.findLast((one) => isOf(decided, one))
  return (
    <>
      <p class="usa-intro">
        {say.signedBy(name, say.role[document.role], formatsOf(context).day(document.on))}
      </p>
      <p class="carrel-written" lang={document.language}>
        {document.text}
      </p>
      <p class="carrel-small">
        {say.mark}: <code class="carrel-mark">{decisionHash(document)}</code>
      </p>
      {signing && <PolicyThen context={context} at={new Date(signing.stamp.at)} />}
      {!isProved(proven) ? (
        <p>
          {proven === 'waits' ? proofReadyText(context, seen) : say.damaged}{' '}
          <TextLink href={`/cases/${reference}/decision`}>{say.tryAgain}</TextLink>
        </p>
      ) : (
        <>
          <p>
            {say.paperSays} {say.noAddress}
          </p>
          <ButtonLine href={`/cases/${reference}/decision/letter`}>{say.print}</ButtonLine>
        </>
      )}
    </>
  )
}

/** The log puts what was signed in order each minute. */
const proofAfterMs = 60_000

function proofReadyText(context: StaffContext, { signed, events }: CaseView): string {
  const say = casesDecisionWords(context)
  const document = signed && decisionHash(signed.document)
  const made = decisionsSigned(events).find((one) => one.document === document)
  const ready = new Date(Date.parse(made?.at ?? '') + proofAfterMs)
  const { clock } = context.services
  if (made === undefined || ready <= clock.now()) return say.waitsLonger
  return say.waits(formatsOf(context).time(ready, context.pack.timeZone))
}

/** For the Board's public minutes: days and numbers, no names. */
export const Minutes = ({ context, seen }: { readonly context: StaffContext; readonly seen: CaseView }) => {
  const say = casesDecisionWords(context)
  const { number } = context.pack
  const asked = confirmedIn(seen.events, seen.case).filter((event) => isOf(boardConsulted, event))
  // Why not under a nondisclosure order: minutes are public.
  if (asked.length === 0 || seen.case.gagged) return null
  return (
    <section aria-labelledby="minutes">
      <h2 id="minutes">{say.minutes}</h2>
      <p>{say.minutesSays}</p>
      {asked.map(({ on, motion, session }) => (
        <blockquote class="carrel-quoted">
          {say.minutesText(formatsOf(context).day(on), seen.reference, number, motion, session)}
        </blockquote>
      ))}
    </section>
  )
}

/** `read`: the hash of what the page showed. */
export const signatureForm = z.strictObject({
  passphrase: z.string().max(2000),
  read: z.string().max(64).default(''),
})

export async function signPage(context: CaseContext): Promise<Response> {
  const seen = await viewCase(context)
  if (seen === undefined || !decidesIn(actorOf(context), seen.case)) return notFoundPage(context)
  return showSignature(context, seen, [])
}

/** Signs with one's own key what was read, if the case still allows it. */
export async function signDecision(
  context: CaseContext,
  { passphrase, read }: z.infer<typeof signatureForm>,
): Promise<Response> {
  const { services, who } = context
  const seen = await viewCase(context)
  if (seen === undefined || !decidesIn(actorOf(context), seen.case)) return notFoundPage(context)
  const { draft, reference } = seen
  if (draft === undefined) return context.c.redirect(`/cases/${reference}/decision`, 303)
  if (unmetForDecision(context, seen, draft.decision).length > 0) return showSignature(context, seen, [])
  // Hostile: someone may have changed the words or the scope between page and signature.
  if (isDraftStale(context, seen) || !isHashOf(asSigned(context, seen, draft), read))
    return showSignature(context, seen, [], 422, true)
  const words = passphraseWords(context)
  const wrong = (message: string): FieldError => ({ field: 'passphrase', message })
  // Why again: a draft from the case was never typed, and the case may name more people by now.
  const unfit = await draftFault(context, seen, draft.text)
  if (unfit !== undefined) return showSignature(context, seen, [wrong(unfit)])
  const document = documentOf(context, seen, draft)
  const by = { account: who, passphrase, from: signInSource(context) }
  // Why differently where sealed: counting tries writes a row, and sealed matters leave none.
  const sign = seen.sealed ? signUnlogged : signWithOwnKey
  const attempt = () =>
    unlessKeyShut(() => sign(services, by, (publicKey) => decisionBytes(withKey(document, publicKey))))
  const signature = await limitedAttempt(
    context,
    who.signIn,
    attempt,
    (made) => made !== null && made !== 'shut',
  )
  if (signature === tooManyAttempts) return showSignature(context, seen, [wrong(words.tooMany)], 429)
  if (signature === null && seen.sealed) {
    return context.services.reopenSealed(context, words.notYours)
  }
  if (signature === 'shut') return showSignature(context, seen, [wrong(words.keysShut)])
  if (signature === null)
    return showSignature(context, seen, wrongAttemptErrors(context, wrong(words.notYours)))
  const taken = await services.cases.decide(actorOf(context), {
    document: withKey(document, signature.publicKey),
    ...signature,
  })
  if (taken === 'unknown') return notFoundPage(context)
  if ('refused' in taken) {
    return showSignature(context, seen, unmetTexts(context, taken.refused).map(wrong))
  }
  return context.c.redirect(`/cases/${reference}/decision`, 303)
}

/** The text names the signing key, whose owner the log's hash identifies. */
const withKey = (document: DecisionDocument, publicKey: string): DecisionDocument => ({
  ...document,
  key: createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest('hex'),
})

/** `shut`: the passphrase is right but does not open the key; someone else has to set a new one. */
async function unlessKeyShut<T>(work: () => Promise<T>): Promise<T | 'shut'> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof AccountKeysError) return 'shut'
    throw error
  }
}

/** The case changed since the draft was kept. */
function isDraftStale(context: StaffContext, seen: CaseView): boolean {
  const { draft, case: it } = seen
  if (draft === undefined) return false
  return groundsHash(draft.grounds) !== groundsHash(groundsOf(it)) || deniesOpinion(context, seen, draft.text)
}

function isHashOf(draft: DecisionDraft, read: string): boolean {
  const [mark, sent] = [Buffer.from(draftHash(draft)), Buffer.from(read)]
  return mark.length === sent.length && timingSafeEqual(mark, sent)
}

function documentOf(context: StaffContext, seen: CaseView, draft: DecisionDraft): DecisionDocument {
  const { who, pack, services } = context
  const { reference, drill } = seen
  const { words: denial, unconfirmed } = lawsPart(context, seen, draft)
  const role = who.role === 'director' ? ('director' as const) : ('president' as const)
  return {
    ...asSigned(context, seen, draft),
    library: pack.library,
    case: reference,
    by: who.id,
    role,
    on: services.clock.today(),
    ...(denial && { denial }),
    ...(unconfirmed && { unconfirmed }),
    ...(drill && { drill }),
  }
}

async function showSignature(
  context: CaseContext,
  seen: CaseView,
  errors: readonly FieldError[],
  status: 422 | 429 = 422,
  changed = false,
): Promise<Response> {
  const say = casesDecisionWords(context)
  const { draft, reference } = seen
  const lacks = draft === undefined ? [] : unmetForDecisionTexts(context, seen, draft.decision)
  const stale = isDraftStale(context, seen)
  const isUnconfirmed = draft !== undefined && lawsPart(context, seen, draft).unconfirmed === true
  const awaitsCounsel = relayedWordsFor(seen.case, 'counsel').length > 0 && say.waitsForCounsel
  const warning = lacks.length === 0 && (isUnconfirmed ? say.unconfirmed : awaitsCounsel)
  return showForm(
    context,
    { title: say.signTitle, errors, ...((errors.length > 0 || changed) && { status }) },
    <>
      {changed && <Alert kind="warning">{say.changed}</Alert>}
      {stale && <Alert kind="warning">{say.stale}</Alert>}
      {draft?.decision === 'refusal' && <ContemptWarning context={context} seen={seen} />}
      {warning && <Alert kind="warning">{warning}</Alert>}
      {draft !== undefined && draft.decision !== 'refusal' && leavesOverdueOut(seen.case) && (
        <Alert kind="info">{say.overdueLeft(copiedKindWords(context)['overdue.titles'])}</Alert>
      )}
      {draft === undefined ? (
        <p>{say.noDraft}</p>
      ) : (
        <p class="usa-intro">
          {say.draftSaved} {say.signSays}
        </p>
      )}
      {draft && <h2>{say.drafts[draft.decision]}</h2>}
      {draft && (
        <p class="carrel-written" lang={draft.language}>
          {asSigned(context, seen, draft).text}
        </p>
      )}
      {draft && <RestsOn context={context} seen={seen} />}
      {lacks.length > 0 && (
        <>
          <h2>{say.stillLacks}</h2>
          <TextList items={lacks} />
          {draft && <SignableFrom context={context} seen={seen} decision={draft.decision} />}
          {draft && <LinksToMissing context={context} seen={seen} decision={draft.decision} />}
        </>
      )}
      {draft && lacks.length === 0 && !stale && (
        <Form context={context} action={`/cases/${reference}/decision/sign`} class="usa-form carrel-form">
          <input type="hidden" name="read" value={draftHash(asSigned(context, seen, draft))} />
          <PassphraseField label={say.passphrase} hint={say.passphraseHint} errors={errors} />
          <SubmitButton>{say.sign}</SubmitButton>
        </Form>
      )}
      <BackLink href={`/cases/${reference}/decision`}>{say.change}</BackLink>
    </>,
  )
}

/** Why before the signature: what is overdue shows only once the records are collected, and then the decision is withdrawn. */
const leavesOverdueOut = ({ scope }: Case): boolean =>
  scope?.records.includes('loans') === true && !scope.records.includes('overdue.titles')

const RestsOn = ({ context, seen }: CaseViewProps) => {
  const say = casesDecisionWords(context)
  const { options } = counselAdvised.words(context)
  const { opinion } = seen.case
  if (!hasInstrument(seen.case)) return null
  return (
    <>
      <InstrumentFacts context={context} seen={seen} title={say.restsOn} />
      <p>
        {`${say.opinion}: ${options.opinion[opinion ?? 'none']}`}
        {isOnlyReported(seen.case, 'advice') && ` (${say.onlyReported})`}
      </p>
    </>
  )
}

/**
 * Asks for a recent sign-in. Why differently where sealed: that proof is a row, and sealed matters leave none. Someone
 * who opened sealed matters lately has proved enough; others open them again.
 */
export const withProofToDecide = <Rest extends readonly unknown[]>(
  answer: (context: CaseContext, ...rest: Rest) => Response | Promise<Response>,
) => {
  const ofOpenCase = requireReauth('decision', answer)
  return (context: CaseContext, ...rest: Rest): Response | Promise<Response> => {
    const { services, who } = context
    const { unlocked } = actorOf(context)
    if (!unlocked?.has(context.c.req.param('reference') ?? '')) return ofOpenCase(context, ...rest)
    if (services.openSessions.wasOpenedLately(who.tokenHash, services.clock.now()))
      return answer(context, ...rest)
    return services.reopenSealed(context)
  }
}
