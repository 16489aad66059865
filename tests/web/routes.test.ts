import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { routes } from '../../src/app/routes.ts'
import { page, type Route } from '../../src/platform/http/route.ts'
import { addAccount } from '../../src/staff/account-store.ts'
import { hashPassphrase } from '../../src/staff/passphrase.ts'
import { casesInScope } from '../scope.ts'
import { cards, passphrase, roles, startHouse, type Tested } from './house.ts'
import { Visitor } from './visitor.ts'

let tested: Tested

beforeAll(async () => {
  tested = await startHouse()
  const signIn = 'special-counsel' as const
  await addAccount(tested.house.app, tested.house.ring, {
    ...{ signIn, name: 'Test special counsel', role: signIn },
    passphrase: await hashPassphrase(passphrase),
  })
})
beforeEach(() => {
  // A minute for each test, so that the sign-ins of one do not use up the tries of another.
  tested.time.now = new Date(tested.time.now.getTime() + 60_000)
})
afterAll(() => tested.close())

/** Written by hand: who gets in. Everyone else is sent to the sign-in page, or told that nothing is there. */
const everyone = ['volunteer', 'desk', 'director', 'counsel', 'trustee']
/** Special counsel sees their own account and the one case to which they were added. */
const signedIn = [...everyone, 'special-counsel']
const whoGetsIn: Record<string, readonly string[]> = {
  'GET /sign-in': ['nobody', ...signedIn],
  'POST /sign-in': ['nobody', ...signedIn],
  'POST /sign-out': signedIn,
  'GET /switch': ['nobody', ...signedIn],
  'POST /switch': ['nobody', ...signedIn],
  'POST /language': ['nobody', ...signedIn],
  'GET /': signedIn,
  'GET /stay': signedIn,
  'GET /ask': everyone,
  'POST /ask': everyone,
  'GET /ask/paper': ['volunteer', 'desk', 'director'],
  'POST /ask/paper': ['volunteer', 'desk', 'director'],
  'GET /ask/call-back': ['desk', 'director'],
  'POST /ask/call-back': ['desk', 'director'],
  'GET /ask/follow-up': everyone,
  'POST /ask/follow-up': everyone,
  'GET /follow-ups': ['director'],
  'GET /follow-ups/end': ['director'],
  'GET /follow-ups/record': ['director'],
  'POST /follow-ups/record': ['director'],
  'POST /follow-ups/end': ['director'],
  'GET /counter': ['volunteer', 'desk', 'director'],
  'GET /find': ['desk', 'director'],
  'POST /find': ['desk', 'director'],
  'GET /counter/card': ['volunteer', 'desk', 'director'],
  'GET /counter/name': ['volunteer', 'desk', 'director'],
  'GET /counter/customer': ['volunteer', 'desk', 'director'],
  'GET /counter/renew': ['desk', 'director'],
  'POST /counter/renew': ['desk', 'director'],
  'POST /counter/card': ['volunteer', 'desk', 'director'],
  'POST /counter/name': ['volunteer', 'desk', 'director'],
  'POST /counter/customer': ['volunteer', 'desk', 'director'],
  'GET /account/cards': ['volunteer', 'desk', 'director'],
  'POST /account/cards': ['volunteer', 'desk', 'director'],
  'GET /counter/lost': ['volunteer', 'desk', 'director'],
  'POST /counter/lost': ['volunteer', 'desk', 'director'],
  'GET /counter/card-lost': ['volunteer', 'desk', 'director'],
  'POST /counter/card-lost': ['volunteer', 'desk', 'director'],
  'GET /counter/card-unblock': ['desk', 'director'],
  'POST /counter/card-unblock': ['desk', 'director'],
  'GET /counter/blocked': ['desk', 'director'],
  'GET /counter/not-told': ['desk', 'director'],
  'POST /counter/not-told': ['desk', 'director'],
  'GET /counter/card-told': ['desk', 'director'],
  'POST /counter/card-told': ['desk', 'director'],
  'GET /counter/guardian-new': ['desk', 'director'],
  'POST /counter/guardian-new': ['desk', 'director'],
  'GET /counter/guardian-reviews': ['director'],
  'POST /counter/guardian-reviews': ['director'],
  'GET /counter/card-reviews': ['director'],
  'POST /counter/card-reviews': ['director'],
  'GET /counter/card-found': ['volunteer', 'desk', 'director'],
  'POST /counter/card-found': ['volunteer', 'desk', 'director'],
  'GET /counter/card-new': ['volunteer', 'desk', 'director'],
  'POST /counter/card-new': ['volunteer', 'desk', 'director'],
  'GET /counter/set-right': ['desk', 'director'],
  'POST /counter/set-right': ['desk', 'director'],
  'GET /counter/card-renew': ['desk', 'director'],
  'POST /counter/card-renew': ['desk', 'director'],
  'GET /counter/join': ['desk', 'director'],
  'POST /counter/join': ['desk', 'director'],
  'GET /counter/guardians': ['desk', 'director'],
  'POST /counter/guardians': ['desk', 'director'],
  'GET /counter/guardian-add': ['desk', 'director'],
  'POST /counter/guardian-add': ['desk', 'director'],
  'GET /counter/guardian-change': ['desk', 'director'],
  'POST /counter/guardian-change': ['desk', 'director'],
  'GET /counter/guardian-also': ['desk', 'director'],
  'POST /counter/guardian-also': ['desk', 'director'],
  'GET /counter/guardian-remove': ['desk', 'director'],
  'POST /counter/guardian-remove': ['desk', 'director'],
  'GET /counter/statement': ['desk', 'director'],
  'POST /counter/statement': ['desk', 'director'],
  'GET /counter/letter': ['desk', 'director'],
  'POST /counter/letter': ['desk', 'director'],
  'GET /counter/welcome': ['desk', 'director'],
  'POST /counter/welcome': ['desk', 'director'],
  'GET /counter/corrections': ['desk', 'director'],
  'GET /counter/correct': ['desk', 'director'],
  'POST /counter/correct': ['desk', 'director'],
  'GET /counter/close': ['director'],
  'POST /counter/close': ['director'],
  'GET /counter/of-age': ['director'],
  'POST /counter/of-age': ['director'],
  'GET /counter/pin': ['volunteer', 'desk', 'director'],
  'POST /counter/pin': ['volunteer', 'desk', 'director'],
  'GET /counter/pin-code': ['volunteer', 'desk', 'director'],
  'POST /counter/pin-code': ['volunteer', 'desk', 'director'],
  'GET /counter/plain': ['volunteer', 'desk', 'director'],
  'POST /counter/plain': ['volunteer', 'desk', 'director'],
  'GET /counter/app-lost': ['volunteer', 'desk', 'director'],
  'POST /counter/app-lost': ['volunteer', 'desk', 'director'],
  // Only whoever was handed the screen.
  'GET /handed/pin': [],
  'POST /handed/pin': [],
  'GET /handed/back': [],
  'POST /handed/back': [],
  'GET /lend': ['volunteer', 'desk', 'director'],
  'GET /lend/card': ['volunteer', 'desk', 'director'],
  'GET /lend/item': ['volunteer', 'desk', 'director'],
  'GET /lend/undo': ['volunteer', 'desk', 'director'],
  'POST /lend/card': ['volunteer', 'desk', 'director'],
  'POST /lend/item': ['volunteer', 'desk', 'director'],
  'POST /lend/undo': ['volunteer', 'desk', 'director'],
  'GET /return': ['volunteer', 'desk', 'director'],
  'GET /return/undo': ['volunteer', 'desk', 'director'],
  'POST /return': ['volunteer', 'desk', 'director'],
  'POST /return/undo': ['volunteer', 'desk', 'director'],
  'GET /renew': ['volunteer', 'desk', 'director'],
  'GET /renew/undo': ['volunteer', 'desk', 'director'],
  'POST /renew': ['volunteer', 'desk', 'director'],
  'POST /renew/undo': ['volunteer', 'desk', 'director'],
  'GET /counter/reserve': ['volunteer', 'desk', 'director'],
  'POST /counter/reserve': ['volunteer', 'desk', 'director'],
  'GET /counter/reserve-cancel': ['volunteer', 'desk', 'director'],
  'POST /counter/reserve-cancel': ['volunteer', 'desk', 'director'],
  'GET /counter/reserve-undo': ['volunteer', 'desk', 'director'],
  'POST /counter/reserve-undo': ['volunteer', 'desk', 'director'],
  'GET /reserves': ['volunteer', 'desk', 'director'],
  'POST /reserves': ['volunteer', 'desk', 'director'],
  'GET /reserves/more': ['volunteer', 'desk', 'director'],
  'POST /reserves/more': ['volunteer', 'desk', 'director'],
  'GET /reserves/undo': ['volunteer', 'desk', 'director'],
  'POST /reserves/undo': ['volunteer', 'desk', 'director'],
  'GET /reserves/slip': ['volunteer', 'desk', 'director'],
  'POST /reserves/slip': ['volunteer', 'desk', 'director'],
  'GET /items': ['desk', 'director'],
  'GET /items/item': ['desk', 'director'],
  'GET /items/title': ['desk', 'director'],
  'GET /items/words': ['desk', 'director'],
  'GET /items/edit': ['desk', 'director'],
  'POST /items/edit': ['desk', 'director'],
  'GET /items/state': ['desk', 'director'],
  'GET /items/add': ['desk', 'director'],
  'POST /items/item': ['desk', 'director'],
  'POST /items/title': ['desk', 'director'],
  'POST /items/words': ['desk', 'director'],
  'POST /items/state': ['desk', 'director'],
  'POST /items/add': ['desk', 'director'],
  'GET /pick-up': ['volunteer', 'desk', 'director'],
  'POST /pick-up': ['volunteer', 'desk', 'director'],
  'GET /counter/charge': ['volunteer', 'desk', 'director'],
  'POST /counter/charge': ['volunteer', 'desk', 'director'],
  'GET /counter/pay': ['volunteer', 'desk', 'director'],
  'POST /counter/pay': ['volunteer', 'desk', 'director'],
  'GET /counter/item-lost': ['volunteer', 'desk', 'director'],
  'POST /counter/item-lost': ['volunteer', 'desk', 'director'],
  'GET /counter/charge-undo': ['volunteer', 'desk', 'director'],
  'POST /counter/charge-undo': ['volunteer', 'desk', 'director'],
  // In a private room alone, where these are not; who gets in there is in tests/calls.
  ...Object.fromEntries(
    ['', '/next', '/call', '/answered', '/ended', '/numbers', '/back'].map((path) => [
      `GET /calls${path}`,
      [],
    ]),
  ),
  ...Object.fromEntries(
    ['/next', '/call', '/answered', '/ended', '/numbers', '/back'].map((path) => [`POST /calls${path}`, []]),
  ),
  ...Object.fromEntries(
    ['GET /report', ...['', '/again', '/told', '/about', '/paper'].map((path) => `POST /report${path}`)].map(
      (name) => [name, everyone],
    ),
  ),
  // The trustee of the test house is the Board's president, who names whom to call about the Director.
  'GET /cases/contacts': ['director', 'trustee'],
  'POST /cases/contacts': ['director', 'trustee'],
  'GET /served': ['nobody', ...signedIn],
  'POST /served': ['nobody', ...signedIn],
  'GET /served/link/:link': ['nobody', ...signedIn],
  'POST /served/link': ['nobody', ...signedIn],
  'GET /served/paper': ['nobody', ...signedIn],
  'POST /served/paper': ['nobody', ...signedIn],
  // No case has this reference; tests/cases/served.test.ts has one.
  'POST /cases/:reference/link': [],
  'GET /cases/outside': ['director', 'counsel'],
  ...Object.fromEntries(
    ['called', 'open', 'end'].flatMap((page) => [
      [`GET /cases/outside/${page}`, ['director', 'counsel']],
      [`POST /cases/outside/${page}`, ['director', 'counsel']],
    ]),
  ),
  // No case has this reference; who gets a paper that is there is in tests/casework/intake.test.ts.
  'GET /cases/:reference/paper/:paper': [],
  'GET /cases/:reference/sealed-proof': [],
  // No case has this reference; who may see one that is there is in case-production.test.ts.
  ...Object.fromEntries(
    ['preserve', 'collect', 'check', 'produce'].flatMap((page) => [
      [`GET /cases/:reference/${page}`, []],
      [`POST /cases/:reference/${page}`, []],
    ]),
  ),
  'POST /cases/:reference/preserve/end': [],
  'POST /cases/:reference/preserve/system': [],
  'POST /cases/:reference/produce/system': [],
  'GET /systems': ['director'],
  'POST /systems': ['director'],
  'POST /systems/end': ['director'],
  'GET /cases/:reference/produce/proof': [],
  'POST /cases/:reference/produce/file': [],
  'POST /cases/:reference/produce/certificate': [],
  'POST /cases/:reference/produce/handed': [],
  'POST /cases/:reference/produce/receipt': [],
  'POST /cases/:reference/produce/notice': [],
  // The trustee of the test house is the Board's president, who may be told of a case that is about the Director.
  'GET /cases/search/new': everyone,
  'POST /cases/search/new': everyone,
  'GET /cases/search/paper': everyone,
  'POST /cases/search/paper': everyone,
  // No case has this reference; who may see one that is there is in tests/cases.
  ...Object.fromEntries(
    ['', '/paper', '/inventory'].map((path) => [`GET /cases/:reference/search${path}`, []]),
  ),
  ...Object.fromEntries(
    ['', '/told', '/taken', '/struck', '/left', '/debriefed', '/paper'].map((path) => [
      `POST /cases/:reference/search${path}`,
      [],
    ]),
  ),
  'GET /cases/conduct': everyone,
  'POST /cases/conduct': everyone,
  'GET /cases/conduct/told': everyone,
  'POST /cases/conduct/told': everyone,
  'GET /cases/asked': everyone,
  'POST /cases/asked': everyone,
  'GET /cases/privacy': everyone,
  'POST /cases/privacy': everyone,
  'GET /cases/disclosure': everyone,
  'POST /cases/disclosure': everyone,
  'POST /cases/told': [],
  'GET /cases/drill': ['director'],
  'POST /cases/drill': ['director'],
  'GET /cases/:reference/drill': [],
  'GET /reports/requests': ['director', 'counsel', 'trustee'],
  // No year is over yet.
  'GET /reports/requests/file': [],
  'GET /reports/requests/paper': [],
  'GET /answers': ['director'],
  'POST /answers': ['director'],
  'GET /denials': ['nobody', ...signedIn],
  'GET /policy': everyone,
  'GET /policy/printables': everyone,
  'GET /policy/try': everyone,
  'GET /policy/versions': signedIn,
  // No version is kept in the test house.
  'GET /policy/versions/:hash': [],
  'POST /policy/try': everyone,
  'GET /reports/circulation': ['director', 'trustee'],
  'GET /reports/circulation/file': ['director', 'trustee'],
  // No month is counted yet.
  'GET /reports/circulation/:month': [],
  'GET /reports/disposal': ['director'],
  'GET /reports/disposal/:month': [],
  'GET /register': everyone,
  'POST /register/find': everyone,
  // No entry has this reference; who may see one that is there is in register.test.ts.
  'GET /register/entry/:reference': [],
  'GET /register/entry/:reference/proof': [],
  'POST /register/export': ['director'],
  'GET /register/checker': everyone,
  'GET /register/check': ['director', 'counsel', 'trustee'],
  'POST /register/check': ['director', 'counsel', 'trustee'],
  'GET /training': everyone,
  'POST /training': everyone,
  'GET /training/question': everyone,
  'GET /training/question/:number': everyone,
  'POST /training/question': everyone,
  'POST /training/finish': everyone,
  // No course has this id.
  'GET /training/certificate/:id': [],
  'GET /training/people': ['director'],
  'GET /kits/counter-card': everyone,
  'GET /kits/warrant': everyone,
  'GET /kits/paper': everyone,
  'GET /kits/card-sleeve': everyone,
  'GET /kits/policy': everyone,
  'GET /computers': ['director'],
  'POST /computers': ['director'],
  'POST /computers/remove': ['director'],
  'POST /computers/pins': ['director'],
  // Only whoever has passed the passphrase a moment ago, and nobody who is signed in already.
  'GET /sign-in/next': [],
  'GET /sign-in/second-step': [],
  'POST /sign-in/code': [],
  'POST /sign-in/passkey': [],
  'GET /sign-in/passphrase': [],
  'POST /sign-in/passphrase': [],
  'GET /sign-in/add': [],
  'GET /sign-in/add/code-app': [],
  'POST /sign-in/add/code-app': [],
  'GET /sign-in/add/passkey': [],
  'POST /sign-in/add/passkey': [],
  // Anybody may try a link; what comes after it is for the browser that followed the right one.
  'GET /set-up/link/:link': ['nobody', ...signedIn],
  'POST /set-up/link': ['nobody', ...signedIn],
  'GET /set-up/library': [],
  'GET /set-up/director': [],
  'POST /set-up/director': [],
  'GET /set-up': ['director'],
  'GET /set-up/recovery': ['director'],
  'POST /set-up/recovery': ['director'],
  'POST /set-up/recovery/confirm': ['director'],
  'GET /backups': ['director'],
  // The trustee of the test house is the Board's president, who may know of cases about the Director.
  'GET /cases': ['director', 'counsel', 'trustee'],
  'GET /cases/closed': ['director', 'counsel', 'trustee'],
  'GET /cases/apart': ['director', 'counsel', 'trustee', 'special-counsel'],
  'GET /cases/find': ['director', 'counsel', 'trustee'],
  'POST /cases/find': ['director', 'counsel', 'trustee'],
  'GET /cases/second': ['trustee'],
  'POST /cases/second': ['trustee'],
  // No case has this letter; tests/web/counsel.test.ts has one.
  'GET /cases/second/letter/:reference/:paper': [],
  'POST /cases/second/called': ['director', 'trustee'],
  'GET /cases/:reference/letter': [],
  'POST /cases/:reference/letter': [],
  'GET /cases/contacts/own': ['counsel', 'trustee'],
  'POST /cases/contacts/own': ['counsel', 'trustee'],
  'GET /cases/contacts/second': ['desk', 'director', 'counsel', 'trustee'],
  'POST /cases/contacts/second': ['desk', 'director', 'counsel', 'trustee'],
  'POST /cases/:reference/confirm': ['director', 'trustee'],
  'GET /confirm/:link': ['nobody', ...signedIn],
  'POST /confirm': ['nobody', ...signedIn],
  'GET /cases/consulted': ['trustee'],
  'POST /cases/consulted': ['trustee'],
  // No case has this reference; who may see one that is there is in cases.test.ts.
  'GET /cases/:reference': [],
  'POST /cases/:reference': [],
  'POST /cases/:reference/paper': [],
  'GET /cases/:reference/study': [],
  'POST /cases/:reference/study': [],
  'GET /cases/:reference/study/others': [],
  'GET /cases/:reference/decision': [],
  'POST /cases/:reference/decision': [],
  'GET /cases/:reference/decision/letter': [],
  'GET /cases/:reference/cure-letter': [],
  'GET /cases/:reference/agenda': [],
  'GET /cases/:reference/holding-letter': [],
  'GET /cases/:reference/objection-letter': [],
  'GET /cases/:reference/narrowing-letter': [],
  'GET /cases/:reference/decision/sign': [],
  'POST /cases/:reference/decision/sign': [],
  // The same page for everybody: nobody has unlocked anything, and what opens to whom is in sealed.test.ts.
  'GET /sealed': everyone,
  'POST /sealed/open': everyone,
  'POST /sealed/shut': everyone,
  'POST /sealed/take': everyone,
  'POST /sealed/join': everyone,
  'POST /sealed/discard': everyone,
  'POST /sealed/give-up': everyone,
  'POST /sealed/proof': [],
  'POST /sealed/move': [],
  'POST /sealed/archive/file': [],
  'POST /sealed/archive': [],
  'GET /sealed/set-up': everyone,
  'POST /sealed/set-up': everyone,
  'POST /sealed/sheet': everyone,
  'POST /sealed/sheet/check': everyone,
  // Not found until something opens: what opens to whom is in sealed.test.ts.
  'GET /sealed/evidence': [],
  'GET /sealed/recover': everyone,
  'POST /sealed/recover': everyone,
  'GET /sealed/matter/:reference': [],
  'GET /sealed/people/:side': [],
  ...Object.fromEntries(
    ['matter/bound', 'matter/clear', 'matter/revoke', 'matter/proof', 'matter/lift'].map((path) => [
      `POST /sealed/${path}`,
      [],
    ]),
  ),
  'POST /sealed/matter/note': [],
  'POST /sealed/people/clear': [],
  'POST /sealed/people/revoke': [],
  'GET /letters': ['desk', 'director'],
  'GET /letters/print': ['desk', 'director'],
  'GET /letters/mailed': ['desk', 'director'],
  'POST /letters/print': ['desk', 'director'],
  'POST /letters/mailed': ['desk', 'director'],
  'GET /notices': ['director'],
  'GET /notices/letter': ['director'],
  'GET /imports': ['director'],
  'GET /register/pins': ['director'],
  'POST /register/pins': ['director'],
  'POST /set-up/done': ['director'],
  'GET /set-up/lending': ['director'],
  'POST /set-up/lending': ['director'],
  'GET /set-up/letterhead': ['director'],
  'POST /set-up/letterhead': ['director'],
  'GET /account': signedIn,
  'POST /account/everywhere': signedIn,
  'GET /account/keyboard': signedIn,
  'POST /account/keyboard': signedIn,
  'GET /account/pin': ['volunteer', 'desk', 'director'],
  'POST /account/pin': ['volunteer', 'desk', 'director'],
  'GET /account/passphrase': signedIn,
  'POST /account/passphrase': signedIn,
  'GET /account/second-step': signedIn,
  'POST /account/again': signedIn,
  'POST /account/remove': signedIn,
  'GET /account/add': signedIn,
  'GET /account/add/code-app': signedIn,
  'POST /account/add/code-app': signedIn,
  'GET /account/add/passkey': signedIn,
  'POST /account/add/passkey': signedIn,
  'GET /people': ['director'],
  'GET /people/add': ['director'],
  'POST /people/add': ['director'],
  'GET /people/person': ['director'],
  'POST /people/sure': ['director'],
  'POST /people/reset': ['director'],
  'POST /people/end': ['director'],
  'POST /people/unlock': ['director'],
  'POST /people/role': ['director'],
  'POST /people/leave': ['director'],
  'POST /people/second-step': ['director'],
  // The trustee of the test house is the Board's president.
  'GET /officers': ['director', 'counsel', 'trustee'],
  'POST /officers': ['director', 'counsel', 'trustee'],
  'GET /policy/board': ['director', 'trustee'],
  'GET /policy/proposal': ['director', 'counsel', 'trustee'],
  'POST /policy/proposal': ['director', 'counsel', 'trustee'],
  'GET /policy/proposal/withdraw': ['director', 'counsel', 'trustee'],
  'POST /policy/proposal/withdraw': ['director', 'counsel', 'trustee'],
  'GET /policy/facts': ['director', 'counsel'],
  'GET /policy/facts/sign': ['counsel'],
  'POST /policy/facts/sign': ['counsel'],
  'POST /policy/facts': ['director'],
  'GET /policy/facts/withdraw': ['director'],
  'POST /policy/facts/withdraw': ['director'],
  'GET /acting': ['trustee'],
  'POST /acting': ['trustee'],
  'POST /acting/end': ['trustee'],
  // A customer's own pages are for customers: there nobody is staff.
  'GET /privacy': ['nobody', ...signedIn],
  'GET /privacy/policy': ['nobody', ...signedIn],
  'GET /accessibility': ['nobody', ...signedIn],
  'GET /privacy/requests': ['nobody', ...signedIn],
  'GET /me/sign-in': ['nobody', ...signedIn],
  'POST /me/sign-in': ['nobody', ...signedIn],
  'POST /me/language': ['nobody', ...signedIn],
  'GET /me/block': ['nobody', ...signedIn],
  'POST /me/block': ['nobody', ...signedIn],
  'GET /me/pin': ['nobody', ...signedIn],
  'POST /me/pin': ['nobody', ...signedIn],
  'GET /me/sign-in/code': [],
  'POST /me/sign-in/code': [],
  'POST /me/sign-in/stop': [],
  'POST /me/sign-out': [],
  'GET /me': [],
  'POST /me/renew': [],
  'POST /me/phone-code': [],
  'GET /me/change-pin': [],
  'POST /me/change-pin': [],
  'GET /me/second-step': [],
  'POST /me/second-step': [],
  'POST /me/second-step/remove': [],
  'GET /me/reserve': [],
  'POST /me/reserve': [],
  'POST /me/reserve-cancel': [],
  'GET /me/choices': [],
  'POST /me/choices': [],
  'GET /me/history': [],
  'POST /me/history': [],
  'GET /me/seen': [],
  'GET /me/stay': [],
  'GET /me/data': [],
  'GET /me/data/page': [],
  'GET /me/correct': [],
  'POST /me/correct': [],
  'POST /me/correct/take-back': [],
  'GET /me/minors': [],
  'POST /me/minors': [],
  'POST /me/plain': [],
  'GET /me/plain/end': [],
  'POST /me/plain/end': [],
  'GET /me/lost': [],
  'POST /me/lost': [],
  'GET /me/worry': [],
  'POST /me/worry': [],
  'GET /me/close': [],
  'POST /me/close': [],
}

