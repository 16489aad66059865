import { createHash } from 'node:crypto'
import { expect } from 'vitest'
import type { SealedCase } from '../../src/sealed/case-storage.ts'
import type { SealedMatter } from '../../src/sealed/matter.ts'
import { entriesOf } from '../crash/entries.ts'
import { plantOrder } from '../web/cases-planted.ts'
import { cards, passphrase } from '../web/house.ts'
import { fillsReport, opens, reads, setsScope, takes } from './case-steps.ts'
import { journey, type Library, type Person } from './journey.ts'

/* A paper with a nondisclosure order: who is served acknowledges it, who may know of it sees it, and a leave hands it over. */

const nothing = 'You don’t have access to anything here.'
const asker = 'Agent Hellebore'

journey(
  'a nondisclosure order is acknowledged by each person whom it binds',
  18_820,
  async (library) => {
    const { director, counsel } = await withSealedMatters(library)

    // Who is served says so as they report it, and learns whom they may talk with.
    const clerk = await library.staff('desk', 'front-desk')
    await reportsSecret(clerk)
    expect(await clerk.heading()).toContain('Tell only the Director and')
    await clerk.look('served')
    await clerk.leave()

    // The Director sees what was left. The matter opens once they acknowledge its order too.
    await opensSealed(director)
    await director.look('something-new')
    await director.press('Open a sealed matter with this')
    expect(await director.heading()).toBe('Nondisclosure order')
    expect(await director.reads()).not.toContain(asker)
    await director.look('acknowledge')
    await director.press(acknowledges)
    const reference = referenceIn(await director.reads())
    await director.look('matter')

    // Someone is needed to comply: they get access, and are bound before they read anything.
    await director.page.getByLabel('Person', { exact: true }).selectOption({ label: 'Test desk, clerk' })
    await director.press('Grant access')
    expect(await director.reads()).toMatch(/Test desk .*Has not acknowledged the order yet\./)
    const helper = await library.staff('desk', 'office')
    await opensSealed(helper)
    await helper.follow(`Sealed matter ${reference}`)
    expect(await helper.heading()).toBe('Nondisclosure order')
    expect(await helper.reads()).not.toContain(asker)
    await helper.look('helper-acknowledges')
    await helper.press(acknowledges)
    expect(await helper.reads()).toContain(asker)
    await helper.fill('Write what you did for it, and when', 'I stopped the nightly deletion.')
    await helper.press('Save note')
    await helper.look('helper')
    await helper.leave()

    // Counsel has access by their office, and acknowledges it like everyone else.
    await opensSealed(counsel)
    await counsel.follow(`Sealed matter ${reference}`)
    await counsel.press(acknowledges)
    await counsel.follow('Open its case')
    expect(await counsel.reads()).toContain('They acknowledged the nondisclosure order as they reported it.')
    expect(await counsel.reads()).toContain('I stopped the nightly deletion.')
    await counsel.look('case')

    // What it left: the matter's own log has who acknowledged; the open audit log has nothing of it.
    const matter = await matterOf(library, counsel, reference)
    expect(matter.cleared.every(({ boundAt }) => boundAt !== undefined)).toBe(true)
    expect(matter.cleared.map(({ role }) => role).sort()).toEqual(['counsel', 'desk', 'director'])
    expect(inLog(matter, 'bound')).toEqual(['director', 'desk', 'counsel'])
    const { events } = matter.file as SealedCase
    expect(events.map((event) => event.what === 'received' && event.bound)).toContain(true)
    await leavesNoTrace(library, reference)
    for (const one of [director, counsel]) await one.leave()
  },
  { atBothWidths: true },
)

