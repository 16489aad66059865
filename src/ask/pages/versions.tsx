import { z } from 'zod'
import { staffActorOf } from '../../gate/index.ts'
import { notFoundPage } from '../../platform/http/error-pages.tsx'
import { show, showForm } from '../../platform/http/layout.tsx'
import {
  ActionButton,
  Alert,
  BackLink,
  type FieldError,
  LinkLine,
  TextLink,
  TextList,
} from '../../platform/http/page-kit.tsx'
import type { StaffContext } from '../../platform/http/request-context.ts'
import type { TaskSource } from '../../platform/http/route.ts'
import { formatsOf } from '../../platform/i18n/language.ts'
import { frameWords } from '../../platform/i18n/words/frame.ts'
import { type Pack, type PackChange, PackError, packChanges } from '../../policy/index.ts'
import {
  confirmProposal,
  confirmRefusal,
  mayWithdraw,
  proposalState,
  storedFiles,
  storedPack,
  withdrawConfirmation,
} from '../adopted-policy.ts'
import { allPacksInForce, type PackConfirmation, packConfirmations, packInForceAt } from '../policy-store.ts'
import type { AskContext, AskServices } from '../services.ts'
import { versionsWords } from '../words/versions.ts'
import { ClauseView } from './policy.tsx'

const versionPath = (hash: string) => `/policy/versions/${hash}`

/** When each version was in force, as sentences, by hash; the newest first. */
async function spans(context: StaffContext): Promise<{ hash: string; says: string }[]> {
  const words = versionsWords(context)
  const formats = formatsOf(context)
  const day = (at: Date) => formats.dayOf(at, context.pack.timeZone)
  const all = await allPacksInForce(context.services.app)
  return all
    .map(({ hash, since }, at) => {
      const next = all[at + 1]
      return { hash, says: next ? words.past(day(since), day(next.since)) : words.current(day(since)) }
    })
    .reverse()
}

/** The policy is public text, so everyone with a sign-in reads every version of it. */
export async function versionsPage(context: AskContext) {
  const words = versionsWords(context)
  const { policy, app, ring } = context.services
  const all = await spans(context)
  const reviews =
    isOverseer(context) &&
    (policy.proposal !== undefined || (await packConfirmations(app, ring, policy.nth)).length > 0)
  return show(
    context,
    words.title,
    <>
      <h1>{words.title}</h1>
      <p class="usa-intro">{words.intro}</p>
      {(['faults', 'refused'] as const).map(
        (why) =>
          policy[why].length > 0 && (
            <Alert kind="warning">
              <p class="usa-alert__text">{why === 'faults' ? words.failing : words.refused}</p>
              <TextList items={policy[why]} />
            </Alert>
          ),
      )}
      {policy.proposal && <Alert kind="info">{words.proposal.waits}</Alert>}
      {reviews && <LinkLine href="/policy/proposal">{words.proposal.link}</LinkLine>}
      {all.length === 0 && <p>{words.none}</p>}
      <ul class="usa-list">
        {all.map(({ hash, says }) => (
          <li>
            {says}.{' '}
            <TextLink href={versionPath(hash)} called={`${words.read}: ${says}`}>
              {words.read}
            </TextLink>
          </li>
        ))}
      </ul>
      {context.who.role !== 'special-counsel' && (
        <BackLink href="/policy">{frameWords(context).policy}</BackLink>
      )}
    </>,
  )
}

const isOverseer = ({ who }: StaffContext) =>
  who.role === 'director' || who.role === 'counsel' || who.role === 'trustee'

/** One version: its text, rules and words, and on request a file or the rules of a clause. */
export async function versionPage(context: AskContext) {
  const { c, services } = context
  const hash = c.req.param('hash') ?? ''
  const files = /^[0-9a-f]{64}$/.test(hash) ? await storedFiles(services.app, hash) : undefined
  if (files === undefined) return notFoundPage(context)
  const words = versionsWords(context)
  const name = c.req.query('file')
  const text = name === undefined ? undefined : files.get(name)
  if (name !== undefined && text !== undefined) return showFile(context, { hash, name, text })
  const inForce = (await spans(context)).filter((one) => one.hash === hash).map(({ says }) => `${says}.`)
  const pack = await versionOf(context, hash)
  return show(
    context,
    words.title,
    <>
      <h1 lang={pack?.languages[0]}>{pack?.title ?? words.title}</h1>
      <p class="usa-intro">{inForce.length === 0 ? words.never : inForce.join(' ')}</p>
      <p>
        {words.says} {words.fingerprint} <code class="carrel-mark">{hash}</code>
      </p>
      {pack === undefined && <p>{words.notRun}</p>}
      {pack?.clauses.map((clause) => (
        <ClauseView
          {...{ speaker: context, pack, clause, year: undefined }}
          showsRules={c.req.query('rules') === clause.id}
          rulesAt={`${versionPath(hash)}?rules=${encodeURIComponent(clause.id)}`}
        />
      ))}
      <h2>{words.files}</h2>
      <ul class="usa-list">
        {[...files.keys()].sort().map((one) => (
          <li>
            <TextLink href={`${versionPath(hash)}?file=${encodeURIComponent(one)}`}>{one}</TextLink>
          </li>
        ))}
      </ul>
      <BackLink href="/policy/versions">{words.title}</BackLink>
    </>,
  )
}

