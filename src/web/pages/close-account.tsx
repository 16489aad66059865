/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { z } from 'zod'
import { closeChecks } from '../../own/act.ts'
import { closeAtCounter } from '../../own/close.ts'
import { nightlyImport } from '../../store/import-nightly.ts'
import { onScreen } from '../on-screen.ts'
import { BackToRecord } from '../views/back-to-record.tsx'
import { Handles } from '../views/card-acts.tsx'
import { closeLater } from '../views/closing.tsx'
import { ChoiceList, ErrorSummary, type FieldError, Word } from '../views/form.tsx'
import { show } from '../views/layout.tsx'
import { nameOf } from '../views/record.tsx'
import { actorOf, byOf, type StaffVisit } from '../visit.ts'
import { cardsWords } from '../words/cards.ts'
import { closeAccountWords } from '../words/close-account.ts'
import { frameWords } from '../words/frame.ts'
import { nothingShows } from './counter.tsx'
import { gonePage } from './guardian-pages.tsx'

/** `seen`: who stands there, or which paper; there is no field for why. */
export const closeForm = z.strictObject({
  id: z.uuid(),
  sent: z.literal('yes').optional(),
  seen: z.enum(closeChecks).optional(),
})

const shown = ['existence', 'identity'] as const

/** The Director closes an account, for whoever asks at the counter or wrote, or died. */
export async function closeAccount(
  visit: StaffVisit,
  { id, sent, seen }: z.infer<typeof closeForm>,
): Promise<Response> {
  const words = closeAccountWords(visit)
  if (!visit.house.cards.mayChange(actorOf(visit))) return nothingShows(visit, onScreen(visit, shown))
  if (sent === undefined) return askPage(visit, id, [])
  if (seen === undefined) return askPage(visit, id, [{ field: 'seen', message: words.seenMissing }])
  const closed = await closeAtCounter(visit.house, byOf(visit), { patronId: id, seen })
  if (closed === 'not-on-file') return gonePage(visit)
  if (closed === 'busy') return askPage(visit, id, [{ field: 'seen', message: words.busy }])
  if (closed !== 'closed') return notNow(visit, id, words.because[closed])
  return donePage(visit)
}

/** Whose account it is goes by the gate: a look that is on record. */
async function askPage(visit: StaffVisit, id: string, errors: readonly FieldError[]): Promise<Response> {
  const words = closeAccountWords(visit)
  const frame = frameWords(visit)
  const { told } = await visit.house.gate.view({ actor: actorOf(visit), patron: { id }, records: shown })
  const [found] = told
  if (found === undefined) return gonePage(visit)
  closeLater(visit, '/counter')
  const [wrong] = errors
  return show(
    visit,
    wrong ? frame.fixTitle(words.title) : words.title,
    <>
      <h1>{words.title}</h1>
      <ErrorSummary visit={visit} errors={errors} />
      <dl class="carrel-facts">
        <div class="carrel-fact">
          <dt>{words.whose}</dt>
          <dd>{nameOf(found.opened)}</dd>
        </div>
      </dl>
      <p class="usa-intro">{words.says}</p>
      <p>{words.stays}</p>
      <form method="post" action="/counter/close" class="carrel-question">
        <Word visit={visit} />
        <Handles id={id} card={undefined} />
        <input type="hidden" name="sent" value="yes" />
        <div id="seen">
          <h2>{words.seen}</h2>
          <p class="carrel-hint">{words.seenHint}</p>
          {wrong && <span class="usa-error-message">{wrong.message}</span>}
          <ChoiceList
            type="radio"
            name="seen"
            legend={words.seen}
            chosen={[]}
            choices={closeChecks.map((value) => ({ value, label: words.seenChoices[value] }))}
          />
        </div>
        <button type="submit" class="usa-button usa-button--big carrel-go">
          {words.button}
        </button>
      </form>
      <BackToRecord visit={visit} id={id} />
    </>,
    wrong ? 422 : 200,
  )
}

function notNow(visit: StaffVisit, id: string, because: string): Response | Promise<Response> {
  const words = closeAccountWords(visit)
  const cards = cardsWords(visit)
  return show(
    visit,
    words.notNow,
    <>
      <h1>{words.notNow}</h1>
      <p class="usa-intro">{because}</p>
      <p class="carrel-recorded">{cards.recorded}</p>
      <BackToRecord visit={visit} id={id} />
    </>,
  )
}

async function donePage(visit: StaffVisit): Promise<Response> {
  const words = closeAccountWords(visit)
  const cards = cardsWords(visit)
  const frame = frameWords(visit)
  const comesBack = (await nightlyImport(visit.house.app)) !== undefined
  return show(
    visit,
    words.done,
    <>
      <h1>{words.done}</h1>
      <p class="usa-intro">{words.doneSays}</p>
      {comesBack && <p>{words.comesBack}</p>}
      <p class="carrel-recorded">{cards.recorded}</p>
      <a class="usa-button usa-button--big" href="/counter">
        {frame.done}
      </a>
    </>,
  )
}
