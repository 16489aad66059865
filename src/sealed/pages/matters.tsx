import { z } from 'zod'
import { tryOutWords } from '../../ask/index.ts'
import { AskedAbout } from '../../ask/pages/index.ts'
import {
  caseFromEvents,
  dayOfInstantIn,
  deadlineRulesOf,
  deadlinesOf,
  type EventBodyOf,
  nearDay,
  nextStepsOf,
  seesCases,
  stepLabel,
} from '../../cases/index.ts'
import { casesPageWords } from '../../cases/pages/index.ts'
import { actorOf, type StaffActor } from '../../gate/index.ts'
import { referencePattern } from '../../platform/crypto/reference.ts'
import { showForm } from '../../platform/http/layout.tsx'
import {
  ActionButton,
  Alert,
  type FieldError,
  Form,
  LinkLine,
  PassphraseField,
  SubmitButton,
  TextField,
  TextLink,
} from '../../platform/http/page-kit.tsx'
import { isActing, type StaffContext, signInSource } from '../../platform/http/request-context.ts'
import { formatsOf } from '../../platform/i18n/language.ts'
import { paperIn } from '../../register/index.ts'
import {
  AccountKeysError,
  actingTermsFrom,
  findAccount,
  limitedAttempt,
  openOwnKeys,
  tooManyAttempts,
  verifiedAccounts,
  wrongAttemptErrors,
} from '../../staff/index.ts'
import { needsRecentReauth, passphraseWords, ReauthForm, secondStepWords } from '../../staff/pages/index.ts'
import { accessRole } from '../access.ts'
import { BoxChangedError, BoxEmptyError, type BoxLocation, NoFreeSlotError } from '../access-group.ts'
import { NotAcknowledgedError, type SealedCase } from '../case-storage.ts'
import type { IntakeItem, TamperAlarm } from '../intake.ts'
import { type AccessGroup, accessGroups, hasAcknowledged, type SealedMatter } from '../matter.ts'
import type { SealedIntakeContent } from '../matter-actions.ts'
import { type SealedContext, seesSealed } from '../services.ts'
import { type SealedSession, type ShownPassphrase, sessionOf } from '../session.ts'
import { sealedWords } from '../words/sealed.ts'
import { SealedNotHere } from './access-group.tsx'

export const openSealedForm = z.strictObject({ passphrase: z.string().max(2000) })
export const shutSealedForm = z.strictObject({})
/** `came`: the item they were shown, because the box may hold another by now. */
const boxFields = {
  side: z.enum(accessGroups),
  box: z.coerce.number().int().min(0).max(63),
  came: z.string().regex(/^[\w-]{22}$/),
}
export const takeInForm = z.strictObject(boxFields)
export const joinMatterForm = z.strictObject({ ...boxFields, reference: z.string().regex(referencePattern) })
export const discardForm = z.strictObject({ ...boxFields, reason: z.string().trim().max(200) })

/** Looks the same for everyone until opened, whether or not there are matters. */
export function sealedPage(context: SealedContext): Promise<Response> {
  return renderSealedMatters(context, [])
}

export async function openSealed(
  context: SealedContext,
  { passphrase }: z.infer<typeof openSealedForm>,
): Promise<Response> {
  const { services, who } = context
  const wrong = (message: string): FieldError => ({ field: 'passphrase', message })
  const { compartments } = services
  if (compartments === undefined) return renderSealedMatters(context, [])
  try {
    const attempt = () => openOwnKeys(services, { account: who, passphrase, from: signInSource(context) })
    const opened = await limitedAttempt(context, who.signIn, attempt, (found) => found !== null)
    if (opened === tooManyAttempts)
      return renderSealedMatters(context, [wrong(passphraseWords(context).tooMany)], 429)
    if (opened === null)
      return renderSealedMatters(
        context,
        wrongAttemptErrors(context, wrong(passphraseWords(context).notYours)),
      )
    const { app, ring, clock } = services
    // Asked of everyone alike: what the Board and the accounts say now, and not when access was granted.
    const terms = await actingTermsFrom(app, ring, clock.today())
    const account = (await verifiedAccounts(app, ring)).find(({ id }) => id === who.id)
    const role = account && accessRole(account)
    const unlocked = await compartments.unlock(opened.keys.sealing, who.id, isActing(who), role)
    await services.sealedAccess.noteOpened(actorOf(context), unlocked, terms)
    await services.copies.endDueSealed({ ...actorOf(context), unlocked })
    services.openSessions.put(who.tokenHash, unlocked, services.clock.now())
  } catch (error) {
    if (error instanceof AccountKeysError)
      return renderSealedMatters(context, [wrong(passphraseWords(context).keysShut)])
    throw error
  }
  return context.c.redirect('/sealed', 303)
}

