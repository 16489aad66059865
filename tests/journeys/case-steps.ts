import { readFileSync } from 'node:fs'
import { Decrypter } from 'age-encryption'
import type { Locator } from 'playwright-core'
import { expect } from 'vitest'
import type { CaseEventName } from '../../src/cases/event.ts'
import { lastSignedFile } from '../../src/register/head.ts'
import { currentSigner, sequenceEntries } from '../../src/register/sequencer.ts'
import { filesOfZip } from '../support/zip-files.ts'
import { passphrase } from '../web/house.ts'
import type { Library, Person } from './journey.ts'

/*
 * What people do in a case, each as one act by what they read on the screen. How a step is done stands here alone.
 */

type Came = {
  readonly who: string
  readonly name?: string
  readonly agency?: string
  readonly brought: string
  /** By the question, what was seen at a look at the paper. */
  readonly looks?: Readonly<Record<string, string>>
  readonly wants?: string
  readonly way?: string
}

/** A scan with no more in it than a test needs. */
export const scan = {
  name: 'scan 1.pdf',
  mimeType: 'application/pdf',
  buffer: Buffer.from('%PDF-1.7\n%%EOF\n'),
}

/** Reports from the start page what came. @returns the reference that the page says to write down */
export async function reports(clerk: Person, came: Came): Promise<string> {
  await clerk.goTo('/')
  await clerk.follow('Subpoena, warrant or legal request')
  await clerk.choose(came.who)
  await clerk.choose(came.brought)
  return sendsReport(clerk, came)
}

/** The rest of the report, where an answer at the counter knows the kinds already. */
export async function sendsReport(clerk: Person, came: Partial<Came>): Promise<string> {
  await fillsReport(clerk, came)
  await clerk.press('Report')
  // The Director who reports it knows already.
  expect(await clerk.heading()).toMatch(/^Reported$|Now call: no one has been/)
  return referenceOn(clerk)
}

/** Who came with what, typed and not sent. */
export async function fillsReport(
  clerk: Person,
  { name = '', agency = '', looks = {}, wants = '', way }: Partial<Came>,
): Promise<void> {
  const { page } = clerk
  await clerk.fill('Name', name)
  await clerk.fill('Their agency, office, or company', agency)
  for (const [question, seen] of Object.entries(looks)) await page.getByLabel(question).selectOption(seen)
  await clerk.fill('What do they want?', wants)
  if (way !== undefined) await page.getByLabel('How did it arrive?').selectOption(way)
}

export const referenceOn = async ({ page }: Person): Promise<string> =>
  ((await page.locator('.carrel-reference').first().textContent()) ?? '').trim()

/** `signIn`: whose sign-in is theirs, as its name has it. */
type Lawyer = {
  readonly name: string
  readonly phones: string
  readonly mail?: string
  readonly signIn?: string
}

/** Names the lawyers whom staff call, in their order. */
export async function namesCounsel(director: Person, lawyers: readonly Lawyer[]): Promise<void> {
  await director.goTo('/cases/contacts')
  for (const [at, { name, phones, mail = '', signIn }] of lawyers.entries()) {
    const field = (what: string) => director.page.locator(`#${what}-counsel-${at + 1}`)
    await field('name').fill(name)
    await field('phones').fill(phones)
    await field('mail').fill(mail)
    if (signIn !== undefined) await field('account').selectOption(signIn)
  }
  await director.press('Save')
  expect(await director.reads()).toContain('Saved.')
}

/** The Director names a lawyer, the president calls and confirms them, and the seven days until that counts are over. */
export async function confirmsCounsel(library: Library, lawyer: Lawyer): Promise<void> {
  const { time } = library.tested
  const director = await library.staff('director', 'office')
  await namesCounsel(director, [lawyer])
  await director.leave()
  const president = await library.staff('trustee', 'office')
  await president.follow('Confirm a contact')
  for (const said of [lawyer.phones, lawyer.mail ?? lawyer.name])
    expect(await president.reads()).toContain(said)
  await president.look('contact')
  await president.press('I called them, and it is all theirs')
  expect(await president.reads()).toContain('Saved. It counts in seven days.')
  await president.leave()
  minutesGoBy(library, 8 * 24 * 60)
  time.today = dayThere(time.now)
}

/** Adds a photo or scan of the paper, on the page that came after the report. */
export async function addsScan(clerk: Person, file = scan): Promise<void> {
  await clerk.page.getByLabel('Photo or scan', { exact: true }).setInputFiles(file)
  await clerk.press('Add file')
  expect(await clerk.reads()).toContain('The photo or scan was saved.')
}

/** Calls the Director or the lawyer from the page that came after the report. */
export async function calls(clerk: Person, whom: 'Director' | 'lawyer', answers: boolean): Promise<void> {
  if (answers)
    return clerk.press(whom === 'Director' ? 'I reached the Director' : 'I reached the City’s lawyer')
  const others = clerk.page.getByRole('button', { name: 'No answer' })
  // A person who was reached has no button any more.
  const button = whom === 'Director' ? others.first() : others.last()
  await Promise.all([clerk.page.waitForEvent('load'), button.click()])
}

