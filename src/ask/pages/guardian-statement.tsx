import { z } from 'zod'
import {
  actorOf,
  answerForScreen,
  type Disclosure,
  mayLookUp,
  type Opened,
  type OpenedGuardian,
  opinionOn,
  type PatronName,
} from '../../gate/index.ts'
import { AnswerNotes, answerPartsWords } from '../../gate/pages/index.ts'
import {
  BackToGuardians,
  guardianFormPage,
  guardianFullName,
  guardiansWords,
  nameOf,
  nothingShownPage,
  RecordView,
  recordGonePage,
  recordsWords,
} from '../../patrons/pages/index.ts'
import { pdfDownload, show, showForm } from '../../platform/http/layout.tsx'
import {
  ChoiceQuestion,
  DoneLink,
  type FieldError,
  Form,
  PrintButton,
  StepList,
  SubmitButton,
  TextField,
} from '../../platform/http/page-kit.tsx'
import { ClosesLater, closeLater } from '../../platform/http/page-lifetime.tsx'
import type { StaffContext } from '../../platform/http/request-context.ts'
import { formatsOf } from '../../platform/i18n/language.ts'
import { type Letter, letterPdf } from '../../platform/pdf/letter.ts'
import type { Ask, RecordKind } from '../../policy/index.ts'
import { spokenReference } from '../../register/log/index.ts'
import { type Letterhead, letterheadFor } from '../../staff/index.ts'
import type { AskContext } from '../services.ts'
import { answerPage, isNearlyOfAge, ToldByOpinion, WhoseRecord, whoseRecord } from './answer.tsx'

export const statementForm = z.strictObject({
  id: z.uuid(),
  sent: z.literal('yes').optional(),
  how: z.literal('here').optional(),
  guardian: z.string().trim().max(120).optional(),
})
export const guardianLetterForm = z.strictObject({ id: z.uuid(), link: z.uuid() })

/** Everything a statement can include; the policy decides how much by which channel (Reg 3). */
const statementRecords: readonly RecordKind[] = [
  ...(['overdue', 'overdue.titles', 'lost', 'lost.titles'] as const),
  ...(['damaged', 'damaged.titles', 'charges', 'charges.items'] as const),
]

/**
 * For a guardian who is present, compared with the record. One who phones is called back at the number on file
 * (`calls.tsx`); staff's word for it does not count here.
 */
export async function guardianStatement(context: AskContext, sent: z.infer<typeof statementForm>) {
  if (!mayLookUp(context))
    return nothingShownPage(context, answerForScreen(context, ['existence', 'identity']))
  const words = guardiansWords(context)
  const { id, how, guardian } = sent
  if (sent.sent === undefined) return statementFormPage(context, sent, [])
  const errors = [
    ...(how === undefined ? [{ field: 'how', message: words.whereMissing }] : []),
    ...(guardian ? [] : [{ field: 'guardian', message: words.guardianNameMissing }]),
  ]
  if (how === undefined || !guardian) return statementFormPage(context, sent, errors)
  const disclosed = await context.services.gate.answer({
    actor: actorOf(context),
    about: { id },
    guardian,
    // Why with the name: two parents on one day are two tasks.
    form: `${id} ${context.services.clock.today()} ${guardian}`,
    ask: askOf(context, 'in-person'),
  })
  if (!disclosed.found) return recordGonePage(context)
  const whose = await whoseRecord(context, disclosed, { id })
  return disclosed.told.length > 0
    ? statementPage(context, { disclosed, id, whose })
    : answerPage(context, disclosed, { ofAccount: true, whose, note: opinionLacks(context, disclosed) })
}

/** By mail, to one guardian at their own address. */
export async function sendGuardianLetter(
  context: AskContext,
  { id, link }: z.infer<typeof guardianLetterForm>,
) {
  if (!mayLookUp(context))
    return nothingShownPage(context, answerForScreen(context, ['existence', 'identity']))
  const disclosed = await context.services.gate.contact({
    actor: actorOf(context),
    patronId: id,
    guardian: { link },
    form: `${link} ${context.services.clock.today()}`,
    ask: askOf(context, 'letter'),
    // Why: a parent of three must know which child it is about. The name is inside, never on the envelope.
    envelope: ['identity'],
  })
  if (!disclosed.found) return recordGonePage(context)
  const pdf = await guardianLetter(context, disclosed)
  if (pdf !== undefined) return pdfDownload(context, pdf, guardiansWords(context).paper.fileName)
  const words = guardiansWords(context)
  if (disclosed.told.length > 0)
    return guardianFormPage(context, { heading: words.letter, says: words.noAddress, id }, [])
  return answerPage(context, disclosed, { ofAccount: true, note: opinionLacks(context, disclosed) })
}

/** Where a guardian hears nothing because counsel gave no opinion: that, and how there is one. */
const opinionLacks = (context: StaffContext, { answer }: Disclosure): string | undefined =>
  isNearlyOfAge(answer) && opinionOn(context.pack, context.services.clock.today()) === undefined
    ? guardiansWords(context).noOpinion
    : undefined

function askOf(context: StaffContext, channel: Ask['channel']): Ask {
  const { services, place } = context
  return {
    on: services.clock.today(),
    recipient: { kind: 'guardian', relation: 'guardian', liable: true, verified: ['guardian-on-file'] },
    subject: { married: false, emancipated: false, liabilities: [] },
    records: [...statementRecords],
    channel,
    place,
    emergencyClaimed: false,
    done: [],
  }
}