export function shutSealed(context: SealedContext): Response {
  context.services.openSessions.shut(context.who.tokenHash)
  return context.c.redirect('/sealed', 303)
}

export function takeSealed(context: SealedContext, sent: z.infer<typeof takeInForm>): Promise<Response> {
  return withBox(context, sent, async (actor, unlocked, from) => {
    const reference = await context.services.sealedIntake.takeIn(actor, unlocked, from)
    return context.c.redirect(`/sealed/matter/${reference}`, 303)
  })
}

export function joinSealed(
  context: SealedContext,
  { reference, ...sent }: z.infer<typeof joinMatterForm>,
): Promise<Response> {
  return withBox(context, sent, async (actor, unlocked, from) => {
    if (!unlocked.has(reference)) return context.c.redirect('/sealed', 303)
    if (!hasAcknowledged(await unlocked.read(reference), actor)) throw new NotAcknowledgedError(reference)
    const done = await context.services.sealedIntake.join(actor, unlocked, from, reference)
    if (done === 'done') return context.c.redirect(`/sealed/matter/${reference}`, 303)
    return onSealedPage(context, sealedWords(context).notTaken)
  })
}

/** Discards what is no matter; the group's log says who did it and why. */
export function discardSealed(
  context: SealedContext,
  { reason, ...sent }: z.infer<typeof discardForm>,
): Promise<Response> {
  return withBox(context, sent, async (actor, unlocked, from) => {
    if (reason === '') {
      const { noReason } = sealedWords(context).discard
      return renderSealedMatters(context, [{ field: discardFieldId(from), message: noReason }])
    }
    await unlocked.throwAway(from, actor.accountId, reason)
    return context.c.redirect('/sealed', 303)
  })
}

/** Each item that waits has its own field. */
const discardFieldId = ({ side, box }: Pick<Required<BoxLocation>, 'side' | 'box'>) =>
  `discard-${side}-${box}`

/** For officers, if the box still holds the item they were shown. */
async function withBox(
  context: SealedContext,
  { came, ...box }: z.infer<typeof takeInForm>,
  work: (actor: StaffActor, unlocked: SealedSession, from: Required<BoxLocation>) => Promise<Response>,
): Promise<Response> {
  const actor = actorOf(context)
  const unlocked = sessionOf(actor)
  const { sealedAccess } = context.services
  if (!unlocked?.sides.includes(box.side) || !sealedAccess.answersFor(actor, box.side))
    return context.c.redirect('/sealed', 303)
  try {
    return await work(actor, unlocked, { ...box, id: came })
  } catch (error) {
    if (error instanceof NoFreeSlotError) return onSealedPage(context, sealedWords(context).noCell)
    if (error instanceof BoxChangedError) return onSealedPage(context, sealedWords(context).boxOther)
    // Someone else just took it in.
    if (error instanceof BoxEmptyError) return context.c.redirect('/sealed', 303)
    throw error
  }
}

async function renderSealedMatters(
  context: SealedContext,
  errors: readonly FieldError[],
  status: 422 | 429 = 422,
): Promise<Response> {
  const say = sealedWords(context)
  const unlocked = sessionOf(actorOf(context))
  const { compartments } = context.services
  const isHere = seesSealed(context)
  return showForm(
    context,
    {
      title: say.title,
      errors,
      intro: <p class="usa-intro">{say.intro}</p>,
      status: errors.length > 0 ? status : 200,
    },
    <>
      {compartments === undefined && isHere && <Alert kind="warning">{say.elsewhere}</Alert>}
      {compartments !== undefined && unlocked === undefined && isHere && (
        <Locked context={context} errors={errors} asks={await needsRecentReauth(context)} />
      )}
      {!isHere && <SealedNotHere context={context} />}
      {unlocked !== undefined && (await OpenMatters({ context, unlocked, errors }))}
      {isHere && seesCases(context) && (
        <p>
          {say.openCases} <TextLink href="/cases/apart">{casesPageWords(context).apartTitle}</TextLink>
        </p>
      )}
      <AskedAbout context={context} />
    </>,
  )
}

