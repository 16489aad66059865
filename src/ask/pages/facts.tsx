import { z } from 'zod'
import { staffActorOf } from '../../gate/index.ts'
import { showForm } from '../../platform/http/layout.tsx'
import {
  ActionButton,
  Alert,
  BackLink,
  CheckboxGroup,
  type FieldError,
  Form,
  SubmitButton,
  TextField,
  TextLink,
} from '../../platform/http/page-kit.tsx'
import type { StaffContext } from '../../platform/http/request-context.ts'
import type { TaskSource } from '../../platform/http/route.ts'
import { formatsOf } from '../../platform/i18n/language.ts'
import { frameWords } from '../../platform/i18n/words/frame.ts'
import {
  daysAfter,
  type FactValue,
  type FactValues,
  isDay,
  type UnconfirmedFact,
  yearsAfter,
} from '../../policy/index.ts'
import { recordAction } from '../../staff/index.ts'
import {
  addConfirmedFact,
  type ConfirmedFact,
  confirmedFacts,
  factsOf,
  type OpenFact,
  openFacts,
  withdrawConfirmedFact,
} from '../policy-store.ts'
import { factsWords } from '../words/policy.ts'

const longestName = 120
/** How long a fact can be confirmed for. */
const longestYears = 5
export const factForm = z.strictObject({
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  by: z.string().trim().max(longestName).optional(),
  on: z.string().trim().max(20).optional(),
  until: z.string().trim().max(20).optional(),
})
export const signForm = z.strictObject({
  fact: z
    .union([z.string(), z.array(z.string()).max(60)])
    .default([])
    .transform((all) => [all].flat()),
})
export const withdrawForm = z.strictObject({ id: z.uuid() })

/** Counsel signs the list once a year; a fact that lapses sooner than this is on it again. */
const soonDays = 30

/** A pack names who confirms a fact in words of its own language: “the Board”, or its word for counsel first. */
export const isForBoard = ({ confirmWith = '' }: UnconfirmedFact) => /^the board\b/i.test(confirmWith)
const isForCounsel = ({ pack }: StaffContext, { confirmWith = '' }: UnconfirmedFact) =>
  confirmWith.startsWith(pack.in(pack.languages[0] ?? '').manifest.words['counsel'] ?? '\n')

/** For the Director all facts, and for counsel their own, to sign: open or soon lapsing ones, then what was confirmed. */
export function factsPage(context: StaffContext) {
  return showFacts(context, [], [])
}

async function showFacts(
  context: StaffContext,
  errors: readonly FieldError[],
  ticked: readonly string[],
): Promise<Response> {
  const { services, pack, who } = context
  const say = factsWords(context)
  const isCounsel = who.role === 'counsel'
  const isOwn = (fact: UnconfirmedFact) => !isCounsel || isForCounsel(context, fact)
  const all = factsOf(pack).filter(isOwn)
  const open = (await openFacts(services, pack, isCounsel ? soon(context) : undefined)).filter(isOwn)
  const noted = (await confirmedFacts(services.app, services.ring)).filter(
    ({ hash }) => !isCounsel || all.some((fact) => fact.hash === hash),
  )
  return showForm(
    context,
    { title: say.title, errors },
    <>
      <p class="usa-intro">{isCounsel ? say.introCounsel : say.intro}</p>
      {open.length === 0 && <p>{say.none}</p>}
      <ul class="carrel-computers">
        {open.map((fact) => (
          <li class="carrel-computer">
            <FactItem context={context} fact={fact} />
            {!isCounsel && (
              <ActionButton
                context={context}
                action="/policy/facts"
                name="hash"
                value={fact.hash}
                says={say.confirm}
                called={say.confirmOf(nameOf(context, fact.id))}
              />
            )}
          </li>
        ))}
      </ul>
      {isCounsel && open.length > 0 && (
        <Form context={context} action="/policy/facts/sign" class="usa-form usa-form--large carrel-form">
          <CheckboxGroup
            name="fact"
            legend={say.right}
            hint={say.rightHint}
            options={Object.fromEntries(open.map(({ hash, id }) => [hash, nameOf(context, id)]))}
            chosen={ticked}
            errors={errors}
          />
          <SubmitButton>{say.sign(formatsOf(context).day(aYearFrom(context)))}</SubmitButton>
        </Form>
      )}
      <h2>{say.confirmed}</h2>
      {noted.length === 0 && <p>{say.noneConfirmed}</p>}
      <ul class="carrel-computers">
        {noted.map((one) => (
          <li class="carrel-computer">
            <ConfirmationNote
              context={context}
              noted={one}
              isRenewed={noted.some(
                ({ id, hash, notedAt }) =>
                  id !== one.id && hash === one.hash && notedAt.getTime() === one.withdrawnAt?.getTime(),
              )}
              fact={all.find(({ hash }) => hash === one.hash)}
            />
          </li>
        ))}
      </ul>
      <BackLink href="/policy">{frameWords(context).policy}</BackLink>
    </>,
  )
}

