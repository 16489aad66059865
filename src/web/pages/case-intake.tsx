/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { z } from 'zod'
import { ways } from '../../casework/case.ts'
import { alsoSaid } from '../../policy/also-said.ts'
import { drillUnderWay } from '../../store/case-figures.ts'
import { inContext } from '../../store/vault.ts'
import { addedSaid, askOfKinds, type Intake, intakeErrors, receivedOf, wayFrom } from '../case-intake.ts'
import { instantSent } from '../typed-time.ts'
import { Alert } from '../views/alert.tsx'
import { Choices, Picked } from '../views/case-fields.tsx'
import { AboutField, SecretField } from '../views/first-looks.tsx'
import { ErrorSummary, type FieldError, TextArea, TextField, Word } from '../views/form.tsx'
import { FormId } from '../views/form-id.tsx'
import { show } from '../views/layout.tsx'
import { actorOf, type StaffVisit } from '../visit.ts'
import { casesIntakeWords } from '../words/cases-intake.ts'
import { casesSearchWords } from '../words/cases-search.ts'
import { frameWords } from '../words/frame.ts'
import { reportedPage } from './case-reported.tsx'
import { secretPage } from './case-secret.tsx'

export const againForm = z.strictObject({ reference: z.string().trim().max(64) })

/** Somebody brought a paper, or asks for records: one short form, which leaves out what nobody knows yet. */
export async function intakePage(visit: StaffVisit): Promise<Response> {
  await visit.house.gate.sealed.noteOpened(actorOf(visit))
  return formPage(visit, {}, [])
}

/**
 * Takes the report: a case begins, and the policy's own words come with what to do. Paper that is secret by its kind or by what
 * it says begins none: what came is sealed to those who may know of it.
 */
export async function report(visit: StaffVisit, sent: Intake): Promise<Response> {
  const { house, pack } = visit
  if (sent.sent === undefined) {
    await visit.house.gate.sealed.noteOpened(actorOf(visit))
    return formPage(visit, sent, [])
  }
  const now = house.clock.now()
  const errors = intakeErrors(visit, sent)
  if (errors.length > 0) return formPage(visit, sent, errors)
  const actor = actorOf(visit)
  const ask = askOfKinds(visit, sent)
  const came = sent.came ? instantSent(pack.timeZone, sent.came) : undefined
  const secret = pack.decide(ask)
  if (secret.sealed) {
    await house.gate.sealed.receive(actor, receivedOf(sent, visit), came, ask.instrument?.kind)
    const alsoSay = alsoSaid(pack, visit.language, ask)
    return secretPage(visit, { say: secret.say, alsoSay, about: sent.about === 'yes' })
  }
  const { answer, alsoSay } = await house.gate.answer({ actor, ask })
  const { reference, isKnown } = await house.gate.cases.receive(actor, receivedOf(sent, visit), {
    ...{ at: came, form: sent.form },
  })
  const isAdded = isKnown && sent.opened === 'yes'
  const done = isAdded && !(await addTo(visit, reference, sent)) ? casesIntakeWords(visit).closed : undefined
  return reportedPage(visit, {
    ...{ reference, kinds: sent, answer, alsoSay, about: sent.about ?? 'no' },
    ...(came && { times: { came, reported: now } }),
    ...(done !== undefined && { done }),
  })
}

/**
 * What is typed after the answer opened the case: a note in it. INVARIANT: where it is about the Director the case moves to the
 * president before the note is in it, or neither is done.
 * @returns false where the case takes nothing any more
 */
async function addTo(visit: StaffVisit, reference: string, sent: Intake): Promise<boolean> {
  const { cases } = visit.house.gate
  const words = addedSaid(visit, sent)
  const moves = { what: { what: 'about-director', is: true } } as const
  const notes = words === '' ? [] : [{ what: { what: 'noted', words } } as const]
  const add = (steps: Parameters<typeof cases.takeAll>[2]) => cases.takeAll(actorOf(visit), reference, steps)
  const taken = await add(sent.about === 'yes' ? [moves, ...notes] : notes)
  if (taken === 'taken' || taken === 'unknown') return taken === 'taken'
  // Sent twice: it has moved already.
  return taken.refused.includes('may-say-about') && (await add(notes)) === 'taken'
}

/** Somebody goes on with a report that was made before. */
export async function goOn(visit: StaffVisit, { reference }: z.infer<typeof againForm>): Promise<Response> {
  const typed = reference.toUpperCase()
  // Hostile: a reference is told on, and whoever holds one must not learn by it that the case is about the Director.
  const isThere = await visit.house.gate.cases.has(actorOf(visit), typed)
  if (isThere) return reportedPage(visit, { reference: typed, kinds: {} })
  const { unknown } = casesIntakeWords(visit)
  return formPage(visit, {}, [{ field: 'reference', message: unknown }])
}