const id = '00000000-0000-4000-8000-000000000000'
const warrant = {
  ...{ leader: '', court: '', signedBy: '', place: '', items: '', dates: '', hours: '' },
  delay: 'not-asked',
}
const fieldsFor: Record<string, Record<string, string>> = {
  'POST /cases/search/paper': { ...warrant, day: '', came: '', left: '', things: '' },
  'POST /cases/:reference/search': warrant,
  'POST /cases/:reference/search/told': { whom: 'counsel', reached: 'no' },
  'POST /cases/:reference/search/taken': { thing: 'x', time: '', leftAt: '' },
  'POST /cases/:reference/search/struck': { line: 'x', why: 'x' },
  'POST /cases/:reference/search/left': { leftAt: '' },
  'POST /cases/:reference/search/debriefed': { words: 'x' },
  'POST /cases/:reference/search/paper': { ...warrant, day: '', came: '', left: '', things: '' },
  'POST /cases/conduct': { saw: '', day: '', time: '', agency: '' },
  'POST /cases/privacy': { problem: '', name: '' },
  'POST /cases/disclosure': { left: '', to: '' },
  'POST /cases/asked': { ask: id, words: 'x' },
  'POST /cases/:reference/study': { act: 'set' },
  'POST /account/cards': { card: '', act: 'add' },
  'POST /cases/find': { requester: 'x', court: '', number: '', from: '', until: '' },
  'POST /cases/conduct/told': { reference: 'x', agency: '', day: '', time: '' },
  'POST /cases/told': { of: 'conduct', reference: 'x', reached: 'no' },
  'POST /sign-in': { name: 'nobody-at-all', passphrase: 'x' },
  'POST /switch': { who: '00000000-0000-4000-8000-000000000000', pin: '1' },
  'POST /language': { to: 'en', back: '/' },
  'POST /policy/try': {
    ...{ who: 'private-party', records: 'existence', channel: 'in-person', place: 'front-desk' },
    day: '2026-11-24',
  },
  'POST /report/again': { reference: 'x' },
  'POST /served/link': { link: 'x' },
  'POST /served': { what: 'handed', may: 'no', name: '', phone: '' },
  'POST /cases/outside/called': { id, reached: 'no' },
  'POST /cases/outside/open': { id },
  'POST /cases/outside/end': { id },
  'POST /report/told': { reference: 'AAAA-BBBB-CCCC', whom: 'director', reached: 'no' },
  'POST /report/about': { reference: 'AAAA-BBBB-CCCC', is: 'yes' },
  'POST /report/paper': { reference: 'AAAA-BBBB-CCCC' },
  'POST /register/find': { reference: 'x' },
  'POST /register/export': {},
  'POST /cases/:reference/preserve': { days: '1' },
  'POST /cases/:reference/preserve/end': { copy: id },
  'POST /cases/:reference/preserve/system': { system: id },
  'POST /cases/:reference/produce/system': { system: id },
  'POST /systems': { name: 'x' },
  'POST /systems/end': { id },
  'POST /answers': { question: 'roles', of: '2026-11-24' },
  'POST /cases/:reference/check': { copy: id },
  'POST /cases/:reference/produce/file': { package: id },
  'POST /cases/:reference/produce/certificate': { package: id },
  'POST /cases/:reference/produce/handed': { to: 'x', how: 'mail' },
  'POST /cases/:reference/produce/receipt': { words: 'x' },
  'POST /cases/:reference/produce/notice': { choice: 'not' },
  'POST /training/question': { course: id, number: '1', choice: 'refuse' },
  'POST /training/finish': { course: id },
  'POST /register/check': { pin: '' },
  'POST /ask/paper': { sheet: '1202-1033-1', day: '2026-11-24', time: '08:00' },
  'POST /ask/call-back': { card: '0' },
  'POST /ask/follow-up': { id, reach: '' },
  'POST /follow-ups/end': { id, end: 'answered' },
  'POST /follow-ups/record': { id },
  'POST /cases/contacts/second': { to: 'x' },
  'POST /cases/contacts/own': { right: 'x' },
  'POST /cases/:reference/confirm': { report: '0', to: 'x' },
  'POST /confirm': { link: 'x', answer: 'yes' },
  'POST /cases/consulted': { case: '2222-2222-2222', report: '0', answer: 'yes' },
  'POST /cases/second': { case: '2222-2222-2222' },
  'POST /cases/second/called': { case: '2222-2222-2222', report: '0', letter: 'x', to: 'x', said: 'yes' },
  'POST /policy/proposal': { hash: 'f'.repeat(64) },
  'POST /policy/proposal/withdraw': { id },
  'POST /policy/facts': { hash: 'f'.repeat(64) },
  'POST /policy/facts/sign': { fact: 'f'.repeat(64) },
  'POST /policy/facts/withdraw': { id },
  'POST /find': { find: '0' },
  'POST /counter/card': { card: '0' },
  'POST /counter/lost': { card: '0' },
  'POST /set-up/letterhead': { address: '', phone: '', counselPhone: '', hours: '' },
  'POST /set-up/lending': {},
  'POST /counter/card-lost': { id, card: id },
  'POST /counter/card-unblock': { id },
  'POST /counter/card-told': { id },
  'POST /counter/not-told': { id },
  'POST /counter/guardian-new': {},
  'POST /counter/guardian-reviews': { reviewed: id },
  'POST /counter/card-reviews': { card: id },
  'POST /counter/card-found': { id, card: id },
  'POST /counter/card-new': { id },
  'POST /counter/card-renew': { id },
  'POST /counter/set-right': { id },
  'POST /counter/guardians': { id },
  'POST /counter/guardian-add': { id },
  'POST /counter/guardian-change': { id, link: id },
  'POST /counter/guardian-also': { id, link: id },
  'POST /counter/guardian-remove': { id, link: id },
  'POST /counter/statement': { id },
  'POST /counter/letter': { id, link: id },
  'POST /counter/welcome': { id },
  'POST /counter/correct': { id, part: 'born', mark: 'x', do: 'leave' },
  'POST /counter/close': { id },
  'POST /counter/of-age': { id },
  'POST /lend/card': { card: '0' },
  'POST /lend/item': { patron: id, item: '0' },
  'POST /lend/undo': { patron: id, undo: 'x' },
  'POST /renew': { item: '0' },
  'POST /renew/undo': { undo: 'x' },
  'POST /counter/charge': { id },
  'POST /counter/renew': { id, loan: 'x' },
  'POST /counter/pay': { id, charge: 'x' },
  'POST /counter/item-lost': { id, loan: 'x' },
  'POST /counter/charge-undo': { id, undo: 'x' },
  'POST /counter/reserve': { id },
  'POST /counter/reserve-cancel': { id, hold: 'x' },
  'POST /counter/reserve-undo': { id, undo: 'x' },
  'POST /reserves': { item: '0' },
  'POST /reserves/more': { after: id },
  'POST /reserves/undo': { undo: 'x' },
  'POST /reserves/slip': { alias: 'BCD12', until: '2026-12-01' },
  'POST /items/state': { id, as: 'lost' },
  'POST /items/words': { title: id },
  'POST /items/edit': { id },
  'POST /pick-up': { card: '0' },
  'POST /return': { item: '0' },
  'POST /return/undo': { undo: 'x' },
  'POST /counter/name': { name: 'Nobody' },
  'POST /counter/customer': { id },
  'POST /computers': { name: 'x', place: 'office' },
  'POST /computers/remove': { id },
  'POST /computers/pins': { digits: '4' },
  'POST /sign-in/code': { code: '000000' },
  'POST /sign-in/passkey': { sent: '{}' },
  'POST /sign-in/passphrase': { passphrase: 'x', repeated: 'x' },
  'POST /sign-in/add/code-app': { secret: 'A'.repeat(32), code: '000000' },
  'POST /sign-in/add/passkey': { sent: '{}', name: 'x' },
  'POST /set-up/link': { link: 'x' },
  'POST /set-up/director': { name: 'x' },
  'POST /set-up/recovery': { passphrase: 'x' },
  'POST /set-up/recovery/confirm': { lastGroup: 'x' },
  'POST /register/pins': { one: '', other: '' },
  'POST /cases/:reference': { step: 'noted', words: 'x' },
  'POST /cases/:reference/decision': { act: 'text', text: 'x' },
  'POST /cases/:reference/decision/sign': { passphrase: 'x' },
  'POST /sealed/open': { passphrase: 'x' },
  'POST /sealed/take': { side: 'director', box: '0', came: 'x'.repeat(22) },
  'POST /sealed/move': { reference: 'AAAA-BBBB-CCCC' },
  'POST /sealed/archive/file': { reference: 'AAAA-BBBB-CCCC', said: id },
  'POST /sealed/archive': { reference: 'AAAA-BBBB-CCCC' },
  'POST /sealed/discard': { side: 'director', box: '0', came: 'x'.repeat(22), reason: 'x' },
  'POST /sealed/give-up': { side: 'director', cell: '1' },
  'POST /sealed/join': { side: 'director', box: '0', came: 'x'.repeat(22), reference: 'AAAA-BBBB-CCCC' },
  'POST /sealed/proof': { side: 'director', said: id },
  'POST /sealed/set-up': { side: 'director' },
  'POST /sealed/sheet': { side: 'director' },
  'POST /sealed/sheet/check': { side: 'director', lastGroup: 'x' },
  'POST /sealed/recover': { key: 'x' },
  'POST /sealed/matter/bound': { reference: 'AAAA-BBBB-CCCC' },
  'POST /sealed/matter/clear': { reference: 'AAAA-BBBB-CCCC', account: id },
  'POST /sealed/matter/revoke': { reference: 'AAAA-BBBB-CCCC', account: id },
  'POST /sealed/matter/proof': { reference: 'AAAA-BBBB-CCCC', said: id },
  'POST /sealed/matter/note': { reference: 'AAAA-BBBB-CCCC', words: 'x' },
  'POST /sealed/matter/lift': { reference: 'AAAA-BBBB-CCCC' },
  'POST /sealed/people/clear': { side: 'director', account: id },
  'POST /sealed/people/revoke': { side: 'director', account: id },
  'POST /account/keyboard': { keys: 'on' },
  'POST /account/pin': { old: 'x', pin: '2580', repeated: '2580' },
  'POST /account/passphrase': { old: 'x', passphrase: 'x', repeated: 'x' },
  'POST /account/again': { passphrase: 'x', back: 'people' },
  'POST /account/remove': { which: 'x' },
  'POST /account/add/code-app': { secret: 'A'.repeat(32), code: '000000' },
  'POST /account/add/passkey': { sent: '{}', name: 'x' },
  'POST /people/add': { name: '', signIn: '' },
  'POST /people/sure': { id, what: 'end' },
  'POST /people/reset': { id },
  'POST /people/end': { id },
  'POST /people/unlock': { id },
  'POST /people/role': { id, role: 'desk' },
  'POST /people/leave': { first: '2026-12-01', last: '2026-12-05' },
  'POST /people/second-step': { whom: 'officers' },
  'POST /officers': { id },
  'POST /acting': { first: '', last: '' },
  'POST /acting/end': { id },
  'POST /counter/pin': { id },
  'POST /counter/pin-code': { id },
  'POST /counter/app-lost': { id },
  'POST /counter/plain': { id },
  'POST /me/sign-in': { card: '0', pin: '0' },
  'POST /me/language': { to: 'en', back: '/me/pin' },
  'POST /me/block': { whose: '0', born: '1980-05-06', phone: '0100' },
  'POST /me/pin': { card: '0', code: 'x', pin: '735192', repeated: '735192' },
}

