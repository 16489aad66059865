/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import { z } from 'zod'
import { checkedParts } from '../../contact/correction.ts'
import { waitingAtMost } from '../../disclosure/corrections.ts'
import { nightlyImport } from '../../store/import-nightly.ts'
import { onScreen } from '../on-screen.ts'
import { BackToRecord } from '../views/back-to-record.tsx'
import { Word } from '../views/form.tsx'
import { show } from '../views/layout.tsx'
import { actorOf, type StaffVisit } from '../visit.ts'
import { nothingShows } from './counter.tsx'

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
  const { corrections: words, told, cards } = visit.words
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
                  <span class="carrel-choice__label">{words.open}</span>
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
  const { house, words } = visit
  const settled = await house.gate.corrections.settle(actorOf(visit), { patronId: id, part, mark, checked })
  if (settled === 'not-here') return notHere(visit)
  const { corrections, cards, frame } = words
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
