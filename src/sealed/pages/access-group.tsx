import { createHash } from 'node:crypto'
import { z } from 'zod'
import { actorOf } from '../../gate/index.ts'
import {
  groupsOf,
  identityBytes,
  keyMark,
  type PaperKey,
  readPaperKey,
} from '../../platform/crypto/paper-key.ts'
import { privateOf } from '../../platform/crypto/sealed-box.ts'
import { notFoundPage } from '../../platform/http/error-pages.tsx'
import { show, showForm } from '../../platform/http/layout.tsx'
import {
  Alert,
  BackLink,
  ButtonLine,
  CheckboxGroup,
  ErrorSummary,
  type FieldError,
  Form,
  LinkLine,
  SubmitButton,
  TextArea,
  TextField,
} from '../../platform/http/page-kit.tsx'
import type { RequestContext, StaffContext } from '../../platform/http/request-context.ts'
import { formatsOf } from '../../platform/i18n/language.ts'
import {
  actingTermsFrom,
  activeAccountKeys,
  limitedAttempt,
  tooManyAttempts,
  verifiedAccounts,
} from '../../staff/index.ts'
import { accountWords, passphraseWords, rolesWords } from '../../staff/pages/index.ts'
import {
  type AccessRefusal,
  accessRole,
  findAccessCandidate,
  type IneligibleReason,
  type NotGrantedIn,
  officersOfGroup,
} from '../access.ts'
import { type AccessGrant, type AccessGroup, accessGroups } from '../matter.ts'
import { type SealedContext, seesSealed } from '../services.ts'
import { type SealedSession, sessionOf } from '../session.ts'
import { sealedWords } from '../words/sealed.ts'

export const groupSetUpForm = z.strictObject({ side: z.enum(accessGroups) })
export const sheetCheckForm = z.strictObject({
  side: z.enum(accessGroups),
  lastGroup: z.string().trim().max(40),
})
export const recoverForm = z.strictObject({
  key: z.string().max(400),
  goes: z.union([z.uuid(), z.array(z.uuid()).max(20)]).optional(),
})

const groupsOfOfficer = (context: SealedContext): readonly AccessGroup[] =>
  accessGroups.filter((side) => context.services.sealedAccess.keepsPaper(actorOf(context), side))

export function groupSetUpPage(context: SealedContext): Promise<Response> {
  return renderSetUp(context)
}

type SetUpPage = { readonly side?: AccessGroup; readonly errors?: readonly FieldError[] }

/** One group and one step at a time; groups that are set up can get a new sheet. */
async function renderSetUp(
  context: SealedContext,
  { side: asked, errors = [] }: SetUpPage = {},
): Promise<Response> {
  const say = sealedWords(context)
  const { compartments } = context.services
  const theirs = groupsOfOfficer(context)
  const isHere = seesSealed(context)
  const groups = await Promise.all(
    compartments === undefined || !isHere
      ? []
      : theirs.map(async (side) => ({ side, isSetUp: await compartments.isSetUp(side) })),
  )
  const next = groups.find(({ isSetUp }) => !isSetUp)
  const done = groups.filter(({ isSetUp }) => isSetUp)
  return showForm(
    context,
    {
      title: say.setUp.title,
      errors,
      intro: <p class="usa-intro">{theirs.length === 0 ? say.setUp.notYours : say.setUp.says}</p>,
    },
    <>
      {!isHere && <SealedNotHere context={context} />}
      {compartments === undefined && isHere && <Alert kind="warning">{say.elsewhere}</Alert>}
      {next !== undefined && (await SetUpStep({ context, side: next.side, errors }))}
      {done.map(({ side }) => (
        <NewSheet context={context} side={side} errors={side === asked ? errors : []} />
      ))}
      <BackLink href="/sealed">{accountWords(context).toSealed}</BackLink>
    </>,
  )
}

type StepName = 'people' | 'print' | 'check'