describe('the route table', () => {
  test('holds exactly the routes of the table that a person wrote by hand', () => {
    expect(routes.map(({ method, path }) => `${method} ${path}`).sort()).toEqual(
      Object.keys(whoGetsIn).sort(),
    )
  })

  // Why these every day: who has not signed in, who works the desk, and who may open most.
  const isDailyReader = (who: string) => ['nobody', 'desk', 'director'].includes(who)
  test.each(casesInScope(['nobody', ...roles, 'special-counsel'], isDailyReader))(
    'lets %s in where the table says so, and nowhere else',
    async (who) => {
      const app = tested.app()
      let visitor = new Visitor(app)
      for (const [name, allowed] of Object.entries(whoGetsIn)) {
        const [method = '', path = ''] = name.split(' ')
        // Signed in once, and again after a route that signs out.
        if (who === 'nobody') await visitor.get('/sign-in')
        else if (!path.startsWith('/me') && (await visitor.get('/')).status !== 200) {
          visitor = new Visitor(app)
          expect((await visitor.signIn(who)).status).toBe(303)
        }
        const response =
          method === 'GET' ? await visitor.get(path) : await visitor.post(path, fieldsFor[name] ?? {})
        const turnedAway = path.startsWith('/me')
          ? response.status === 303 && response.headers.get('location') === '/me/sign-in'
          : who === 'nobody'
            ? response.status === 303 && response.headers.get('location') === '/sign-in'
            : response.status === 404
        expect(`${name}: ${turnedAway ? 'turned away' : 'in'}`).toBe(
          `${name}: ${allowed.includes(who) ? 'in' : 'turned away'}`,
        )
        expect(response.status, name).not.toBe(500)
        expect(response.status, name).not.toBe(400)
      }
    },
  )

  test('a route that does not state who may use it refuses to start', () => {
    const { may: _left, ...silent } = page('/secret', ['desk'], () => new Response('in'))
    for (const route of [silent, { ...silent, may: [] }, { ...silent, may: undefined }]) {
      expect(() => tested.app([route as unknown as Route])).toThrow(
        'GET /secret does not state who may use it',
      )
    }
  })

  test('a page that is for another person looks exactly like one that does not exist', async () => {
    const visitor = new Visitor(tested.app())
    await visitor.signIn('volunteer')
    const forbidden = await visitor.get('/computers')
    const forbiddenPage = visitor.html
    const missing = await visitor.get('/no-such-page')
    expect(forbidden.status).toBe(missing.status)
    expect(forbiddenPage).toBe(visitor.html)
    const stranger = new Visitor(tested.app())
    for (const path of ['/computers', '/no-such-page', '/counter']) {
      expect((await stranger.get(path)).headers.get('location')).toBe('/sign-in')
    }
  })
})