const soon = ({ services }: StaffContext) => daysAfter(services.clock.today(), soonDays)
const aYearFrom = ({ services }: StaffContext, on = services.clock.today()) => yearsAfter(on, 1)

/** The Director states who confirmed a fact, when, and until when; it is logged. */
export async function submitFactConfirmation(context: StaffContext, typed: z.infer<typeof factForm>) {
  const { services, pack, c } = context
  const say = factsWords(context)
  const today = services.clock.today()
  const fact = factsOf(pack).find(({ hash }) => hash === typed.hash)
  // A different pack has been loaded since the page was opened.
  if (fact === undefined) return c.redirect('/policy/facts', 303)
  const { by, on, until = '' } = typed
  if (by === undefined || on === undefined) return confirmPage(context, fact, typed, [])
  const errors: FieldError[] = []
  if (by === '') errors.push({ field: 'by', message: say.byMissing })
  if (!isDay(on) || on > today) errors.push({ field: 'on', message: say.onMissing })
  else if (!isDay(until) || until < today || until > yearsAfter(on, longestYears))
    errors.push({ field: 'until', message: say.untilMissing(longestYears) })
  if (errors.length > 0) return confirmPage(context, fact, typed, errors)
  await noteConfirmed(context, [fact], { by, on, until })
  return c.redirect('/policy/facts', 303)
}

/** Counsel signs what they found right, for a year, at an account that is confirmed as their own. */
export async function submitFactsSigned(context: StaffContext, { fact: ticked }: z.infer<typeof signForm>) {
  const { services, pack, c, who } = context
  const say = factsWords(context)
  const signed = factsOf(pack).filter((fact) => ticked.includes(fact.hash) && isForCounsel(context, fact))
  const message = who.unconfirmed ? say.notYours : signed.length === 0 ? say.rightMissing : undefined
  if (message !== undefined) return showFacts(context, [{ field: 'fact', message }], ticked)
  const on = services.clock.today()
  await noteConfirmed(context, signed, { by: who.name, on, until: aYearFrom(context) })
  return c.redirect('/policy/facts', 303)
}

async function noteConfirmed(
  context: StaffContext,
  facts: readonly UnconfirmedFact[],
  { by, on, until }: { readonly by: string; readonly on: string; readonly until: string },
): Promise<void> {
  const { services, who } = context
  for (const { id, hash } of facts) {
    await recordAction(services, staffActorOf(context), async (trx, note) => {
      const said = { fact: id, hash, confirmedBy: by, confirmedOn: on, confirmedUntil: until }
      if (await addConfirmedFact(trx, services.ring, { ...said, by: who.id, at: services.clock.now() }))
        await note({ kind: 'fact-confirmed', document: hash, flags: [on] })
    })
  }
}