/** Where in the three steps they are, and why this one is needed. */
const StepHeading = ({ context, side, at }: GroupProps & { readonly at: StepName }) => {
  const { setUp: say, ofSide } = sealedWords(context)
  const names = ['people', 'print', 'check'] as const
  const nth = names.indexOf(at)
  return (
    <>
      <p>
        <strong>{ofSide[side]}</strong>
      </p>
      <ol class="carrel-progress-steps" aria-label={say.progress}>
        {names.map((name, of) => (
          <li
            class={of < nth ? 'carrel-progress-steps__done' : undefined}
            aria-current={of === nth ? 'step' : undefined}
          >
            {of + 1}. {say.step[name].name}
          </li>
        ))}
      </ol>
      <h2>{say.step[at].heading}</h2>
      <p>{say.step[at].why}</p>
    </>
  )
}

type GroupProps = { readonly context: SealedContext; readonly side: AccessGroup }
type GroupFormProps = GroupProps & { readonly errors: readonly FieldError[] }

/** The second step is the sheet itself, which is shown once. */
function SetUpStep(props: GroupFormProps): unknown {
  const { context, side } = props
  return context.services.sealedAccess.sheets.find(side) === undefined ? PeopleStep(props) : CheckStep(props)
}

async function PeopleStep({ context, side }: GroupProps) {
  const say = sealedWords(context)
  const people = await officersOfGroup(context.services, side)
  return (
    <section>
      <StepHeading context={context} side={side} at="people" />
      <ul class="usa-list">
        {people.map(({ name, role, keys, setUpBy, unconfirmed }) => (
          <li>
            {name}, {rolesWords(context).name[role]}
            {keys === null && ` (${say.setUp.noKeys})`}
            {unconfirmed && ` (${say.setUp.unconfirmed})`}
            <br />
            <span class="carrel-small">
              {keys !== null && say.matter.keyMark(publicKeyMark(keys.toString('base64')))}{' '}
              {setUpByText(context, setUpBy)}
            </span>
          </li>
        ))}
      </ul>
      <Form context={context} action="/sealed/set-up" class="carrel-form">
        <SubmitButton name="side" value={side}>
          {say.setUp.go}
        </SubmitButton>
      </Form>
    </section>
  )
}

const CheckStep = ({ context, side, errors }: GroupFormProps) => {
  const { setUp: say } = sealedWords(context)
  return (
    <section>
      <StepHeading context={context} side={side} at="check" />
      <SheetCheckForm context={context} side={side} errors={errors} />
      <h3>{say.notPrinted}</h3>
      <p>{say.notPrintedSays}</p>
      <Form context={context} action="/sealed/set-up">
        <SubmitButton look="outline" name="side" value={side}>
          {say.another}
        </SubmitButton>
      </Form>
    </section>
  )
}

const SheetCheckForm = ({ context, side, errors }: GroupFormProps) => {
  const { setUp: say, paperKey } = sealedWords(context)
  const sheet = context.services.sealedAccess.sheets.find(side)
  return (
    <Form context={context} action="/sealed/sheet/check" class="usa-form carrel-form">
      <input type="hidden" name="side" value={side} />
      {sheet && <p>{paperKey.mark(sheet.mark)}</p>}
      <TextField
        name="lastGroup"
        label={say.lastGroup}
        hint={say.lastGroupHint}
        maxlength={40}
        errors={errors}
      />
      <SubmitButton>{say.finish}</SubmitButton>
    </Form>
  )
}

/** The old sheet works until the new one is checked. */
const NewSheet = ({ context, side, errors }: GroupFormProps) => {
  const { setUp, newSheet: say, ofSide } = sealedWords(context)
  const isOpen = sessionOf(actorOf(context))?.sides.includes(side) === true
  const isPrinted = context.services.sealedAccess.sheets.find(side) !== undefined
  return (
    <section>
      <h2>{ofSide[side]}</h2>
      <p>{setUp.done}</p>
      {isOpen && isPrinted && (
        <>
          <h3>{setUp.step.check.heading}</h3>
          <p>{say.untilChecked}</p>
          <SheetCheckForm context={context} side={side} errors={errors} />
        </>
      )}
      <details>
        <summary>{say.heading}</summary>
        <p>{say.says}</p>
        {isOpen ? (
          <Form context={context} action="/sealed/sheet" class="carrel-form">
            <SubmitButton look="outline" name="side" value={side}>
              {say.go}
            </SubmitButton>
          </Form>
        ) : (
          <LinkLine href="/sealed">{say.openFirst}</LinkLine>
        )}
      </details>
    </section>
  )
}

