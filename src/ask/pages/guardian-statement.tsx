/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import type { Child } from 'hono/jsx'
import { z } from 'zod'
import type { Opened } from '../../gate/opened-record.ts'
import { AnswerNotes } from '../../gate/pages/answer-parts.tsx'
import { answerForScreen, mayLookUp } from '../../gate/pages/records.ts'
import type { Disclosure, OpenedGuardian } from '../../gate/request.ts'
import { actorOf } from '../../gate/services.ts'
import { answerPartsWords } from '../../gate/words/answer-parts.ts'
import { BackToGuardians, guardianFormPage, recordGonePage } from '../../patrons/pages/guardians.tsx'
import { nothingShownPage } from '../../patrons/pages/patron-lookup.tsx'
import { guardianFullName, IdButton, nameOf, RecordView } from '../../patrons/pages/record-parts.tsx'
import { guardiansWords } from '../../patrons/words/guardians.ts'
import { recordsWords } from '../../patrons/words/records.ts'
import { show, showForm } from '../../platform/http/layout.tsx'
import { ChoiceList, DoneLink, type FieldError, Form, TextField } from '../../platform/http/page-kit.tsx'
import { closeLater } from '../../platform/http/page-lifetime.tsx'
import type { StaffContext } from '../../platform/http/request-context.ts'
import { formatsOf } from '../../platform/i18n/language.ts'
import type { Letter } from '../../platform/pdf/letter.ts'
import type { Ask, RecordKind } from '../../policy/ask.ts'
import { type Letterhead, letterheadFor } from '../../staff/letterhead.ts'
import type { AskServices } from '../services.ts'
import { answerPage } from './answer.tsx'
import { pdfDownload } from './kits.tsx'

const counselField = z.literal('yes').optional()
export const statementForm = z.strictObject({
  id: z.uuid(),
  sent: z.literal('yes').optional(),
  how: z.literal('here').optional(),
  guardian: z.string().trim().max(120).optional(),
  counsel: counselField,
})
export const guardianLetterForm = z.strictObject({ id: z.uuid(), link: z.uuid(), counsel: counselField })

/** All that a statement can be about; the policy says how much of it is told by which way (Reg 3). */
const statementRecords: readonly RecordKind[] = [
  ...(['overdue', 'overdue.titles', 'lost', 'lost.titles'] as const),
  ...(['damaged', 'damaged.titles', 'charges', 'charges.items'] as const),
]

/**
 * What a guardian who is here has to settle: whoever they are is compared with the file. Who phones in is called back at the
 * number on file (`calls.tsx`), and nobody's word that it was dialled counts here.
 */
export async function guardianStatement(
  visit: StaffContext<AskServices>,
  sent: z.infer<typeof statementForm>,
): Promise<Response> {
  if (!mayLookUp(visit)) return nothingShownPage(visit, answerForScreen(visit, ['existence', 'identity']))
  const words = guardiansWords(visit)
  const { id, how, guardian } = sent
  if (sent.sent === undefined) return statementFormPage(visit, sent, [])
  const errors = [
    ...(how === undefined ? [{ field: 'how', message: words.whereMissing }] : []),
    ...(guardian ? [] : [{ field: 'guardian', message: words.guardianNameMissing }]),
  ]
  if (how === undefined || !guardian) return statementFormPage(visit, sent, errors)
  const disclosed = await visit.house.gate.answer({
    ...{ actor: actorOf(visit), about: { id }, guardian },
    ask: askOf(visit, { channel: 'in-person', counsel: sent.counsel }),
  })
  if (!disclosed.found) return recordGonePage(visit)
  return disclosed.told.length > 0
    ? statementPage(visit, { disclosed, id })
    : answerPage(visit, disclosed, { ofAccount: true })
}

/** The same by mail, to one guardian at their own address; where there is nothing to tell, what to say instead. */
export async function sendGuardianLetter(
  visit: StaffContext<AskServices>,
  { id, link, counsel }: z.infer<typeof guardianLetterForm>,
): Promise<Response> {
  if (!mayLookUp(visit)) return nothingShownPage(visit, answerForScreen(visit, ['existence', 'identity']))
  const disclosed = await visit.house.gate.contact({
    ...{ actor: actorOf(visit), patronId: id, guardian: { link } },
    ask: askOf(visit, { channel: 'letter', counsel }),
    // Why: a parent of three has to know of which child it is. It stands inside, and never on the envelope.
    envelope: ['identity'],
  })
  if (!disclosed.found) return recordGonePage(visit)
  const pdf = await guardianLetter(visit, disclosed)
  if (pdf !== undefined) return pdfDownload(visit, pdf, guardiansWords(visit).paper.fileName)
  const words = guardiansWords(visit)
  const asks = (says: string, forms: readonly Child[]) =>
    guardianFormPage(visit, { heading: words.letter, says, id }, forms)
  if (disclosed.told.length > 0) return asks(words.noAddress, [])
  // Why only the Director: it is for nobody else to say that counsel was asked.
  if (disclosed.answer.outcome === 'refer' && counsel === undefined && visit.who.role === 'director') {
    return asks(words.letterNeedsCounsel, [
      <IdButton visit={visit} action="/counter/letter" values={{ id, link, counsel: 'yes' }}>
        {words.counsel}
      </IdButton>,
    ])
  }
  return answerPage(visit, disclosed, { ofAccount: true })
}

type StatementChannel = Pick<Ask, 'channel'> & { readonly counsel: 'yes' | undefined }

function askOf({ house, place, who }: StaffContext, { channel, counsel }: StatementChannel): Ask {
  return {
    on: house.clock.today(),
    recipient: { kind: 'guardian', relation: 'guardian', liable: true, verified: ['guardian-on-file'] },
    subject: { married: false, emancipated: false, liabilities: [] },
    ...{ records: [...statementRecords], channel, place, emergencyClaimed: false },
    // Why: it is the Director who asks counsel, and nobody else's word for it counts.
    done: counsel === 'yes' && who.role === 'director' ? ['counsel-consulted'] : [],
  }
}