function statementFormPage(
  context: StaffContext,
  { id, how, guardian }: z.infer<typeof statementForm>,
  errors: readonly FieldError[],
) {
  const words = guardiansWords(context)
  return showForm(
    context,
    { title: words.statement, errors },
    <>
      <p class="usa-intro">
        {words.statementSays} {words.inLanguage}
      </p>
      <Form context={context} action="/counter/statement" class="carrel-question">
        <input type="hidden" name="id" value={id} />
        <input type="hidden" name="sent" value="yes" />
        <ChoiceQuestion
          type="checkbox"
          name="how"
          legend={words.where}
          errors={errors}
          chosen={how === undefined ? [] : [how]}
          choices={[{ value: 'here', ...words.isHere }]}
        />
        <TextField
          name="guardian"
          label={words.guardianName}
          hint={words.guardianNameHint}
          {...(guardian !== undefined && { value: guardian })}
          maxlength={120}
          errors={errors}
        />
        <SubmitButton look="go">{words.showIt}</SubmitButton>
      </Form>
      <BackToGuardians context={context} id={id} />
    </>,
  )
}

type ShownStatement = {
  readonly disclosed: Disclosure
  readonly id: string
  readonly whose: PatronName | undefined
}

function statementPage(context: StaffContext, { disclosed, id, whose }: ShownStatement) {
  const words = guardiansWords(context)
  const formats = formatsOf(context)
  const { answer, reference } = disclosed
  closeLater(context, '/counter')
  return show(
    context,
    words.statementTitle,
    <>
      <h1>{words.statementTitle}</h1>
      <p class="usa-intro">
        {context.pack.library}. {words.statementOf(formats.day(context.services.clock.today()))}
      </p>
      {whose && (
        <div class="carrel-for-staff">
          <WhoseRecord context={context} name={whose} />
        </div>
      )}
      <p class="carrel-closes">{words.printSays}</p>
      <ClosesLater context={context} />
      <PrintButton context={context} />
      {disclosed.told.map(({ opened }) => (
        <RecordView speaker={context} opened={opened} level={2} />
      ))}
      <p class="carrel-recorded">
        {words.reference} <span class="carrel-reference">{spokenReference(reference)}</span>
      </p>
      <section aria-labelledby="next" class="carrel-for-staff">
        <h2 id="next">{answerPartsWords(context).next}</h2>
        <StepList steps={answer.next} />
        <AnswerNotes speaker={context} flags={answer.flags} />
        <ToldByOpinion context={context} answer={answer} />
      </section>
      <DoneLink context={context} href="/counter" />
      <BackToGuardians context={context} id={id} />
    </>,
  )
}

/** Undefined if nothing may be told, or no address is on file. */
async function guardianLetter(
  context: StaffContext,
  { told, guardians, reference }: Disclosure,
): Promise<Buffer | undefined> {
  const [child] = told
  const [guardian] = guardians
  if (child === undefined || !guardian?.contact?.addresses.length) return undefined
  const head = await letterheadFor(context)
  return letterPdf(guardianLetterOf(context, { guardian, opened: child.opened, reference, ...head }))
}

type LetterFacts = Letterhead & {
  readonly guardian: OpenedGuardian
  readonly opened: Opened
  readonly reference: string
}

function guardianLetterOf(
  context: StaffContext,
  { guardian, opened, reference, heading, phone }: LetterFacts,
): Letter {
  const { language, services } = context
  const { paper } = guardiansWords(context)
  const facts = (['overdue', 'lost', 'damaged'] as const).filter((fact) => opened[fact]?.any)
  const toDo = [
    ...(['overdue', 'lost'] as const).filter((fact) => facts.includes(fact)),
    ...((opened.charges?.totalCents ?? 0) > 0 ? (['charges'] as const) : []),
  ].map((fact) => paper.toDo[fact])
  return {
    ...heading,
    language,
    title: paper.title,
    on: formatsOf(context).day(services.clock.today()),
    to: [guardianFullName(guardian), ...(guardian.contact?.addresses[0] ?? [])],
    parts: [
      { text: paper.dear(guardianFullName(guardian)) },
      { text: (guardian.noted ? paper.intro : paper.introImported)(nameOf(opened) ?? '') },
      { list: facts.map((fact) => paper[fact]) },
      ...letterCharges(context, opened),
      { text: toDo.join(' ') },
      { text: paper.noTitles },
      { line: paper.call, says: phone },
      ...[{ text: paper.closing }, { text: heading.library }],
    ],
    footer: `${paper.reference} ${spokenReference(reference)}`,
  }
}

function letterCharges(context: StaffContext, { charges }: Opened): Letter['parts'] {
  if (charges === undefined || charges.each.length === 0) return []
  const { paper } = guardiansWords(context)
  const rows = charges.each.map(({ kind, amountCents }) => [
    recordsWords(context).chargeKind[kind],
    formatsOf(context).dollars(amountCents),
  ])
  return [
    { heading: paper.owed },
    {
      table: [...rows, [paper.total, formatsOf(context).dollars(charges.totalCents)]],
      head: [recordsWords(context).for, recordsWords(context).amount],
    },
  ]
}
