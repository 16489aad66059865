/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { z } from 'zod'
import { mayLook } from '../../disclosure/case-roles.ts'
import { alsoSaid, type Spoken } from '../../policy/also-said.ts'
import type { Answer } from '../../policy/answer.ts'
import { type CaseContact, caseContacts, type Told } from '../../store/case-mails.ts'
import {
  askOfKinds,
  bringsPaper,
  carriedReference,
  type IntakeKinds,
  intakeAbout,
  intakeKinds,
  maySearch,
} from '../case-intake.ts'
import { Alert } from '../views/alert.tsx'
import { ErrorSummary, type FieldError, Word } from '../views/form.tsx'
import { IsAbout } from '../views/is-about.tsx'
import { show } from '../views/layout.tsx'
import { PaperField } from '../views/paper-field.tsx'
import { PhoneTree } from '../views/phone-tree.tsx'
import { SayAbout } from '../views/say-about.tsx'
import { SayWords } from '../views/say-words.tsx'
import { actorOf, type StaffVisit } from '../visit.ts'
import { answerWords } from '../words/answer.ts'
import { casesIntakeWords } from '../words/cases-intake.ts'
import { casesNeedsWords } from '../words/cases-needs.ts'
import { frameWords } from '../words/frame.ts'
import { formatsOf } from '../words/told.ts'
import { unknownPage } from './case-secret.tsx'

export const toldForm = z.strictObject({
  ...{ reference: carriedReference, whom: z.enum(['director', 'counsel']), reached: z.enum(['yes', 'no']) },
  ...{ ...intakeKinds, about: intakeAbout },
})

export const aboutForm = z.strictObject({
  ...{ reference: carriedReference, is: z.enum(['no', 'yes']) },
  ...{ ...intakeKinds, about: intakeAbout },
})

type Reported = {
  readonly reference: string
  /** Empty where somebody comes back with a reference alone. */
  readonly kinds: IntakeKinds
  /**
   * Whether it is about the Director, as whoever reports it said; then the president of the Board is told of it in the
   * Director's place. Absent where they come back with a reference alone: then nothing says it, in any case.
   */
  readonly about?: z.infer<typeof intakeAbout>
  readonly answer?: Answer
  readonly alsoSay?: readonly Spoken[]
  /** Where it came before it was reported. */
  readonly times?: { readonly came: Date; readonly reported: Date }
  /** What was done a moment ago. */
  readonly done?: string
  readonly errors?: readonly FieldError[]
}

/** What whoever was served does now: what to say, whom to call, what to keep. Nothing that was typed stands on it. */
export async function reportedPage(visit: StaffVisit, reported: Reported): Promise<Response> {
  const words = casesIntakeWords(visit)
  const frame = frameWords(visit)
  const told = formatsOf(visit)
  const { kinds, times, done, about, errors = [] } = reported
  const contacts = await caseContacts(visit.house.app)
  const { timeZone } = visit.pack
  const moment = (at: Date) => told.moment(at, timeZone)
  return show(
    visit,
    errors.length > 0 ? frame.fixTitle(words.reported) : words.reported,
    <>
      <h1>{words.reported}</h1>
      <ErrorSummary visit={visit} errors={errors} />
      {done !== undefined && (
        <Alert kind="success">
          <p class="usa-alert__text">{done}</p>
        </Alert>
      )}
      <IsAbout visit={visit} aboutDirector={about === 'yes'} />
      <p class="usa-intro">{mailedSays(visit, contacts, about)}</p>
      {times && <p>{words.came2(moment(times.came), moment(times.reported))}</p>}
      {kinds.who !== undefined && <WhatToDo visit={visit} reported={reported} />}
      {maySearch(kinds) && <ToSearch visit={visit} reference={reported.reference} />}
      <Calls visit={visit} reported={reported} contacts={contacts} />
      <section aria-labelledby="reference">
        <h2 id="reference">{words.reference}</h2>
        <p class="carrel-reference">{reported.reference}</p>
        <p>{words.referenceSays}</p>
        {mayLook(actorOf(visit), { aboutDirector: about === 'yes' }) && (
          <a class="usa-link" href={`/cases/${reported.reference}`}>
            {words.look}
          </a>
        )}
      </section>
      <SayAbout visit={visit} aboutDirector={about === 'yes'}>
        <Carried visit={visit} reported={reported} />
      </SayAbout>
      {(kinds.who === undefined || bringsPaper(kinds)) && (
        <AddPaper visit={visit} reported={reported} errors={errors} />
      )}
      <a class="usa-button usa-button--big carrel-go" href="/">
        {words.done}
      </a>
    </>,
    errors.length > 0 ? 422 : 200,
  )
}