/** Undefined for one that this program cannot run. */
async function versionOf({ services, language }: AskContext, hash: string): Promise<Pack | undefined> {
  if (hash === services.pack.hash) return services.pack.in(language)
  try {
    return (await storedPack(services.app, hash)).in(language)
  } catch (error) {
    if (error instanceof PackError) return undefined
    throw error
  }
}

function showFile(
  context: AskContext,
  { hash, name, text }: { readonly hash: string; readonly name: string; readonly text: string },
) {
  const words = versionsWords(context)
  return show(
    context,
    words.file(name),
    <>
      <h1>{words.file(name)}</h1>
      <p>
        {words.fingerprint} <code class="carrel-mark">{hash}</code>
      </p>
      <pre
        class="carrel-code"
        lang={/^[a-z]{2}\.yaml$/.test(name) ? name.slice(0, 2) : context.pack.languages[0]}
      >
        {text}
      </pre>
      <BackLink href={versionPath(hash)}>{words.back}</BackLink>
    </>,
  )
}

type PolicyThenProps = {
  readonly context: StaffContext
  readonly at: Date
  readonly about?: string | undefined
  readonly says?: string
}

/** The version that decided at an instant, for the page of an entry, a decision or a case of then, and the one that an entry is about. */
export const PolicyThen = async ({ context, at, about, says: saysThen }: PolicyThenProps) => {
  const words = versionsWords(context)
  const then = await packInForceAt(context.services.app, at)
  const versions = [
    { says: words.entryAbout, hash: about },
    { says: saysThen ?? words.entry, hash: then?.hash },
  ]
  return (
    <>
      {versions.map(
        ({ says, hash }) =>
          hash !== undefined && (
            <p>
              {says} <code class="carrel-mark">{hash.slice(0, 12)}</code>.{' '}
              <TextLink href={versionPath(hash)} called={`${says} ${words.entryRead}`}>
                {words.entryRead}
              </TextLink>
            </p>
          ),
      )}
    </>
  )
}

export const proposalForm = z.strictObject({ hash: z.string().regex(/^[0-9a-f]{64}$/) })

export const withdrawalForm = z.strictObject({ id: z.uuid() })

/** What a proposed version changes, and who confirmed it or another one. */
export async function proposalPage(context: AskContext, errors: readonly FieldError[] = []) {
  const { services, pack } = context
  const { proposal: words, title } = versionsWords(context)
  const { proposal } = services.policy
  const state = await proposalState(services.app, services)
  const others = state.all.filter((one) => !state.confirmations.includes(one))
  return showForm(
    context,
    {
      ...{ title: words.title, errors },
      intro: <p class="usa-intro">{proposal === undefined ? words.none : words.waits}</p>,
    },
    <>
      {proposal !== undefined && proposal.faults.length > 0 && (
        <Alert kind="warning">
          <p class="usa-alert__text">{words.fails}</p>
          <TextList items={proposal.faults} />
          <p class="usa-alert__text">{words.failsNext}</p>
        </Alert>
      )}
      {proposal?.pack && (
        <>
          <h2>{words.changes}</h2>
          <Changes context={context} changes={packChanges(pack.in(pack.languages[0] ?? ''), proposal.pack)} />
          {proposal.faults.length === 0 && (
            <ToConfirm context={context} state={state} hash={proposal.pack.hash} />
          )}
        </>
      )}
      {others.length > 0 && (
        <>
          <h2>{words.others}</h2>
          <p>{words.othersSay}</p>
          <Confirmations context={context} state={state} of={others} />
        </>
      )}
      <BackLink href="/policy/versions">{title}</BackLink>
    </>,
  )
}

type StateProps = {
  readonly context: AskContext
  readonly state: Awaited<ReturnType<typeof proposalState>>
}

const ToConfirm = ({ context, state, hash }: StateProps & { readonly hash: string }) => {
  const { proposal: words } = versionsWords(context)
  const isAdopted = state.adopted.includes(hash)
  const refused = isAdopted ? undefined : confirmRefusal(context.who, state)
  return (
    <>
      <h2>{words.confirming}</h2>
      <p>{isAdopted ? words.takesEffect : words.rule}</p>
      <Confirmations context={context} state={state} of={state.confirmations} />
      {refused !== undefined && <p>{words.refused[refused]}</p>}
      {refused === undefined && !isAdopted && (
        <ActionButton
          context={context}
          action="/policy/proposal"
          name="hash"
          value={hash}
          says={words.confirm}
        />
      )}
    </>
  )
}

