/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { z } from 'zod'
import type { Opened } from '../../disclosure/opened.ts'
import { allAccounts } from '../../store/accounts.ts'
import { closeLater } from '../views/closing.tsx'
import { ChoiceButtons, Word } from '../views/form.tsx'
import { Act, fullName, GuardianList } from '../views/guardian-list.tsx'
import { show } from '../views/layout.tsx'
import { nameOf } from '../views/record.tsx'
import { actorOf, type StaffVisit } from '../visit.ts'
import { cardsWords } from '../words/cards.ts'
import { counterWords } from '../words/counter.ts'
import { frameWords } from '../words/frame.ts'
import { guardiansWords } from '../words/guardians.ts'
import { formatsOf } from '../words/told.ts'
import { type BackProps, donePage, fileOf, formPage, gonePage, notHere } from './guardian-pages.tsx'

// Why: every id is a random number and goes in the body, as a card's number and a name do.
export const guardiansForm = z.strictObject({ id: z.uuid() })
export const removeGuardianForm = z.strictObject({
  ...{ id: z.uuid(), link: z.uuid() },
  sure: z.literal('yes').optional(),
})
export const ofAgeForm = z.strictObject({
  id: z.uuid(),
  how: z.enum(['marriage', 'emancipation', 'neither']).optional(),
})

/** Who is on file for one customer, and what can be done about it. */
export async function guardiansPage(
  visit: StaffVisit,
  { id }: z.infer<typeof guardiansForm>,
): Promise<Response> {
  const words = guardiansWords(visit)
  const { house } = visit
  if (!house.guardians.mayKeep(actorOf(visit))) return notHere(visit)
  const file = await fileOf(visit, id)
  if (file === undefined) return gonePage(visit)
  const age = ageOf(visit, file.child)
  closeLater(visit, '/counter')
  return show(
    visit,
    words.title,
    <>
      <h1>{words.of(nameOf(file.child) ?? '')}</h1>
      {age === 'of-age' && <p class="usa-intro">{words.notMinor}</p>}
      {age === 'unknown' && <p class="usa-intro">{words.bornUnknown}</p>}
      {age !== 'of-age' && (
        <GuardianList visit={visit} id={id} guardians={file.guardians} names={await namesFor(visit)} />
      )}
      <div class="carrel-acts">
        {age === 'minor' && (
          <Act visit={visit} action="/counter/guardian-add" values={{ id }}>
            {words.add}
          </Act>
        )}
        {file.guardians.length > 0 && age !== 'of-age' && (
          <Act visit={visit} action="/counter/statement" values={{ id }}>
            {words.statement}
          </Act>
        )}
        {house.guardians.mayRecord(actorOf(visit)) && (age === 'minor' || file.child.identity?.ofAge) && (
          <Act visit={visit} action="/counter/of-age" values={{ id }}>
            {words.ofAge}
          </Act>
        )}
      </div>
      <p class="carrel-recorded">{counterWords(visit).recorded}</p>
      <a class="usa-button usa-button--big" href="/counter">
        {frameWords(visit).done}
      </a>
      <BackToRecord visit={visit} id={id} />
    </>,
  )
}

/** Who put somebody on file is the Director's to see (Statement: who did what is confidential too). */
async function namesFor({ who, house }: StaffVisit): Promise<ReadonlyMap<string, string> | undefined> {
  if (who.role !== 'director') return undefined
  return new Map((await allAccounts(house.app)).map(({ id, name }) => [id, name]))
}

function ageOf({ pack, house }: StaffVisit, { identity }: Opened): 'minor' | 'of-age' | 'unknown' {
  const { born, ofAge } = identity ?? {}
  if (born === undefined && ofAge === undefined) return 'unknown'
  const subject = { married: ofAge !== undefined, emancipated: false, ...(born !== undefined && { born }) }
  return pack.isMinor({ on: house.clock.today(), subject }) ? 'minor' : 'of-age'
}

/** Asked once more, then off the file. */
export async function removeGuardian(
  visit: StaffVisit,
  { id, link, sure }: z.infer<typeof removeGuardianForm>,
): Promise<Response> {
  const words = guardiansWords(visit)
  const { house } = visit
  if (!house.guardians.mayKeep(actorOf(visit))) return notHere(visit)
  if (sure === undefined) {
    const guardian = (await fileOf(visit, id))?.guardians.find((one) => one.link === link)
    if (guardian === undefined) return gonePage(visit)
    closeLater(visit, '/counter')
    return formPage(visit, { heading: words.removeTitle(fullName(guardian)), says: words.removeSays, id }, [
      <Act visit={visit} action="/counter/guardian-remove" values={{ id, link, sure: 'yes' }}>
        {words.removeYes}
      </Act>,
    ])
  }
  const removed = await house.guardians.remove(actorOf(visit), { patronId: id, link })
  if (removed === 'not-here') return notHere(visit)
  if (removed === 'not-on-file') return gonePage(visit)
  return donePage(visit, { heading: words.removed, says: words.removedSays, id })
}

/** The Director has seen that somebody is of age before their birthday, or that this was a mistake. */
export async function recordOfAge(
  visit: StaffVisit,
  { id, how }: z.infer<typeof ofAgeForm>,
): Promise<Response> {
  const words = guardiansWords(visit)
  const told = formatsOf(visit)
  const { house } = visit
  if (!house.guardians.mayRecord(actorOf(visit))) return notHere(visit)
  if (how !== undefined) {
    const done =
      how === 'neither'
        ? await house.guardians.takeBackOfAge(actorOf(visit), id)
        : await house.guardians.recordOfAge(actorOf(visit), id, how)
    if (done === 'not-here') return notHere(visit)
    if (done === 'not-on-file') return gonePage(visit)
    return done === 'recorded'
      ? donePage(visit, { heading: words.recorded, says: words.recordedSays, id })
      : guardiansPage(visit, { id })
  }
  const file = await fileOf(visit, id)
  if (file === undefined) return gonePage(visit)
  const ofAge = file.child.identity?.ofAge
  const says = ofAge === undefined ? words.ofAgeSays : words.recordedOfAge[ofAge.by](told.day(ofAge.on))
  const choices =
    ofAge === undefined
      ? (['marriage', 'emancipation'] as const).map((value) => ({ value, ...words.ofAgeChoices[value] }))
      : [{ value: 'neither', label: words.ofAgeTakeBack, hint: words.ofAgeTakeBackSays }]
  return formPage(visit, { heading: words.ofAge, says, id }, [
    <form method="post" action="/counter/of-age">
      <Word visit={visit} />
      <input type="hidden" name="id" value={id} />
      <ChoiceButtons name="how" choices={choices} />
    </form>,
  ])
}

const BackToRecord = ({ visit, id }: BackProps) => (
  <form method="post" action="/counter/customer" class="carrel-back">
    <Word visit={visit} />
    <button type="submit" name="id" value={id} class="usa-button usa-button--unstyled">
      {cardsWords(visit).toRecord}
    </button>
  </form>
)