/** Shows the sheet, this once. The group is set up when someone has checked it. */
export async function setUpGroup(
  context: SealedContext,
  { side }: z.infer<typeof groupSetUpForm>,
): Promise<Response> {
  const { services } = context
  const isTheirs = groupsOfOfficer(context).includes(side)
  if (!isTheirs || (await services.compartments?.isSetUp(side)) !== false)
    return context.c.redirect('/sealed/set-up', 303)
  const people = (await eligibleOfficers(context, side)).map(({ account }) => account)
  return showSheet(context, side, await services.sealedAccess.sheets.make(side, people))
}

export async function newGroupSheet(
  context: SealedContext,
  { side }: z.infer<typeof groupSetUpForm>,
): Promise<Response> {
  const { services } = context
  if (!groupsOfOfficer(context).includes(side)) return context.c.redirect('/sealed/set-up', 303)
  // What is open belongs to this sign-in; a new session has nothing open.
  if (!sessionOf(actorOf(context))?.sides.includes(side)) return context.c.redirect('/sealed', 303)
  return showSheet(context, side, await services.sealedAccess.sheets.make(side))
}

/** Puts the printed sheet into use, and with the first one sets the group up. */
export async function checkGroupSheet(
  context: SealedContext,
  { side, lastGroup }: z.infer<typeof sheetCheckForm>,
): Promise<Response> {
  const { compartments, sealedAccess } = context.services
  if (compartments === undefined || !groupsOfOfficer(context).includes(side))
    return context.c.redirect('/sealed/set-up', 303)
  const { setUp: say } = sealedWords(context)
  const actor = actorOf(context)
  const session = sessionOf(actor)
  if ((await compartments.isSetUp(side)) && !session?.sides.includes(side))
    return context.c.redirect('/sealed', 303)
  const wrong = (field: string, message: string) =>
    renderSetUp(context, { side, errors: [{ field, message }] })
  const sheet = sealedAccess.sheets.check(side, lastGroup)
  if (sheet === 'none') return wrong('main', say.noneToCheck)
  if (sheet === 'wrong') return wrong('lastGroup', say.otherGroup)
  const { people, recovery } = sheet
  if (people !== undefined) {
    const officers = (await eligibleOfficers(context, side)).filter(({ account }) => people.includes(account))
    const cleared = officers.map((candidate) => sealedAccess.cleared(actor, candidate))
    await compartments.setUp(side, { cleared, recovery })
  } else if (session !== undefined) await sealedAccess.renewPaper(actor, session, side, recovery)
  sealedAccess.sheets.drop(side)
  return context.c.redirect('/sealed/set-up', 303)
}

/** Those of the group who can have access now. */
async function eligibleOfficers({ services }: SealedContext, side: AccessGroup) {
  return (await officersOfGroup(services, side)).flatMap(({ keys, unconfirmed, ...officer }) =>
    keys === null || unconfirmed ? [] : [{ account: officer.id, role: accessRole(officer), publicKey: keys }],
  )
}

function showSheet(context: SealedContext, side: AccessGroup, key: PaperKey): Response | Promise<Response> {
  context.c.header('Cache-Control', 'no-store')
  return show(
    context,
    sealedWords(context).paperKey.title,
    <PaperKeySheet context={context} side={side} paper={key} />,
  )
}

export function recoverPage(context: StaffContext): Response | Promise<Response> {
  return renderRecover(context, {})
}

