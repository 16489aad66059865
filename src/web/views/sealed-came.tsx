/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import type { Of } from '../../casework/event.ts'
import type { Compartment } from '../../compartments/compartment.ts'
import type { Came, SideNote } from '../../compartments/index-of-side.ts'
import { cellsOn, type Side } from '../../compartments/side.ts'
import type { Unlocked } from '../../compartments/unlocked.ts'
import type { Actor } from '../../disclosure/request.ts'
import type { CameSealed } from '../../disclosure/sealed-asks.ts'
import { accountOf } from '../../store/accounts.ts'
import { actorNames } from '../cases/event-told.ts'
import { actorOf, type StaffVisit } from '../visit.ts'
import { sealedWords } from '../words/sealed.ts'
import { formatsOf } from '../words/told.ts'
import { tryOutWords } from '../words/try-out.ts'
import { TextField, Word } from './form.tsx'
import { EmptyProofForm } from './sealed-proof-form.tsx'

type SideProps = {
  readonly visit: StaffVisit
  readonly unlocked: Unlocked
  readonly side: Side
  readonly matters: readonly Compartment[]
}

/** What came for a side, and how many of its places are free. */
export async function OfSide({ visit, unlocked, side, matters }: SideProps) {
  const say = sealedWords(visit)
  const answersFor = (actor: Actor, of: Side) => visit.house.gate.sealedPeople.answersFor(actor, of)
  const waiting = await unlocked.waiting(side)
  const answers = visit.house.gate.sealedPeople.answersFor(actorOf(visit), side)
  const notes = unlocked.notesOf(side)
  const free = unlocked.unusedCells(side).length
  const ours = matters.filter((it) => it.side === side).map(({ reference }) => reference)
  return (
    <section>
      <h2>{say.ofSide[side]}</h2>
      <h3>{say.waits}</h3>
      {waiting.length === 0 && <p>{say.noneWaits}</p>}
      {await Promise.all(waiting.map((one) => Waiting({ visit, one, side, ours, answers })))}
      <p>{say.free(free, cellsOn(side).length)}</p>
      {free > 0 && answersFor(actorOf(visit), side) && (
        <EmptyProofForm visit={visit} unlocked={unlocked} side={side} />
      )}
      {notes.length > 0 && (await Notes({ visit, notes }))}
      <p>
        <a class="usa-link" href={`/sealed/people/${side}`}>
          {say.people}
        </a>
      </p>
    </section>
  )
}

type WaitingProps = {
  readonly visit: StaffVisit
  readonly one: Came
  readonly side: Side
  readonly ours: readonly string[]
  readonly answers: boolean
}

async function Waiting({ visit, one, side, ours, answers }: WaitingProps) {
  const say = sealedWords(visit)
  const told = formatsOf(visit)
  const { logged, event, instrument } = one.came as CameSealed
  const { entry } = logged
  const by = (await accountOf(visit.house.app, { id: entry.actor }))?.name ?? entry.actor
  const said = event === undefined ? [] : saidBy(event)
  const kind = instrument ?? entry.instrument
  const ofBox = (
    <>
      <Word visit={visit} />
      <input type="hidden" name="side" value={side} />
      <input type="hidden" name="came" value={logged.id} />
    </>
  )
  return (
    <div class="carrel-computer">
      <div>
        <p>{say.came(by, told.moment(new Date(entry.at), visit.pack.timeZone))}</p>
        {kind && <p>{instrumentSaid(visit, kind)}</p>}
        {said.map((words) => (
          <p class="carrel-written">{words}</p>
        ))}
        {event === undefined && <p>{say.noReport}</p>}
        <form method="post" action="/sealed/take">
          {ofBox}
          <button type="submit" name="box" value={String(one.box)} class="usa-button">
            {say.takeIn}
          </button>
        </form>
        {ours.length > 0 && (
          <form method="post" action="/sealed/join" class="usa-form carrel-form">
            {ofBox}
            <input type="hidden" name="box" value={String(one.box)} />
            <label class="usa-label" for={`join-${side}-${one.box}`}>
              {say.joinTo}
            </label>
            <select class="usa-select" name="reference" id={`join-${side}-${one.box}`}>
              {ours.map((reference) => (
                <option value={reference}>{reference}</option>
              ))}
            </select>
            <button type="submit" class="usa-button usa-button--outline">
              {say.join}
            </button>
          </form>
        )}
        {answers && (
          <form method="post" action="/sealed/discard" class="usa-form carrel-form">
            {ofBox}
            <TextField
              name="reason"
              id={`discard-${side}-${one.box}`}
              label={say.discard.reason}
              maxlength={200}
              errors={[]}
            />
            <button type="submit" name="box" value={String(one.box)} class="usa-button usa-button--outline">
              {say.discard.go}
            </button>
          </form>
        )}
      </div>
    </div>
  )
}

/** Who came, in a line, and what they want, as it was typed. */
export const saidBy = ({ requester, wants }: Pick<Of<'received'>, 'requester' | 'wants'>): string[] =>
  [[requester.name, requester.agency].filter(Boolean).join(', '), wants].filter(Boolean)

/** A kind of paper in words. */
export function instrumentSaid(visit: StaffVisit, kind: string): string {
  return Object.entries(tryOutWords(visit).instrument).find(([one]) => one === kind)?.[1] ?? kind
}

/** What is no more there: who threw it away, or archived it, and why. */
async function Notes({ visit, notes }: { readonly visit: StaffVisit; readonly notes: readonly SideNote[] }) {
  const say = sealedWords(visit)
  const told = formatsOf(visit)
  const names = await actorNames(visit)
  return (
    <>
      <h3>{say.notes.heading}</h3>
      <ul>
        {notes.map(({ what, id, at, by, reason, hash }) => (
          <li>
            {say.notes[what](names.get(by) ?? by, told.moment(new Date(at), visit.pack.timeZone), id)}{' '}
            <span class="carrel-written">{reason}</span>
            {hash && (
              <>
                <br />
                <span class="carrel-small">
                  {say.notes.hash} <span class="carrel-reference">{hash}</span>
                </span>
              </>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}
