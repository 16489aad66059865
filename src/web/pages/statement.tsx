/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import type { Child } from 'hono/jsx'
import { z } from 'zod'
import type { Disclosed } from '../../disclosure/request.ts'
import type { Ask, RecordKind } from '../../policy/ask.ts'
import { looksUp, onScreen } from '../on-screen.ts'
import { closeLater } from '../views/closing.tsx'
import { GoodToKnow } from '../views/flags.tsx'
import { ChoiceList, ErrorSummary, type FieldError, TextField, Word } from '../views/form.tsx'
import { Act } from '../views/guardian-list.tsx'
import { show } from '../views/layout.tsx'
import { RecordView } from '../views/record.tsx'
import { actorOf, type StaffVisit } from '../visit.ts'
import { answerWords } from '../words/answer.ts'
import { frameWords } from '../words/frame.ts'
import { guardiansWords } from '../words/guardians.ts'
import { formatsOf } from '../words/told.ts'
import { answerPage } from './answer.tsx'
import { nothingShows } from './counter.tsx'
import { guardianLetter } from './guardian-letter.ts'
import { BackToGuardians, formPage, gonePage } from './guardian-pages.tsx'
import { saved } from './kits.tsx'

const counsel = z.literal('yes').optional()
export const statementForm = z.strictObject({
  id: z.uuid(),
  sent: z.literal('yes').optional(),
  how: z.literal('here').optional(),
  guardian: z.string().trim().max(120).optional(),
  counsel,
})
export const letterForm = z.strictObject({ id: z.uuid(), link: z.uuid(), counsel })

/** All that a statement can be about; the policy says how much of it is told by which way (Reg 3). */
const records: readonly RecordKind[] = [
  ...(['overdue', 'overdue.titles', 'lost', 'lost.titles'] as const),
  ...(['damaged', 'damaged.titles', 'charges', 'charges.items'] as const),
]

/**
 * What a guardian who is here has to settle: whoever they are is compared with the file. Who phones in is called back at the
 * number on file (`calls.tsx`), and nobody's word that it was dialled counts here.
 */
export async function statement(visit: StaffVisit, sent: z.infer<typeof statementForm>): Promise<Response> {
  if (!looksUp(visit)) return nothingShows(visit, onScreen(visit, ['existence', 'identity']))
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
  if (!disclosed.found) return gonePage(visit)
  return disclosed.told.length > 0
    ? statementPage(visit, { disclosed, id })
    : answerPage(visit, disclosed, { ofAccount: true })
}

/** The same by mail, to one guardian at their own address; where there is nothing to tell, what to say instead. */
export async function letter(
  visit: StaffVisit,
  { id, link, counsel }: z.infer<typeof letterForm>,
): Promise<Response> {
  if (!looksUp(visit)) return nothingShows(visit, onScreen(visit, ['existence', 'identity']))
  const disclosed = await visit.house.gate.contact({
    ...{ actor: actorOf(visit), patronId: id, guardian: { link } },
    ask: askOf(visit, { channel: 'letter', counsel }),
    // Why: a parent of three has to know of which child it is. It stands inside, and never on the envelope.
    envelope: ['identity'],
  })
  if (!disclosed.found) return gonePage(visit)
  const pdf = await guardianLetter(visit, disclosed)
  if (pdf !== undefined) return saved(visit, pdf, guardiansWords(visit).paper.fileName)
  const words = guardiansWords(visit)
  const asks = (says: string, forms: readonly Child[]) =>
    formPage(visit, { heading: words.letter, says, id }, forms)
  if (disclosed.told.length > 0) return asks(words.noAddress, [])
  // Why only the Director: it is for nobody else to say that counsel was asked.
  if (disclosed.answer.outcome === 'refer' && counsel === undefined && visit.who.role === 'director') {
    return asks(words.letterNeedsCounsel, [
      <Act visit={visit} action="/counter/letter" values={{ id, link, counsel: 'yes' }}>
        {words.counsel}
      </Act>,
    ])
  }
  return answerPage(visit, disclosed, { ofAccount: true })
}

type Way = Pick<Ask, 'channel'> & { readonly counsel: 'yes' | undefined }

function askOf({ house, place, who }: StaffVisit, { channel, counsel }: Way): Ask {
  return {
    on: house.clock.today(),
    recipient: { kind: 'guardian', relation: 'guardian', liable: true, verified: ['guardian-on-file'] },
    subject: { married: false, emancipated: false, liabilities: [] },
    ...{ records: [...records], channel, place, emergencyClaimed: false },
    // Why: it is the Director who asks counsel, and nobody else's word for it counts.
    done: counsel === 'yes' && who.role === 'director' ? ['counsel-consulted'] : [],
  }
}

function statementFormPage(
  visit: StaffVisit,
  { id, how, guardian }: z.infer<typeof statementForm>,
  errors: readonly FieldError[],
): Response | Promise<Response> {
  const words = guardiansWords(visit)
  const frame = frameWords(visit)
  const whereWrong = errors.find(({ field }) => field === 'how')
  return show(
    visit,
    errors.length > 0 ? frame.fixTitle(words.statement) : words.statement,
    <>
      <h1>{words.statement}</h1>
      <ErrorSummary visit={visit} errors={errors} />
      <p class="usa-intro">{words.statementSays}</p>
      <form method="post" action="/counter/statement" class="carrel-question">
        <Word visit={visit} />
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
      </form>
      <BackToGuardians visit={visit} id={id} />
    </>,
    errors.length > 0 ? 422 : 200,
  )
}

type Told = { readonly disclosed: Disclosed; readonly id: string }

/** The statement as it is handed over: on paper nothing else of the page stands. */
function statementPage(visit: StaffVisit, { disclosed, id }: Told): Response | Promise<Response> {
  const words = guardiansWords(visit)
  const told = formatsOf(visit)
  const frame = frameWords(visit)
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
        <h2 id="next">{answerWords(visit).next}</h2>
        <ol class="usa-process-list">
          {answer.next.map((step) => (
            <li class="usa-process-list__item">
              <p class="usa-process-list__heading carrel-step">{step}</p>
            </li>
          ))}
        </ol>
        <GoodToKnow speaker={visit} flags={answer.flags} />
      </section>
      <a class="usa-button usa-button--big" href="/counter">
        {frame.done}
      </a>
      <BackToGuardians visit={visit} id={id} />
    </>,
  )
}