async function formPage(visit: StaffVisit, sent: Intake, errors: readonly FieldError[]): Promise<Response> {
  const { house, who, place } = visit
  const frame = frameWords(visit)
  const words = casesIntakeWords(visit)
  const drill = await inContext(house.app, { actor: who.id, place }, (trx) =>
    drillUnderWay(trx, house.clock.today(), ['process', 'ask']),
  )
  return show(
    visit,
    errors.length > 0 ? frame.fixTitle(words.title) : words.title,
    <>
      <h1>{words.title}</h1>
      <p class="usa-intro">{words.intro}</p>
      {drill !== undefined && <DrillNow visit={visit} reference={drill} />}
      <ErrorSummary visit={visit} errors={errors} />
      <form method="post" action="/report" class="usa-form usa-form--large carrel-form carrel-asked">
        <Word visit={visit} />
        <FormId sent={sent.form} />
        <input type="hidden" name="sent" value="yes" />
        {sent.opened && <input type="hidden" name="opened" value="yes" />}
        <IntakeFields visit={visit} sent={sent} errors={errors} />
        <button type="submit" class="usa-button usa-button--big carrel-go">
          {drill === undefined ? words.send : words.sendReal}
        </button>
      </form>
      <h2>{words.already}</h2>
      <p>{words.alreadySays}</p>
      <form method="post" action="/report/again" class="usa-form carrel-form">
        <Word visit={visit} />
        <TextField name="reference" label={words.reference} maxlength={64} errors={errors} />
        <button type="submit" class="usa-button usa-button--outline">
          {words.goOn}
        </button>
      </form>
    </>,
    errors.length > 0 ? 422 : 200,
  )
}

/** Somebody plays a visit today: whoever is at the counter goes on with that, so that practice is no case. */
const DrillNow = ({ visit, reference }: { readonly visit: StaffVisit; readonly reference: string }) => {
  const casesSearch = casesSearchWords(visit)
  const casesIntake = casesIntakeWords(visit)
  return (
    <Alert kind="info">
      <p class="usa-alert__text">
        {casesSearch.drillNow} {casesIntake.drillSays}
      </p>
      <form method="post" action="/report/again">
        <Word visit={visit} />
        <input type="hidden" name="reference" value={reference} />
        <button type="submit" class="usa-button usa-button--outline">
          {casesSearch.joinDrill}
        </button>
      </form>
    </Alert>
  )
}

type FieldsProps = {
  readonly visit: StaffVisit
  readonly sent: Intake
  readonly errors: readonly FieldError[]
}

const IntakeFields = ({ visit, sent, errors }: FieldsProps) => {
  const words = casesIntakeWords(visit)
  const text = (name: 'name' | 'agency' | 'phone' | 'came' | 'wants') =>
    sent[name] ? { value: sent[name] } : {}
  const one = (name: 'who' | 'brought', options: Readonly<Record<string, string>>) => (
    <Choices
      type="radio"
      name={name}
      legend={words[name]}
      options={options}
      chosen={[sent[name] ?? '']}
      errors={errors}
    />
  )
  return (
    <>
      {one('who', words.whoChoices)}
      <TextField name="name" label={words.name} hint={words.nameHint} {...text('name')} errors={errors} />
      <TextField name="agency" label={words.agency} {...text('agency')} errors={errors} />
      <TextField name="phone" label={words.phone} hint={words.phoneHint} {...text('phone')} errors={errors} />
      {one('brought', words.broughtChoices)}
      <PaperFields visit={visit} sent={sent} />
      <AboutField visit={visit} picked={sent.about} />
      <TextArea name="wants" label={words.wants} hint={words.wantsHint} rows={3} {...text('wants')} />
      <Picked
        name="way"
        label={words.way}
        options={Object.fromEntries(ways.map((way) => [way, words.ways[way]]))}
        picked={sent.way ?? wayFrom(visit.place)}
      />
      <TextField
        name="came"
        label={words.came}
        hint={words.cameHint}
        type="datetime-local"
        {...text('came')}
        errors={errors}
      />
    </>
  )
}

/** Three looks, and whether it says that nobody may be told. */
const PaperFields = ({ visit, sent }: Pick<FieldsProps, 'visit' | 'sent'>) => {
  const words = casesIntakeWords(visit)
  return (
    <>
      <h2>{words.aboutPaper}</h2>
      <p>{words.aboutPaperSays}</p>
      {(['court', 'judge', 'here'] as const).map((look) => (
        <Picked name={look} label={words[look]} options={words.yesNo} picked={sent[look] ?? 'unsure'} />
      ))}
      <SecretField visit={visit} picked={sent.secret} />
    </>
  )
}