const Confirmations = ({ context, state, of }: StateProps & { readonly of: readonly PackConfirmation[] }) => {
  const { proposal: words, read } = versionsWords(context)
  const { timeZone } = context.pack
  const names = new Map(state.everyone.map(({ id, name }) => [id, name]))
  const saidOf = ({ accountId, at, hash }: PackConfirmation): string => {
    const by = [names.get(accountId) ?? words.someone, formatsOf(context).dayOf(at, timeZone)] as const
    return of === state.confirmations
      ? words.confirmedBy(...by)
      : words.confirmedOther(...by, hash.slice(0, 12))
  }
  return (
    <ul class="carrel-computers">
      {of.map((one) => (
        <li class="carrel-computer">
          <p>
            {saidOf(one)}{' '}
            {of !== state.confirmations && <TextLink href={versionPath(one.hash)}>{read}</TextLink>}
          </p>
          {mayWithdraw(context.who, one, state) && (
            <ActionButton
              {...{ context, action: '/policy/proposal/withdraw', name: 'id', value: one.id }}
              says={words.withdraw}
              called={`${words.withdraw}: ${saidOf(one)}`}
            />
          )}
        </li>
      ))}
    </ul>
  )
}

type ChangesProps = { readonly context: AskContext; readonly changes: readonly PackChange[] }

/** By clause; the pack's own text stays in its language. */
const Changes = ({ context, changes }: ChangesProps) => {
  const { proposal: words } = versionsWords(context)
  const clauses = [...new Set(changes.map(({ clause }) => clause))]
  const lang = context.pack.languages[0]
  return (
    <>
      {clauses.map((clause) => (
        <>
          <h3>{clause ?? words.whole}</h3>
          <ul class="usa-list">
            {changes
              .filter((one) => one.clause === clause)
              .map(({ of, how, name, before, after }) => (
                <li>
                  {words.change[of][how](name, before ?? '', after ?? '')}
                  {of !== 'setting' && (before ?? after) !== undefined && (
                    <details>
                      <summary>{words.both(name)}</summary>
                      {before !== undefined && <OldOrNew title={words.before} text={before} lang={lang} />}
                      {after !== undefined && <OldOrNew title={words.after} text={after} lang={lang} />}
                    </details>
                  )}
                </li>
              ))}
          </ul>
        </>
      ))}
    </>
  )
}

type OldOrNewProps = { readonly title: string; readonly text: string; readonly lang: string | undefined }

const OldOrNew = ({ title, text, lang }: OldOrNewProps) => (
  <>
    <h4>{title}</h4>
    <pre class="carrel-code" lang={lang}>
      {text}
    </pre>
  </>
)

export async function submitProposalConfirmation(
  context: AskContext,
  { hash }: z.infer<typeof proposalForm>,
) {
  const { services, who, c } = context
  const outcome = await confirmProposal(services, staffActorOf(context), { who, hash })
  if (outcome === 'confirmed') return c.redirect('/policy/proposal', 303)
  return proposalPage(context, [{ field: 'main', message: versionsWords(context).proposal.refused[outcome] }])
}

export async function submitWithdrawal(context: AskContext, { id }: z.infer<typeof withdrawalForm>) {
  const { services, who, c } = context
  if (await withdrawConfirmation(services, staffActorOf(context), { who, id }))
    return c.redirect('/policy/proposal', 303)
  return proposalPage(context, [{ field: 'main', message: versionsWords(context).proposal.withdrawRefused }])
}

/** A proposal, and a policy in force that does not pass. Counsel and trustees hear of what they can confirm alone. */
export const policyTasks: TaskSource<AskServices> = {
  may: ['director', 'counsel', 'trustee'],
  async look(context) {
    const { services, who } = context
    const { task } = versionsWords(context)
    const { faults, proposal, refused } = services.policy
    const isDirector = who.role === 'director'
    const found = [
      ...(faults.length > 0 ? [task.failing] : []),
      ...(refused.length > 0 ? [task.refused] : []),
    ].flatMap((says) => (isDirector ? [{ says, href: '/policy/versions' }] : []))
    if (proposal !== undefined) {
      const says = await proposalTask(context, proposal)
      if (says !== undefined) found.push({ says, href: '/policy/proposal' })
    }
    return found.map((one) => ({ kind: 'warning', go: task.go, ...one }))
  },
}

async function proposalTask(
  context: AskContext,
  { pack, faults }: NonNullable<AskServices['policy']['proposal']>,
): Promise<string | undefined> {
  const { services, who } = context
  const { task } = versionsWords(context)
  const isDirector = who.role === 'director'
  if (pack === undefined || faults.length > 0) return isDirector ? task.fails : undefined
  const state = await proposalState(services.app, services)
  if (state.adopted.includes(pack.hash)) return isDirector ? task.takesEffect : undefined
  if (confirmRefusal(who, state) === undefined) return task.yours
  return isDirector ? task.waits : undefined
}
