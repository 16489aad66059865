import { createHash } from 'node:crypto'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { expect } from 'vitest'
import { sendCaseMails } from '../../src/cases/jobs.ts'
import { mailSettings } from '../../src/platform/mail/settings.ts'
import { startMailServer } from '../mail/mail-server.ts'
import { textOfPdf } from '../support/pdf-text.ts'
import { cards } from '../web/house.ts'
import { held, kindsIn, namesNobody, whereItShows } from './case-held.ts'
import {
  addsScan,
  advises,
  calls,
  callsBack,
  checks,
  choosesNotice,
  closes,
  collects,
  decides,
  handsOver,
  makesThePackage,
  minutesGoBy,
  notesAdvice,
  notesReceipt,
  opens,
  pinsAll,
  reads,
  reports,
  saves,
  scan,
  setsScope,
  takes,
  theRegisterIsSigned,
  unpacked,
} from './case-steps.ts'
import { journeys, type Library } from './journey.ts'

const proper = 'Proper, and in full compliance with proper legal authority'
const defective = 'Not proper: something is missing or wrong'
const findings = [
  ...[
    'A police or justice agency is asking',
    'It is about a particular suspect, a person or organization',
    'It is about a known crime',
  ],
  ...['The court that issued it has jurisdiction', 'A judge found a rational connection to a legitimate end'],
  'A judge found the need cogent and compelling',
]