/** The page with what went wrong above it. */
export const onSealedPage = (context: SealedContext, message: string): Promise<Response> =>
  renderSealedMatters(context, [{ field: 'main', message }])

const Locked = ({
  context,
  errors,
  asks,
}: {
  readonly context: StaffContext
  readonly errors: readonly FieldError[]
  /** They must first sign in again with both steps. */
  readonly asks: boolean
}) => {
  const say = sealedWords(context)
  const secondStep = secondStepWords(context)
  return (
    <>
      {asks && <h2>{secondStep.again.title}</h2>}
      {asks && <p>{secondStep.again.why['sealed-open']}</p>}
      {asks ? (
        <ReauthForm context={context} back="sealed-open" />
      ) : (
        <Form context={context} action="/sealed/open" class="usa-form carrel-form">
          <PassphraseField label={say.passphrase} hint={say.openSays} errors={errors} />
          <SubmitButton>{say.open}</SubmitButton>
        </Form>
      )}
      <p>
        <TextLink href="/sealed/set-up">{say.setUp.title}</TextLink>
        {' · '}
        <TextLink href="/sealed/recover">{say.recover.title}</TextLink>
      </p>
    </>
  )
}

type UnlockedProps = { readonly context: SealedContext; readonly unlocked: SealedSession }
type OpenMattersProps = UnlockedProps & { readonly errors: readonly FieldError[] }

async function OpenMatters({ context, unlocked, errors }: OpenMattersProps) {
  const say = sealedWords(context)
  const matters = await Promise.all(unlocked.references.map((reference) => unlocked.read(reference)))
  const isNothing = unlocked.sides.length === 0 && matters.length === 0
  return (
    <>
      <Alert kind="info">{isNothing ? say.nothing : say.isOpen}</Alert>
      <SealedWarnings context={context} unlocked={unlocked} />
      <Form context={context} action="/sealed/shut">
        <SubmitButton look="outline">{say.shut}</SubmitButton>
      </Form>
      {!isNothing && (
        <section aria-labelledby="matters">
          <h2 id="matters">{say.matters}</h2>
          {matters.length === 0 && <p>{say.noMatters}</p>}
          <ul class="carrel-computers">
            {matters.map((it) => (
              <Matter context={context} it={it} />
            ))}
          </ul>
        </section>
      )}
      {
        await Promise.all(
          unlocked.sides.map((side) => GroupIntakeList({ context, unlocked, side, matters, errors })),
        )
      }
      {hasEvidence(context, unlocked, matters) && (
        <LinkLine href="/sealed/evidence">{say.evidence.title}</LinkLine>
      )}
    </>
  )
}

/** For a group's slots, or a matter that they decide for. */
export function hasEvidence(
  context: SealedContext,
  { sides }: SealedSession,
  matters: readonly SealedMatter[],
): boolean {
  const { sealedAccess } = context.services
  return sides.length > 0 || matters.some(({ side }) => sealedAccess.answersFor(actorOf(context), side))
}

/** Before acknowledging the order they see only the reference. */
const Matter = ({ context, it }: { readonly context: SealedContext; readonly it: SealedMatter }) => {
  const say = sealedWords(context)
  const casesPage = casesPageWords(context)
  const { rules } = context.services.cases
  const isBound = hasAcknowledged(it, actorOf(context))
  const file = it.file as SealedCase
  const known = caseFromEvents(file.events)
  const [owed] = nextStepsOf(known)
  const [clock] =
    rules === undefined
      ? []
      : deadlinesOf(known, deadlineRulesOf(rules), dayOfInstantIn(context.pack.timeZone))
  return (
    <li class="carrel-computer">
      <div>
        <strong>{it.reference}</strong>
        {isBound && (
          <>
            <br />
            {casesPage.kind[known.kind]}. {file.instrument && `${instrumentName(context, file.instrument)}. `}
            {owed === undefined
              ? say.nobodyOwes
              : `${say.next}: ${stepLabel(context, owed.step, { kind: known.kind, by: owed.by })}`}
            {clock && `, ${say.due(nearDay(context, clock.on))}`}
          </>
        )}
      </div>
      <a
        class="usa-button usa-button--outline"
        href={`/sealed/matter/${it.reference}`}
        aria-label={say.matter.title(it.reference)}
      >
        {say.look}
      </a>
      {isBound && <MoveToPresident context={context} it={it} />}
    </li>
  )
}

