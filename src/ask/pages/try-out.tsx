import type { Child } from 'hono/jsx'
import { z } from 'zod'
import { actorOf, type Disclosure, recordKindWords } from '../../gate/index.ts'
import { AnswerNotes, ReviewOverdue, SayWords } from '../../gate/pages/index.ts'
import { badFormPage } from '../../platform/http/error-pages.tsx'
import { placeName, showForm } from '../../platform/http/layout.tsx'
import {
  BackLink,
  CheckboxField,
  CheckboxGroup,
  DataTable,
  DayField,
  type FieldError,
  Form,
  SelectField,
  SubmitButton,
  TextField,
  TextList,
} from '../../platform/http/page-kit.tsx'
import type { StaffContext } from '../../platform/http/request-context.ts'
import type { ScreenLanguage } from '../../platform/i18n/screen-words.ts'
import {
  type Ask,
  bornYearsAgo,
  isDay,
  MalformedAskError,
  type Pack,
  readAsk,
  recordKinds,
  staffRoles,
} from '../../policy/index.ts'
import { trainingWords } from '../../staff/pages/index.ts'
import type { AskContext } from '../services.ts'
import { answerWords } from '../words/answer.ts'
import { tryOutWords } from '../words/try-out.ts'

export function tryOutPage(context: StaffContext) {
  return withCase(context, blankTryOut(context.services.clock.today()))
}

export async function tryOut(context: AskContext, fields: TryOutFields) {
  const errors = tryOutFaults(fields, context)
  if (errors.length > 0) return withCase(context, fields, { errors })
  try {
    const ask = tryOutAsk(fields, context.services.pack)
    return withCase(context, fields, {
      disclosed: await context.services.gate.exercise({ actor: actorOf(context), ask }),
    })
  } catch (error) {
    if (error instanceof MalformedAskError) return badFormPage(context)
    throw error
  }
}

type Shown = { readonly errors?: readonly FieldError[]; readonly disclosed?: Disclosure }

function withCase(context: StaffContext, fields: TryOutFields, { errors = [], disclosed }: Shown = {}) {
  const words = tryOutWords(context)
  return showForm(
    context,
    { title: words.title, errors },
    <>
      {disclosed === undefined ? (
        <p class="usa-intro">{words.intro}</p>
      ) : (
        <Answer context={context} disclosed={disclosed} />
      )}
      <Form context={context} action="/policy/try" class="carrel-case">
        <Case context={context} fields={fields} errors={errors} />
        <SubmitButton look="big">{words.see}</SubmitButton>
      </Form>
      <BackLink href="/policy">{words.toPolicy}</BackLink>
    </>,
  )
}

const Answer = ({
  context,
  disclosed,
}: {
  readonly context: StaffContext
  readonly disclosed: Disclosure
}) => {
  const words = tryOutWords(context)
  const records = recordKindWords(context)
  const said = answerWords(context)
  const { answer, alsoSay } = disclosed
  return (
    <section aria-labelledby="answer">
      <h2 id="answer" class={`carrel-outcome carrel-outcome--${answer.outcome}`}>
        {said.headline[answer.outcome]}
      </h2>
      <SayWords context={context} heading={words.say} say={answer.say} alsoSay={alsoSay} level={3} />
      {answer.next.length > 0 && (
        <>
          <h3>{words.next}</h3>
          <TextList items={answer.next} />
        </>
      )}
      <AnswerNotes speaker={context} flags={answer.flags} level={3} />
      <h3>{words.each}</h3>
      <DataTable
        head={[words.record, words.fate, words.clause, words.reason]}
        rows={answer.why.map(({ record, clause, reason }) => [
          records.kind[record],
          answer.may.includes(record) ? words.yes : words.no,
          clause,
          reason,
        ])}
      />
      <ReviewOverdue speaker={context} flags={answer.flags} />
      <h2>{words.theCase}</h2>
    </section>
  )
}

type CaseProps = {
  readonly context: StaffContext
  readonly fields: TryOutFields
  readonly errors: readonly FieldError[]
}

