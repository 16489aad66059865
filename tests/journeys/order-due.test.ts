import { expect } from 'vitest'
import { cards } from '../web/house.ts'
import { type Held, held, kindsIn, namesNobody, whereItShows } from './case-held.ts'
import {
  addsScan,
  advises,
  asksFor,
  callsBack,
  choosesNotice,
  closes,
  collects,
  decides,
  handsOver,
  makesThePackage,
  minutesGoBy,
  namesCounsel,
  notesReceipt,
  opens,
  reads,
  reports,
  sendsRefusal,
  setsScope,
  takes,
  theRegisterIsSigned,
  unpacked,
} from './case-steps.ts'
import { journeys, type Library, type Person } from './journey.ts'

const lawyers = [
  { name: 'Test counsel', phones: '308-555-0103', signIn: 'Test counsel' },
  { name: 'Carl Lund', phones: '308-555-0104' },
]
const compelsDraft = 'Draft that the law compels production'

journeys(
  18_790,
  {
    'a court order that is due tomorrow, and no lawyer answers': async (library) => {
      const { director, reference } = await withMinimumAgreed(library, 'Deputy Larkspur')
      await decides(director, reference, compelsDraft)
      await opens(director, reference)
      expect(await director.reads()).toContain('complied under court order, counsel not reached')
      await director.look('decided')
      await collects(director, reference)

      // The president checks it by its counts at a computer of the library, and reads no record.
      const home = await library.staff('trustee', 'elsewhere')
      await home.follow('See what is asked')
      expect(await home.reads()).toContain('Check this at a computer of the library')
      expect(await home.offers('It is what the order names, and no more')).toBe(false)
      await home.look('check-at-home')
      await home.leave()
      const president = await library.staff('trustee', 'office')
      await president.follow('See what is asked')
      expect(await president.reads()).toMatch(/What is checked out and not overdue: \d/)
      await president.look('check')
      await president.press('It is what the order names, and no more')
      expect(await president.reads()).toContain('Nothing waits for you.')
      await president.leave()

      // Under seal it goes to the court, and to no one else.
      await theRegisterIsSigned(library)
      const passphrase = await makesThePackage(director, reference)
      const file = await handsOver(director, reference, 'The clerk of the court', 'To the court')
      await director.look('delivered')
      const files = await unpacked(file, { passphrase })
      expect(JSON.parse(files.get('manifest.json')?.toString() ?? '').outcome).toBe('compelled')
      expect([...files.values()].join('\n')).not.toMatch(/Canary (Overdue|Reserved|Torn)/)
      await notesReceipt(director, reference, 'The clerk of the court, November 24')

      // Counsel reads it at their next sign-in, and says so themselves.
      const counsel = await library.staff('counsel', 'office')
      expect(await counsel.reads()).toContain('Something recorded in a case needs your answer.')
      await counsel.look('asked-of-counsel')
      await counsel.follow(`Confirm or deny: ${reference}`)
      expect(await counsel.reads()).toContain('Complied under court order, counsel not reached. Reported by')
      await counsel.look('counsel')
      await takes(counsel, 'word-answered', { 'Is it true?': 'Yes, I confirm it' })
      expect(await counsel.reads()).toContain('confirmed what was reported: that the library complied')
      await choosesNotice(counsel, reference, 'Do not tell them')
      await counsel.leave()
      await closes(director, reference)
      await director.look('closed')
      await director.leave()

      const end = await held(library, reference, 'compelled')
      expect(kindsIn(end)).toMatchObject({ compelled: 2, 'records-collected': 1 })
      expect(kindsIn(end)).not.toHaveProperty('release')
      // Who did each step, as the log has it.
      const by = (step: string) =>
        end.entries.filter(({ flags = [] }) => flags.includes(step)).map(({ role }) => role)
      expect(['minimum-asked', 'minimum-agreed', 'decided', 'checked', 'word-answered'].map(by)).toEqual([
        ...[['director'], ['trustee'], ['director'], ['trustee'], ['counsel']],
      ])
      expect(timesTried(end)).toEqual({ 'Test counsel': 5, 'Carl Lund': 5 })
      const { decision, relayed } = end.seen.case
      expect([decision?.notReached, relayed.map(({ of, answer }) => [of, answer?.is])]).toEqual([
        true,
        [['compliance', true]],
      ])
      namesNobody(library, /Larkspur/, reference, whereItShows(reference))
    },

    'a court order that two people were about to comply with, when counsel comes in and denies it': async (
      library,
    ) => {
      const { director, reference } = await withMinimumAgreed(library, 'Deputy Foxglove')
      await decides(director, reference, compelsDraft)

      const counsel = await library.staff('counsel', 'office')
      await counsel.follow(`Confirm or deny: ${reference}`)
      const denies = { 'Is it true?': 'No, I deny it' }
      expect((await asksFor(counsel, 'word-answered', denies)).join()).toContain(
        'If it is not true, what is?',
      )
      await takes(counsel, 'word-answered', {
        ...denies,
        'If it is not true, what is?': 'I was in court until noon. Send nothing.',
      })
      expect(await counsel.reads()).toContain('That leaves the case open.')
      await advises(counsel, 'Not proper: something is missing or wrong', 'It names no dates.')
      await counsel.look('denied')
      await counsel.leave()

      // Nothing rests on the two people any more: what counsel says is followed.
      await opens(director, reference)
      expect(await director.reads()).toContain('I was in court until noon. Send nothing.')
      expect(await director.offers('Collect the records')).toBe(false)
      await director.look('open-again')
      await decides(director, reference, 'Draft a refusal')
      await sendsRefusal(director, reference)
      await closes(director, reference)
      await director.leave()

      const end = await held(library, reference, 'refused')
      expect(kindsIn(end)).not.toHaveProperty('records-collected')
      const { minimum, relayed } = end.seen.case
      expect([minimum, relayed.map(({ of, answer }) => [of, answer?.is])]).toEqual([
        undefined,
        [['compliance', false]],
      ])
      namesNobody(library, /Foxglove/, reference)
    },
  },
  { atBothWidths: true },
)