export async function submitFactWithdrawal(context: StaffContext, { id }: z.infer<typeof withdrawForm>) {
  const { services, c, who } = context
  await recordAction(services, staffActorOf(context), async (trx, note) => {
    const hash = await withdrawConfirmedFact(trx, services.ring, { id, by: who.id, at: services.clock.now() })
    if (hash !== undefined) await note({ kind: 'fact-withdrawn', document: hash })
  })
  return c.redirect('/policy/facts', 303)
}

function confirmPage(
  context: StaffContext,
  fact: UnconfirmedFact,
  { by = '', on = context.services.clock.today(), until = aYearFrom(context) }: z.infer<typeof factForm>,
  errors: readonly FieldError[],
) {
  const say = factsWords(context)
  return showForm(
    context,
    { title: say.confirmTitle, errors },
    <>
      <FactItem context={context} fact={fact} />
      <Form context={context} action="/policy/facts" class="usa-form usa-form--large carrel-form">
        <input type="hidden" name="hash" value={fact.hash} />
        <TextField
          name="by"
          label={say.by}
          hint={say.byHint}
          value={by}
          maxlength={longestName}
          errors={errors}
        />
        <TextField name="on" label={say.on} type="date" value={on} errors={errors} />
        <TextField
          name="until"
          label={say.until}
          hint={say.untilHint}
          type="date"
          value={until}
          errors={errors}
        />
        <SubmitButton>{say.confirm}</SubmitButton>
      </Form>
      <BackLink href="/policy/facts">{say.title}</BackLink>
    </>,
  )
}

/** By its path in the pack. */
function nameOf(context: StaffContext, id: string): string {
  const names: Readonly<Record<string, string>> = factsWords(context).names
  return names[id.replace(/\[\d+\]$/, '')] ?? id
}

/** Values stay in the language of the pack. */
export const FactItem = ({ context, fact }: { readonly context: StaffContext; readonly fact: OpenFact }) => {
  const say = factsWords(context)
  const adopted = context.pack.languages[0]
  return (
    <div>
      <strong>{nameOf(context, fact.id)}</strong>
      <FactLines context={context} says={fact.says} />
      {say.citation} <span lang={adopted}>{fact.citation}</span>
      {fact.confirmWith !== undefined && (
        <>
          <br />
          {say.confirmWith} <span lang={adopted}>{fact.confirmWith}</span>
        </>
      )}
      {fact.lapsed && (
        <>
          <br />
          <strong>{lapsedText(context, fact.lapsed)}</strong>
        </>
      )}
    </div>
  )
}

const lapsedText = (
  context: StaffContext,
  { confirmedBy, confirmedUntil }: NonNullable<OpenFact['lapsed']>,
) =>
  factsWords(context).lapse[confirmedUntil < context.services.clock.today() ? 'lapsed' : 'lapses'](
    confirmedBy,
    formatsOf(context).day(confirmedUntil),
  )

/** Each value with its name. A period, such as 3 years, is one value. */
const FactLines = ({ context, says }: { readonly context: StaffContext; readonly says: FactValues }) => {
  const { labels, period } = factsWords(context)
  const { value, unit, ...others } = says
  return (
    <ul class="usa-list carrel-fact">
      {unit !== undefined && <li>{period(Number(value), String(unit))}</li>}
      {Object.entries(others).map(([key, one]) => (
        <li>
          {(labels as Readonly<Record<string, string>>)[key] ?? key}:{' '}
          <FactText context={context} of={key} value={one} />
        </li>
      ))}
    </ul>
  )
}

type FactTextProps = { readonly context: StaffContext; readonly of: string; readonly value: FactValue }

const FactText = ({ context, of, value }: FactTextProps) => {
  if (Array.isArray(value) && value.every((one) => typeof one !== 'object'))
    return <>{formatsOf(context).all(value.map((one) => plainFact(context, of, one)))}</>
  if (Array.isArray(value)) {
    const each: readonly FactValue[] = value
    return (
      <>
        {each.map((one) => (
          <FactText context={context} of={of} value={one} />
        ))}
      </>
    )
  }
  if (typeof value === 'object') return <FactLines context={context} says={value as FactValues} />
  const text = plainFact(context, of, value)
  return text === String(value) ? <span lang={context.pack.languages[0]}>{text}</span> : text
}

