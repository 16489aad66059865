import { expect } from 'vitest'
import { entriesOf } from '../crash/entries.ts'
import { textOfPdf } from '../support/pdf-text.ts'
import { cards } from '../web/house.ts'
import { held, namesNobody } from './case-held.ts'
import {
  addsScan,
  advises,
  callsBack,
  checks,
  choosesNotice,
  closes,
  collects,
  decides,
  handsOver,
  makesThePackage,
  notesReceipt,
  opens,
  reads,
  reports,
  setsScope,
  theRegisterIsSigned,
  unpacked,
} from './case-steps.ts'
import { journey, type Person } from './journey.ts'

const ebooks = 'OverDrive e-books'
const cameras = 'Cameras at the doors'

async function lists(director: Person, name: string, holds: string): Promise<void> {
  const form = director.page.getByRole('region', { name: 'Add a system' })
  for (const [label, typed] of [
    ['System', name],
    ['What it holds', holds],
    ['For how long', '30 days'],
    ['Contract', 'None'],
    ['Who can search it', 'The Director'],
  ] as const)
    await form.getByLabel(label).fill(typed)
  await Promise.all([director.page.waitForEvent('load'), form.getByRole('button').click()])
  expect(await director.reads()).toContain('Saved.')
}

async function notes(
  director: Person,
  system: string,
  result: string,
  by: string,
  words: string,
): Promise<void> {
  await director.page.getByLabel('System', { exact: true }).selectOption(system)
  await director.choose(result)
  await director.fill('Who searched it', by)
  await director.fill('What was found, or why it was not searched', words)
  await director.press('Note it')
}

/** Carrel is not the only one that holds records: a copy that is preserved and one that goes out say what the others hold. */
journey(
  'other systems that hold records',
  18_730,
  async (library) => {
    const { it, house } = library.tested
    const director = await library.staff('director', 'office')
    await director.follow('Other systems')
    await lists(director, ebooks, 'Who borrowed which e-book')
    await lists(director, cameras, 'Pictures of who came in')
    await director.look('listed')

    const clerk = await library.staff('desk', 'front-desk')
    const reference = await reports(clerk, {
      ...{ who: 'A police officer, deputy, or agent', brought: 'A legal paper, by hand, mail' },
      ...{ name: 'Deputy Tansy', agency: 'County Attorney', wants: 'What the subpoena names' },
    })
    await addsScan(clerk)
    await clerk.leave()
    await opens(director, reference)
    await reads(director, {
      'Kind of legal paper': 'Subpoena from the county attorney or Attorney General',
      'Its number': 'CA 26-9',
    })
    await callsBack(director, 'The county attorney')
    await setsScope(director, { card: cards.child, records: ['that something is overdue'] })

    // While counsel reads the paper, what may be gone by then is preserved: here, and in each other system.
    await director.goTo(`/cases/${reference}/preserve`)
    await director.press('Preserve a copy')
    expect((await director.reads()).match(/Not noted yet/g)).toHaveLength(2)
    await director.look('preserve')
    await notes(
      director,
      ebooks,
      'It was searched, and something was found',
      'R. Olsen',
      'The vendor keeps it.',
    )
    await notes(director, cameras, 'It was not searched', '', 'Pictures are kept for a day.')
    expect(await director.reads()).not.toContain('Not noted yet')
    expect(await director.reads()).toContain('Pictures are kept for a day.')
    await director.look('preserved')

    const counsel = await library.staff('counsel', 'elsewhere')
    await opens(counsel, reference)
    await advises(counsel, 'Proper, and in full compliance with proper legal authority', 'It compels.')
    await counsel.leave()
    await opens(director, reference)
    await decides(director, reference, 'Draft that the law compels production')
    await collects(director, reference)
    const lawyer = await library.staff('counsel', 'office')
    await checks(lawyer, reference)
    await theRegisterIsSigned(library)

    // No file until each of the two has its line.
    await director.goTo(`/cases/${reference}/produce`)
    expect(await director.offers('Prepare the file')).toBe(false)
    await director.look('produce')
    await director.choose('It was searched, and something was found')
    await director.press('Note it')
    expect(await director.reads()).toContain('Type who searched it.')
    await director.look('not-whole')
    await director.goTo(`/cases/${reference}/produce`)
    await notes(director, ebooks, 'It was searched, and nothing was found', 'R. Olsen', '')
    expect(await director.offers('Prepare the file')).toBe(false)
    await notes(director, cameras, 'It was not searched', '', 'Pictures are kept for a day.')
    await director.look('each-noted')
    const passphrase = await makesThePackage(director, reference)
    const files = await unpacked(await handsOver(director, reference, 'Deputy Tansy'), { passphrase })
    const certificate = textOfPdf(files.get('certificate.pdf') ?? Buffer.of()).replace(/\s+/g, ' ')
    expect(certificate).toContain('The library’s other systems are in the list below')
    expect(certificate).toMatch(/OverDrive e-books.+R\. Olsen.+November 24, 2026.+Nothing was found\./)
    expect(certificate).toMatch(/Cameras at the doors.+not searched.+Pictures are kept for a day\./)

    await notesReceipt(director, reference, 'Deputy Tansy, November 24')
    await choosesNotice(lawyer, reference, 'Do not tell them')
    await lawyer.leave()
    await director.goTo(`/cases/${reference}/preserve`)
    await director.press(/^End the copy preserved|^End now/)
    await closes(director, reference)
    await director.leave()

    // What it left: a step for each system in each of the two, and the list itself.
    const file = await held(library, reference, 'compelled')
    const noted = file.seen.events.filter(({ what }) => what === 'system-searched')
    expect(noted).toMatchObject([
      { act: 'preserve', name: ebooks, result: 'found', by: 'R. Olsen' },
      { act: 'preserve', name: cameras, result: 'not-searched', by: '' },
      { act: 'produce', name: ebooks, result: 'nothing', by: 'R. Olsen' },
      { act: 'produce', name: cameras, result: 'not-searched', by: '' },
    ])
    const entries = await entriesOf(it.database.worker, house.ring)
    expect(entries.filter(({ kind }) => kind === 'other-systems-changed')).toHaveLength(2)
    namesNobody(library, /Tansy/, reference, new RegExp(`^/cases/${reference}/(collect|check)$`))
  },
  { atBothWidths: true },
)