const Case = ({ context, fields, errors }: CaseProps) => {
  const words = tryOutWords(context)
  const records = recordKindWords(context)
  const places = Object.fromEntries(
    Object.keys(context.pack.places).map((place) => [place, placeName(context, place)]),
  )
  return (
    <>
      <Part>
        <SelectField name="who" label={words.asker} options={words.who} picked={fields.who} />
        <CheckboxField name="liable" label={words.liable} ticked={fields.liable} />
        <SelectField
          name="shown"
          label={words.relationShown}
          options={words.shown}
          picked={fields.shown}
          none={words.notShown}
        />
        <CheckboxField name="addedToday" label={words.addedToday} ticked={fields.addedToday} />
        <CheckboxGroup
          name="verified"
          legend={words.checked}
          options={words.verified}
          chosen={fields.verified}
        />
        <CheckboxField name="emergency" label={words.emergency} ticked={fields.emergency} />
      </Part>
      <Part>
        <CheckboxGroup
          name="records"
          legend={words.wants}
          options={records.kind}
          chosen={fields.records}
          errors={errors}
        />
      </Part>
      <Part>
        <SelectField name="channel" label={words.channel} options={words.channels} picked={fields.channel} />
        <SelectField
          name="speaking"
          label={words.speaking}
          options={words.speaker}
          picked={fields.speaking}
          none={words.noSpeaker}
        />
        <SelectField name="place" label={words.place} options={places} picked={fields.place} />
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
        <CheckboxField name="married" label={words.married} ticked={fields.married} />
        <CheckboxField name="emancipated" label={words.emancipated} ticked={fields.emancipated} />
        <CheckboxGroup
          name="owes"
          legend={words.owes}
          options={trainingWords(context).liability}
          chosen={fields.owes}
        />
      </Part>
      <Part>
        <SelectField
          name="paper"
          label={words.paperKind}
          options={words.instrument}
          picked={fields.paper}
          none={words.noPaper}
        />
        <div class="carrel-case__paper">
          <CheckboxGroup name="scope" legend={words.scope} options={records.kind} chosen={fields.scope} />
          <CheckboxField name="gag" label={words.gag} ticked={fields.gag} />
          <CheckboxField name="grandfathered" label={words.grandfathered} ticked={fields.grandfathered} />
          <CheckboxGroup
            name="findings"
            legend={words.findings}
            options={words.finding}
            chosen={fields.findings}
          />
        </div>
      </Part>
      <Part>
        <CheckboxGroup name="done" legend={words.done} options={words.step} chosen={fields.done} />
        <SelectField
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

const one = z.string().max(100).default('')
const many = z
  .union([z.string(), z.array(z.string()).max(60)])
  .default(() => [])
  .transform((value) => [value].flat().filter((each) => each !== ''))

/** Values are checked when the ask is read. */
export const tryOutForm = z.strictObject({
  who: one,
  liable: one,
  shown: one,
  addedToday: one,
  verified: many,
  age: one,
  married: one,
  emancipated: one,
  owes: many,
  records: many,
  channel: one,
  speaking: one,
  place: one,
  day: one,
  paper: one,
  findings: many,
  scope: many,
  gag: one,
  grandfathered: one,
  done: many,
  basis: one,
  emergency: one,
})

type TryOutFields = z.infer<typeof tryOutForm>

/** The default: someone asks at the desk whether a person comes here. */
const blankTryOut = (today: string): TryOutFields => ({
  ...tryOutForm.parse({}),
  who: 'private-party',
  records: ['existence'],
  channel: 'in-person',
  place: 'front-desk',
  day: today,
})

/** Only typed fields; the others are chosen. */
function tryOutFaults({ age, day, records }: TryOutFields, speaker: ScreenLanguage): FieldError[] {
  const tryOut = tryOutWords(speaker)
  const wants = records.some((each) => (recordKinds as readonly string[]).includes(each))
  const isAge = age === '' || (/^\d{1,3}$/.test(age) && Number(age) <= 120)
  const isTooEarly = isDay(day) && isAge && age !== '' && !isDay(bornYearsAgo(day, Number(age)))
  return [
    ...(wants ? [] : [{ field: 'records', message: tryOut.wantsMissing }]),
    ...(isAge ? [] : [{ field: 'age', message: tryOut.ageUnfit }]),
    ...(isDay(day) ? [] : [{ field: 'day', message: tryOut.dayUnfit }]),
    ...(isTooEarly ? [{ field: 'day', message: tryOut.dayTooEarly }] : []),
  ]
}

/** Throws MalformedAskError if a chosen field has an impossible value. */
function tryOutAsk(fields: TryOutFields, pack: Pack): Ask {
  const { who, age, day, records, speaking, basis, paper, shown } = fields
  const ask = {
    on: day,
    recipient: {
      ...recipientOf(who),
      liable: fields.liable === 'yes',
      ...(shown !== '' && { 'relation-shown': shown }),
      ...(fields.addedToday === 'yes' && { added: day }),
      verified: fields.verified,
    },
    subject: {
      ...(age !== '' && { born: bornYearsAgo(day, Number(age)) }),
      married: fields.married === 'yes',
      emancipated: fields.emancipated === 'yes',
      liabilities: fields.owes,
    },
    records,
    channel: fields.channel,
    place: fields.place,
    ...(speaking !== '' && { 'speaking-with': speaking }),
    ...(basis !== '' && { basis }),
    ...(paper !== '' && {
      instrument: {
        kind: paper,
        findings: fields.findings,
        scope: fields.scope,
        nondisclosure: fields.gag === 'yes',
        grandfathered: fields.grandfathered === 'yes',
      },
    }),
    done: fields.done,
    'emergency-claimed': fields.emergency === 'yes',
  }
  return readAsk(ask, day, pack)
}

function recipientOf(who: string): { kind: string; relation?: string; role?: string } {
  if (who === 'patron') return { kind: 'patron', relation: 'self' }
  if (who === 'parent' || who === 'guardian') return { kind: 'guardian', relation: who }
  if (who === 'spouse' || who === 'other-family') return { kind: 'private-party', relation: who }
  if ((staffRoles as readonly string[]).includes(who)) return { kind: 'staff', role: who }
  return { kind: who }
}