/** Who is told: the president of a case that is about the Director; `decider`: which of the two, nobody said here. */
type Whom = Told | 'decider'
const deciderIn = (about: Reported['about']): Exclude<Whom, 'counsel'> =>
  about === undefined ? 'decider' : about === 'yes' ? 'president' : 'director'
const eachOf = (whom: Whom): readonly Told[] => (whom === 'decider' ? ['director', 'president'] : [whom])

/** Where no mail goes to all of them somebody has to call. */
function mailedSays(visit: StaffVisit, contacts: readonly CaseContact[], about: Reported['about']): string {
  const { house } = visit
  const { mailedTo, noMail } = casesIntakeWords(visit)
  const isMailed = mailsGo(house, contacts, [...eachOf(deciderIn(about)), 'counsel'])
  return isMailed ? mailedTo[deciderIn(about)] : noMail
}

/** Whether a mail goes to all of them when something is reported. */
export const mailsGo = (
  { mail }: StaffVisit['house'],
  contacts: readonly CaseContact[],
  whoms: readonly Told[],
): boolean =>
  mail.state === 'set-up' &&
  whoms.every((whom) => contacts.some((one) => one.whom === whom && one.mail !== ''))

/** The policy's own words for this ask, and its steps. */
const WhatToDo = ({ visit, reported }: { readonly visit: StaffVisit; readonly reported: Reported }) => {
  const { pack, language } = visit
  const ask = askOfKinds(visit, reported.kinds)
  const { say, next } = reported.answer ?? pack.decide(ask)
  const alsoSay = reported.alsoSay ?? alsoSaid(pack, language, ask)
  return (
    <>
      <SayWords visit={visit} id="say" heading={answerWords(visit).say} say={say} alsoSay={alsoSay} />
      <section aria-labelledby="next">
        <h2 id="next">{answerWords(visit).next}</h2>
        <ol class="usa-process-list">
          {next.map((step) => (
            <li class="usa-process-list__item">
              <p class="usa-process-list__heading carrel-step">{step}</p>
            </li>
          ))}
        </ol>
      </section>
    </>
  )
}

const ToSearch = ({ visit, reference }: { readonly visit: StaffVisit; readonly reference: string }) => {
  const words = casesIntakeWords(visit)
  return (
    <section aria-labelledby="search">
      <h2 id="search">{words.warrant}</h2>
      <p>{words.warrantSays}</p>
      <a class="usa-button usa-button--secondary" href={`/cases/${reference}/search`}>
        {words.warrantGo}
      </a>
    </section>
  )
}

