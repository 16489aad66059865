import { randomUUID } from 'node:crypto'
import { setFollowUpReach } from '../../src/ask/follow-up-store.ts'
import { leaveFollowUp } from '../../src/ask/follow-ups.ts'
import { setWrongNumbers } from '../../src/gate/patron-store.ts'
import { setFormerEmails, setOfAge, updateRecord } from '../../src/patrons/record-store.ts'
import { sealField } from '../../src/platform/crypto/field.ts'
import { inContext } from '../../src/platform/db/context.ts'
import { addAccount } from '../../src/staff/account-store.ts'
import { hashPassphrase } from '../../src/staff/passphrase.ts'
import { codeAt } from '../accounts/code.ts'
import type { Tested } from '../web/house.ts'
import { Visitor } from '../web/visitor.ts'
import { sealed, typed } from './canaries.ts'

/** Adds a sign-in with the passphrase of the canaries. */
export async function addTypist({ house }: Tested): Promise<void> {
  const passphrase = await hashPassphrase(typed.passphrase)
  await addAccount(house.app, house.ring, { signIn: 'typist', name: 'Ty Pist', role: 'director', passphrase })
}

/** Types every canary into the form that it belongs to, and some where they do not. `atLast`: adds a code app too. */
export async function type(tested: Tested, { atLast }: { readonly atLast: boolean }): Promise<void> {
  const clerk = new Visitor(tested.app())
  clerk.cookies.set('carrel-computer', await tested.computerAt('front-desk'))
  const browser = {
    'user-agent': typed['a browser'],
    referer: `http://127.0.0.1:8080/${typed['an address']}`,
  }
  const send = async (path: string, fields: Record<string, string | readonly string[]>, expected: number) => {
    const { status } = await clerk.post(path, fields, browser)
    if (status !== expected) throw new Error(`${path} answered ${status}: ${clerk.text.slice(0, 400)}`)
  }
  const card = sealed['card.barcode']?.[atLast ? 1 : 0] ?? ''
  await clerk.signIn('typist', typed['a wrong passphrase'])
  await clerk.signIn(typed['a passphrase in the field of the name'].toLowerCase(), typed.passphrase)
  const signedIn = await clerk.signIn('typist', typed.passphrase)
  if (signedIn.status !== 303) throw new Error('the typist is not let in')
  await clerk.get('/counter')
  await send('/counter/name', { name: typed['a name searched for'] }, 200)
  await send('/counter/name', { name: sealed['patron.name']?.[atLast ? 3 : 0] ?? '' }, 200)
  await send('/counter/card', { card: typed['a card searched for'] }, 200)
  await send('/counter/card', { card }, 200)
  await send('/counter/customer', { id: typed['an id that is none'] }, 400)
  await send('/counter/card', { card: '1', purpose: typed['an id that is none'] }, 400)
  await clerk.get(`/${typed['an address']}?name=${typed['an address']}`, browser)
  await clerk.get('/ask')
  const customer = { who: 'customer', how: 'here', checked: ['', 'photo-id'] }
  await send('/ask', { ...customer, card: typed['a card in an ask'], asked: 'card' }, 422)
  await send('/ask', { ...customer, card, wants: '' }, 200)
  if (!atLast) return
  await clerk.get('/account/second-step')
  await send(
    '/account/again',
    { ...hiddenIn(clerk.html, '/account/again'), passphrase: typed.passphrase },
    303,
  )
  await clerk.get('/account/add/code-app')
  const secret = sealed['account.second_factor']?.[0] ?? ''
  const code = codeAt(secret, tested.house.clock.now())
  await send('/account/add/code-app', { secret, code }, 303)
  const pin = sealed['pin.hash']?.[0] ?? ''
  await clerk.get('/counter')
  await send('/counter/card', { card }, 200)
  const [, id = ''] = /name="id" value="([0-9a-f-]{36})"/.exec(clerk.html) ?? []
  await send('/counter/pin', { id, checked: 'photo-id' }, 303)
  await clerk.get('/handed/pin')
  await send('/handed/pin', { pin, repeated: pin }, 200)
  await typeAsCustomer(tested, { card, pin })
  await keepOnFile(tested, id)
}