journey(
  'the same customer in an open and in a sealed case',
  18_830,
  async (library) => {
    const { director, counsel } = await withSealedMatters(library)
    const open = await plantOrder(library.tested)
    const clerk = await library.staff('desk', 'front-desk')
    await reportsSecret(clerk)
    await clerk.leave()
    const sealed = await takesIn(director)
    await director.follow('Open its case')
    await reads(director, {
      ...{ 'Kind of legal paper': 'Grand jury subpoena', 'It has a nondisclosure order': true },
    })
    await setsScope(director, { card: cards.child, records: ['what is checked out and not overdue'] })
    await director.look('sealed-case')
    // To show the open case there would tell that someone works on what is sealed.
    expect(await director.reads()).not.toContain(open)

    // The Director: both, as long as the matter is open to them.
    const seesBoth = async (person: Person) => {
      await person.goTo(`/cases/${open}`)
      return (await person.page.content()).includes(sealed)
    }
    expect(await seesBoth(director)).toBe(true)
    expect(await director.reads()).toContain('A sealed matter that you have open concerns the same customer.')
    await director.look('director-open-case')
    await director.goTo('/sealed')
    await director.press('Close now')
    expect(await seesBoth(director)).toBe(false)
    await director.look('director-closed')

    // Counsel: not before they open it, nor before they acknowledge the order.
    expect(await seesBoth(counsel)).toBe(false)
    await opensSealed(counsel)
    expect(await seesBoth(counsel)).toBe(false)
    await counsel.goTo(`/sealed/matter/${sealed}`)
    await counsel.press(acknowledges)
    expect(await seesBoth(counsel)).toBe(true)
    await counsel.look('counsel-open-case')

    // Nobody else: a clerk and the president read neither the one nor the other.
    for (const [signIn, place] of [
      ['desk', 'office'],
      ['volunteer', 'office'],
      ['trustee', 'office'],
    ] as const) {
      const other = await library.staff(signIn, place)
      await other.goTo('/sealed')
      if (await other.offers('Open with your passphrase')) {
        await opensSealed(other)
        expect(await other.reads()).toContain(nothing)
        await other.look(`${signIn}-sealed`)
      }
      for (const path of [`/cases/${open}`, `/cases/${sealed}`, `/sealed/matter/${sealed}`]) {
        await other.goTo(path)
        expect([signIn, path, await other.heading()]).toEqual([
          signIn,
          path,
          expect.stringContaining('was not found'),
        ])
      }
      for (const path of ['/', '/cases', '/register']) {
        await other.goTo(path)
        expect(await other.page.content()).not.toContain(sealed)
      }
      await other.leave()
    }

    // What it left: the open case's views are in the open log, and nothing there has the sealed one.
    const entries = await entriesIn(library)
    const views = entries.filter((one) => one.case === open && one.kind === 'case-view')
    expect(new Set(views.map(({ role }) => role))).toEqual(new Set(['director', 'counsel']))
    await leavesNoTrace(library, sealed)
    const matter = await matterOf(library, counsel, sealed)
    const { events } = matter.file as SealedCase
    expect(events.map(({ what }) => what)).toEqual(
      expect.arrayContaining(['received', 'paper-read', 'scope-set']),
    )
    for (const one of [director, counsel]) await one.leave()
  },
  { atBothWidths: true },
)

journey(
  'a Director goes on leave',
  18_840,
  async (library) => {
    const { tested } = library
    const { director, counsel } = await withSealedMatters(library)
    await counsel.leave()
    const open = await plantOrder(tested)
    const clerk = await library.staff('desk', 'front-desk')
    await reportsSecret(clerk)
    await clerk.leave()
    const sealed = await takesIn(director)

    // The page of the staff says what to do before one leaves, and the president names who acts.
    await director.goTo('/people')
    await director.page.getByText('Going on leave?').click()
    expect(await director.reads()).toContain('Only the president of the Board can name an acting Director')
    await director.look('going-on-leave')
    const president = await library.staff('trustee', 'office')
    await president.follow('Acting Director')
    await president.choose('Test desk')
    await president.fill('First day', '2026-11-24')
    await president.fill('Last day', '2026-11-27')
    await president.look('names')
    await president.press('Name acting Director')
    expect(await president.reads()).toContain('From November 24, 2026 through November 27, 2026')
    await president.look('named')
    await president.leave()

    // Open cases are theirs at once. What is sealed is not, until it is handed over.
    let acting = await library.staff('desk', 'office')
    expect(await acting.reads()).toContain('You are acting Director through November 27, 2026.')
    await acting.look('acting')
    await opens(acting, open)
    await takes(acting, 'noted', { Details: 'I go on with this one.' })
    expect(await acting.reads()).toContain('Test desk (the acting Director) added a note.')
    await acting.look('open-case')
    await opensSealed(acting)
    expect(await acting.reads()).toContain(nothing)
    await acting.leave()

    await director.goTo('/sealed')
    expect(await director.reads()).toContain('The Board named Test desk acting Director')
    await director.look('hands-over')
    await director.press('Hand over to Test desk')
    expect(await director.reads()).toContain('For a leave: it ends with November 27, 2026.')
    await director.look('handed-over')
    await director.leave()
    acting = await library.staff('desk', 'office')
    await opensSealed(acting)
    await acting.follow(`Sealed matter ${sealed}`)
    expect(await acting.reads()).not.toContain(asker)
    await acting.press(acknowledges)
    expect(await acting.reads()).toContain(asker)
    await acting.look('sealed-matter')
    const matter = await matterOf(library, acting, sealed)
    expect(matter.cleared.map(({ role, until }) => [role, until])).toContainEqual(['desk', '2026-11-27'])
    await acting.leave()

    // The day after the last one, both are closed to them.
    tested.time.now = new Date('2026-11-28T15:00:00Z')
    tested.time.today = '2026-11-28'
    const after = await library.staff('desk', 'office')
    expect(await after.reads()).not.toContain('acting Director')
    for (const path of [`/cases/${open}`, `/sealed/matter/${sealed}`]) {
      await after.goTo(path)
      expect(await after.heading()).toContain('was not found')
    }
    await opensSealed(after)
    expect(await after.reads()).toContain(nothing)
    await after.look('after-the-leave')
    await after.leave()

    // What it left: who named whom and for which days, and in which role the case was worked.
    const entries = await entriesIn(library)
    const named = entries.filter(({ kind }) => kind === 'acting-director-named')
    expect(named.map(({ role, flags }) => [role, flags])).toEqual([['trustee', ['2026-11-24', '2026-11-27']]])
    const noted = entries.filter(({ case: one, flags = [] }) => one === open && flags.includes('noted'))
    expect(noted.map(({ role }) => role)).toEqual(['acting-director'])
    await leavesNoTrace(library, sealed)
  },
  { atBothWidths: true },
)