/** Dates, times of day, amounts and words as people write them; any other text as the pack has it. */
function plainFact(context: StaffContext, of: string, value: FactValue): string {
  const formats = formatsOf(context)
  const text = String(value)
  const { values } = factsWords(context)
  if (of === 'at-least-cents') return formats.dollars(Number(value))
  if (isDay(text)) return formats.day(text)
  const [, hour, minute = '0'] = /^(\d{1,2}):(\d\d)$/.exec(text) ?? (isHour(of, value) ? ['', text] : [])
  if (hour !== undefined) return formats.timeOfDay(Number(hour) * 60 + Number(minute))
  return (values as Readonly<Record<string, string>>)[text] ?? text
}

/** A whole hour, as those for text messages are. */
const isHour = (of: string, value: FactValue) =>
  typeof value === 'number' && (of === 'from' || of === 'until')

type NotedProps = {
  readonly context: StaffContext
  readonly noted: ConfirmedFact
  /** Another confirmation took its place. */
  readonly isRenewed: boolean
  readonly fact: UnconfirmedFact | undefined
}

const ConfirmationNote = ({ context, noted, isRenewed, fact }: NotedProps) => {
  const say = factsWords(context)
  const formats = formatsOf(context)
  const isWithdrawn = noted.withdrawnAt !== null
  const name = nameOf(context, noted.fact)
  return (
    <>
      <div>
        {fact === undefined ? <strong>{name}</strong> : <FactItem context={context} fact={fact} />}
        <p>
          {say.confirmedBy(
            noted.confirmedBy,
            formats.day(noted.confirmedOn),
            formats.day(noted.confirmedUntil),
          )}{' '}
          {isWithdrawn && say[isRenewed ? 'renewed' : 'withdrawn']}
          {fact === undefined && say.changed}
        </p>
      </div>
      {!isWithdrawn && context.who.role === 'director' && (
        <ActionButton
          context={context}
          action="/policy/facts/withdraw"
          name="id"
          value={noted.id}
          says={say.withdraw}
          called={say.withdrawOf(name)}
        />
      )}
    </>
  )
}

type FactsInUseProps = { readonly context: StaffContext; readonly ids: readonly string[] }

/** Where a number is used that no one has confirmed, or no longer: which, and where to confirm it. */
export const FactsInUse = async ({ context, ids }: FactsInUseProps) => {
  const { services, pack, who } = context
  const open = (await openFacts(services, pack)).filter(({ id }) => ids.includes(id))
  if (open.length === 0) return null
  const say = factsWords(context)
  return (
    <Alert kind="info">
      <p class="usa-alert__text">
        {say.inUse}{' '}
        {open
          .map((fact) =>
            `${nameOf(context, fact.id)}. ${fact.lapsed ? lapsedText(context, fact.lapsed) : ''}`.trim(),
          )
          .join(' ')}{' '}
        {(who.role === 'director' || who.role === 'counsel') && (
          <TextLink href="/policy/facts">{say.title}</TextLink>
        )}
      </p>
    </Alert>
  )
}

/** Once a year counsel signs the list. The Director sees what lapsed, and what a denial cannot go out without. */
export const factTasks: TaskSource = {
  may: ['director', 'counsel'],
  async look(context) {
    const { services, pack, who } = context
    const { task, title } = factsWords(context)
    const isCounsel = who.role === 'counsel'
    const open = await openFacts(services, pack, isCounsel ? soon(context) : undefined)
    const due = open.filter((fact) => (isCounsel ? isForCounsel(context, fact) : fact.lapsed))
    if (due.length === 0) return []
    const says = task[isCounsel ? 'counsel' : 'director'](due.length)
    return [{ kind: 'info', says, href: '/policy/facts', go: title }]
  },
}
