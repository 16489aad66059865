/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { z } from 'zod'
import { type Correctable, checkedParts } from '../../contact/correction.ts'
import { waitingAtMost } from '../../disclosure/corrections.ts'
import { nightlyImport } from '../../store/import-nightly.ts'
import { correctionFields, readCorrection } from '../correction-form.ts'
import { onScreen } from '../on-screen.ts'
import { BackToRecord } from '../views/back-to-record.tsx'
import { closeLater } from '../views/closing.tsx'
import { CorrectionFields } from '../views/correction-fields.tsx'
import { partsSaid } from '../views/correction-parts.tsx'
import { ChoiceList, ErrorSummary, type FieldError, Word } from '../views/form.tsx'
import { show } from '../views/layout.tsx'
import { actorOf, type StaffVisit } from '../visit.ts'
import { cardsWords } from '../words/cards.ts'
import { correctionsWords } from '../words/corrections.ts'
import { frameWords } from '../words/frame.ts'
import { formatsOf } from '../words/told.ts'
import { nothingShows } from './counter.tsx'
import { gonePage } from './guardian-pages.tsx'

export const correctForm = z.strictObject({
  id: z.uuid(),
  part: z.enum(checkedParts),
  /** Of what stood on the screen. */
  mark: z.string().max(60),
  do: z.enum(['photo-id', 'known-to-staff', 'leave']),
})

const notHere = (visit: StaffVisit) =>
  nothingShows(visit, onScreen(visit, ['existence', 'identity', 'contact']))

/** Who waits for a correction: a day each and a random number, so that nothing is opened before somebody opens it. */
export async function correctionsPage(visit: StaffVisit): Promise<Response> {
  const { corrections } = visit.house.gate
  if (!corrections.maySettle(actorOf(visit))) return notHere(visit)
  const waiting = await corrections.waiting(actorOf(visit))
  const words = correctionsWords(visit)
  const told = formatsOf(visit)
  const cards = cardsWords(visit)
  return show(
    visit,
    words.list,
    <>
      <h1>{words.list}</h1>
      <p class="usa-intro">{waiting.length === 0 ? words.listNone : words.listSays}</p>
      {waiting.length === waitingAtMost && <p>{words.listMore(waitingAtMost)}</p>}
      {waiting.length > 0 && (
        <form method="post" action="/counter/customer">
          <Word visit={visit} />
          <ul class="carrel-found">
            {waiting.map(({ id, on }) => (
              <li>
                <button type="submit" name="id" value={id} class="carrel-choice">
                  <span class="carrel-choice__label">{words.open}</span>{' '}
                  {on !== null && <span class="carrel-choice__hint">{words.since(told.day(on))}</span>}
                </button>
              </li>
            ))}
          </ul>
        </form>
      )}
      <p class="carrel-back">
        <a class="usa-link" href="/counter">
          {cards.toCounter}
        </a>
      </p>
    </>,
  )
}

/** Sets one part right, or leaves it as it is. */
export async function settleCorrection(
  visit: StaffVisit,
  { id, part, mark, do: checked }: z.infer<typeof correctForm>,
): Promise<Response> {
  const { house } = visit
  const settled = await house.gate.corrections.settle(actorOf(visit), { patronId: id, part, mark, checked })
  if (settled === 'not-here') return notHere(visit)
  const corrections = correctionsWords(visit)
  const cards = cardsWords(visit)
  const frame = frameWords(visit)
  if (settled === 'director') return waitsPage(visit, id, { changed: [], isNoted: false })
  const isOver = settled === 'changed'
  const heading = isOver ? corrections.meanwhile : corrections.done[settled]
  const comesFrom = settled === 'right' && (await nightlyImport(house.app)) !== undefined
  return show(
    visit,
    heading,
    <>
      <h1>{heading}</h1>
      <p class="usa-intro">{isOver ? corrections.meanwhileSays : corrections.doneSays[settled]}</p>
      {comesFrom && <p>{corrections.otherSystem}</p>}
      {!isOver && <p class="carrel-recorded">{cards.recorded}</p>}
      <a class="usa-button usa-button--big" href="/counter">
        {frame.done}
      </a>
      <BackToRecord visit={visit} id={id} />
    </>,
  )
}

export const setRightForm = z.strictObject({
  ...{
    id: z.uuid(),
    sent: z.literal('yes').optional(),
    checked: z.enum(['photo-id', 'known-to-staff']).optional(),
  },
  ...correctionFields,
})
type SetRightSent = z.infer<typeof setRightForm>

