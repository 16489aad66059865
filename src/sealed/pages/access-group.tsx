import { z } from 'zod'
import { actorOf } from '../../gate/index.ts'
import {
  groupsOf,
  identityBytes,
  keyMark,
  newPaperKey,
  type PaperKey,
  readPaperKey,
} from '../../platform/crypto/paper-key.ts'
import { privateOf, publicOfPrivate } from '../../platform/crypto/sealed-box.ts'
import { notFoundPage } from '../../platform/http/error-pages.tsx'
import { show, showForm } from '../../platform/http/layout.tsx'
import {
  Alert,
  BackLink,
  CheckboxGroup,
  ErrorSummary,
  type FieldError,
  Form,
  SubmitButton,
  TextArea,
  TextLink,
} from '../../platform/http/page-kit.tsx'
import type { RequestContext, StaffContext } from '../../platform/http/request-context.ts'
import { formatsOf } from '../../platform/i18n/language.ts'
import { limitedAttempt, tooManyAttempts, verifiedAccounts } from '../../staff/index.ts'
import { accountWords, passphraseWords, rolesWords } from '../../staff/pages/index.ts'
import {
  type AccessRefusal,
  accessRole,
  findAccessCandidate,
  type IneligibleReason,
  type NotGrantedIn,
  officersOfGroup,
} from '../access.ts'
import { type AccessGroup, accessGroups } from '../matter.ts'
import { type SealedContext, seesSealed } from '../services.ts'
import { type SealedSession, sessionOf } from '../session.ts'
import { sealedWords } from '../words/sealed.ts'
import { AccessList, publicKeyMark, SealedNotHere, setUpByText } from './matter-parts.tsx'

export const groupSetUpForm = z.strictObject({ side: z.enum(accessGroups) })
export const recoverForm = z.strictObject({
  key: z.string().max(400),
  goes: z.union([z.uuid(), z.array(z.uuid()).max(20)]).optional(),
})

const groupsOfOfficer = (context: SealedContext): readonly AccessGroup[] =>
  accessGroups.filter((side) => context.services.sealedAccess.keepsPaper(actorOf(context), side))

export async function groupSetUpPage(context: SealedContext): Promise<Response> {
  const say = sealedWords(context)
  const { compartments } = context.services
  const theirs = groupsOfOfficer(context)
  const isHere = seesSealed(context)
  return show(
    context,
    say.setUp.title,
    <>
      <h1>{say.setUp.title}</h1>
      <p class="usa-intro">{theirs.length === 0 ? say.setUp.notYours : say.setUp.says}</p>
      {!isHere && <SealedNotHere context={context} />}
      {compartments === undefined && isHere && <Alert kind="warning">{say.elsewhere}</Alert>}
      {compartments !== undefined &&
        isHere &&
        (await Promise.all(
          theirs.map(async (side) =>
            GroupToSetUp({ context, side, isSetUp: await compartments.isSetUp(side) }),
          ),
        ))}
      <BackLink href="/sealed">{accountWords(context).toSealed}</BackLink>
    </>,
  )
}

async function GroupToSetUp({
  context,
  side,
  isSetUp,
}: {
  context: SealedContext
  side: AccessGroup
  isSetUp: boolean
}) {
  const say = sealedWords(context)
  const people = await officersOfGroup(context.services, side)
  return (
    <section>
      <h2>{say.ofSide[side]}</h2>
      {isSetUp && <p>{say.setUp.done}</p>}
      {isSetUp && (
        <Form context={context} action="/sealed/sheet" class="carrel-form">
          <h3>{say.newSheet.heading}</h3>
          <p>{say.newSheet.says}</p>
          {sessionOf(actorOf(context))?.sides.includes(side) ? (
            <SubmitButton look="outline" name="side" value={side}>
              {say.newSheet.go}
            </SubmitButton>
          ) : (
            <TextLink href="/sealed">{say.newSheet.openFirst}</TextLink>
          )}
        </Form>
      )}
      {!isSetUp && (
        <Form context={context} action="/sealed/set-up" class="carrel-form">
          <p>{say.setUp.who}</p>
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
          <p>{say.setUp.paper}</p>
          <SubmitButton name="side" value={side}>
            {say.setUp.go}
          </SubmitButton>
        </Form>
      )}
    </section>
  )
}

/** Also shows the paper key, this once. */
export async function setUpGroup(
  context: SealedContext,
  { side }: z.infer<typeof groupSetUpForm>,
): Promise<Response> {
  const { services } = context
  const { compartments } = services
  const actor = actorOf(context)
  if (compartments === undefined || !groupsOfOfficer(context).includes(side))
    return context.c.redirect('/sealed/set-up', 303)
  const people = await officersOfGroup(context.services, side)
  const cleared = people.flatMap(({ keys, unconfirmed, ...officer }) => {
    if (keys === null || unconfirmed) return []
    const candidate = { account: officer.id, role: accessRole(officer), publicKey: keys }
    return services.sealedAccess.cleared(actor, candidate)
  })
  const { key, recovery } = await newPaper()
  const done = await compartments.setUp(side, { cleared, recovery })
  if (done === 'is-set-up') return context.c.redirect('/sealed/set-up', 303)
  return sheet(context, side, key)
}

export async function newGroupSheet(
  context: SealedContext,
  { side }: z.infer<typeof groupSetUpForm>,
): Promise<Response> {
  const actor = actorOf(context)
  if (!groupsOfOfficer(context).includes(side)) return context.c.redirect('/sealed/set-up', 303)
  // What is open belongs to this sign-in; a new session has nothing open.
  const session = sessionOf(actor)
  if (!session?.sides.includes(side)) return context.c.redirect('/sealed', 303)
  const { key, recovery } = await newPaper()
  await context.services.sealedAccess.renewPaper(actor, session, side, recovery)
  return sheet(context, side, key)
}

async function newPaper() {
  const key = await newPaperKey()
  return { key, recovery: publicOfPrivate(privateOf(identityBytes(key.identity))).toString('base64') }
}

function sheet(
  context: StaffContext,
  side: AccessGroup,
  key: Awaited<ReturnType<typeof newPaperKey>>,
): Response | Promise<Response> {
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
    const message = mayGo.length > 0 ? say.full : say.fullOfOfficers
    return renderRecover(context, { errors: [{ field: 'main', message }], key, mayGo })
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
    return context.services.sealedAccess.clearForSide(actorOf(context), unlocked, sent.side, whom)
  })
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

type SheetProps = { readonly context: RequestContext; readonly side: AccessGroup; readonly paper: PaperKey }

const PaperKeySheet = ({ context, side, paper }: SheetProps) => {
  const { paperKey: say, ofSide } = sealedWords(context)
  const { toSealed } = accountWords(context)
  return (
    <>
      <h1>{say.title}</h1>
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
      <a class="usa-button carrel-go" href="/sealed" aria-label={`${say.printed}: ${toSealed}`}>
        {say.printed}
      </a>
    </>
  )
}
