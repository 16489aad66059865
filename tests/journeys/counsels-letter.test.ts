import { createHash } from 'node:crypto'
import { expect } from 'vitest'
import { entriesOf } from '../crash/entries.ts'
import { addsScan, confirmsCounsel, notesAdvice, opens, reads, reports } from './case-steps.ts'
import { journey } from './journey.ts'

const proper = 'Proper, and in full compliance with proper legal authority'
const letter = {
  name: 'Letter.pdf',
  mimeType: 'application/pdf',
  buffer: Buffer.from('%PDF-1.4 /Type /Page '),
}

/** Counsel who has no sign-in says it on the phone, then in a letter; the president calls them, and only then does it count. */
journey(
  'counsel confirms by letter what the Director wrote down',
  18_750,
  async (library) => {
    const { house, time } = library.tested
    const accounts = await house.app.selectFrom('account').select(['id', 'role']).execute()
    const trustee = accounts.find(({ role }) => role === 'trustee')?.id ?? ''
    await confirmsCounsel(library, { name: 'Carl Lund', phones: '308-555-0104' })

    const clerk = await library.staff('desk', 'front-desk')
    const reference = await reports(clerk, {
      ...{ who: 'A police officer, deputy, or agent', brought: 'A legal paper, by hand, mail' },
      ...{ name: 'Deputy Tansy', agency: 'County Attorney', wants: 'What the subpoena names' },
    })
    await addsScan(clerk)
    await clerk.leave()
    const director = await library.staff('director', 'office')
    await opens(director, reference)
    await reads(director, {
      'Kind of legal paper': 'Subpoena from the county attorney or Attorney General',
      'Its number': 'CA 26-11',
    })
    await notesAdvice(director, { opinion: proper, words: 'It is in order.', at: time.now })
    await director.follow('Counsel sent a letter')
    await director.choose('It confirms the report')
    await director.page.getByLabel('Scan of the letter', { exact: true }).setInputFiles(letter)
    await director.look('letter')
    await director.press('Add the letter')
    expect(await director.reads()).toContain('A letter from counsel came.')
    expect(await director.reads()).toContain('is only reported')

    const president = await library.staff('trustee', 'office')
    await president.follow('See what is asked')
    const page = await president.reads()
    expect(page).toContain('Carl Lund: 308-555-0104')
    expect(page).not.toMatch(/Tansy|County Attorney|CA 26-11|Letter\.pdf/)
    await president.look('call')
    const scan = await president.page
      .getByRole('link', { name: 'Open the letter (1 page)' })
      .getAttribute('href')
    const file = await president.page.request.get(`${library.address}${scan}`)
    expect((await file.body()).equals(letter.buffer)).toBe(true)
    await president.press('Carl Lund says that the letter is theirs, and confirms it')
    expect(await president.reads()).toContain('Your answer is saved.')
    await president.leave()

    await director.goTo(`/cases/${reference}`)
    expect(await director.reads()).toContain('Confirmed by a letter from Carl Lund. Test trustee called')
    expect(await director.reads()).not.toContain('is only reported')
    await director.look('confirmed')
    // The audit log has each: the scan that was opened, by its hash, and who said that they called.
    const { it } = library.tested
    const entries = (await entriesOf(it.database.worker, house.ring)).filter((one) => one.case === reference)
    const of = (flag: string) => entries.filter(({ flags = [] }) => flags.includes(flag))
    expect(of('letter-added')).toHaveLength(1)
    expect(of('word-answered')).toMatchObject([{ kind: 'case-step', actor: trustee }])
    const sum = createHash('sha256').update(letter.buffer).digest('hex')
    expect(entries.filter(({ document }) => document === sum)).toMatchObject([{ actor: trustee }])
  },
  { atBothWidths: true },
)