/** Somebody stands there and says what their record should say: the form, and then what was set right. */
export async function setRight(visit: StaffVisit, sent: SetRightSent): Promise<Response> {
  const { house } = visit
  const { corrections } = house.gate
  if (!corrections.maySettle(actorOf(visit))) return notHere(visit)
  const { id, sent: isSent, checked, ...typed } = sent
  if (isSent === undefined) return formPage(visit, sent, [])
  const { asked, errors } = readCorrection(typed, house.clock.today(), correctionsWords(visit))
  const unseen =
    checked === undefined ? [{ field: 'checked', message: correctionsWords(visit).seenMissing }] : []
  if (errors.length > 0 || checked === undefined) return formPage(visit, sent, [...errors, ...unseen])
  const done = await corrections.setRight(actorOf(visit), { patronId: id, asked, checked })
  if (done === 'not-here') return notHere(visit)
  if (done === 'photo-id')
    return formPage(visit, sent, [{ field: 'checked', message: correctionsWords(visit).seenPaper }])
  if (done === 'born-waits')
    return formPage(visit, sent, [{ field: 'born', message: correctionsWords(visit).bornWaits }])
  if (done === 'not-on-file') return gonePage(visit)
  const isSame = done.changed.length + done.waits.length === 0
  if (done.waits.length > 0) return waitsPage(visit, id, { changed: done.changed, isNoted: true })
  const heading = isSame ? correctionsWords(visit).setRightSame : correctionsWords(visit).done.right
  return rightPage(visit, { id, heading, changed: done.changed, isNoted: !isSame })
}

async function formPage(
  visit: StaffVisit,
  sent: SetRightSent,
  errors: readonly FieldError[],
): Promise<Response> {
  const words = correctionsWords(visit)
  const frame = frameWords(visit)
  const { id } = sent
  const records = ['existence', 'identity', 'contact'] as const
  const { told } = await visit.house.gate.view({ actor: actorOf(visit), patron: { id }, records })
  const opened = told[0]?.opened
  if (opened === undefined) return gonePage(visit)
  closeLater(visit, '/counter')
  const seenWrong = errors.find(({ field }) => field === 'checked')
  return show(
    visit,
    errors.length > 0 ? frame.fixTitle(words.setRight) : words.setRight,
    <>
      <h1>{words.setRight}</h1>
      <ErrorSummary visit={visit} errors={errors} />
      <p class="usa-intro">{words.setRightSays}</p>
      <form method="post" action="/counter/set-right" class="carrel-question">
        <Word visit={visit} />
        <input type="hidden" name="id" value={id} />
        <input type="hidden" name="sent" value="yes" />
        <CorrectionFields
          {...{ visit, opened, sent, errors }}
          none={{ noEmail: words.noEmailHere, noPhone: words.noPhoneHere }}
        />
        <div id="checked">
          <h2>{words.seen}</h2>
          <p class="carrel-hint">{words.seenHint}</p>
          {seenWrong && <span class="usa-error-message">{seenWrong.message}</span>}
          <ChoiceList
            type="radio"
            name="checked"
            legend={words.seen}
            chosen={sent.checked === undefined ? [] : [sent.checked]}
            choices={(['photo-id', 'known-to-staff'] as const).map((value) => ({
              ...{ value, label: words.seenChoices[value] },
            }))}
          />
        </div>
        <button type="submit" class="usa-button usa-button--big carrel-go">
          {words.setRight}
        </button>
      </form>
      <BackToRecord visit={visit} id={id} />
    </>,
    errors.length > 0 ? 422 : 200,
  )
}

/** A birth date on which it hangs what a guardian is told is the Director's to set right. */
function waitsPage(
  visit: StaffVisit,
  id: string,
  came: Pick<Right, 'changed' | 'isNoted'>,
): Response | Promise<Response> {
  const corrections = correctionsWords(visit)
  const says = corrections.forDirectorSays
  return rightPage(visit, { id, heading: corrections.forDirector, says, ...came })
}

type Right = {
  readonly id: string
  readonly heading: string
  readonly says?: string
  readonly changed: readonly Correctable[]
  /** Something of it was done, and is on record. */
  readonly isNoted: boolean
}

async function rightPage(
  visit: StaffVisit,
  { id, heading, says, changed, isNoted }: Right,
): Promise<Response> {
  const corrections = correctionsWords(visit)
  const cards = cardsWords(visit)
  const frame = frameWords(visit)
  const comesFrom = changed.length > 0 && (await nightlyImport(visit.house.app)) !== undefined
  return show(
    visit,
    heading,
    <>
      <h1>{heading}</h1>
      {says !== undefined && <p class="usa-intro">{says}</p>}
      {changed.length > 0 && <p>{corrections.setRightDone(partsSaid(visit, changed))}</p>}
      {comesFrom && <p>{corrections.otherSystem}</p>}
      {isNoted && <p class="carrel-recorded">{cards.recorded}</p>}
      <a class="usa-button usa-button--big" href="/counter">
        {frame.done}
      </a>
      <BackToRecord visit={visit} id={id} />
    </>,
  )
}
