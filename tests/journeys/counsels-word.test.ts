import { afterAll, expect } from 'vitest'
import { mailSettings } from '../../src/platform/mail/settings.ts'
import type { Entry } from '../../src/register/log/entry.ts'
import { entriesOf } from '../crash/entries.ts'
import { startMailServer } from '../mail/mail-server.ts'
import { cards } from '../web/house.ts'
import { held, kindsIn, namesNobody } from './case-held.ts'
import {
  addsScan,
  callsBack,
  closes,
  confirmsCounsel,
  decides,
  notesAdvice,
  opens,
  reads,
  reports,
  sendsRefusal,
  setsScope,
  takes,
} from './case-steps.ts'
import { journey, type Library } from './journey.ts'

/* What the Director writes down of counsel's word is reported until counsel says so: by a link, or at their own sign-in. */

const server = await startMailServer()
afterAll(() => server.close())
const mail = mailSettings({ CARREL_SMTP_URL: server.url, CARREL_MAIL_FROM: 'carrel@library.example.org' })
const proper = 'Proper, and in full compliance with proper legal authority'
const defective = 'Not proper: something is missing or wrong'
const lund = { name: 'Carl Lund', phones: '308-555-0104', mail: 'lund@law.example.org' }

journey(
  'counsel confirms by a link what the Director wrote down',
  18_800,
  async (library) => {
    const { time } = library.tested
    await confirmsCounsel(library, lund)

    const clerk = await library.staff('desk', 'front-desk')
    const reference = await reports(clerk, {
      ...{ who: 'A police officer, deputy, or agent', brought: 'A legal paper, by hand, mail' },
      ...{ name: 'Deputy Yarrow', agency: 'County Attorney', wants: 'What the subpoena names' },
    })
    await addsScan(clerk)
    await clerk.leave()
    const director = await library.staff('director', 'office')
    await opens(director, reference)
    await reads(director, {
      'Kind of legal paper': 'Subpoena from the county attorney or Attorney General',
      'Its number': 'CA 26-3',
    })
    await callsBack(director, 'The county attorney')
    await setsScope(director, { card: cards.child, records: ['that something is overdue'] })
    await notesAdvice(director, { opinion: proper, words: 'It is in order.', at: time.now })
    expect(await director.reads()).toContain('is only reported')
    await director.look('reported')
    await director.press(`E-mail a link to ${lund.name}`)
    expect(await director.reads()).toContain('The e-mail is on its way.')
    await director.look('sent')

    // The lawyer has no sign-in: the mail and the page name no one, and the link answers once.
    const sent = server.received.at(-1)
    const text = sent?.bytes.toString() ?? ''
    expect([sent?.to, /Yarrow|Canary|County Attorney|CA 26-3/.test(text)]).toEqual([lund.mail, false])
    const link = /\/confirm\/[\w-]+/.exec(text)?.[0] ?? ''
    const lawyer = await library.anybody()
    await lawyer.goTo(link)
    const page = await lawyer.reads()
    expect(page).toContain(reference)
    expect(page).toContain(proper)
    expect(page).not.toMatch(/Yarrow|Canary|County Attorney|CA 26-3/)
    await lawyer.look('link')
    await lawyer.press('It is true: I confirm it')
    expect(await lawyer.heading()).toBe('Your answer is saved')
    await lawyer.look('answered')
    await lawyer.goTo(link)
    expect(await lawyer.heading()).toBe('This link no longer works')
    await lawyer.look('used')
    await lawyer.leave()

    await opens(director, reference)
    expect(await director.reads()).toMatch(/Counsel’s advice: [^.]+\. Reported by .* Confirmed by Carl Lund/)
    expect(await director.reads()).not.toContain('is only reported')
    await director.look('confirmed')
    await decides(director, reference, 'Draft that the law compels production')
    await director.leave()

    const entries = await entriesIn(library, reference)
    expect(whose(entries, 'link-sent')).toEqual(['director'])
    expect(whose(entries, 'word-answered')).toEqual(['program'])
    expect(entries.filter(({ flags = [] }) => flags.includes('decided'))).toHaveLength(1)
    namesNobody(library, /Yarrow/, reference)
  },
  { atBothWidths: true, mail },
)

journey(
  'counsel denies at their own sign-in what the Director wrote down',
  18_810,
  async (library) => {
    const clerk = await library.staff('desk', 'front-desk')
    const reference = await reports(clerk, {
      ...{ who: 'A lawyer, a company, or anyone else', brought: 'A legal paper, by hand, mail' },
      ...{ name: 'Mr. Bindweed', wants: 'The loans of his wife', way: 'By mail' },
    })
    await clerk.leave()
    const director = await library.staff('director', 'office')
    await opens(director, reference)
    await notesAdvice(director, {
      ...{ opinion: defective, words: 'Refuse it.', at: library.tested.time.now },
    })
    await director.goTo(`/cases/${reference}/decision`)
    expect(await director.reads()).toContain('A second person must first confirm it')

    const counsel = await library.staff('counsel', 'office')
    expect(await counsel.reads()).toContain('Something recorded in a case needs your answer.')
    await counsel.follow(`Confirm or deny: ${reference}`)
    expect(await counsel.reads()).toContain('“Refuse it.”')
    await counsel.look('asked')
    await takes(counsel, 'word-answered', {
      'Is it true?': 'No, I deny it',
      'If it is not true, what is?': 'No one called me about this.',
    })
    expect(await counsel.reads()).toContain('counsel’s advice. That leaves the case open.')
    await counsel.look('denied')

    // Nothing is decided, and the case waits for counsel.
    await opens(director, reference)
    const page = await director.reads()
    expect(page).toContain('No one called me about this.')
    expect(page).toMatch(/Denied by Test counsel, [^.]+ [ap]\.m\. It does not count\./)
    expect(await director.page.locator('form#refusal-sent').count()).toBe(0)
    await director.look('open-again')
    await takes(counsel, 'counsel-advised', {
      ...{ 'Counsel’s opinion': defective, Details: 'A letter compels nothing.' },
    })
    await counsel.leave()
    await decides(director, reference, 'Draft a refusal')
    await sendsRefusal(director, reference)
    await closes(director, reference)
    await director.leave()

    const end = await held(library, reference, 'refused')
    expect(whose(end.entries, 'word-answered')).toEqual(['counsel'])
    expect(whose(end.entries, 'counsel-advised')).toEqual(['counsel', 'director'])
    expect(end.seen.events.filter(({ what }) => what === 'decided')).toHaveLength(1)
    expect(kindsIn(end)).not.toHaveProperty('release')
    namesNobody(library, /Bindweed/, reference)
  },
  { atBothWidths: true },
)

async function entriesIn({ tested: { it, house } }: Library, reference: string): Promise<readonly Entry[]> {
  return (await entriesOf(it.database.worker, house.ring)).filter((one) => one.case === reference)
}

/** In which roles such a step was taken, by the alphabet: entries have no order. */
const whose = (entries: readonly Entry[], step: string) =>
  entries.flatMap(({ role = '', flags = [] }) => (flags.includes(step) ? [role] : [])).sort()