type GroupIntakeProps = OpenMattersProps & {
  readonly side: AccessGroup
  readonly matters: readonly SealedMatter[]
}

async function GroupIntakeList({ context, unlocked, side, matters, errors }: GroupIntakeProps) {
  const say = sealedWords(context)
  const waiting = await unlocked.waiting(side)
  const answers = context.services.sealedAccess.answersFor(actorOf(context), side)
  const ours = matters.filter((it) => it.side === side).map(({ reference }) => reference)
  return (
    <section>
      <h2>{say.ofSide[side]}</h2>
      {answers && side === 'director' && (await HandOver({ context, unlocked }))}
      <h3>{say.waits}</h3>
      {waiting.length === 0 && <p>{say.noneWaits}</p>}
      {await Promise.all(waiting.map((one) => Waiting({ context, one, side, ours, answers, errors })))}
      <LinkLine href={`/sealed/people/${side}`}>{say.people}</LinkLine>
    </section>
  )
}

/**
 * Whom the Board named for the Director's leave and who has no access yet. Why here and on no start page: until it is
 * opened, nothing says whether there is anything to hand over.
 */
async function HandOver({ context, unlocked }: UnlockedProps) {
  const { handOver: say } = sealedWords(context)
  const { app, ring, clock } = context.services
  const { day } = formatsOf(context)
  const known = unlocked.clearedFor('director')
  const named = (await actingTermsFrom(app, ring, clock.today())).filter(
    ({ accountId, lastDay }) =>
      !known.some(({ account, until }) => account === accountId && (until === undefined || until >= lastDay)),
  )
  return (
    <>
      {named.map(({ accountId, name, firstDay, lastDay }) => (
        <div>
          <p>{say.says(name, day(firstDay), day(lastDay))}</p>
          <ActionButton
            context={context}
            action="/sealed/people/clear"
            name="account"
            value={accountId}
            says={say.go(name)}
          >
            <input type="hidden" name="side" value="director" />
          </ActionButton>
        </div>
      ))}
    </>
  )
}

type WaitingProps = {
  readonly context: StaffContext
  readonly one: IntakeItem
  readonly side: AccessGroup
  readonly ours: readonly string[]
  readonly answers: boolean
  readonly errors: readonly FieldError[]
}

async function Waiting({ context, one, side, ours, answers, errors }: WaitingProps) {
  const say = sealedWords(context)
  const formats = formatsOf(context)
  const { logged, event, instrument } = one.came as SealedIntakeContent
  const { entry } = logged
  const by = (await findAccount(context.services.app, { id: entry.actor }))?.name ?? entry.actor
  const said = event === undefined ? [] : saidBy(event)
  const kind = instrument ?? entry.instrument
  const momentOf = (at: string) => formats.moment(new Date(at), context.pack.timeZone)
  const { sheet, at = entry.at } = event?.stamp ?? {}
  const paper = sheet === undefined ? paperIn(entry.flags) : { sheet, at }
  const ofBox = (
    <>
      <input type="hidden" name="side" value={side} />
      <input type="hidden" name="came" value={logged.id} />
    </>
  )
  return (
    <div class="carrel-computer">
      <div>
        <p>{say.came(by, momentOf(entry.at))}</p>
        {paper && <p>{casesPageWords(context).onSheetAt(paper.sheet, momentOf(paper.at))}</p>}
        {kind && <p>{instrumentName(context, kind)}</p>}
        {said.map((words) => (
          <p class="carrel-written">{words}</p>
        ))}
        {event === undefined && <p>{say.noReport}</p>}
        <Form context={context} action="/sealed/take">
          {ofBox}
          <SubmitButton name="box" value={String(one.box)}>
            {say.takeIn}
          </SubmitButton>
        </Form>
        {ours.length > 0 && (
          <Form context={context} action="/sealed/join" class="usa-form carrel-form">
            {ofBox}
            <input type="hidden" name="box" value={String(one.box)} />
            <label class="usa-label" for={`join-${side}-${one.box}`}>
              {say.joinTo}
            </label>
            <select class="usa-select" name="reference" id={`join-${side}-${one.box}`}>
              {ours.map((reference) => (
                <option value={reference}>{reference}</option>
              ))}
            </select>
            <SubmitButton look="outline">{say.join}</SubmitButton>
          </Form>
        )}
        {answers && (
          <Form context={context} action="/sealed/discard" class="usa-form carrel-form">
            {ofBox}
            <TextField
              name="reason"
              id={discardFieldId({ side, box: one.box })}
              label={say.discard.reason}
              maxlength={200}
              errors={errors}
            />
            <SubmitButton look="outline" name="box" value={String(one.box)}>
              {say.discard.go}
            </SubmitButton>
          </Form>
        )}
      </div>
    </div>
  )
}