export async function recoverSealed(
  context: SealedContext,
  { key, goes }: z.infer<typeof recoverForm>,
): Promise<Response> {
  const { services, who } = context
  const say = sealedWords(context).recover
  const wrong = (message: string, status?: 429) =>
    renderRecover(context, { errors: [{ field: 'key', message }], status, key })
  const { compartments } = services
  // Never counted as right: a well-formed key may still open nothing.
  const read = await limitedAttempt(
    context,
    who.signIn,
    () => readPaperKey(key),
    () => false,
  )
  if (read === tooManyAttempts) return wrong(passphraseWords(context).tooMany, 429)
  if (!read.ok) return wrong(say.mistyped(read.groups))
  const byPaper = await compartments?.unlock(privateOf(identityBytes(read.identity)), who.id)
  const actor = actorOf(context)
  const side = byPaper?.sides.find((one) => services.sealedAccess.keepsPaper(actor, one))
  if (byPaper === undefined || side === undefined) return wrong(say.wrong)
  const whom = await findAccessCandidate(services, side, who.id)
  if (typeof whom === 'string') return wrong(say.noKeys)
  const everyone = await verifiedAccounts(services.app, services.ring)
  const done = await services.sealedAccess.recover(actor, byPaper, whom, {
    goes: [goes ?? []].flat(),
    stays: new Set(everyone.map(({ id }) => id)),
  })
  if (done !== 'done') {
    const mayGo = done.mayGo.map((id) => ({ id, name: everyone.find((one) => one.id === id)?.name ?? id }))
    const error =
      mayGo.length > 0 ? { field: 'goes', message: say.full } : { field: 'main', message: say.fullOfOfficers }
    return renderRecover(context, { errors: [error], key, mayGo })
  }
  services.openSessions.shut(who.tokenHash)
  return context.c.redirect('/sealed', 303)
}

type RecoverPage = {
  readonly errors?: readonly FieldError[]
  readonly status?: 429 | undefined
  /** The typed key is shown again, because a mistake is one of 58 characters. */
  readonly key?: string
  readonly mayGo?: readonly { readonly id: string; readonly name: string }[]
}

function renderRecover(
  context: StaffContext,
  { errors = [], status, key = '', mayGo = [] }: RecoverPage,
): Response | Promise<Response> {
  const { recover: say } = sealedWords(context)
  return showForm(
    context,
    {
      title: say.title,
      errors,
      intro: <p class="usa-intro">{say.says}</p>,
      ...(status && { status }),
    },
    <>
      {seesSealed(context) ? (
        <Form context={context} action="/sealed/recover" class="usa-form carrel-form">
          <TextArea name="key" label={say.key} hint={say.keyHint} rows={4} value={key} errors={errors} />
          {mayGo.length > 0 && (
            <div class="carrel-room">
              <CheckboxGroup
                name="goes"
                legend={say.goes}
                options={Object.fromEntries(mayGo.map(({ id, name }) => [id, name]))}
                chosen={[]}
                errors={errors}
              />
            </div>
          )}
          <SubmitButton>{say.go}</SubmitButton>
        </Form>
      ) : (
        <SealedNotHere context={context} />
      )}
      <BackLink href="/sealed">{accountWords(context).toSealed}</BackLink>
    </>,
  )
}

export const groupPersonForm = z.strictObject({ side: z.enum(accessGroups), account: z.uuid() })

export function groupAccessPage(context: SealedContext): Promise<Response> | Response {
  const side = accessGroups.find((one) => one === context.c.req.param('side'))
  return side === undefined ? notFoundPage(context) : renderGroupAccess(context, side)
}

export async function grantGroupAccess(
  context: SealedContext,
  sent: z.infer<typeof groupPersonForm>,
): Promise<Response> {
  return changeGroupAccess(context, sent.side, async (unlocked) => {
    const whom = await findAccessCandidate(context.services, sent.side, sent.account)
    if (typeof whom === 'string') return whom
    const until = await leaveUntil(context, sent, whom.role)
    return context.services.sealedAccess.clearForSide(actorOf(context), unlocked, sent.side, whom, until)
  })
}

/**
 * The last day of the leave, for a person whom the Board named and who has no office of their own in the Director's group.
 * @param from leaves that begin later do not count, as in one matter, to which someone may need access before
 */