const acknowledges = 'I have read and acknowledge this'

/** Sealed matters are set up by the Director, with counsel, who both stay signed in. */
async function withSealedMatters(
  library: Library,
): Promise<{ readonly director: Person; readonly counsel: Person }> {
  // Who never signed in has no keys to which anything could be opened.
  const counsel = await library.staff('counsel', 'office')
  const director = await library.staff('director', 'office')
  await director.goTo('/sealed')
  await director.follow('Set up sealed matters')
  expect(await director.reads()).toContain('Test counsel')
  await director.look('set-up')
  await director.press('Continue to the recovery sheet')
  const last = (await director.page.locator('.carrel-key-groups li').last().textContent()) ?? ''
  await director.look('sheet')
  await director.follow('I printed it: check it')
  await director.fill('The last group on the sheet', last.trim())
  await director.press('Check and finish')
  expect(await director.reads()).toContain('This is set up.')
  return { director, counsel }
}

/** Reports a paper that says nobody may be told, and acknowledges that. */
async function reportsSecret(clerk: Person): Promise<void> {
  await clerk.goTo('/')
  await clerk.follow('Subpoena, warrant or legal request')
  await clerk.choose('A police officer, deputy, or agent')
  await clerk.choose('A legal paper, by hand, mail')
  await fillsReport(clerk, { name: asker, agency: 'FBI', wants: 'What the paper names' })
  await clerk.page.getByLabel('Does it have a nondisclosure order?').selectOption('Yes')
  await clerk.choose('If it does: I understand that I may talk about it only with')
  await clerk.press('Report')
}

async function opensSealed(person: Person): Promise<void> {
  await person.goTo('/sealed')
  await person.fill('Your passphrase', passphrase)
  await person.press('Open with your passphrase')
}

/** Takes in what came, and acknowledges its order. @returns the matter's reference */
async function takesIn(director: Person): Promise<string> {
  await opensSealed(director)
  await director.press('Open a sealed matter with this')
  await director.press(acknowledges)
  return referenceIn(await director.reads())
}

const referenceIn = (text: string): string => /(?:[2-9A-Z]{4}-){2}[2-9A-Z]{4}/.exec(text)?.[0] ?? ''

const entriesIn = ({ tested: { it, house } }: Library) => entriesOf(it.database.worker, house.ring)

/** The matter as it is open in that person's session. */
async function matterOf(library: Library, person: Person, reference: string): Promise<SealedMatter> {
  const { house, time } = library.tested
  const cookies = await person.page.context().cookies()
  const token = cookies.find(({ name }) => name === 'carrel-session')?.value ?? ''
  const session = house.openSessions.of(createHash('sha256').update(token).digest(), time.now)
  if (session === undefined) throw new Error('nothing is open')
  return session.read(reference)
}

/** In which role each such entry of the matter's own log was made, in its order. */
const inLog = ({ log }: SealedMatter, flag: string) =>
  log.flatMap(({ entry }) => (entry.flags?.includes(flag) ? [entry.role] : []))

/** No entry of the open audit log and no log line has anything of it. */
async function leavesNoTrace(library: Library, reference: string): Promise<void> {
  const trace = new RegExp(`${reference}|Hellebore`)
  expect(JSON.stringify(await entriesIn(library))).not.toMatch(trace)
  expect(library.tested.logged.join('\n')).not.toMatch(trace)
}