export const saidBy = ({
  requester,
  wants,
}: Pick<EventBodyOf<'received'>, 'requester' | 'wants'>): string[] =>
  [[requester.name, requester.agency].filter(Boolean).join(', '), wants].filter(Boolean)

function instrumentName(context: StaffContext, kind: string): string {
  return Object.entries(tryOutWords(context).instrument).find(([one]) => one === kind)?.[1] ?? kind
}

/** Counsel alone sees both groups' matters. */
const MoveToPresident = ({ context, it }: { readonly context: SealedContext; readonly it: SealedMatter }) => {
  const { ends: say } = sealedWords(context)
  const { closed } = caseFromEvents((it.file as SealedCase).events)
  const may = context.services.sealedAccess.answersFor(actorOf(context), 'president')
  if (it.side !== 'director' || closed || !may) return null
  return (
    <div class="carrel-ends">
      <ActionButton
        context={context}
        action="/sealed/move"
        name="reference"
        value={it.reference}
        says={say.move}
        called={say.moveOf(it.reference)}
      />
    </div>
  )
}

/** Shown only to someone who opened something. */
const SealedWarnings = ({ context, unlocked }: UnlockedProps) => {
  const { damage: say } = sealedWords(context)
  return (
    <>
      {unlocked.alarms.map((alarm) => (
        <Alert kind="warning">{alarmText(context, alarm)}</Alert>
      ))}
      {!unlocked.isWhole && <Alert kind="warning">{say.intake}</Alert>}
      {isAnything(unlocked) && unlocked.damaged.map((cell) => <Alert kind="warning">{say.cell(cell)}</Alert>)}
    </>
  )
}

function alarmText(context: StaffContext, alarm: TamperAlarm): string {
  const { alarms: say } = sealedWords(context)
  if (alarm.what === 'older') return say.older(alarm.cell, alarm.reference)
  return alarm.what === 'index' ? say.index : say.key(alarm.boxes)
}

const isAnything = ({ sides, references }: SealedSession): boolean => sides.length + references.length > 0

/** The passphrase, and the mark that the form sends in its place. */
export const Passphrase = ({
  context,
  said,
}: {
  readonly context: StaffContext
  readonly said: ShownPassphrase
}) => (
  <p>
    <input type="hidden" name="said" value={said.mark} />
    {sealedWords(context).matter.proofPassphrase} <strong class="carrel-secret">{said.passphrase}</strong>
  </p>
)

/**
 * For what gives someone else access: someone who finds them signed in must not let themselves in. Nothing open: as everyone
 * is answered.
 */
export const openedLately =
  <Sent,>(answer: (context: SealedContext, sent: Sent) => Promise<Response>) =>
  (context: SealedContext, sent: Sent): Promise<Response> => {
    const { services, who } = context
    const isLate =
      sessionOf(actorOf(context)) !== undefined &&
      !services.openSessions.wasOpenedLately(who.tokenHash, services.clock.now())
    return isLate ? reopenSealed(context) : answer(context, sent)
  }

/** Closes sealed matters: before what only they may say or sign they must be opened again, where tries are counted. */
export function reopenSealed(context: SealedContext, wrong?: string): Promise<Response> {
  context.services.openSessions.shut(context.who.tokenHash)
  const { openAgain } = sealedWords(context)
  return onSealedPage(context, wrong === undefined ? openAgain : `${wrong} ${openAgain}`)
}