/** What is on file of a guardian who has no card, and of a customer what the forms have no words for that nothing else has. */
async function keepOnFile({ house, child }: Tested, patronId: string): Promise<void> {
  const { app, ring } = house
  const [surname = '', firstName = ''] = sealed['guardian.name'] ?? []
  const [street = '', town = '', phone = ''] = sealed['guardian.contact'] ?? []
  const by = {
    accountId: sealed['guarantor.noted']?.[0] ?? '',
    role: 'director',
    place: 'front-desk',
  } as const
  const contact = { addresses: [[street, town]], phones: [phone], emails: [] }
  const guardian = { id: randomUUID(), name: { surname, firstName }, contact }
  const added = await house.guardians.add(by, {
    ...{ patronId: child, guardian, liable: true, checked: ['photo-id'] },
  })
  if (added !== 'added') throw new Error(`the guardian is not on file: ${added}`)
  const [name = '', wants = ''] = sealed['case_event.event'] ?? []
  const { accountId } = by
  const clerk = { accountId, role: 'desk', place: 'front-desk' } as const
  const { reference } = await house.cases.receive(clerk, {
    ...{ what: 'received', kind: 'process', way: 'counter', wants, aboutDirector: false, drill: false },
    requester: { kind: 'private-party', name },
  })
  const [reporter = '', number = ''] = sealed['public_report.contact'] ?? []
  await house.publicReports.add(randomUUID(), { what: 'handed', name: reporter, phone: number })
  await inContext(app, { actor: accountId, place: 'front-desk' }, async (trx) => {
    const [reference = ''] = sealed['follow_up.task'] ?? []
    const answered = { actor: clerk, form: randomUUID(), reference, isShielded: false, patronId: undefined }
    const on = house.clock.today()
    const id = await leaveFollowUp(trx, house, { ...answered, on, isPromised: true })
    const reach = sealField(ring, 'follow_up.reach', id ?? '', sealed['follow_up.reach']?.[0])
    await setFollowUpReach(trx, id ?? '', reach)
  })
  const paper = `%PDF-1.7\n${sealed['case_paper.piece']?.[0]}`
  await house.cases.papers.add(clerk, reference, { name: 'paper.pdf', bytes: Buffer.from(paper) })
  const told = { what: 'told', whom: 'director', through: 'phone', reached: true } as const
  await house.cases.take(by, reference, told)
  const scope = { subjects: [patronId], records: ['identity', 'contact'] } as const
  const kept = await house.copies.preserve(by, reference, scope, '2091-02-23')
  if (typeof kept === 'string' || 'refused' in kept) throw new Error('no copy is kept in the case')
  const draft = {
    decision: 'refusal',
    text: sealed['case_document.document']?.[0] ?? '',
    language: 'en',
  } as const
  await house.cases.draft(by, reference, draft)
  await inContext(app, { actor: 'test', place: 'test' }, async (trx) => {
    const ofAge = { by: 'marriage', on: sealed['patron.of_age']?.[0] }
    await setOfAge(trx, patronId, sealField(ring, 'patron.of_age', patronId, ofAge))
    const wrong = sealField(ring, 'patron.wrong_numbers', patronId, sealed['patron.wrong_numbers'])
    await setWrongNumbers(trx, patronId, wrong)
    const former = { 7: sealed['patron.former_emails']?.[0] }
    await setFormerEmails(trx, patronId, sealField(ring, 'patron.former_emails', patronId, former))
    const corrected = { emails: sealed['patron.corrected']?.[0] }
    await updateRecord(trx, patronId, { corrected: sealField(ring, 'patron.corrected', patronId, corrected) })
  })
}

/** The customer signs in, chooses, and adds a code app. */
async function typeAsCustomer(tested: Tested, { card, pin }: { card: string; pin: string }): Promise<void> {
  const customer = new Visitor(tested.app())
  const send = async (path: string, fields: Record<string, string | readonly string[]>) => {
    const { status } = await customer.post(path, fields)
    if (status !== 303) throw new Error(`${path} answered ${status}: ${customer.text.slice(0, 400)}`)
  }
  await customer.get('/me/sign-in')
  await send('/me/sign-in', { card, pin })
  await customer.get('/me/choices')
  const alias = sealed['patron.choices']?.[0] ?? ''
  await send('/me/choices', {
    ...hiddenIn(customer.html, '/me/choices'),
    language: 'es',
    refuses: ['', 'letter'],
    mailStreet: sealed['patron.reach']?.[0] ?? '',
    mailTown: sealed['patron.reach']?.[1] ?? '',
    alias,
  })
  await customer.get('/me/correct')
  const [surname = '', ...lines] = sealed['patron.correction'] ?? []
  await send('/me/correct', { surname, addresses: lines.join('\n'), old: pin })
  await customer.get('/me/second-step')
  const secret = sealed['pin.second_factor']?.[0] ?? ''
  await send('/me/second-step', { secret, old: pin, code: codeAt(secret, tested.house.clock.now()) })
}

/** What the form for an address on a page sends along. */
function hiddenIn(html: string, action: string): Record<string, string> {
  const form = html.slice(html.indexOf(`action="${action}"`)).split('</form>')[0] ?? ''
  const fields = form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)
  return Object.fromEntries([...fields].map(([, name = '', value = '']) => [name, value]))
}