test('no form asks why someone wants something: the few reasons that are typed or picked are of what staff do', () => {
  const asks = routes.flatMap(({ path, form }) =>
    Object.keys((form as { readonly shape?: object } | undefined)?.shape ?? {})
      .filter((field) => /why|purpose|reason|motive|basis/i.test(field))
      .map((field) => `${path}: ${field}`),
  )
  expect(new Set(asks)).toEqual(
    new Set([
      // What staff may tell of someone's conduct, why they open a record, and what they say of their own step.
      ...['/ask: basis', '/policy/try: basis', '/cases/conduct: basis', '/cases/conduct/told: basis'],
      ...['/counter/customer: basis', '/cases/:reference: basis', '/cases/:reference/search/struck: why'],
      '/sealed/discard: reason',
    ]),
  )
})

describe('every answer', () => {
  test('keeps scripts, frames, other hosts and caches away', async () => {
    const visitor = new Visitor(tested.app())
    await visitor.signIn('director')
    const own = [
      '/account',
      '/account/passphrase',
      '/account/second-step',
      '/people',
      '/people/add',
      '/set-up',
    ]
    for (const path of [
      ...own,
      '/',
      '/ask',
      '/counter',
      '/policy',
      '/computers',
      '/no-such-page',
      '/sign-in',
    ]) {
      const { headers, status } = await visitor.get(path)
      // A sign-in page of someone who is signed in leads home, and is no page.
      const script = status === 200 || status === 404 ? "; connect-src 'self'; script-src 'self'" : ''
      expect(headers.get('content-security-policy')).toBe(
        `default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'${script}`,
      )
      expect(headers.get('cache-control')).toBe('no-store')
      expect(headers.get('referrer-policy')).toBe('no-referrer')
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
      const withoutOurs = visitor.html.replace(
        /<script src="\/assets\/page\.js\?[0-9a-f]{8}" defer=""><\/script>/,
        '',
      )
      expect(withoutOurs).not.toMatch(/<script|style="|javascript:|\son[a-z]+="|https?:\/\//)
    }
  })

  test('has a script only where someone is signed in, and none on a screen that was handed over', async () => {
    const visitor = new Visitor(tested.app())
    for (const path of ['/sign-in', '/privacy', '/me/sign-in']) {
      const { headers } = await visitor.get(path)
      expect(headers.get('content-security-policy')).not.toContain('script-src')
      expect(visitor.html).not.toContain('<script')
    }
  })

  test('serves no file but the ones listed when it started', async () => {
    const visitor = new Visitor(tested.app())
    expect((await visitor.get('/assets/carrel.css')).status).toBe(200)
    for (const path of [
      '/assets/../routes.ts',
      '/assets/%2e%2e/routes.ts',
      '/assets/..%2froutes.ts',
      '/assets//etc/passwd',
    ]) {
      expect((await visitor.get(path)).status).not.toBe(200)
    }
  })

  test('a fault shows a random reference, and the log has where but not what', async () => {
    const secret = 'Quail-Canary-4711'
    const route = page('/fault', ['desk'], () => {
      throw new Error(`invalid input syntax: "${secret}"`)
    })
    const signIn = new Visitor(tested.app())
    await signIn.signIn('desk')
    const visitor = new Visitor(tested.app([route]))
    for (const [name, value] of signIn.cookies) visitor.cookies.set(name, value)
    tested.logged.length = 0
    const response = await visitor.get(`/fault?card=${secret}`)
    expect(response.status).toBe(500)
    expect(visitor.html).not.toContain(secret)
    const reference = /[0-9a-f]{12}/.exec(visitor.html)?.[0]
    const log = tested.logged.join('')
    expect(log).toContain(`"reference":"${reference}"`)
    expect(log).toContain('routes.test.ts')
    expect(log).not.toContain(secret)
    expect(log).not.toContain(signIn.cookies.get('carrel-session'))
  })
})

describe('an act on a record', () => {
  /** They show or undo: what they need is asked of them another way. */
  const byThemselves = ['/counter/customer', '/counter/reserve-undo', '/counter/charge-undo', '/lend/undo']

  test('follows its opening: every form that takes the id of a customer asks the gate', () => {
    const takesId = routes.filter(({ path, form }) => {
      const shape = (form as { readonly shape?: object } | undefined)?.shape ?? {}
      return /^\/(counter|lend)\//.test(path) && ('id' in shape || 'patron' in shape)
    })
    expect(takesId.length).toBeGreaterThan(30)
    const open = takesId.filter(({ actsOn }) => actsOn === undefined).map(({ path }) => path)
    expect(open.toSorted()).toEqual(byThemselves.toSorted())
  })

  test('tests no title against a customer who was found by name: staff say why first', async () => {
    const { house, child } = tested
    const title = '10000000-0000-4000-8000-0000000000aa'
    await house.app.insertInto('title').values({ id: title, title: 'Quiet Rivers', author: null }).execute()
    await house.app.insertInto('item').values({ title_id: title, barcode: 'Q1', item_type: 'BK' }).execute()
    const clerk = new Visitor(tested.app())
    clerk.cookies.set('carrel-computer', await tested.computerAt('front-desk'))
    await clerk.signIn('desk')
    await clerk.get('/counter')
    await clerk.post('/counter/name', { name: 'canary' })
    const acts = { id: child, title }
    const said = async () => {
      await clerk.get('/counter')
      await clerk.post('/counter/reserve', acts)
      return clerk.text
    }
    expect(await said()).toContain('Why are you opening this record?')
    for (const path of ['/counter/charge', '/counter/pin', '/counter/guardian-add', '/counter/card-renew']) {
      await clerk.get('/counter')
      await clerk.post(path, { id: child })
      expect(clerk.text, path).toContain('Why are you opening this record?')
    }
    await clerk.get('/lend')
    await clerk.post('/lend/item', { patron: child, item: 'Q1' })
    expect(clerk.text).toContain('Scan the card again.')
    const lent = await house.app.selectFrom('loan').select('id').execute()
    await clerk.get('/counter')
    await clerk.post('/counter/customer', { id: child, basis: 'in-hand' })
    expect(await said()).toContain('On reserve: Quiet Rivers.')
    expect(await said()).toContain('They already have this title on reserve.')
    expect(await house.app.selectFrom('loan').select('id').execute()).toEqual(lent)
  })

  test('a volunteer scans a card and lends, with no question in between', async () => {
    const { house } = tested
    const title = '10000000-0000-4000-8000-0000000000ab'
    await house.app.insertInto('title').values({ id: title, title: 'Long Winter', author: null }).execute()
    await house.app.insertInto('item').values({ title_id: title, barcode: 'Q2', item_type: 'BK' }).execute()
    const volunteer = new Visitor(tested.app())
    volunteer.cookies.set('carrel-computer', await tested.computerAt('front-desk'))
    await volunteer.signIn('volunteer')
    await volunteer.get('/lend')
    await volunteer.post('/lend/card', { card: cards.parent })
    await volunteer.post('/lend/item', { patron: tested.parent, item: 'Q2' })
    expect(volunteer.text).toContain('Checked out: Long Winter.')
    tested.time.now = new Date(tested.time.now.getTime() + 11 * 60_000)
    await volunteer.signIn('volunteer')
    await volunteer.get('/lend')
    // The next scan is a card: it opens the next customer even after a long time.
    await volunteer.post('/lend/item', { patron: tested.parent, item: cards.parent })
    expect(volunteer.heading).not.toContain('Check out')
  })
})