/** Whom to call, and a button for how each try went. */
const Calls = ({
  visit,
  reported,
  contacts,
}: {
  readonly visit: StaffVisit
  readonly reported: Reported
  readonly contacts: readonly CaseContact[]
}) => {
  const words = casesIntakeWords(visit)
  return (
    <section aria-labelledby="call">
      <h2 id="call">{words.call}</h2>
      <p>{words.callSays}</p>
      {([deciderIn(reported.about), 'counsel'] as const).map((whom) => (
        <>
          {whom === 'decider' && <p>{words.whoDecides}</p>}
          {eachOf(whom).map((one) => (
            <>
              <h3>{words.of[one]}</h3>
              <PhoneTree visit={visit} whom={one} contacts={contacts} />
            </>
          ))}
          <form method="post" action="/report/told" class="carrel-tries">
            <Carried visit={visit} reported={reported} />
            <input type="hidden" name="whom" value={whom === 'counsel' ? whom : 'director'} />
            <button type="submit" name="reached" value="yes" class="usa-button">
              {words.reachedButton[whom]}
            </button>
            <button type="submit" name="reached" value="no" class="usa-button usa-button--outline">
              {words.noAnswer}
            </button>
          </form>
        </>
      ))}
    </section>
  )
}

const AddPaper = ({
  visit,
  reported,
  errors,
}: {
  readonly visit: StaffVisit
  readonly reported: Reported
  readonly errors: readonly FieldError[]
}) => {
  const words = casesIntakeWords(visit)
  return (
    <section aria-labelledby="add">
      <h2 id="add">{words.add}</h2>
      <form method="post" action="/report/paper" enctype="multipart/form-data" class="usa-form carrel-form">
        <Carried visit={visit} reported={reported} />
        <PaperField label={words.file} hint={words.addSays[deciderIn(reported.about)]} errors={errors} />
        <button type="submit" class="usa-button usa-button--outline">
          {words.addIt}
        </button>
      </form>
    </section>
  )
}

/** What the next page needs: which case, and of what kind, of nobody. */
const Carried = ({ visit, reported }: { readonly visit: StaffVisit; readonly reported: Reported }) => (
  <>
    <Word visit={visit} />
    <input type="hidden" name="reference" value={reported.reference} />
    {reported.about && <input type="hidden" name="about" value={reported.about} />}
    {Object.keys(intakeKinds).map((name) => {
      const value = reported.kinds[name as keyof IntakeKinds]
      return value === undefined ? null : <input type="hidden" name={name} value={value} />
    })}
  </>
)

/** One try to reach the Director or the lawyer by phone, with its time. */
export async function noteTry(visit: StaffVisit, sent: z.infer<typeof toldForm>): Promise<Response> {
  const { reference, whom, reached, about, ...kinds } = sent
  const words = casesIntakeWords(visit)
  const told = formatsOf(visit)
  const { gate, clock } = visit.house
  const event = { what: 'told', whom, through: 'phone', reached: reached === 'yes' } as const
  const taken = await gate.cases.take(actorOf(visit), reference, event)
  if (taken === 'unknown') return unknownPage(visit)
  const reachedWhom = whom === 'director' ? deciderIn(about) : ('counsel' as const)
  const time = told.time(clock.now(), visit.pack.timeZone)
  const done = 'refused' in taken ? words.closed : words.noted[reachedWhom][reached](time)
  return reportedPage(visit, { reference, kinds, done, about })
}

/** It is about the Director after all, or is not: it moves to the president, or back. */
export async function sayAbout(visit: StaffVisit, sent: z.infer<typeof aboutForm>): Promise<Response> {
  const { reference, is, about, ...kinds } = sent
  const words = casesIntakeWords(visit)
  const casesNeeds = casesNeedsWords(visit)
  const what = { what: 'about-director', is: is === 'yes' } as const
  const taken = await visit.house.gate.cases.take(actorOf(visit), reference, what)
  if (taken === 'unknown') return unknownPage(visit)
  if ('refused' in taken) {
    const need = taken.refused.includes('may-say-about') ? ('may-say-about' as const) : ('stage' as const)
    const errors = [{ field: 'say-about', message: casesNeeds.unmet[need] }]
    return reportedPage(visit, { reference, kinds, errors, about })
  }
  const done = is === 'yes' ? words.isAboutToo.done : words.notAbout.done
  return reportedPage(visit, { reference, kinds, done, about: is })
}