export async function leaveUntil(
  { services }: SealedContext,
  { side, account }: z.infer<typeof groupPersonForm>,
  role: string,
  from?: string,
): Promise<string | undefined> {
  if (side !== 'director' || role === 'director' || role === 'counsel') return undefined
  const terms = await actingTermsFrom(services.app, services.ring, services.clock.today())
  const isTheirs = (term: (typeof terms)[number]) =>
    term.accountId === account && (from === undefined || term.firstDay <= from)
  return terms.filter(isTheirs).at(-1)?.lastDay
}

export async function removeGroupAccess(
  context: SealedContext,
  sent: z.infer<typeof groupPersonForm>,
): Promise<Response> {
  return changeGroupAccess(context, sent.side, (unlocked) =>
    context.services.sealedAccess.revokeForSide(actorOf(context), unlocked, sent.side, sent.account),
  )
}

async function changeGroupAccess(
  context: SealedContext,
  side: AccessGroup,
  work: (unlocked: SealedSession) => Promise<'done' | IneligibleReason | AccessRefusal | NotGrantedIn>,
): Promise<Response> {
  const unlocked = sessionOf(actorOf(context))
  if (!unlocked?.sides.includes(side)) return notFoundPage(context)
  const done = await work(unlocked)
  if (done === 'done') return context.c.redirect(`/sealed/people/${side}`, 303)
  const { sidePeople: say, matter } = sealedWords(context)
  const message = typeof done === 'string' ? matter.refused[done] : say.notIn(done.notIn.join(', '))
  return renderGroupAccess(context, side, [{ field: 'main', message }])
}

async function renderGroupAccess(
  context: SealedContext,
  side: AccessGroup,
  errors: readonly FieldError[] = [],
): Promise<Response> {
  const actor = actorOf(context)
  const session = sessionOf(actor)
  if (!session?.sides.includes(side)) return notFoundPage(context)
  const say = sealedWords(context)
  const answers = context.services.sealedAccess.answersFor(actor, side)
  return show(
    context,
    say.sidePeople.title,
    <>
      <h1>{say.sidePeople.title}</h1>
      <p class="usa-intro">{say.sidePeople.says}</p>
      <ErrorSummary context={context} errors={errors} />
      {
        await AccessList({
          context,
          side,
          cleared: session.clearedFor(side),
          answers,
          clearTo: '/sealed/people/clear',
          revokeTo: '/sealed/people/revoke',
          hidden: { side },
        })
      }
      <BackLink href="/sealed">{accountWords(context).toSealed}</BackLink>
    </>,
    errors.length > 0 ? 422 : 200,
  )
}

type SheetProps = GroupProps & { readonly paper: PaperKey }

const PaperKeySheet = ({ context, side, paper }: SheetProps) => {
  const { paperKey: say, ofSide } = sealedWords(context)
  const isFirst = context.services.sealedAccess.sheets.find(side)?.people !== undefined
  return (
    <>
      <h1>{say.title}</h1>
      {isFirst && <StepHeading context={context} side={side} at="print" />}
      <p class="usa-intro">{say.says}</p>
      <p>
        <strong>{say.once}</strong>
      </p>
      <p>
        {context.pack.library}. {ofSide[side]}. {say.mark(keyMark(paper.recipient))}.{' '}
        {formatsOf(context).day(context.services.clock.today())}.
      </p>
      <h2>{say.groups}</h2>
      <ol class="carrel-key-groups">
        {groupsOf(paper.identity).map((group) => (
          <li>
            <code>{group}</code>
          </li>
        ))}
      </ol>
      <p>{say.use}</p>
      <ButtonLine href="/sealed/set-up">{say.printed}</ButtonLine>
    </>
  )
}

type AccessListProps = {
  readonly context: StaffContext
  readonly side: AccessGroup
  readonly cleared: readonly AccessGrant[]
  readonly answers: boolean
  readonly clearTo: string
  readonly revokeTo: string
  readonly hidden: Readonly<Record<string, string>>
  /** Whether each person must acknowledge the order. */
  readonly bind?: boolean
}