/** Opens the case from the start page, by what waits there. */
export async function opens(person: Person, reference: string): Promise<void> {
  await person.goTo('/')
  await person.follow('Cases')
  await person.follow(new RegExp(reference))
  // On a busy machine the new page has no title yet when its address is there.
  await expect.poll(() => person.page.title(), { timeout: 30_000 }).toContain(reference)
}

/** Follows a link of the case's own page to another page of it. */
async function goesTo(person: Person, reference: string, link: string): Promise<void> {
  await person.goTo(`/cases/${reference}`)
  await person.follow(link)
}

/** The form of a step on the case's page, unfolded where it was not. */
async function formOf({ page }: Person, step: CaseEventName): Promise<Locator> {
  const form = page.locator(`form#${step}`)
  if (!(await form.isVisible())) {
    await page.locator('details', { has: form }).locator('summary').click()
  }
  return form
}

/** Takes a step on the case's page: by its labels what is typed or picked; `true` ticks what has that label. */
export const takes = async (...step: Parameters<typeof asksFor>): Promise<void> =>
  expect(await asksFor(...step), step[1]).toEqual([])

/** The same, where it may be refused. @returns what the page says is missing */
export async function asksFor(
  person: Person,
  step: CaseEventName,
  typed: Readonly<Record<string, string | true>> = {},
): Promise<string[]> {
  const form = await formOf(person, step)
  for (const [label, value] of Object.entries(typed)) {
    if (value === true) {
      await form.locator('label', { hasText: label }).first().click()
      continue
    }
    const field = form.getByLabel(label, { exact: true }).first()
    const isList =
      (await form
        .locator('select', { has: form.page().locator('option') })
        .and(field)
        .count()) > 0
    await (isList ? field.selectOption(value) : field.fill(value))
  }
  await Promise.all([person.page.waitForEvent('load'), form.getByRole('button').click()])
  return faultsOn(person)
}

const faultsOn = ({ page }: Person): Promise<string[]> =>
  page.locator('.usa-alert--error li').allTextContents()

/** Says what the paper is. */
export const reads = (person: Person, paper: Readonly<Record<string, string | true>>): Promise<void> =>
  takes(person, 'paper-read', paper)

/** Counsel says at their own screen what they hold of the paper. */
export const advises = (
  counsel: Person,
  opinion:
    | 'Proper, and in full compliance with proper legal authority'
    | 'Not proper: something is missing or wrong'
    | 'No opinion yet',
  words: string,
): Promise<void> => takes(counsel, 'counsel-advised', { 'Counsel’s opinion': opinion, Details: words })

/** The Director writes down what counsel said on the phone, at a time that is over. */
export const notesAdvice = (
  director: Person,
  {
    opinion,
    words,
    at,
    readOut = false,
  }: { readonly opinion: string; readonly words: string; readonly at: Date; readonly readOut?: boolean },
): Promise<void> =>
  takes(director, 'counsel-advised', {
    ...{ 'Counsel’s opinion': opinion, 'How did counsel say it?': 'By phone', 'Counsel’s name': 'Carl Lund' },
    ...(readOut && { 'I read the cited findings to counsel': true as const }),
    ...{ Details: words, Date: dayThere(at), Time: timeThere(at) },
  })

const timeZone = 'America/Chicago'
const dayThere = (at: Date) => at.toLocaleDateString('en-CA', { timeZone })
const timeThere = (at: Date) =>
  at.toLocaleTimeString('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' })

/** So many minutes go by. @returns the instant half way */
export function minutesGoBy({ tested: { time } }: Library, minutes: number): Date {
  const before = time.now.getTime()
  time.now = new Date(before + minutes * 60_000)
  return new Date(before + (minutes / 2) * 60_000)
}

/** Whoever asks is called back at a number that the paper does not have. */
export const callsBack = (director: Person, spokeWith: string): Promise<void> =>
  takes(director, 'requester-checked', {
    'Where did you find the number?': 'The agency’s own website, or the phone book',
    'Which number did you call?': '308-555-0100',
    ...{ 'Who did you speak with?': spokeWith, 'Did they confirm that the request is theirs?': 'Yes' },
  })

/** What the paper reaches: whose records, which and of which days. */
export const setsScope = (
  director: Person,
  {
    card,
    records,
    days = {},
  }: {
    readonly card: string
    readonly records: readonly string[]
    readonly days?: Readonly<Record<string, string>>
  },
): Promise<void> =>
  takes(director, 'scope-set', {
    [/** label of the field of lines */ 'Card numbers of the customers, one per line']: card,
    ...Object.fromEntries(records.map((one) => [one, true as const])),
    ...days,
  })