function statementFormPage(
  visit: StaffContext,
  { id, how, guardian }: z.infer<typeof statementForm>,
  errors: readonly FieldError[],
): Response | Promise<Response> {
  const words = guardiansWords(visit)
  const whereWrong = errors.find(({ field }) => field === 'how')
  return showForm(
    visit,
    { title: words.statement, errors },
    <>
      <p class="usa-intro">{words.statementSays}</p>
      <Form visit={visit} action="/counter/statement" class="carrel-question">
        <input type="hidden" name="id" value={id} />
        <input type="hidden" name="sent" value="yes" />
        <div id="how">
          <h2>{words.where}</h2>
          {whereWrong && <span class="usa-error-message">{whereWrong.message}</span>}
          <ChoiceList
            type="checkbox"
            name="how"
            legend={words.where}
            chosen={how === undefined ? [] : [how]}
            choices={[{ value: 'here', ...words.isHere }]}
          />
        </div>
        <TextField
          name="guardian"
          label={words.guardianName}
          hint={words.guardianNameHint}
          {...(guardian !== undefined && { value: guardian })}
          maxlength={120}
          errors={errors}
        />
        {visit.who.role === 'director' && (
          <ChoiceList
            type="checkbox"
            name="counsel"
            legend={words.counselAsk}
            chosen={[]}
            choices={[{ value: 'yes', label: words.counsel, hint: words.counselHint }]}
          />
        )}
        <button type="submit" class="usa-button usa-button--big carrel-go">
          {words.showIt}
        </button>
      </Form>
      <BackToGuardians visit={visit} id={id} />
    </>,
  )
}

type ShownStatement = { readonly disclosed: Disclosure; readonly id: string }

/** The statement as it is handed over: on paper nothing else of the page stands. */
function statementPage(visit: StaffContext, { disclosed, id }: ShownStatement): Response | Promise<Response> {
  const words = guardiansWords(visit)
  const told = formatsOf(visit)
  const { answer, reference } = disclosed
  closeLater(visit, '/counter')
  return show(
    visit,
    words.statementTitle,
    <>
      <h1>{words.statementTitle}</h1>
      <p class="usa-intro">
        {visit.pack.library}. {words.statementOf(told.day(visit.house.clock.today()))}
      </p>
      <p class="carrel-closes">{words.printSays}</p>
      {disclosed.told.map(({ opened }) => (
        <RecordView speaker={visit} opened={opened} level={2} />
      ))}
      <p class="carrel-recorded">
        {words.reference} <span class="carrel-reference">{reference}</span>
      </p>
      <section aria-labelledby="next" class="carrel-for-staff">
        <h2 id="next">{answerPartsWords(visit).next}</h2>
        <ol class="usa-process-list">
          {answer.next.map((step) => (
            <li class="usa-process-list__item">
              <p class="usa-process-list__heading carrel-step">{step}</p>
            </li>
          ))}
        </ol>
        <AnswerNotes speaker={visit} flags={answer.flags} />
      </section>
      <DoneLink visit={visit} href="/counter" />
      <BackToGuardians visit={visit} id={id} />
    </>,
  )
}

/**
 * The letter to the one guardian whom the gate opened, with their own address; undefined where nothing may be told, or no
 * address is on file.
 */
export async function guardianLetter(
  visit: StaffContext,
  { told, guardians, reference }: Disclosure,
): Promise<Buffer | undefined> {
  const [child] = told
  const [guardian] = guardians
  if (child === undefined || !guardian?.contact?.addresses.length) return undefined
  // Why only here: the typesetter is large.
  const { letterPdf } = await import('../../platform/pdf/letter.ts')
  const head = await letterheadFor(visit)
  return letterPdf(guardianLetterOf(visit, { guardian, opened: child.opened, reference, ...head }))
}

type LetterFacts = Letterhead & {
  readonly guardian: OpenedGuardian
  readonly opened: Opened
  readonly reference: string
}

function guardianLetterOf(
  visit: StaffContext,
  { guardian, opened, reference, heading, phone }: LetterFacts,
): Letter {
  const { language, house } = visit
  const { paper } = guardiansWords(visit)
  const facts = (['overdue', 'lost', 'damaged'] as const).filter((fact) => opened[fact]?.any)
  return {
    ...heading,
    ...{ language, title: paper.title, on: formatsOf(visit).day(house.clock.today()) },
    to: [guardianFullName(guardian), ...(guardian.contact?.addresses[0] ?? [])],
    parts: [
      { text: paper.dear(guardianFullName(guardian)) },
      { text: (guardian.noted ? paper.intro : paper.introImported)(nameOf(opened) ?? '') },
      { list: facts.map((fact) => paper[fact]) },
      ...letterCharges(visit, opened),
      { text: paper.noTitles },
      { line: paper.call, says: phone },
      { text: paper.closing },
    ],
    footer: `${paper.reference} ${reference}`,
  }
}

function letterCharges(visit: StaffContext, { charges }: Opened): Letter['parts'] {
  if (charges === undefined || charges.each.length === 0) return []
  const { paper } = guardiansWords(visit)
  const rows = charges.each.map(({ kind, amountCents }) => [
    recordsWords(visit).chargeKind[kind],
    formatsOf(visit).dollars(amountCents),
  ])
  return [
    { heading: paper.owed },
    {
      table: [...rows, [paper.total, formatsOf(visit).dollars(charges.totalCents)]],
      head: [recordsWords(visit).for, recordsWords(visit).amount],
    },
  ]
}