journeys(18_570, {
  'a court’s order that is proper, and released': async (library) => {
    const { tested } = library
    const server = await startMailServer()
    const mail = mailSettings({ CARREL_SMTP_URL: server.url, CARREL_MAIL_FROM: 'carrel@library.example.org' })
    Object.assign(tested.house, { mail })

    // The Director says whom to call. Then somebody comes to the counter.
    const director = await library.staff('director', 'office')
    await director.follow(/^Emergency contacts/)
    await director.fill('First: name', 'Ruth Olsen')
    await director.fill('First: e-mail', 'ruth@library.example.org')
    await director.page.getByLabel('First: name').nth(1).fill('Carl Lund')
    await director.page.getByLabel('First: e-mail').nth(1).fill('lund@law.example.org')
    await director.press('Save')
    await director.look('whom-to-call')
    const clerk = await library.staff('desk', 'front-desk')
    const reference = await reports(clerk, {
      ...{ who: 'A police officer, deputy, or agent', brought: 'A legal paper, by hand, mail' },
      ...{ name: 'Deputy Quill', agency: 'Kearney County Sheriff', wants: 'What the order names' },
      looks: { 'Does it show the name of a court?': 'yes', 'Did a judge sign it?': 'yes' },
    })
    expect(await clerk.reads()).toContain('An e-mail is on its way to the Director and the City’s lawyer.')
    await addsScan(clerk)
    await clerk.look('reported')
    await clerk.leave()

    const { app, cases, clock } = tested.house
    await sendCaseMails({ app, cases, clock, mail, database: tested.it.database })
    expect(server.received.map(({ to }) => to).sort()).toEqual([
      'lund@law.example.org',
      'ruth@library.example.org',
    ])
    for (const { bytes } of server.received)
      expect(bytes.toString()).not.toMatch(new RegExp(`Quill|Sheriff|Canary|order|http|${reference}`, 'i'))
    await server.close()
    Object.assign(tested.house, { mail: { state: 'not-set-up' } })

    // The Director reads it, and calls the court back; counsel pins each finding at a computer of their own.
    await opens(director, reference)
    await director.look('case')
    await reads(director, {
      ...{ 'Kind of legal paper': 'Court order', 'Court or agency that issued it': 'Kearney County Court' },
      ...{ 'Its number': 'CR 26-7', 'Response due (return date)': '2026-12-08' },
    })
    await callsBack(director, 'The clerk of the court')
    await setsScope(director, {
      card: cards.child,
      records: ['what is checked out and not overdue', 'which items are overdue'],
    })
    const counsel = await library.staff('counsel', 'elsewhere')
    await opens(counsel, reference)
    await advises(counsel, proper, 'The order is good in form and in what it asks.')
    await pinsAll(counsel, findings, scan.name)
    await counsel.look('findings')
    await counsel.leave()
    await opens(director, reference)
    await director.look('cleared')

    await decides(director, reference, 'Draft a release')
    await theRegisterIsSigned(library)
    await collects(director, reference)
    await director.look('collected')
    const lawyer = await library.staff('counsel', 'office')
    await checks(lawyer, reference)
    await theRegisterIsSigned(library)
    const identity = await generateX25519Identity()
    await makesThePackage(director, reference, await identityToRecipient(identity))
    await director.look('package')
    const file = await handsOver(director, reference, 'Deputy Quill')

    // What the deputy has: exactly what the order names, with its sums and its proof.
    const files = await unpacked(file, { identity })
    expect([...files.keys()].sort()).toEqual(
      [
        ...['certificate.pdf', 'manifest.json', 'records-loans.csv', 'records-overdue-titles.csv'],
        ...['records.pdf', 'register-checkpoint.txt', 'register-proof.txt'],
      ].sort(),
    )
    const manifest = JSON.parse(files.get('manifest.json')?.toString() ?? '')
    expect(manifest).toMatchObject({ case: reference, outcome: 'released' })
    for (const { name, sha256 } of manifest.files)
      expect([
        name,
        createHash('sha256')
          .update(files.get(name) ?? '')
          .digest('hex'),
      ]).toEqual([name, sha256])
    expect(files.get('records-overdue-titles.csv')?.toString()).toContain('Canary Overdue')
    expect(files.get('records-loans.csv')?.toString()).toContain('Canary Due Later')
    const all = [...files.values()].join('\n')
    expect(all).not.toMatch(/Canary (Reserved|Torn)|402-555|Quill.*card|2013-02-03/)
    expect(textOfPdf(files.get('certificate.pdf') ?? Buffer.of())).toContain('Deputy Quill')

    await notesReceipt(director, reference, 'Deputy Quill, November 24')
    await choosesNotice(lawyer, reference, 'Do not tell them')
    await lawyer.leave()
    await closes(director, reference)
    await director.look('closed')
    await director.leave()
    const end = await held(library, reference, 'released')
    // Each time that the file was saved: it may have left.
    expect(kindsIn(end)).toMatchObject({ release: 2, 'records-collected': 1 })
    expect(kindsIn(end)).not.toHaveProperty('compelled')
    namesNobody(library, /Quill/, reference, whereItShows(reference))
  },

  'a civil subpoena with a defect, which is cured': async (library) => {
    const clerk = await library.staff('desk', 'front-desk')
    const came = {
      ...{ who: 'A lawyer, a company, or anyone else', brought: 'A legal paper, by hand, mail' },
      ...{ name: 'Ada Barrister', agency: 'Barrister and Barrister', wants: 'What the subpoena names' },
      looks: { 'Does it show the name of a court?': 'yes', 'Did a judge sign it?': 'no' },
    }
    const reference = await reports(clerk, came)
    await addsScan(clerk)
    const director = await library.staff('director', 'office')
    await opens(director, reference)
    await reads(director, { 'Kind of legal paper': 'Subpoena', 'Its number': 'CI 26-1' })
    const counsel = await library.staff('counsel', 'elsewhere')
    await opens(counsel, reference)
    await advises(counsel, defective, 'No seal, and no days.')
    await takes(counsel, 'cure-demanded', {
      'What is missing': 'The seal of the court\nThe days that it is about',
      'Ask for it by': '2026-12-01',
    })
    await opens(director, reference)
    await director.look('waits-for-a-better-paper')
    const letter = await saves(director, 'Letter asking for a corrected paper')
    expect(textOfPdf(letter)).toContain('The seal of the court')
    expect(textOfPdf(letter)).not.toMatch(/Canary|CI 26-1.*customer/)

    // A week later the better paper is at the counter: whoever has the reference goes on with it.
    await clerk.goTo('/report')
    await clerk.fill('Reference', reference)
    await clerk.press('Continue')
    await addsScan(clerk, { ...scan, name: 'scan 2.pdf' })
    await clerk.look('second-scan')
    await clerk.leave()
    await opens(director, reference)
    await takes(director, 'cured', { Details: 'It came with a seal and with its days.' })
    await callsBack(director, 'The clerk of the court')
    await setsScope(director, {
      ...{ card: cards.child, records: ['what is checked out and not overdue'] },
      days: { From: '2026-11-01', Until: '2026-11-30' },
    })
    await opens(counsel, reference)
    await advises(counsel, proper, 'It is good now.')
    await counsel.leave()
    await opens(director, reference)
    await director.look('cleared')
    await compelledAndHandedOver(library, director, reference)
    namesNobody(library, /Barrister/, reference, whereItShows(reference))
  },

  'a county attorney’s subpoena, which the law compels': async (library) => {
    // It came to a clerk's home.
    const clerk = await library.staff('desk', 'elsewhere')
    const reference = await reports(clerk, {
      ...{ who: 'A police officer, deputy, or agent', brought: 'A legal paper, by hand, mail' },
      ...{ name: 'Deputy Marrow', agency: 'County Attorney', wants: 'What the subpoena names' },
    })
    await addsScan(clerk)
    await clerk.look('reported')
    await clerk.leave()
    const director = await library.staff('director', 'office')
    await opens(director, reference)
    expect(await director.reads()).toContain('at the home of an employee or a trustee')
    await reads(director, {
      'Kind of legal paper': 'Subpoena from the county attorney or Attorney General',
      'Its number': 'CA 26-3',
    })
    expect(await director.reads()).toContain('The law has changed since the policy was reviewed')
    await callsBack(director, 'The county attorney')
    await setsScope(director, { card: cards.child, records: ['that something is overdue'] })
    const counsel = await library.staff('counsel', 'elsewhere')
    await opens(counsel, reference)
    await advises(counsel, proper, 'It compels, and no judge signed it.')
    await counsel.look('counsel')
    await counsel.leave()
    await opens(director, reference)
    // No release: Regulation 1 is not met.
    await director.follow('Go to the decision')
    await director.look('decision')
    expect(await director.reads()).toContain(
      'The policy does not allow this decision for the case as it is now.',
    )
    await compelledAndHandedOver(library, director, reference)
    namesNobody(library, /Marrow/, reference, whereItShows(reference))
  },

  'a search warrant': async (library) => {
    const clerk = await library.staff('volunteer', 'front-desk')
    const reference = await reports(clerk, {
      ...{ who: 'A police officer, deputy, or agent', brought: 'A legal paper, by hand, mail' },
      looks: {
        'Does it show the name of a court?': 'yes',
        ...{ 'Did a judge sign it?': 'yes', 'Does it order a search here?': 'yes' },
      },
    })
    expect(await clerk.reads()).toContain('Do not stop them, and do not consent.')
    await clerk.look('reported')
    await calls(clerk, 'Director', false)
    await calls(clerk, 'lawyer', true)
    await clerk.follow('Go to the search log')
    await clerk.look('search')
    // One press begins it; what the warrant says is filled in once there is time.
    await clerk.press('They have begun')
    for (const thing of ['Computer at the front desk', 'A ledger']) {
      await clerk.page.locator('[name=thing]').fill(thing)
      await clerk.press('Record')
    }
    await clerk.page.getByText('Write down what the warrant says', { exact: true }).click()
    await clerk.fill('Officer in charge', 'Deputy Sickle, badge 12')
    await clerk.fill('Judge who signed', 'Judge Q. Example')
    await clerk.choose('Asked, and they are not waiting')
    await clerk.press('Save')
    await clerk.look('taken')
    await clerk.press('They have left')
    // What is still missing is asked before the search ends.
    await clerk.look('left')
    const missing = {
      ...{ Court: 'County Court', 'Place it names': 'Front desk', 'Items it names': 'One computer' },
      ...{ 'Dates it names': 'November 24', 'Hours it names': 'Daytime' },
      'Receipt for what they took': 'Deputy Sickle signed',
    }
    for (const [label, said] of Object.entries(missing)) await clerk.fill(label, said)
    await clerk.press('They have left: end the search')
    await clerk.look('over')
    const receipt = await saves(clerk, 'Inventory of items taken, and receipt')
    expect(textOfPdf(receipt)).toMatch(/Computer at the front desk[\s\S]*A ledger/)
    await clerk.leave()

    const counsel = await library.staff('counsel', 'elsewhere')
    await opens(counsel, reference)
    await counsel.look('counsel')
    await takes(counsel, 'debriefed', { Details: 'They took two things, both within the warrant.' })
    await counsel.leave()
    const director = await library.staff('director', 'office')
    await opens(director, reference)
    await director.look('debriefed')
    await takes(director, 'seized')
    await closes(director, reference)
    await director.look('closed')
    await director.leave()
    const { seen } = await held(library, reference, 'seized')
    expect(seen.case.taken.map(({ thing }) => thing)).toEqual(['Computer at the front desk', 'A ledger'])
    expect(seen.case.decision).toBeUndefined()
    namesNobody(library, /Sickle/, reference)
  },

  'a library with one professional, and counsel on the phone': async (library) => {
    // She is at the counter herself, and whom she calls is counsel.
    const director = await library.staff('director', 'office')
    const reference = await reports(director, {
      ...{ who: 'A police officer, deputy, or agent', brought: 'A legal paper, by hand, mail' },
      ...{ name: 'Deputy Solo', agency: 'Kearney County Sheriff', wants: 'What the order names' },
      looks: { 'Does it show the name of a court?': 'yes', 'Did a judge sign it?': 'yes' },
    })
    await addsScan(director)
    await calls(director, 'lawyer', true)
    await director.look('reported')
    await director.follow('Open the case')
    await reads(director, { 'Kind of legal paper': 'Court order', 'Its number': 'CR 26-9' })
    await callsBack(director, 'The clerk of the court')
    await setsScope(director, { card: cards.child, records: ['that something is overdue'] })
    await notesAdvice(director, {
      ...{ opinion: proper, words: 'I have read it on the phone with you. It is good.' },
      at: minutesGoBy(library, 10),
    })
    await pinsAll(director, findings, scan.name)
    // What she pinned alone counts once it was read out to counsel.
    await notesAdvice(director, {
      ...{ opinion: proper, words: 'You read me all six of them. They are there.', readOut: true },
      at: minutesGoBy(library, 10),
    })
    await director.look('reported-alone')
    // All of it is only reported until counsel says so themselves.
    const counsel = await library.staff('counsel', 'office')
    await opens(counsel, reference)
    const confirms = { 'Is it true?': 'Yes, I confirm it' }
    await takes(counsel, 'word-answered', { 'Which report?': '0', ...confirms })
    // The last one needs no choice.
    await takes(counsel, 'word-answered', confirms)
    await opens(director, reference)
    await director.look('cleared')
    await decides(director, reference, 'Draft a release')
    await collects(director, reference)
    await opens(director, reference)
    await director.follow('Check the records')
    expect(await director.reads()).toContain('another person must check it')
    await director.look('someone-else-must')

    // Nobody checks what they collected themselves: that is counsel's too.
    await checks(counsel, reference)
    await theRegisterIsSigned(library)
    const passphrase = await makesThePackage(director, reference)
    const files = await unpacked(await handsOver(director, reference, 'The deputy'), { passphrase })
    expect(files.get('records-overdue.csv')?.toString()).toContain('1,2026-11-24,yes')
    await notesReceipt(director, reference, 'Deputy Solo, November 24')
    await choosesNotice(counsel, reference, 'Tell them')
    await counsel.leave()
    await opens(director, reference)
    expect(await director.reads()).toContain('You: Tell the customer')
    await director.look('to-tell')
    await takes(director, 'patron-told')
    await closes(director, reference)
    await director.leave()
    const { seen } = await held(library, reference, 'released')
    expect([seen.case.patronTold, seen.case.counselConsulted]).toEqual([true, true])
    namesNobody(library, /Solo/, reference, whereItShows(reference))
  },
})

/** From the decision that the law compels it to the end. */
async function compelledAndHandedOver(
  library: Library,
  director: Awaited<ReturnType<Library['staff']>>,
  reference: string,
): Promise<void> {
  await decides(director, reference, 'Draft that the law compels production')
  await collects(director, reference)
  const counsel = await library.staff('counsel', 'office')
  await checks(counsel, reference)
  await theRegisterIsSigned(library)
  const passphrase = await makesThePackage(director, reference)
  const files = await unpacked(await handsOver(director, reference, 'The deputy'), { passphrase })
  expect(JSON.parse(files.get('manifest.json')?.toString() ?? '').outcome).toBe('compelled')
  await notesReceipt(director, reference, 'The deputy, November 24')
  await choosesNotice(counsel, reference, 'Do not tell them')
  await counsel.leave()
  await closes(director, reference)
  await director.leave()
  const end = await held(library, reference, 'compelled')
  expect(kindsIn(end)).toMatchObject({ compelled: 2, 'records-collected': 1 })
  expect(kindsIn(end)).not.toHaveProperty('release')
}