/** Counsel pins each of the six findings to its page. */
export async function pinsAll(counsel: Person, findings: readonly string[], paper: string): Promise<void> {
  for (const [at, finding] of findings.entries()) {
    await takes(counsel, 'finding-pinned', {
      ...{ 'Which finding?': finding, 'On which paper?': paper, Page: String(at + 1) },
      Quote: `As it stands on page ${at + 1}`,
    })
  }
}

/** Drafts a decision from the case, keeps it as it is, and signs it. @param draft the button that drafts it */
export async function decides(director: Person, reference: string, draft: string): Promise<void> {
  await goesTo(director, reference, 'Go to the decision')
  await director.press(draft)
  await director.press('Save and continue to signing')
  await signs(director)
  expect(await director.reads()).toContain('Signed by ')
}

/** Signs what was drafted. */
export async function signs(director: Person): Promise<void> {
  await director.fill('Your passphrase', passphrase)
  await director.press('Sign')
  expect(await faultsOn(director)).toEqual([])
}

/** Collects what was decided to be handed over. */
export async function collects(director: Person, reference: string): Promise<void> {
  await goesTo(director, reference, 'Collect the records')
  await director.press('Make the copy')
}

/** A second person looks at what was collected, and lets it go. */
export async function checks(counsel: Person, reference: string): Promise<void> {
  await goesTo(counsel, reference, 'Check the records')
  await counsel.choose('I read the paper. These are the people it names')
  await counsel.press('I checked it, and it may be released')
  expect(await counsel.reads()).toContain('This copy has been checked.')
}

/** Makes the package to a key, or with a passphrase of the page. @returns what opens it, where that is a passphrase */
export async function makesThePackage(director: Person, reference: string, key = ''): Promise<string> {
  await goesTo(director, reference, 'Produce records')
  await director.choose('Other: a file for the program called age')
  await director.fill('Only for the program called age: the recipient’s public key', key)
  await director.press('Prepare the file')
  expect(await director.heading()).toBe('The file is ready')
  return /[2-9a-z]{5}(?:-[2-9a-z]{5}){4}/.exec(await director.reads())?.[0] ?? ''
}

/** Saves the package, as often as that takes, hands it over and notes that. @returns where the file is */
export async function handsOver(
  director: Person,
  reference: string,
  to: string,
  how = 'In person',
): Promise<string> {
  await director.saves('Save the file')
  const { file } = await director.saves('Save the file')
  await director.follow('Certificate, receipt, and delivery')
  await director.fill('Delivered to', to)
  await director.choose(how)
  await director.press('Note the delivery')
  await director.goTo(`/cases/${reference}/produce`)
  expect(await director.heading()).toBe('The records were produced')
  return file
}

/** Somebody signed for it. */
export async function notesReceipt(director: Person, reference: string, by: string): Promise<void> {
  await director.goTo(`/cases/${reference}/produce`)
  await director.fill('Receipt signed by', by)
  await director.press('Save the receipt')
  expect(await director.reads()).toContain('The receipt has been signed.')
}

/** Counsel chooses whether the customer is told. */
export async function choosesNotice(counsel: Person, reference: string, choice: string): Promise<void> {
  await counsel.goTo(`/cases/${reference}/produce`)
  await counsel.choose(choice)
  await counsel.press('Save choice')
  expect(await counsel.reads()).toContain(`Chosen: ${choice}`)
}

/** A refusal goes out on paper. @param typed why nothing of a public-records request is public */
export async function sendsRefusal(
  director: Person,
  reference: string,
  typed: Parameters<typeof asksFor>[2] = {},
): Promise<void> {
  await opens(director, reference)
  await takes(director, 'refusal-sent', typed)
}

/** Nothing is left to do. */
export async function closes(director: Person, reference: string): Promise<void> {
  await opens(director, reference)
  await takes(director, 'closed')
  expect(await director.reads()).toContain('This case is closed.')
}

/** The tick that comes within a minute gives entries their places and signs. */
export async function theRegisterIsSigned({ tested: { house, it, time } }: Library): Promise<void> {
  const signer = await currentSigner(house.app, house.ring)
  await sequenceEntries(it.database.worker, {
    signer,
    lastSigned: lastSignedFile(it.home.keysDir),
    now: time.now,
  })
}

/** A paper of a link on the page, as its bytes. */
export async function saves(person: Person, link: string | RegExp): Promise<Buffer> {
  const href = await person.page.getByRole('link', { name: link }).first().getAttribute('href')
  const got = await person.page.context().request.get(new URL(href ?? '', person.page.url()).href)
  expect(got.ok(), String(link)).toBe(true)
  return got.body()
}

/** The files of an encrypted package, opened by a program that is not ours. */
export async function unpacked(file: string, by: { identity: string } | { passphrase: string }) {
  const decrypter = new Decrypter()
  if ('identity' in by) decrypter.addIdentity(by.identity)
  else decrypter.addPassphrase(by.passphrase)
  return filesOfZip(Buffer.from(await decrypter.decrypt(readFileSync(file))))
}
