/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { z } from 'zod'
import type { Opened } from '../../disclosure/opened.ts'
import { onScreen } from '../on-screen.ts'
import { BackToRecord } from '../views/back-to-record.tsx'
import { Handles } from '../views/card-acts.tsx'
import { closeLater } from '../views/closing.tsx'
import { ChoiceList, ErrorSummary, type FieldError, Word } from '../views/form.tsx'
import { Act } from '../views/guardian-list.tsx'
import { show } from '../views/layout.tsx'
import { RecordView } from '../views/record.tsx'
import { actorOf, type StaffVisit } from '../visit.ts'
import { cardsWords } from '../words/cards.ts'
import { correctionsWords } from '../words/corrections.ts'
import { frameWords } from '../words/frame.ts'
import { joiningWords } from '../words/joining.ts'
import { nothingShows } from './counter.tsx'
import { gonePage } from './guardian-pages.tsx'

/** `checked`: they were asked whether what the record says of where they live is right. `kind`: another than so far. */
export const renewForm = z.strictObject({
  id: z.uuid(),
  do: z.enum(['renew', 'undo']).optional(),
  checked: z.literal('yes').optional(),
  kind: z.string().max(100).optional(),
})

const shown = ['existence', 'contact'] as const

/** Until when a card is good begins anew, once somebody was asked where they live. */
export async function renewCard(
  visit: StaffVisit,
  { id, do: act, checked, kind }: z.infer<typeof renewForm>,
): Promise<Response> {
  const cards = cardsWords(visit)
  const { renewals } = visit.house.gate
  const actor = actorOf(visit)
  if (!renewals.mayRenew(actor)) return notHere(visit)
  if (act === undefined) return askPage(visit, id, [])
  if (act === 'undo') {
    const undone = await renewals.undo(actor, id)
    if (undone === 'not-here') return notHere(visit)
    if (undone === 'not-on-file') return gonePage(visit)
    if (undone === 'undone') return donePage(visit, id, [cards.renewalUndone, cards.renewalUndoneSays])
    return donePage(visit, id, [cards.renewalTooLate, cards.renewalTooLateSays])
  }
  if (checked === undefined) return askPage(visit, id, [{ field: 'checked-yes', message: cards.notAsked }])
  const renewed = await renewals.renew(actor, id, kind)
  if (renewed === 'not-here') return notHere(visit)
  if (renewed === 'not-on-file') return gonePage(visit)
  if (renewed === 'no-address') return askPage(visit, id, [{ field: 'address', message: cards.noAddress }])
  if (renewed === 'good-already') return donePage(visit, id, [cards.goodAlready, cards.goodAlreadySays])
  return donePage(visit, id, [cards.renewed, cards.renewedSays], true)
}

const notHere = (visit: StaffVisit) =>
  nothingShows(visit, onScreen(visit, ['existence', 'identity', 'contact']))

/** What the record says of how they are reached, by the gate: a look that is on record. */
async function askPage(visit: StaffVisit, id: string, errors: readonly FieldError[]): Promise<Response> {
  const words = cardsWords(visit)
  const frame = frameWords(visit)
  const { told } = await visit.house.gate.view({ actor: actorOf(visit), patron: { id }, records: shown })
  const [found] = told
  if (found === undefined) return gonePage(visit)
  closeLater(visit, '/counter')
  return show(
    visit,
    errors.length > 0 ? frame.fixTitle(words.renew) : words.renew,
    <>
      <h1>{words.renew}</h1>
      <ErrorSummary visit={visit} errors={errors} />
      <p class="usa-intro">{words.renewSays}</p>
      <h2>{words.addressNow}</h2>
      <Reached visit={visit} opened={found.opened} />
      {hasAddress(found.opened) && <AskForm visit={visit} id={id} />}
      <div class="carrel-acts">
        <Act visit={visit} action="/counter/set-right" values={{ id }}>
          {correctionsWords(visit).setRight}
        </Act>
      </div>
      <BackToRecord visit={visit} id={id} />
    </>,
    errors.length > 0 ? 422 : 200,
  )
}

/** Where none is on file, nobody can have been asked about it. */
const hasAddress = ({ contact }: Opened) => (contact?.addresses.length ?? 0) > 0

const AskForm = ({ visit, id }: { readonly visit: StaffVisit; readonly id: string }) => {
  const words = cardsWords(visit)
  return (
    <form method="post" action="/counter/card-renew" class="carrel-question">
      <Word visit={visit} />
      <Handles id={id} card={undefined} />
      <ChoiceList
        type="checkbox"
        name="checked"
        legend={words.addressNow}
        chosen={[]}
        choices={[{ value: 'yes', label: words.isRight }]}
      />
      <KindChoice visit={visit} />
      <button type="submit" name="do" value="renew" class="usa-button usa-button--big carrel-go">
        {words.renewIt}
      </button>
    </form>
  )
}

/** Which kind it is now stands on no page: so it stays, unless another is chosen. */
const KindChoice = ({ visit }: { readonly visit: StaffVisit }) => {
  const words = cardsWords(visit)
  const joining = joiningWords(visit)
  const { kinds } = visit.house.joining
  if (kinds.length < 2) return null
  return (
    <>
      <h2>{joining.kind}</h2>
      <ChoiceList
        type="radio"
        name="kind"
        legend={joining.kind}
        chosen={['same']}
        choices={[
          { value: 'same', label: words.sameKind },
          ...kinds.map((value) => ({
            value,
            label: visit.pack.manifest['card-kinds']?.[value] ?? value,
          })),
        ]}
      />
    </>
  )
}

const Reached = ({ visit, opened }: { readonly visit: StaffVisit; readonly opened: Opened }) =>
  opened.contact && hasAddress(opened) ? (
    <RecordView speaker={visit} opened={{ contact: opened.contact }} level={3} />
  ) : (
    <p id="address">{cardsWords(visit).noAddress}</p>
  )

function donePage(
  visit: StaffVisit,
  id: string,
  [heading, says]: readonly [string, string],
  mayUndo = false,
): Response | Promise<Response> {
  const cards = cardsWords(visit)
  const frame = frameWords(visit)
  return show(
    visit,
    heading,
    <>
      <h1>{heading}</h1>
      <p class="usa-intro">{says}</p>
      <p class="carrel-recorded">{cards.recorded}</p>
      <a class="usa-button usa-button--big" href="/counter">
        {frame.done}
      </a>
      {mayUndo && (
        <form method="post" action="/counter/card-renew" class="carrel-acts">
          <Word visit={visit} />
          <Handles id={id} card={undefined} />
          <button type="submit" name="do" value="undo" class="usa-button usa-button--outline">
            {cards.undoRenewal}
          </button>
        </form>
      )}
      <BackToRecord visit={visit} id={id} />
    </>,
  )
}
