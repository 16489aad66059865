/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import type { Child } from 'hono/jsx'
import type { Disclosed } from '../../disclosure/request.ts'
import { MalformedAsk } from '../../policy/ask.ts'
import { firstTryOut, type TryOut, tryOutAsk, tryOutFaults } from '../try-out-ask.ts'
import { Choices, DayField, Picked, Tick } from '../views/case-fields.tsx'
import { GoodToKnow, ReviewOverdue } from '../views/flags.tsx'
import { ErrorSummary, type FieldError, TextField, Word } from '../views/form.tsx'
import { placeName, show } from '../views/layout.tsx'
import { SayWords } from '../views/say-words.tsx'
import { Table } from '../views/table.tsx'
import { actorOf, type StaffVisit } from '../visit.ts'
import { answerWords } from '../words/answer.ts'
import { frameWords } from '../words/frame.ts'
import { recordsWords } from '../words/records.ts'
import { tryOutWords } from '../words/try-out.ts'
import { unreadable } from './errors.tsx'

/** A case to put together. */
export function tryOutPage(visit: StaffVisit): Response | Promise<Response> {
  return withCase(visit, firstTryOut(visit.house.clock.today()))
}

/** What the policy says to it, above the case, which can be changed and tried again. */
export async function tryOut(visit: StaffVisit, fields: TryOut): Promise<Response> {
  const errors = tryOutFaults(fields, visit)
  if (errors.length > 0) return withCase(visit, fields, { errors })
  try {
    const ask = tryOutAsk(fields, visit.house.pack)
    return withCase(visit, fields, {
      disclosed: await visit.house.gate.exercise({ actor: actorOf(visit), ask }),
    })
  } catch (error) {
    if (error instanceof MalformedAsk) return unreadable(visit)
    throw error
  }
}

type Shown = { readonly errors?: readonly FieldError[]; readonly disclosed?: Disclosed }

function withCase(
  visit: StaffVisit,
  fields: TryOut,
  { errors = [], disclosed }: Shown = {},
): Response | Promise<Response> {
  const words = tryOutWords(visit)
  const frame = frameWords(visit)
  return show(
    visit,
    errors.length > 0 ? frame.fixTitle(words.title) : words.title,
    <>
      <h1>{words.title}</h1>
      <ErrorSummary visit={visit} errors={errors} />
      {disclosed === undefined ? (
        <p class="usa-intro">{words.intro}</p>
      ) : (
        <Answer visit={visit} disclosed={disclosed} />
      )}
      <form method="post" action="/policy/try" class="carrel-case">
        <Word visit={visit} />
        <Case visit={visit} fields={fields} errors={errors} />
        <button type="submit" class="usa-button usa-button--big">
          {words.see}
        </button>
      </form>
      <p class="carrel-back">
        <a class="usa-link" href="/policy">
          {words.toPolicy}
        </a>
      </p>
    </>,
    errors.length > 0 ? 422 : 200,
  )
}

const Answer = ({ visit, disclosed }: { readonly visit: StaffVisit; readonly disclosed: Disclosed }) => {
  const words = tryOutWords(visit)
  const records = recordsWords(visit)
  const said = answerWords(visit)
  const { answer, alsoSay } = disclosed
  return (
    <section aria-labelledby="answer">
      <h2 id="answer" class={`carrel-outcome carrel-outcome--${answer.outcome}`}>
        {said.headline[answer.outcome]}
      </h2>
      <SayWords visit={visit} id="say" heading={words.say} say={answer.say} alsoSay={alsoSay} level={3} />
      {answer.next.length > 0 && (
        <>
          <h3>{words.next}</h3>
          <ul class="usa-list">
            {answer.next.map((step) => (
              <li>{step}</li>
            ))}
          </ul>
        </>
      )}
      <GoodToKnow speaker={visit} flags={answer.flags} level={3} />
      <h3>{words.each}</h3>
      <Table
        head={[words.record, words.fate, words.clause, words.reason]}
        rows={answer.why.map(({ record, clause, reason }) => [
          records.kind[record],
          answer.may.includes(record) ? words.yes : words.no,
          clause,
          reason,
        ])}
      />
      <ReviewOverdue speaker={visit} flags={answer.flags} />
      <h2>{words.theCase}</h2>
    </section>
  )
}

type CaseProps = {
  readonly visit: StaffVisit
  readonly fields: TryOut
  readonly errors: readonly FieldError[]
}

/** All that an ask is made of. */
const Case = ({ visit, fields, errors }: CaseProps) => {
  const words = tryOutWords(visit)
  const records = recordsWords(visit)
  const places = Object.fromEntries(
    Object.keys(visit.pack.places).map((place) => [place, placeName(visit, place)]),
  )
  return (
    <>
      <Part>
        <Picked name="who" label={words.asker} options={words.who} picked={fields.who} />
        <Tick name="liable" label={words.liable} ticked={fields.liable} />
        <Choices name="verified" legend={words.checked} options={words.verified} chosen={fields.verified} />
        <Tick name="emergency" label={words.emergency} ticked={fields.emergency} />
      </Part>
      <Part>
        <Choices
          name="records"
          legend={words.wants}
          options={records.kind}
          chosen={fields.records}
          errors={errors}
        />
      </Part>
      <Part>
        <Picked name="channel" label={words.channel} options={words.channels} picked={fields.channel} />
        <Picked
          name="speaking"
          label={words.speaking}
          options={words.speaker}
          picked={fields.speaking}
          none={words.nobody}
        />
        <Picked name="place" label={words.place} options={places} picked={fields.place} />
        <DayField name="day" label={words.day} value={fields.day} errors={errors} />
      </Part>
      <Part>
        <TextField
          name="age"
          label={words.age}
          hint={words.ageHint}
          inputmode="numeric"
          maxlength={3}
          value={fields.age}
          errors={errors}
        />
        <Tick name="married" label={words.married} ticked={fields.married} />
        <Tick name="emancipated" label={words.emancipated} ticked={fields.emancipated} />
        <Choices name="owes" legend={words.owes} options={words.liability} chosen={fields.owes} />
      </Part>
      <Part>
        <Picked
          name="paper"
          label={words.paperKind}
          options={words.instrument}
          picked={fields.paper}
          none={words.noPaper}
        />
        <div class="carrel-case__paper">
          <Choices name="scope" legend={words.scope} options={records.kind} chosen={fields.scope} />
          <Tick name="gag" label={words.gag} ticked={fields.gag} />
          <Tick name="grandfathered" label={words.grandfathered} ticked={fields.grandfathered} />
          <Choices name="findings" legend={words.findings} options={words.finding} chosen={fields.findings} />
        </div>
      </Part>
      <Part>
        <Choices name="done" legend={words.done} options={words.step} chosen={fields.done} />
        <Picked
          name="basis"
          label={words.basis}
          options={words.bases}
          picked={fields.basis}
          none={words.noBasis}
        />
      </Part>
    </>
  )
}

const Part = ({ children }: { readonly children: Child }) => <div class="carrel-case__part">{children}</div>