export async function AccessList({
  context,
  side,
  cleared,
  answers,
  clearTo,
  revokeTo,
  hidden,
  bind = false,
}: AccessListProps) {
  const { services, who } = context
  const { matter: say } = sealedWords(context)
  const formats = formatsOf(context)
  const dayOf = (at: string) => formats.dayOf(new Date(at), context.pack.timeZone)
  const everyone = await verifiedAccounts(services.app, services.ring)
  const nameOf = (id: string) => everyone.find((one) => one.id === id)?.name ?? id
  const others = everyone.filter(
    ({ id, role }) =>
      !cleared.some(({ account }) => account === id) && !(side === 'president' && role === 'director'),
  )
  const setUpBy = new Map(everyone.map((one) => [one.id, one.setUpBy]))
  const keysNow = new Map(
    await Promise.all(
      cleared.map(async ({ account }) => {
        const keys = await activeAccountKeys(services.app, services.ring, account)
        return [account, keys?.sealingPublic.toString('base64')] as const
      }),
    ),
  )
  const Hidden = () => (
    <>
      {Object.entries(hidden).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
    </>
  )
  return (
    <>
      <ul class="carrel-computers">
        {cleared.map(({ account, publicKey, since, by, boundAt, until }) => (
          <li class="carrel-computer">
            <div>
              <strong>{nameOf(account)}</strong> {account === who.id && say.you}
              <br />
              {say.since(dayOf(since), nameOf(by))} {until !== undefined && say.until(formats.day(until))}{' '}
              {bind && (boundAt === undefined ? say.notBound : say.isBound(dayOf(boundAt)))}
              <br />
              <span class="carrel-small">
                {say.keyMark(publicKeyMark(publicKey))} {setUpByText(context, setUpBy.get(account))}
              </span>
              {keysNow.get(account) !== publicKey && <strong> {say.otherKeys}</strong>}
            </div>
            {/* Nobody takes themselves off by a slip: another who answers for it does. */}
            {answers && account !== who.id && (
              <Form context={context} action={keysNow.get(account) === publicKey ? revokeTo : clearTo}>
                <Hidden />
                <SubmitButton
                  look="outline"
                  name="account"
                  value={account}
                  called={keysNow.get(account) === publicKey ? say.revokeOf(nameOf(account)) : say.otherKeys}
                >
                  {keysNow.get(account) === publicKey ? say.revoke : say.clearGo}
                </SubmitButton>
              </Form>
            )}
          </li>
        ))}
      </ul>
      {answers && <p class="carrel-small">{say.revokeSays}</p>}
      {answers && others.length > 0 && (
        <Form context={context} action={clearTo} class="usa-form carrel-form">
          <Hidden />
          <h3>{say.clear}</h3>
          <p>{say.clearSays}</p>
          <label class="usa-label" for="account">
            {say.person}
          </label>
          <select class="usa-select" name="account" id="account">
            {others.map(({ id, name, role, setUpBy: by }) => (
              <option value={id}>
                {name}, {rolesWords(context).name[role]}
                {by !== null && ` (${setUpByText(context, by)})`}
              </option>
            ))}
          </select>
          <SubmitButton look="outline">{say.clearGo}</SubmitButton>
        </Form>
      )}
    </>
  )
}

const setUpByText = (context: StaffContext, by: string | null | undefined): string =>
  by === null || by === undefined ? '' : sealedWords(context).matter.setUpBy(by)

/** Eight characters of a key's hash, to compare over the phone. */
function publicKeyMark(publicKey: string): string {
  const text = createHash('sha256').update(publicKey).digest('hex').slice(0, 8).toUpperCase()
  return `${text.slice(0, 4)}-${text.slice(4)}`
}

/** At a computer in a public area; the same for everyone. */
export const SealedNotHere = ({ context }: { readonly context: RequestContext }) => (
  <Alert kind="info">{sealedWords(context).notHere}</Alert>
)