function timesTried({ seen }: Held): Readonly<Record<string, number>> {
  const times: Record<string, number> = {}
  for (const event of seen.events)
    if (event.what === 'told' && !event.reached && event.counsel !== undefined)
      times[event.counsel] = (times[event.counsel] ?? 0) + 1
  return times
}

/** Each lawyer is tried three times, and then two people agree to comply. @returns the Director, with the case open */
async function withMinimumAgreed(
  library: Library,
  asker: string,
): Promise<{ readonly director: Person; readonly reference: string }> {
  const reference = await dueTomorrow(library, asker)
  let director = await library.staff('director', 'office')
  await opens(director, reference)
  // Found at once, with what it takes: not among all other steps, an hour before the court's day.
  expect(await director.reads()).toContain('Call each lawyer 3 times, at least 30 minutes apart')
  await director.look('no-one-tried')
  // Three tries at once are one: a minute on the phone is no search for counsel.
  for (const _ of [1, 2, 3]) await triesEachCounsel(director)
  const asks = { 'Does the court allow records to be filed under seal?': 'Yes' }
  expect((await asksFor(director, 'minimum-asked', asks)).join()).toContain(
    'Each counsel must first be tried',
  )
  await director.look('not-yet')
  for (const _ of [2, 3]) {
    await director.leave()
    minutesGoBy(library, 31)
    director = await library.staff('director', 'office')
    await opens(director, reference)
    await triesEachCounsel(director)
  }
  await takes(director, 'minimum-asked', asks)
  await director.look('asked')

  // The president reads what the order names and nobody in it.
  const president = await library.staff('trustee', 'elsewhere')
  expect(await president.reads()).toContain('A court order is due, and counsel cannot be reached.')
  await president.follow('See what is asked')
  const page = await president.reads()
  for (const { name } of lawyers) expect(page).toMatch(new RegExp(`${name}, at these times: .*, and `))
  expect(page).toMatch(/Kearney County Court.*CI 26-9.*November 25/s)
  expect(page).not.toContain(asker)
  await president.look('president')
  await president.press('I agree to comply')
  expect(await president.reads()).toContain('Your answer is saved.')
  await president.leave()
  return { director, reference }
}

/** A court's order comes that is due tomorrow, and is read, called back about and given its scope. @returns its reference */
async function dueTomorrow(library: Library, asker: string): Promise<string> {
  const director = await library.staff('director', 'office')
  await namesCounsel(director, lawyers)
  const clerk = await library.staff('desk', 'front-desk')
  const reference = await reports(clerk, {
    ...{ who: 'A police officer, deputy, or agent', brought: 'A legal paper, by hand, mail' },
    ...{ name: asker, agency: 'Kearney County Sheriff', wants: 'What the order names' },
    looks: { 'Does it show the name of a court?': 'yes', 'Did a judge sign it?': 'yes' },
  })
  await addsScan(clerk)
  await clerk.leave()
  await opens(director, reference)
  await reads(director, {
    ...{ 'Kind of legal paper': 'Court order', 'Court or agency that issued it': 'Kearney County Court' },
    ...{ 'Its number': 'CI 26-9', 'Response due (return date)': '2026-11-25' },
  })
  await callsBack(director, 'The clerk of the court')
  await setsScope(director, { card: cards.child, records: ['what is checked out and not overdue'] })
  await director.leave()
  return reference
}

async function triesEachCounsel(director: Person): Promise<void> {
  for (const { name } of lawyers)
    await takes(director, 'told', {
      ...{ 'Which counsel?': name, How: 'By phone', 'Did you reach them?': 'No' },
    })
}
