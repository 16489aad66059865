import type { Language } from '../../src/platform/i18n/language.ts'
import { sealedTyped } from './sealed-typed.ts'

/**
 * Who looks, and at which computer. `private` is a clerk in a private room. `signing-in-...` have given their passphrase and have steps left. `left` signed in
 * a while ago, `proved` has just shown again who they are. A `learner` is somebody else in each language, and so is a
 * `finisher`, who has one question of a course wrong and none left. `slowed` opened too many records, `slowed-for-now` more than a passphrase
 * lets through.
 */
export type Viewer =
  | 'nobody'
  | 'volunteer'
  | 'desk'
  | 'private'
  | 'director'
  | 'counsel'
  | 'trustee'
  | 'proved'
  | 'left'
  | 'away'
  | 'caller'
  | 'learner'
  | 'finisher'
  | 'signing-in-given'
  | 'signing-in-code'
  | 'signing-in-officer'
  | 'setting-up'
  | 'customer'
  | 'customer-with-past'
  | 'customer-with-new-pin'
  | 'customer-with-wish'
  | 'customer-code'
  | 'handed'
  | 'cleared'
  | 'director-inside'
  | 'president-inside'
  | 'left-with-code'
  | 'slowed'
  | 'slowed-for-now'
  | 'cleared-counsel'

/**
 * Which library: one with all kinds of people in it, the same with mail that fails, one that nobody set up yet, or one
 * whose register somebody changed.
 */
export type Library = 'library' | 'with-mail' | 'new' | 'changed'

/** A press leads to another page; what is ticked, picked, typed or spoiled stays on it. By CSS, whatever the language. */
export type Step =
  | { readonly press: string }
  /** Where it is there: what was asked a moment ago is not asked again. */
  | { readonly pressIfThere: string }
  | { readonly tick: string }
  | { readonly pick: string; readonly value: string }
  | { readonly type: string; readonly text: string | ((language: Language) => string) }
  | { readonly spoil: string }

export type Screen = {
  /** What it shows, as a file name too. */
  readonly name: string
  /** The route that it is a state of; its parameters are filled in. */
  readonly route: string
  readonly as: Viewer
  readonly of: Library
  /** Where it is not the route: the address that it begins at. */
  readonly from?: string
  readonly steps: readonly Step[]
}

/** GET routes that are no page: they lead to another, or are saved as a file. */
export const noPage: Readonly<Record<string, string>> = {
  '/cases/outside/called': 'leads to the reports from outside',
  '/cases/outside/open': 'leads to the reports from outside',
  '/cases/outside/end': 'leads to the reports from outside',
  '/ask/call-back': 'goes to the first question',
  '/ask/follow-up': 'goes to the first question',
  '/follow-ups/end': 'leads to the follow-ups',
  '/follow-ups/record': 'leads to the follow-ups',
  '/policy/facts/sign': 'goes to the facts to confirm',
  '/policy/proposal/withdraw': 'goes to the proposed policy',
  '/policy/facts/withdraw': 'goes to the facts to confirm',
  '/sign-in/next': 'leads to the step that is left',
  '/find': 'leads to the counter',
  '/stay': 'answers a script when the page closes',
  '/me/stay': 'answers a script when the page closes',
  '/counter/card': 'leads to the counter',
  '/counter/name': 'leads to the counter',
  '/counter/customer': 'leads to the counter',
  '/counter/card-lost': 'leads to the counter',
  '/counter/card-found': 'leads to the counter',
  '/counter/card-new': 'leads to the counter',
  '/counter/card-unblock': 'leads to the counter',
  '/counter/card-told': 'leads to the counter',
  '/counter/not-told': 'leads to the counter',
  '/counter/card-renew': 'leads to the counter',
  '/counter/set-right': 'leads to the counter',
  '/counter/guardians': 'leads to the counter',
  '/counter/guardian-add': 'leads to the counter',
  '/counter/guardian-change': 'leads to the counter',
  '/counter/guardian-also': 'leads to the counter',
  '/counter/guardian-remove': 'leads to the counter',
  '/counter/statement': 'leads to the counter',
  '/counter/letter': 'leads to the counter',
  '/counter/welcome': 'leads to the counter',
  '/counter/close': 'leads to the counter',
  '/counter/of-age': 'leads to the counter',
  '/counter/correct': 'leads to the counter',
  '/calls/next': 'leads to the calls',
  '/calls/call': 'leads to the calls',
  '/calls/answered': 'leads to the calls',
  '/calls/ended': 'leads to the calls',
  '/calls/numbers': 'leads to the calls',
  '/register/entry/:reference/proof': 'a file',
  '/register/checker': 'a file',
  '/me/data': 'a file',
  '/me/data/page': 'a file',
  '/training/question': 'leads to the question that is next',
  '/counter/pin': 'leads to the counter',
  '/counter/pin-code': 'leads to the counter',
  '/counter/app-lost': 'leads to the counter',
  '/counter/plain': 'leads to the counter',
  '/lend/card': 'leads to lending',
  '/lend/item': 'leads to lending',
  '/lend/undo': 'leads to lending',
  '/return/undo': 'leads to taking back',
  '/renew/undo': 'leads to renewing',
  '/counter/charge': 'leads to the counter',
  '/counter/renew': 'leads to the counter',
  '/counter/pay': 'leads to the counter',
  '/counter/item-lost': 'leads to the counter',
  '/counter/charge-undo': 'leads to the counter',
  '/counter/reserve': 'leads to the counter',
  '/counter/reserve-cancel': 'leads to the counter',
  '/counter/reserve-undo': 'leads to the counter',
  '/reserves/more': 'leads to the shelf for reserves',
  '/reserves/undo': 'leads to the shelf for reserves',
  '/reserves/slip': 'leads to the shelf for reserves',
  '/items/item': 'leads to items and titles',
  '/items/title': 'leads to items and titles',
  '/items/words': 'leads to items and titles',
  '/items/edit': 'leads to items and titles',
  '/items/state': 'leads to items and titles',
  '/kits/counter-card': 'a file',
  '/kits/warrant': 'a file',
  '/kits/paper': 'a file',
  '/kits/card-sleeve': 'a file',
  '/kits/policy': 'a file',
  '/cases/:reference/paper/:paper': 'a file',
  '/cases/:reference/sealed-proof': 'a file',
  '/cases/second/letter/:reference/:paper': 'a file',
  '/letters/print': 'leads to the letters',
  '/letters/mailed': 'leads to the letters',
  '/notices/letter': 'a file',
  '/reports/circulation/file': 'a file',
  '/reports/disposal/:month': 'a file',
  '/reports/requests/file': 'a file',
  '/reports/requests/paper': 'a file',
  '/cases/:reference/search/inventory': 'a file',
  '/cases/:reference/decision/letter': 'a file',
  '/cases/:reference/produce/proof': 'a file',
  '/cases/:reference/cure-letter': 'a file',
  '/cases/:reference/holding-letter': 'a file',
  '/cases/:reference/objection-letter': 'a file',
  '/cases/:reference/narrowing-letter': 'a file',
}

const press = (css: string): Step => ({ press: css })
const spoil = (css: string): Step => ({ spoil: css })
const tick = (css: string): Step => ({ tick: css })
const type = (css: string, text: string | ((language: Language) => string)): Step => ({ type: css, text })
/** One of the big buttons that answer a question. */
const choose = (name: string, value: string): Step => press(`button[name="${name}"][value="${value}"]`)
const goOn = press('.carrel-go')
const send = (action: string): Step => press(`main form[action="${action}"] button.usa-button:not([name])`)

/** The same, where the address before it is of chance. */
const sendTo = (end: string): Step => press(`main form[action$="${end}"] button.usa-button:not([name])`)

const reportsDisclosure: readonly Step[] = [
  ...[type('#left', 'A letter'), type('#to', 'A neighbor'), choose('how', 'sent')],
]

/** Somebody's card form, all but sent. */
const joins = (first: string, last: string, born: string): readonly Step[] => [
  ...[type('#firstName', first), type('#surname', last), type('#born', born), type('#card', 'JOINS99')],
  ...[type('#street', '5 Sod House Road'), type('#town', 'Minden, NE 68959')],
  tick('label[for="kind-resident"]'),
]

/** By words, a title of which something is out. */
const findsTitle: readonly Step[] = [type('#words', 'canary overdue'), send('/items/title')]

const editsItem: readonly Step[] = [
  ...[...findsTitle, press('.carrel-found button'), press('.carrel-found button')],
  press('main form[action="/items/edit"] button'),
]

const addsItem = (name: string, barcode: string): readonly Step[] => [
  ...[type('#name', name), type('#barcode', (language) => `${barcode}${language}`)],
  ...[tick('label[for="type-other"]'), send('/items/add')],
]

type Opened = { readonly of?: Library; readonly from?: string }

const screen = (
  name: string,
  route: string,
  as: Viewer,
  steps: readonly Step[] = [],
  { of = 'library', ...rest }: Opened = {},
): Screen => ({ name, route, as, of, steps, ...rest })

const signingIn: readonly Screen[] = [
  screen('sign in', '/sign-in', 'nobody'),
  screen('sign in, refused', '/sign-in', 'nobody', [
    type('#name', (language) => `nobody-${language}`),
    type('#passphrase', 'not it'),
    send('/sign-in'),
  ]),
  screen('own passphrase', '/sign-in/passphrase', 'signing-in-given', [], { of: 'with-mail' }),
  screen(
    'own passphrase, refused',
    '/sign-in/passphrase',
    'signing-in-given',
    [send('/sign-in/passphrase')],
    { of: 'with-mail' },
  ),
  screen('second step', '/sign-in/second-step', 'signing-in-code', [], { of: 'with-mail' }),
  screen(
    'second step, refused',
    '/sign-in/second-step',
    'signing-in-code',
    [type('#code', '12'), send('/sign-in/code')],
    { of: 'with-mail' },
  ),
  screen('add a second step', '/sign-in/add', 'signing-in-officer', [], { of: 'with-mail' }),
  screen('add a code app', '/sign-in/add/code-app', 'signing-in-officer', [], { of: 'with-mail' }),
  screen(
    'add a code app, refused',
    '/sign-in/add/code-app',
    'signing-in-officer',
    [type('#code', '12'), send('/sign-in/add/code-app')],
    { of: 'with-mail' },
  ),
  screen('add a passkey', '/sign-in/add/passkey', 'signing-in-officer', [], { of: 'with-mail' }),
]

const settingUp: readonly Screen[] = [
  screen('set-up link', '/set-up/link/:link', 'nobody', [], { of: 'new' }),
  screen('set-up link, used up', '/set-up/link/:link', 'nobody', [], { from: '/set-up/link/gone' }),
  screen('set-up, the library', '/set-up/library', 'setting-up', [], { of: 'new' }),
  screen('set-up, the name', '/set-up/director', 'setting-up', [], { of: 'new' }),
  screen('set-up, the name, refused', '/set-up/director', 'setting-up', [send('/set-up/director')], {
    of: 'new',
  }),
  screen(
    'set-up, the sign-in name',
    '/set-up/director',
    'setting-up',
    [type('#name', 'Ruth Olsen'), send('/set-up/director')],
    { of: 'new' },
  ),
  screen(
    'set-up, the passphrase',
    '/set-up/director',
    'setting-up',
    [
      type('#name', 'Ruth Olsen'),
      send('/set-up/director'),
      type('#signIn', 'ruth'),
      send('/set-up/director'),
    ],
    { of: 'new' },
  ),
  screen('set-up list', '/set-up', 'director'),
  screen('recovery sheet', '/set-up/recovery', 'director'),
  screen('recovery sheet, refused', '/set-up/recovery', 'director', [
    type('#passphrase', 'not it'),
    send('/set-up/recovery'),
  ]),
]

const starting: readonly Screen[] = [
  screen('start, nothing waits', '/', 'volunteer'),
  screen('start, not a library computer', '/', 'away'),
  screen('start of the Director', '/', 'director'),
  screen('start of the Director, mail fails', '/', 'director', [], { of: 'with-mail' }),
  screen('start of the Director, the register was changed', '/', 'director', [], { of: 'changed' }),
  screen('start of the president', '/', 'trustee'),
  screen('start of counsel', '/', 'counsel'),
  screen('nothing here', '/', 'volunteer', [], { from: '/nowhere' }),
  screen('a form too old', '/counter', 'desk', [
    { spoil: 'main input[name=word]' },
    press('main form[action="/counter/card"] button'),
  ]),
  screen('a fault', '/', 'desk', [], { from: '/fault' }),
]

const officer = choose('who', 'officer')
const paper = (kind: string): readonly Step[] => [
  officer,
  choose('brought', 'paper'),
  tick(`label[for="paper-${kind}"]`),
  choose('secret', 'no'),
]
const guardianHere = [choose('who', 'guardian')]
const customerHere = [choose('who', 'customer')]

const namedGuardian = [type('#card', '23000000000002'), tick('label[for="checked-guardian-on-file"]'), goOn]

const phoned = [
  choose('who', 'customer'),
  press('button[name="to"][value="phone"]'),
  type('#card', '24000000000010'),
  tick('label[for="checked-card"]'),
  goOn,
]

const asking: readonly Screen[] = [
  screen('who asks', '/ask', 'desk'),
  screen('what they brought', '/ask', 'desk', [officer]),
  screen('from paper', '/ask/paper', 'desk'),
  screen('from paper, nothing typed', '/ask/paper', 'desk', [send('/ask/paper')]),
  screen('what paper', '/ask', 'desk', [officer, choose('brought', 'paper')]),
  screen('whose paper', '/ask', 'desk', [choose('who', 'paper')]),
  screen('what they want', '/ask', 'desk', [officer, choose('back', 'wants')]),
  screen('what staff saw', '/ask', 'desk', [
    officer,
    choose('back', 'wants'),
    tick('label[for="wants-incident"]'),
    goOn,
    choose('brought', 'nothing'),
  ]),
  screen('here or on the phone', '/ask', 'desk', [choose('who', 'customer')]),
  screen('whose card', '/ask', 'desk', guardianHere),
  screen('whose card, missing', '/ask', 'desk', [...guardianHere, goOn]),
  screen('whose card, not on file', '/ask', 'desk', [...guardianHere, type('#card', '99'), goOn]),
  screen('the child, by name', '/ask', 'desk', [
    ...[
      ...guardianHere,
      press('button[name=nocard]'),
      type('#childName', 'canary p'),
      press('button[name=seek]'),
    ],
  ]),
  screen('the child, chosen', '/ask', 'desk', [
    ...[
      ...guardianHere,
      press('button[name=nocard]'),
      type('#childName', 'canary p'),
      press('button[name=seek]'),
    ],
    press('button[name=choose]'),
  ]),
  screen('the child, by no name', '/ask', 'desk', [
    ...[...guardianHere, press('button[name=nocard]'), press('button[name=seek]')],
  ]),
  screen('did anyone ask about me', '/ask', 'desk', [choose('who', 'asked-about')]),
  screen('how one knows them', '/ask', 'desk', [...customerHere, press('button[name=nocard]')]),
  screen('a call', '/ask', 'desk', [choose('who', 'call')]),
  screen('answer: refused', '/ask', 'desk', [officer, choose('brought', 'nothing')]),
  screen('answer: an agency as guardian', '/ask', 'desk', [
    ...[choose('who', 'agency'), choose('brought', 'custody')],
  ]),
  screen('answer: an emergency', '/ask', 'desk', [officer, choose('brought', 'emergency')]),
  screen('answer: the Director decides', '/ask', 'desk', paper('court-order')),
  screen('answer: a search warrant', '/ask', 'volunteer', paper('search-warrant')),
  screen('answer: a records request', '/ask', 'desk', [choose('who', 'public')]),
  screen('answer: released, with the record', '/ask', 'desk', [
    ...customerHere,
    type('#card', '23000000000002'),
    tick('label[for="checked-photo-id"]'),
    goOn,
  ]),
  screen('whose name', '/ask', 'desk', [...guardianHere, ...namedGuardian]),
  screen('whose name, missing', '/ask', 'desk', [...guardianHere, ...namedGuardian, goOn]),
  screen('answer: nobody of that name', '/ask', 'desk', [
    ...[...guardianHere, ...namedGuardian, type('#guardian', 'Somebody Else'), goOn],
  ]),
  screen('answer: some of it, to a guardian', '/ask', 'desk', [
    ...guardianHere,
    type('#card', '23000000000002'),
    tick('label[for="checked-guardian-on-file"]'),
    type('#guardian', 'Una Canary'),
    goOn,
  ]),
  screen('answer: a call back is needed', '/ask', 'desk', phoned),
  screen('answer: a parent is called back', '/ask', 'desk', [
    choose('who', 'guardian'),
    press('button[name="to"][value="phone"]'),
    type('#card', '23000000000002'),
    goOn,
  ]),
  screen('follow-ups', '/follow-ups', 'director'),
  screen('follow-ups, how one ended is not chosen', '/follow-ups', 'director', [
    press('main form[action="/follow-ups/end"] button'),
  ]),
  screen('follow-ups, the record of one', '/follow-ups', 'director', [
    press('main form[action="/follow-ups/record"] button'),
  ]),
  screen('follow-ups, none', '/follow-ups', 'director', [], { of: 'changed' }),
  screen('answer: a volunteer takes a message', '/ask', 'volunteer', [
    choose('who', 'customer'),
    press('button[name="to"][value="phone"]'),
  ]),
  screen('answer: for someone else to give', '/ask', 'volunteer', [
    ...guardianHere,
    tick('label[for="checked-guardian-on-file"]'),
    goOn,
  ]),
]

/** Somebody fills in the report: who it is and what they brought, and what a look at the paper says. */
const reporting = (looks: readonly Step[] = []): readonly Step[] => [
  tick('label[for="who-officer"]'),
  tick('label[for="brought-paper"]'),
  type('#name', 'R. Haas'),
  type('#agency', 'Sheriff of Kearney County'),
  ...looks,
  send('/report'),
]
const pick = (css: string, value: string): Step => ({ pick: css, value })

const servedSays = (may: 'yes' | 'no'): readonly Step[] => [
  ...[tick('label[for="what-handed"]'), tick(`label[for="may-${may}"]`)],
  ...[type('#name', 'Quillon Sherwood'), type('#phone', '308-555-0142'), send('/served')],
]

const reportsOfCases: readonly Screen[] = [
  screen('served', '/served', 'nobody'),
  screen('served, refused', '/served', 'nobody', [send('/served')]),
  screen('served, may not talk', '/served', 'nobody', servedSays('no')),
  screen('served, may talk', '/served', 'nobody', servedSays('yes')),
  screen('paper link', '/served/link/:link', 'nobody', [], { from: '/served/link/:paperlink' }),
  screen('paper link, used up', '/served/link/:link', 'nobody', [], { from: '/served/link/gone' }),
  screen('paper link, over', '/served/paper', 'nobody'),
  screen('reports from outside', '/cases/outside', 'director'),
  screen('reports from outside, no answer', '/cases/outside', 'counsel', [
    press('main form[action="/cases/outside/called"] button[value="no"]'),
  ]),
  screen('reports from outside, reached', '/cases/outside', 'director', [
    press('main form[action="/cases/outside/called"] button[value="yes"]'),
  ]),
  screen('reports from outside, none', '/cases/outside', 'director', [], { of: 'changed' }),
  screen('report', '/report', 'desk'),
  screen('report, at home', '/report', 'away'),
  screen('report, refused', '/report', 'desk', [send('/report')]),
  screen('report, from an answer', '/ask', 'desk', [
    ...paper('subpoena'),
    press('main form[action="/report"] button'),
  ]),
  screen('report, of an officer without paper', '/ask', 'desk', [
    ...[officer, choose('brought', 'nothing')],
    press('main form[action="/report"] button.usa-button--outline'),
  ]),
  screen('reported, by an answer', '/ask', 'desk', [
    ...[officer, choose('brought', 'nothing')],
    press('main form[action="/report"] button.usa-button--secondary'),
  ]),
  screen('reported, paper', '/report', 'desk', reporting()),
  screen('reported, about the Director', '/report', 'desk', reporting([pick('#about', 'yes')])),
  screen('reported, a search', '/report', 'volunteer', reporting([pick('#here', 'yes')])),
  screen('reported, nobody answers', '/report', 'desk', [
    ...reporting(),
    press('main form[action="/report/told"] button[value="no"]'),
  ]),
  screen('reported, about the Director after all', '/report', 'desk', [
    ...reporting(),
    tick('details:has(form[action="/report/about"]) > summary'),
    press('main form[action="/report/about"] button'),
  ]),
  screen('reported, who asks is added', '/report', 'desk', [
    ...reporting(),
    press('section[aria-labelledby="who-asks"] button'),
  ]),
  screen('reported, no file chosen', '/report', 'director', [
    ...reporting(),
    press('main form[action="/report/paper"] button'),
  ]),
  screen('report of what is secret', '/report', 'desk', reporting([pick('#secret', 'yes')])),
  screen('report, unknown reference', '/report', 'desk', [
    type('#reference', 'ABCD'),
    press('main form[action="/report/again"] button'),
  ]),
  screen('which system lends', '/set-up/lending', 'director'),
  screen('which system lends, nothing chosen', '/set-up/lending', 'director', [send('/set-up/lending')]),
  screen('letterhead', '/set-up/letterhead', 'director'),
  screen('letterhead, refused', '/set-up/letterhead', 'director', [send('/set-up/letterhead')]),
  screen('letterhead, saved', '/set-up/letterhead', 'director', [
    type('#address', '1 Main Street'),
    type('#phone', '308-555-0100'),
    send('/set-up/letterhead'),
  ]),
  screen('whom to call', '/cases/contacts', 'director'),
  screen('whom to call, of what is about the Director', '/cases/contacts', 'trustee'),
  screen('whom to call, refused', '/cases/contacts', 'director', [
    type('#mail-director-1', 'not one'),
    send('/cases/contacts'),
  ]),
]

const card = (number: string): readonly Step[] => [
  type('#card', number),
  press('main form[action="/counter/card"] button'),
]
const setsRight: readonly Step[] = [
  ...card('24000000000017'),
  press('main form[action="/counter/set-right"] button'),
]
const renews: readonly Step[] = [
  ...card('24000000000016'),
  press('main form[action="/counter/card-renew"] button'),
]
const closes: readonly Step[] = [
  ...card('24000000000016'),
  press('main form[action="/counter/close"] button'),
]
const named = (name: string): readonly Step[] => [
  type('#name', name),
  press('main form[action="/counter/name"] button.usa-button--outline'),
]

const opensByName: readonly Step[] = [
  { pressIfThere: '.carrel-found button' },
  { pressIfThere: 'button[value="in-hand"]' },
]
const foundByName: readonly Step[] = [...named('sparrow bird33'), ...opensByName]
/** Of somebody whose only card was blocked on the public page. */
const blocked: readonly Step[] = [...named('sparrow bird27'), ...opensByName]

/** The record of somebody whose only card was reported lost, and what can be done about it. */
const ofLostCard = (action: string): readonly Step[] => [
  ...foundByName,
  press(`main form[action="${action}"] button`),
]
const reported = (number: string): readonly Step[] => [type('#card', number), send('/counter/lost')]

const lendTo = (number: string): readonly Step[] => [
  type('#card', number),
  press('main form[action="/lend/card"] button'),
]
const scanned = (action: string, barcode: string): readonly Step[] => [
  type('#item', barcode),
  press(`main form[action="${action}"] button`),
]

/** A reserve for the customer whose record is open. */
const reserving: readonly Step[] = [
  ...card('23000000000001'),
  press('main form[action="/counter/reserve"] button'),
]
/** Not what is overdue: a call about it is planned. */
const renewing: readonly Step[] = [
  ...card('23000000000002'),
  press('main form[action="/counter/renew"] button[aria-label$="Canary Due Later"]'),
]

const charging: readonly Step[] = [
  ...card('23000000000002'),
  press('main form[action="/counter/charge"] button'),
]
const paying: readonly Step[] = [...card('23000000000002'), press('main form[action="/counter/pay"] button')]
const losing: readonly Step[] = [
  ...card('23000000000002'),
  press('main form[action="/counter/item-lost"] button'),
]
const guardiansOf = (number: string): readonly Step[] => [
  ...card(number),
  press('main form[action="/counter/guardians"] button'),
]
const statementOf: readonly Step[] = [
  ...guardiansOf('23000000000002'),
  press('main form[action="/counter/statement"] button'),
]

const counting: readonly Screen[] = [
  screen('lend', '/lend', 'desk'),
  screen('lend, nothing typed', '/lend', 'desk', [press('main form[action="/lend/card"] button')]),
  screen('lend, a card', '/lend', 'desk', lendTo('23000000000002')),
  screen('lend, no such item', '/lend', 'desk', [
    ...lendTo('23000000000002'),
    ...scanned('/lend/item', 'none'),
  ]),
  screen('lend of a volunteer, a card', '/lend', 'volunteer', lendTo('23000000000002')),
  screen('renew', '/renew', 'desk'),
  screen('renew, no such item', '/renew', 'desk', scanned('/renew', 'none')),
  screen('take back', '/return', 'desk'),
  screen('take back, no such item', '/return', 'desk', scanned('/return', 'none')),
  screen('shelf for reserves', '/reserves', 'volunteer'),
  screen('shelf for reserves, nobody waits', '/reserves', 'desk', scanned('/reserves', 'FREE1')),
  screen('shelf for reserves, kept', '/reserves', 'desk', scanned('/reserves', 'KEEP1')),
  screen('shelf for reserves, the slip', '/reserves', 'desk', [
    ...scanned('/reserves', 'KEEP1'),
    press('main form[action="/reserves/slip"] button'),
  ]),
  screen('items and titles', '/items', 'desk'),
  screen('items and titles, nothing typed', '/items', 'desk', [send('/items/item')]),
  screen('items and titles, found', '/items', 'desk', findsTitle),
  screen('items and titles, none found', '/items', 'desk', [type('#words', 'zzz'), send('/items/title')]),
  screen('items and titles, a title', '/items', 'desk', [...findsTitle, press('.carrel-found button')]),
  screen('items and titles, an item', '/items', 'director', [
    ...[...findsTitle, press('.carrel-found button'), press('.carrel-found button')],
  ]),
  screen('items and titles, still out', '/items', 'desk', [
    ...[...findsTitle, press('.carrel-found button'), press('.carrel-found button')],
    press('main form[action="/items/state"] button'),
  ]),
  screen('items and titles, taken out', '/items/add', 'desk', [
    ...addsItem('Shelterbelts', 'BELT'),
    press('main form[action="/items/title"] button'),
    press('.carrel-found button'),
    press('main form[action="/items/state"] button'),
  ]),
  screen('items and titles, the words', '/items', 'desk', [
    ...[...findsTitle, press('.carrel-found button'), press('main form[action="/items/words"] button')],
  ]),
  screen('items and titles, an item put right', '/items', 'desk', editsItem),
  screen('items and titles, an item put right, no price', '/items', 'desk', [
    ...[...editsItem, type('#price', 'cheap'), send('/items/edit')],
  ]),
  screen('items and titles, an item put right, done', '/items', 'desk', [...editsItem, send('/items/edit')]),
  screen('items and titles, on this computer nothing shows', '/items', 'away'),
  screen('add an item', '/items/add', 'desk'),
  screen('add an item, nothing typed', '/items/add', 'desk', [send('/items/add')]),
  screen('add an item, another copy', '/items', 'desk', [
    ...[...findsTitle, press('.carrel-found button'), press('main form[action="/items/add"] button')],
  ]),
  screen('add an item, done', '/items/add', 'desk', addsItem('Windbreaks', 'WIND')),
  screen('pick up', '/pick-up', 'desk'),
  screen('pick up, nothing typed', '/pick-up', 'desk', [send('/pick-up')]),
  screen('pick up, a slip', '/pick-up', 'volunteer', [type('#card', 'ktm 42'), send('/pick-up')]),
  screen('pick up, the slip of a card', '/pick-up', 'desk', [
    ...[type('#card', '24000000000032'), send('/pick-up')],
  ]),
  screen('pick up, nothing kept', '/pick-up', 'desk', [type('#card', '23000000000002'), send('/pick-up')]),
  screen('pick up of a volunteer, a card', '/pick-up', 'volunteer', [
    ...[type('#card', '24000000000032'), send('/pick-up')],
  ]),
  screen('renewed on the record', '/counter', 'desk', renewing),
  screen('reserve', '/counter', 'desk', reserving),
  screen('reserve, nothing typed', '/counter', 'desk', [...reserving, send('/counter/reserve')]),
  screen('reserve, titles', '/counter', 'desk', [
    ...[...reserving, type('#words', 'winter'), send('/counter/reserve')],
  ]),
  screen('reserve, no title', '/counter', 'desk', [
    ...[...reserving, type('#words', 'zzz'), send('/counter/reserve')],
  ]),
  screen('reserve, placed or there already', '/counter', 'desk', [
    ...[...reserving, type('#words', 'winter'), send('/counter/reserve'), press('.carrel-choice')],
  ]),
  screen('reserve, cancelled', '/counter', 'desk', [
    ...[...reserving, type('#words', 'winter'), send('/counter/reserve'), press('.carrel-choice')],
    ...[type('#find', '23000000000001'), press('.carrel-find button')],
    press('main form[action="/counter/reserve-cancel"] button'),
  ]),
  screen('charge', '/counter', 'desk', charging),
  screen('charge, nothing typed', '/counter', 'desk', [...charging, send('/counter/charge')]),
  screen('charge, made', '/counter', 'desk', [
    ...[...charging, tick('label[for="kind-other"]'), type('#amount', '4.50'), send('/counter/charge')],
  ]),
  screen('charge, to pay', '/counter', 'desk', paying),
  screen('charge, too much paid', '/counter', 'desk', [
    ...[...paying, type('#amount', '9999'), press('button[name="how"][value="paid"]')],
  ]),
  screen('charge, paid in part', '/counter', 'desk', [
    ...[...paying, type('#amount', '0.01'), press('button[name="how"][value="paid"]')],
  ]),
  screen('charge, for what is lost', '/counter', 'desk', losing),
  screen('charge, for what is lost, no price', '/counter', 'desk', [...losing, send('/counter/item-lost')]),
  screen('counter', '/counter', 'desk'),
  screen('counter, nothing typed', '/counter', 'desk', [press('main form[action="/counter/card"] button')]),
  screen('find, a phone number that several have', '/counter', 'desk', [
    type('#find', '402-555-0100'),
    press('.carrel-find button'),
  ]),
  screen('find, a phone number of no one', '/counter', 'desk', [
    type('#find', '402-555-9999'),
    press('.carrel-find button'),
  ]),
  screen('counter, a record', '/counter', 'desk', card('23000000000002')),
  screen('counter, not on file', '/counter', 'desk', card('99')),
  screen('counter, slowed', '/counter', 'slowed', card('23000000000002')),
  screen('counter, slowed, wrong passphrase', '/counter', 'slowed', [
    ...card('23000000000002'),
    type('#passphrase', 'not the passphrase'),
    press('main form[action="/account/again"] button'),
  ]),
  screen('counter, slowed for a while', '/counter', 'slowed-for-now', card('23000000000002')),
  screen('counter, a list', '/counter', 'desk', named('sparrow')),
  screen('counter, one found by name', '/counter', 'desk', named('canary una')),
  screen('counter, no one found', '/counter', 'desk', named('zzz')),
  screen('counter, from the list', '/counter', 'desk', [...named('sparrow'), press('.carrel-found button')]),
  screen('counter, from the list, opened', '/counter', 'desk', [
    ...[...named('sparrow'), press('.carrel-found button'), press('button[value="phone"]')],
  ]),
  screen('a card is lost', '/counter/lost', 'desk'),
  screen('a card is lost, not on file', '/counter/lost', 'desk', reported('99')),
  screen('a card is lost, whose it is', '/counter/lost', 'desk', reported('23000000000002')),
  screen('a card is lost already', '/counter/lost', 'desk', reported('24000000000033')),
  screen('a card is lost, read back', '/counter/lost', 'volunteer', reported('24000000000034')),
  screen('a card is lost, blocked', '/counter/lost', 'volunteer', [
    ...reported('24000000000034'),
    choose('sure', 'yes'),
  ]),
  screen('a card is lost, on this computer nothing shows', '/counter/lost', 'away'),
  screen('counter, a lost card is scanned', '/counter', 'desk', card('24000000000033')),
  screen('counter, a lost card is scanned by a volunteer', '/counter', 'volunteer', card('24000000000033')),
  screen('counter, a record with a lost card', '/counter', 'desk', foundByName),
  screen('counter, a record with a blocked card', '/counter', 'desk', blocked),
  screen('a card is unblocked, with photo ID', '/counter', 'desk', [
    ...[...blocked, press('main form[action="/counter/card-unblock"] button')],
  ]),
  screen('cards blocked online', '/counter/blocked', 'desk'),
  screen('guardians to review', '/counter/guardian-reviews', 'director'),
  screen('guardians, add one where no record is open', '/counter/guardian-new', 'desk'),
  screen('guardians, add one where no record is open, nothing typed', '/counter/guardian-new', 'desk', [
    press('main form[action="/counter/guardian-new"] .carrel-go'),
  ]),
  screen('new cards to review', '/counter/card-reviews', 'director'),
  screen('is this card lost', '/counter', 'desk', [
    ...card('23000000000002'),
    press('main form[action="/counter/card-lost"] button'),
  ]),
  screen('a lost card is found', '/counter', 'desk', ofLostCard('/counter/card-found')),
  screen('a lost card is found, another one', '/counter', 'desk', [
    ...ofLostCard('/counter/card-found'),
    type('#number', '99'),
    send('/counter/card-found'),
  ]),
  screen('a new card, for whom', '/counter', 'desk', ofLostCard('/counter/card-new')),
  screen('a new card', '/counter', 'desk', [
    ...ofLostCard('/counter/card-new'),
    choose('checked', 'photo-id'),
  ]),
  screen('a new card, on file already', '/counter', 'desk', [
    ...ofLostCard('/counter/card-new'),
    choose('checked', 'photo-id'),
    type('#number', '24000000000033'),
    send('/counter/card-new'),
  ]),
  screen('a record is set right', '/counter', 'desk', setsRight),
  screen('a record is set right, nothing typed', '/counter', 'desk', [...setsRight, goOn]),
  screen('a record is set right, a paper is missing', '/counter', 'desk', [
    ...[...setsRight, type('#born', '1970-01-02'), tick('label[for="checked-known-to-staff"]'), goOn],
  ]),
  screen('a record is set right, done', '/counter', 'desk', [
    ...[...setsRight, type('#phones', (language) => (language === 'es' ? '308-555-0144' : '308-555-0143'))],
    ...[tick('label[for="checked-photo-id"]'), goOn],
  ]),
  screen('a record is set right, for the Director', '/counter', 'desk', [
    ...[...setsRight, type('#born', '2014-01-02'), tick('label[for="checked-photo-id"]'), goOn],
  ]),
  screen('a card is renewed', '/counter', 'desk', renews),
  screen('a card is renewed, nothing ticked', '/counter', 'desk', [...renews, choose('do', 'renew')]),
  screen('a card is renewed, done', '/counter', 'desk', [
    ...[...renews, tick('label[for="checked-yes"]'), choose('do', 'renew')],
  ]),
  screen('a card is renewed, undone', '/counter', 'desk', [
    ...[...renews, tick('label[for="checked-yes"]'), choose('do', 'renew'), choose('do', 'undo')],
  ]),
  screen('close an account', '/counter', 'director', closes),
  screen('close an account, nothing chosen', '/counter', 'director', [...closes, send('/counter/close')]),
  screen('close an account, not yet', '/counter', 'director', [
    ...card('23000000000001'),
    press('main form[action="/counter/close"] button'),
    ...[tick('label[for="seen-signed-letter"]'), send('/counter/close')],
  ]),
  screen('close an account, done', '/counter/join', 'director', [
    ...joins('Ben', 'Godwit', '1970-05-06'),
    type('#card', (language) => `GONE0${language}`),
    send('/counter/join'),
    press('main form[action="/counter/customer"] button'),
    press('main form[action="/counter/close"] button'),
    ...[tick('label[for="seen-photo-id"]'), send('/counter/close')],
  ]),
  screen('register somebody', '/counter/join', 'desk'),
  screen('register somebody, nothing typed', '/counter/join', 'desk', [send('/counter/join')]),
  screen('register somebody, on file already', '/counter/join', 'desk', [
    ...[...joins('Una', 'Canary', '1980-01-01'), send('/counter/join')],
  ]),
  screen('register somebody, card taken', '/counter/join', 'director', [
    ...[...joins('Ida', 'Bunting', '1990-05-06'), type('#card', '23000000000001'), send('/counter/join')],
  ]),
  screen('register somebody, done', '/counter/join', 'desk', [
    ...joins('Ida', 'Bunting', '2015-05-06'),
    type('#card', (language) => `JOINS${language}`),
    send('/counter/join'),
  ]),
  screen('register somebody, on this computer nothing shows', '/counter/join', 'away'),
  screen('guardians', '/counter', 'director', guardiansOf('23000000000002')),
  screen('guardians, of an adult', '/counter', 'desk', guardiansOf('23000000000001')),
  screen('guardians, add one', '/counter', 'desk', [
    ...guardiansOf('23000000000002'),
    press('main form[action="/counter/guardian-add"] button'),
  ]),
  screen('guardians, add one, nothing typed', '/counter', 'desk', [
    ...guardiansOf('23000000000002'),
    press('main form[action="/counter/guardian-add"] button'),
    press('main form[action="/counter/guardian-add"] .carrel-go'),
  ]),
  screen('guardians, change one', '/counter', 'desk', [
    ...guardiansOf('23000000000002'),
    press('main form[action="/counter/guardian-change"] button'),
  ]),
  screen('guardians, of another child', '/counter', 'desk', [
    ...guardiansOf('23000000000002'),
    press('main form[action="/counter/guardian-change"] button'),
    press('main form[action="/counter/guardian-also"] button'),
  ]),
  screen('guardians, take one off', '/counter', 'desk', [
    ...guardiansOf('23000000000002'),
    press('main form[action="/counter/guardian-remove"] button'),
  ]),
  screen('guardians, married', '/counter', 'director', [
    ...guardiansOf('23000000000002'),
    press('main form[action="/counter/of-age"] button'),
  ]),
  screen('statement', '/counter', 'director', statementOf),
  screen('statement, nothing typed', '/counter', 'desk', [...statementOf, goOn]),
  screen('statement, shown', '/counter', 'desk', [
    ...[...statementOf, tick('label[for="how-here"]'), type('#guardian', 'Una Canary'), goOn],
  ]),
  screen('counter of a volunteer', '/counter', 'volunteer'),
  screen('counter of a volunteer, on file', '/counter', 'volunteer', card('23000000000002')),
  screen('counter, nothing shows', '/counter', 'away'),
]

const next = press('main section:last-of-type form[action="/calls/next"] button')
const customerAnswers = [next, choose('answered', 'customer')]
const calledBack = [type('#card', '23000000000002'), press('main form[action="/calls/back"] button')]
const parentCalledBack = [tick('label[for="who-guardian"]'), ...calledBack]

/** In a private room. Nothing here ends a planned call, which the walk in the other language has too. */
const calling: readonly Screen[] = [
  screen('start in a private room', '/', 'caller'),
  screen('calls', '/calls', 'caller'),
  screen('a call to make', '/calls', 'caller', [next]),
  screen('a call, how one knows them', '/calls', 'caller', customerAnswers),
  screen('a call, not their card', '/calls', 'caller', [...customerAnswers, type('#card', '99'), goOn]),
  screen('a call, titles', '/calls', 'caller', [
    ...[...customerAnswers, type('#card', '23000000000002'), goOn],
  ]),
  screen('a call, someone else', '/calls', 'caller', [next, choose('answered', 'someone-else')]),
  screen('a call, whom one reached', '/calls', 'caller', [next, choose('answered', 'guardian')]),
  screen('a call, a guardian on file', '/calls', 'caller', [
    ...[next, choose('answered', 'guardian'), type('#guardian', 'Una Canary'), goOn],
  ]),
  screen('a call, another name', '/calls', 'caller', [
    ...[next, choose('answered', 'guardian'), type('#guardian', 'Somebody Else'), goOn],
  ]),
  screen('a call, the wrong number', '/calls', 'caller', [next, press('button[value^="wrong-number"]')]),
  screen('a call, no more calls', '/calls', 'caller', [next, choose('answered', 'no-more-calls')]),
  screen('wrong numbers', '/calls', 'caller', [press('main form[action="/calls/numbers"] button')]),
  screen('they called us', '/calls/back', 'caller'),
  screen('they called us, nothing typed', '/calls/back', 'caller', [calledBack[1] as Step]),
  screen('they called us, by name', '/calls/back', 'caller', [
    type('#name', 'sparrow'),
    press('main form[action="/calls/back"] button'),
  ]),
  screen('they called us, the number on file', '/calls/back', 'caller', calledBack),
  screen('they called us, without the card', '/calls/back', 'caller', [
    ...[...calledBack, choose('answered', 'customer'), goOn],
  ]),
  screen('a parent called us, the number on file', '/calls/back', 'caller', parentCalledBack),
  screen('a parent called us, who it is', '/calls/back', 'caller', [
    ...[...parentCalledBack, choose('answered', 'guardian')],
  ]),
  screen('a parent called us, what is owed', '/calls/back', 'caller', [
    ...[...parentCalledBack, choose('answered', 'guardian'), type('#guardian', 'Una Canary'), goOn],
  ]),
  screen('a parent called us, no one to call', '/calls/back', 'caller', [
    tick('label[for="who-guardian"]'),
    type('#card', '23000000000001'),
    calledBack[1] as Step,
  ]),
  screen('they called us, it is over', '/calls/back', 'caller', [
    ...calledBack,
    choose('answered', 'nobody'),
  ]),
]

/** Why last of all: who phoned in is called first, and the walk in another language still makes the planned call. */
const callingBack: readonly Screen[] = [
  screen('answer: a call back is on the list', '/ask', 'desk', [
    ...phoned,
    press('main form[action="/ask/call-back"] button'),
  ]),
  screen('a call back, no number', '/calls', 'caller', [next]),
]

const lookingBack: readonly Screen[] = [
  screen('policy', '/policy', 'trustee'),
  screen('policy, to print', '/policy/printables', 'desk'),
  screen('policy, try it', '/policy/try', 'director'),
  screen('policy, tried', '/policy/try', 'director', [send('/policy/try')]),
  screen('policy, tried with an error', '/policy/try', 'director', [
    type('#day', '0050-01-01'),
    type('#age', '100'),
    send('/policy/try'),
  ]),
  screen('policy, tried with a paper', '/policy/try', 'director', [
    { pick: '#paper', value: 'subpoena' },
    tick('label[for="scope-loans"]'),
    send('/policy/try'),
  ]),
  screen('what came back', '/reports/circulation', 'trustee'),
  screen('what came back, nothing yet', '/reports/circulation', 'director', [], { of: 'changed' }),
  screen('what came back in a month', '/reports/circulation/:month', 'director', [], {
    from: '/reports/circulation/2026-10',
  }),
  screen('what came back in a month of few', '/reports/circulation/:month', 'trustee', [], {
    from: '/reports/circulation/2026-09',
  }),
  screen('what was cut', '/reports/disposal', 'director'),
  screen('other systems', '/systems', 'director'),
  screen('other systems, one is added', '/systems', 'director', [
    ...[type('#name', 'E-books'), type('#holds', 'Loans and holds'), type('#kept', 'One year')],
    ...[type('#contract', 'None'), type('#searcher', 'The vendor')],
    press('#add + form button.usa-button'),
  ]),
  screen('other systems, one is not whole', '/systems', 'director', [
    type('#name', 'Cameras'),
    press('#add + form button.usa-button'),
  ]),
  screen('answers, the questions', '/answers', 'director'),
  ...(['orders', 'trained', 'calls', 'roles', 'disposed'] as const).map((question) =>
    screen(`answers, ${question}`, '/answers', 'director', [
      press(`#q-${question} + form button.usa-button`),
    ]),
  ),
  screen('answers, no such day', '/answers', 'director', [
    type('#of-roles', 'yesterday'),
    press('#q-roles + form button.usa-button'),
  ]),
  screen('register', '/register', 'director'),
  screen('register of a clerk', '/register', 'desk'),
  screen('register, no such entry', '/register', 'director', [send('/register/find')]),
  screen('register, an entry', '/register/entry/:reference', 'director', [press('.carrel-entries a')], {
    from: '/register',
  }),
  screen('register, was changed', '/register', 'director', [], { of: 'changed' }),
  screen(
    'register, an entry that does not fit',
    '/register/entry/:reference',
    'director',
    [press('.carrel-entries__alarm a')],
    { from: '/register', of: 'changed' },
  ),
  screen('register, the check', '/register/check', 'trustee'),
  screen('register, the check, no pin', '/register/check', 'trustee', [
    type('#pin', (language) => `(${language})`),
    send('/register/check'),
  ]),
  screen('register, the check, not whole', '/register/check', 'director', [], { of: 'changed' }),
]

const learning: readonly Screen[] = [
  screen('training', '/training', 'desk'),
  screen('training, a question', '/training/question/:number', 'learner', [send('/training')], {
    from: '/training',
  }),
  screen('training, the answer', '/training/question/:number', 'learner', [press('.carrel-choice')], {
    from: '/training/question',
  }),
  screen('training, begun anew', '/training', 'learner', [send('/training')]),
  screen('training, not passed', '/training', 'learner', [
    send('/training'),
    send('/training'),
    ...Array.from({ length: 9 }, () => [press('.carrel-choice'), press('a.carrel-go')]).flat(),
    press('.carrel-choice'),
    send('/training/finish'),
  ]),
  screen('training, done', '/training', 'learner'),
  screen('training, passed', '/training', 'finisher', [send('/training/finish')], {
    from: '/training/question',
  }),
  screen(
    'training, the certificate waits',
    '/training/certificate/:id',
    'counsel',
    [press('a[href^="/training/certificate/"]')],
    { from: '/training' },
  ),
  screen('training, who did it', '/training/people', 'director'),
]

const ofOneself: readonly Screen[] = [
  screen('my account', '/account', 'desk'),
  screen('keyboard shortcuts', '/account/keyboard', 'desk'),
  screen('keyboard shortcuts, off', '/account/keyboard', 'desk', [press('main form button')]),
  screen('staff PIN', '/account/pin', 'desk'),
  screen('staff PIN, refused', '/account/pin', 'desk', [send('/account/pin')]),
  screen('switch person', '/switch', 'desk'),
  screen('my passphrase', '/account/passphrase', 'desk'),
  screen('my passphrase, refused', '/account/passphrase', 'desk', [send('/account/passphrase')]),
  screen('who are you', '/account/second-step', 'director'),
  screen('my second step', '/account/second-step', 'proved'),
  screen('my second step, add', '/account/add', 'proved'),
  screen('my second step, a code app', '/account/add/code-app', 'proved'),
  screen('my second step, a passkey', '/account/add/passkey', 'proved'),
]

const casePages: readonly Screen[] = [
  screen('cases', '/cases', 'director'),
  screen('cases, none', '/cases', 'director', [], { of: 'changed' }),
  screen('cases, the closed ones', '/cases/closed', 'counsel'),
  screen('find a case', '/cases/find', 'director'),
  screen('find a case, nothing typed', '/cases/find', 'director', [send('/cases/find')]),
  screen('find a case, none found', '/cases/find', 'counsel', [
    ...[type('#requester', '4711'), send('/cases/find')],
  ]),
  screen('find a case, found', '/cases/find', 'director', [
    ...[type('#from', '2020-01-01'), send('/cases/find')],
  ]),
  screen('cases in no other list, none', '/cases/apart', 'trustee'),
  screen('cases in no other list, to show again who one is', '/cases/apart', 'left'),
  screen('a case', '/cases/:reference', 'director', [], { from: '/cases/:worked' }),
  screen('a case, for counsel', '/cases/:reference', 'counsel', [], { from: '/cases/:unread' }),
  screen('a case, reported', '/cases/:reference', 'director', [], { from: '/cases/:reported' }),
  screen('a case, reported, for counsel', '/cases/:reference', 'counsel', [], { from: '/cases/:reported' }),
  screen('a case, hidden, for counsel', '/cases/:reference', 'counsel', [], { from: '/cases/:hidden' }),
  screen('a subpoena, to hold', '/cases/:reference', 'director', [], { from: '/cases/:subpoena' }),
  screen(
    'a subpoena, held',
    '/cases/:reference',
    'director',
    [press('.carrel-case-next form#time-asked button.usa-button')],
    { from: '/cases/:subpoena' },
  ),
  screen('a due order, a second person is asked', '/cases/:reference', 'director', [], {
    from: '/cases/:due',
  }),
  screen('a due order, complied with', '/cases/:reference', 'counsel', [], { from: '/cases/:tocheck' }),
  screen('a second person, asked', '/cases/second', 'trustee'),
  screen('a second person, agreed', '/cases/second', 'trustee', [
    press('main form[action="/cases/second"]:not(:has(input[name="copy"])) button'),
  ]),
  screen('a second person, nothing', '/cases/second', 'trustee', [], { of: 'changed' }),
  screen('a letter from counsel, to add', '/cases/:reference/letter', 'director', [], {
    from: '/cases/:reported/letter',
  }),
  screen(
    'a letter from counsel, nothing chosen',
    '/cases/:reference/letter',
    'director',
    [sendTo('/letter')],
    { from: '/cases/:reported/letter' },
  ),
  screen('a second person, called about a letter', '/cases/second', 'trustee', [
    press('main form[action="/cases/second/called"] button[value="not-reached"]'),
  ]),
  screen('an item for the Board', '/cases/:reference/agenda', 'director', [], {
    from: '/cases/:worked/agenda',
  }),
  screen('word link', '/confirm/:link', 'nobody', [], { from: '/confirm/:wordlink' }),
  screen('word link, denied', '/confirm/:link', 'nobody', [press('main button[value="no"]')], {
    from: '/confirm/:wordlink',
  }),
  screen('word link, used up', '/confirm/:link', 'nobody', [], { from: '/confirm/gone' }),
  screen('a contact to confirm', '/cases/contacts/second', 'desk'),
  screen('a contact to confirm, confirmed', '/cases/contacts/second', 'desk', [
    press('main form[action="/cases/contacts/second"] button'),
  ]),
  screen('your own contact, changed', '/cases/contacts/own', 'counsel'),
  screen('your own contact, changed wrongly', '/cases/contacts/own', 'counsel', [
    press('main form[action="/cases/contacts/own"] button[name="wrong"]'),
  ]),
  screen('the word of the Board, to confirm', '/cases/consulted', 'trustee'),
  screen('the word of the Board, confirmed', '/cases/consulted', 'trustee', [
    press('main button[value="yes"]'),
  ]),
  screen(
    'a case, no file chosen',
    '/cases/:reference',
    'director',
    [tick('details:has(form[action$="/paper"]) > summary'), press('main form[action$="/paper"] button')],
    { from: '/cases/:worked' },
  ),
  screen(
    'a case, a step refused',
    '/cases/:reference',
    'director',
    [press('.carrel-case-next form button.usa-button')],
    { from: '/cases/:unread' },
  ),
  screen('a decision, to be made', '/cases/:reference/decision', 'director', [], {
    from: '/cases/:unread/decision',
  }),
  screen('a decision, for counsel', '/cases/:reference/decision', 'counsel', [], {
    from: '/cases/:unread/decision',
  }),
  screen(
    'a decision, drafted',
    '/cases/:reference/decision',
    'director',
    [press('main button[value="refusal"]')],
    { from: '/cases/:unread/decision' },
  ),
  screen(
    'a decision, to sign',
    '/cases/:reference/decision/sign',
    'director',
    [press('main button[value="refusal"]'), press('.carrel-decision button')],
    { from: '/cases/:unread/decision' },
  ),
  screen('a decision, signed', '/cases/:reference/decision', 'director', [], {
    from: '/cases/:decided/decision',
  }),
  screen('a case about the Director', '/cases/:reference', 'trustee', [], { from: '/cases/:presidents' }),
]

const opens = (word: string): readonly Step[] => [type('#passphrase', word), send('/sealed/open')]

const sealedPages: readonly Screen[] = [
  screen('sealed matters, at the front desk', '/sealed', 'desk'),
  screen('sealed matters, to set up, at the front desk', '/sealed/set-up', 'desk'),
  screen('sealed matters, shut', '/sealed', 'private'),
  screen('sealed matters, shut, for the Director', '/sealed', 'director-inside'),
  screen('sealed matters, refused', '/sealed', 'director-inside', opens('not it')),
  screen('sealed matters, nothing opens', '/sealed', 'private', opens('open the library')),
  screen('sealed matters, open', '/sealed', 'cleared'),
  screen('sealed matters, open, for counsel', '/sealed', 'cleared-counsel'),
  screen('sealed matters, given to the president, refused', '/sealed', 'cleared-counsel', [
    press('main form[action="/sealed/move"] button'),
  ]),
  screen('sealed matters, a closed one, its place not free yet', '/sealed/evidence', 'cleared', [
    press('main form[action="/sealed/archive"] button'),
  ]),
  screen('sealed matters, a closed one, its file not yet', '/sealed/evidence', 'cleared', [
    press('main form[action="/sealed/archive/file"] button'),
  ]),
  screen('sealed matters, thrown away without a reason', '/sealed', 'cleared', [
    press('main form[action="/sealed/discard"] button'),
  ]),
  screen('sealed matters, show who you are first', '/sealed', 'left-with-code'),
  screen('sealed matters, a new sheet', '/sealed/set-up', 'cleared', [
    tick('main details summary'),
    press('main form[action="/sealed/sheet"] button'),
  ]),
  screen('sealed matters, who makes room', '/sealed/recover', 'president-inside', [
    type('#key', () => sealedTyped.presidentKey),
    send('/sealed/recover'),
  ]),
  screen('sealed matters, to set up', '/sealed/set-up', 'director', [], { of: 'changed' }),
  screen('sealed matters, the recovery sheet', '/sealed/set-up', 'director', [press('main form button')], {
    of: 'changed',
  }),
  screen(
    'sealed matters, the sheet to check',
    '/sealed/set-up',
    'director',
    [press('main form button'), press('main a[href="/sealed/set-up"]')],
    { of: 'changed' },
  ),
  screen(
    'sealed matters, another group typed',
    '/sealed/set-up',
    'director',
    [
      press('main form button'),
      press('main a[href="/sealed/set-up"]'),
      type('#lastGroup', 'AAAAAA'),
      send('/sealed/sheet/check'),
    ],
    { of: 'changed' },
  ),
  screen('sealed matters, set up', '/sealed/set-up', 'director-inside'),
  screen('sealed matters, set up by others', '/sealed/set-up', 'private'),
  screen('sealed matters, by the recovery sheet', '/sealed/recover', 'director-inside'),
  screen('sealed matters, by the recovery sheet, refused', '/sealed/recover', 'director-inside', [
    type('#key', 'qpzr 9x8g'),
    send('/sealed/recover'),
  ]),
  screen('sealed matter, one is bound', '/sealed/matter/:reference', 'cleared-counsel', [], {
    from: '/sealed/matter/:sealed',
  }),
  screen('sealed matter', '/sealed/matter/:reference', 'cleared', [], { from: '/sealed/matter/:sealed' }),
  screen(
    'sealed matter, somebody has no keys',
    '/sealed/matter/:reference',
    'cleared',
    [press('main form[action="/sealed/matter/clear"] button')],
    { from: '/sealed/matter/:sealed' },
  ),
  screen('sealed matters, evidence, the proof of one entry waits', '/sealed/evidence', 'cleared', [
    tick('details:has(select[name="entry"]) > summary'),
    pick('select[name="entry"]', '0'),
    press('main form[action="/sealed/matter/proof"] button'),
  ]),
  screen('sealed matters, evidence', '/sealed/evidence', 'cleared'),
  screen('sealed matter, the order ended', '/sealed/matter/:reference', 'cleared', [], {
    from: '/sealed/matter/:ended',
  }),
  screen('sealed matter, its case', '/cases/:reference', 'cleared', [], { from: '/cases/:sealed' }),
  screen('sealed matters, who opens them', '/sealed/people/:side', 'cleared', [], {
    from: '/sealed/people/director',
  }),
]

const ofTheDirector: readonly Screen[] = [
  screen('people', '/people', 'director'),
  screen('people, a leave that was refused', '/people', 'director', [
    { pressIfThere: 'main form[action="/people/leave"] button[name="act"]' },
    send('/people/leave'),
  ]),
  screen('people, a leave that waits for the president', '/people', 'director', [
    { pressIfThere: 'main form[action="/people/leave"] button[name="act"]' },
    ...[type('#first', '2027-01-04'), type('#last', '2027-01-08'), send('/people/leave')],
  ]),
  screen('people, signed in a while ago', '/people/add', 'left'),
  screen('a new person', '/people/add', 'director'),
  screen('a new person, refused', '/people/add', 'director', [send('/people/add')]),
  screen('a new person, the passphrase', '/people/add', 'director', [
    type('#name', 'Mae Holt'),
    type('#signIn', (language) => `mae-${language}`),
    tick('label[for="role-volunteer"]'),
    send('/people/add'),
  ]),
  screen('a person', '/people/person', 'director', [], { from: '/people/person?id=:given' }),
  screen('a person who is locked out', '/people/person', 'director', [], {
    from: '/people/person?id=:locked',
  }),
  screen(
    'a new passphrase, asked once more',
    '/people/person',
    'director',
    [press('main form:has(input[value="reset"]) button')],
    { from: '/people/person?id=:given' },
  ),
  screen(
    'an end, asked once more',
    '/people/person',
    'director',
    [press('main form:has(input[value="end"]) button')],
    { from: '/people/person?id=:given' },
  ),
  screen(
    'a role, asked once more',
    '/people/person',
    'director',
    [tick('label[for="role-trustee"]'), press('main form[action="/people/role"] button.usa-button')],
    { from: '/people/person?id=:given' },
  ),
  screen('officers', '/officers', 'trustee'),
  screen('the policy for the Board', '/policy/board', 'trustee'),
  screen('versions of the policy', '/policy/versions', 'desk'),
  screen('versions of the policy, one', '/policy/versions/:hash', 'desk', [press('main ul a')], {
    from: '/policy/versions',
  }),
  screen(
    'versions of the policy, a file',
    '/policy/versions/:hash',
    'desk',
    [press('main ul a'), press('main a[href$="file=pack.yaml"]')],
    { from: '/policy/versions' },
  ),
  screen('proposed policy', '/policy/proposal', 'director'),
  screen('proposed policy, confirmed by one', '/policy/proposal', 'director', [press('main form button')]),
  screen('proposed policy that fails', '/policy/proposal', 'director', [], { of: 'changed' }),
  screen('facts to confirm', '/policy/facts', 'director'),
  screen('facts for counsel to sign', '/policy/facts', 'counsel'),
  screen('facts for counsel to sign, none chosen', '/policy/facts', 'counsel', [
    press('main form.carrel-form button'),
  ]),
  screen('a fact to confirm', '/policy/facts', 'director', [
    press('main form[action="/policy/facts"] button'),
  ]),
  screen('a fact to confirm, nothing typed', '/policy/facts', 'director', [
    press('main form[action="/policy/facts"] button'),
    press('main form.carrel-form button'),
  ]),
  screen('acting Director', '/acting', 'trustee'),
  screen('acting Director, refused', '/acting', 'trustee', [send('/acting')]),
  screen('computers', '/computers', 'director'),
  screen('computers, not set up', '/computers', 'left'),
  screen('computers, refused', '/computers', 'director', [type('#name', ''), send('/computers')]),
  screen('backups', '/backups', 'director'),
  screen('notices', '/notices', 'director'),
  screen('letters', '/letters', 'private'),
  screen('letters, not in a private room', '/letters', 'desk'),
  screen('imports', '/imports', 'director'),
  screen('imports, none by itself', '/imports', 'director', [], { of: 'changed' }),
  screen('where the pins go', '/register/pins', 'director'),
  screen('where the pins go, refused', '/register/pins', 'director', [
    type('#one', 'clerk'),
    send('/register/pins'),
  ]),
  screen('where the pins go, mail fails', '/register/pins', 'director', [], { of: 'with-mail' }),
]

const ownSign = (card: string, pin: string): readonly Step[] => [
  type('#card', card),
  type('#pin', pin),
  send('/me/sign-in'),
]

const ofCustomers: readonly Screen[] = [
  screen('customer, a code for a PIN', '/counter', 'desk', [
    ...card('23000000000002'),
    press('main form[action="/counter/pin-code"] button'),
    press('main button[value="photo-id"]'),
  ]),
  screen('customer, what was checked for a PIN', '/counter', 'desk', [
    ...card('23000000000002'),
    press('main form[action="/counter/pin"] button'),
  ]),
  screen('customer, their phone is lost', '/counter', 'desk', [
    ...card('23000000000002'),
    press('main form[action="/counter/app-lost"] button'),
    press('main button[value="photo-id"]'),
  ]),
  screen('customer, the screen is theirs', '/handed/pin', 'handed'),
  screen('customer, the screen is theirs, refused', '/handed/pin', 'handed', [
    type('#pin', '123456'),
    send('/handed/pin'),
  ]),
  screen('customer, the screen is given back', '/handed/back', 'handed'),
  screen('customer, the screen is given back, refused', '/handed/back', 'handed', [
    type('#passphrase', 'x'),
    send('/handed/back'),
  ]),
  screen('customer, on the phone with a code', '/ask', 'desk', [
    choose('who', 'customer'),
    press('button[name="to"][value="phone"]'),
    type('#card', '23000000000002'),
    ...[tick('label[for="checked-card"]'), tick('label[for="checked-phone-code"]'), goOn],
  ]),
  screen('privacy notice', '/privacy', 'nobody'),
  screen('policy text', '/privacy/policy', 'nobody'),
  screen('accessibility', '/accessibility', 'nobody'),
  screen('customer, sign in', '/me/sign-in', 'nobody'),
  screen('customer, sign in, refused', '/me/sign-in', 'nobody', ownSign('99', '1')),
  screen('customer, the code of their phone', '/me/sign-in/code', 'customer-code'),
  screen('customer, the code of their phone, refused', '/me/sign-in/code', 'customer-code', [
    type('#code', '12'),
    send('/me/sign-in/code'),
  ]),
  screen('customer, block my card', '/me/block', 'nobody'),
  screen('customer, block my card, nothing typed', '/me/block', 'nobody', [send('/me/block')]),
  screen('customer, block my card, asked', '/me/block', 'nobody', [
    ...[type('#whose', '99'), type('#born', '1980-05-06'), type('#phone', '0100'), send('/me/block')],
  ]),
  screen('customer, a PIN with a code', '/me/pin', 'nobody'),
  screen('customer, a PIN with a code, refused', '/me/pin', 'nobody', [send('/me/pin')]),
  screen('customer, my page', '/me', 'customer'),
  screen('customer, nothing here', '/me', 'customer', [], { from: '/me/nowhere' }),
  screen('customer, my code for the phone', '/me', 'customer', [
    press('main form[action="/me/phone-code"] button'),
    type('#old', '735192'),
    send('/me/phone-code'),
  ]),
  screen('customer, my PIN again', '/me', 'customer', [
    press('main form[action="/me/phone-code"] button'),
    type('#old', '1'),
    send('/me/phone-code'),
  ]),
  screen('customer, place a reserve', '/me/reserve', 'customer'),
  screen('customer, place a reserve, nothing typed', '/me/reserve', 'customer', [send('/me/reserve')]),
  screen('customer, place a reserve, titles', '/me/reserve', 'customer', [
    ...[type('#words', 'winter'), send('/me/reserve')],
  ]),
  screen('customer, place a reserve, no title', '/me/reserve', 'customer', [
    ...[type('#words', 'zzz'), send('/me/reserve')],
  ]),
  screen('customer, place a reserve, placed or there already', '/me/reserve', 'customer', [
    ...[type('#words', 'winter'), send('/me/reserve'), press('.carrel-choice')],
  ]),
  screen('customer, my PIN', '/me/change-pin', 'customer'),
  screen('customer, my PIN, refused', '/me/change-pin', 'customer', [send('/me/change-pin')]),
  screen('customer, my second step', '/me/second-step', 'customer'),
  screen('customer, my choices', '/me/choices', 'customer'),
  screen('customer, my choices, refused', '/me/choices', 'customer', [
    type('#alias', '!'),
    press('main form[action="/me/choices"] button'),
  ]),
  screen('customer, my choices, changed meanwhile', '/me/choices', 'customer', [
    ...[spoil('main input[name="opened"]'), press('main form[action="/me/choices"] button')],
  ]),
  screen('customer, my history, not kept', '/me/history', 'customer'),
  screen('customer, my history, shut for a week', '/me/history', 'customer-with-new-pin'),
  screen('customer, my history', '/me/history', 'customer-with-past'),
  screen('customer, my history, nothing ticked', '/me/history', 'customer-with-past', [
    press('button[value="erase"]'),
  ]),
  screen('customer, who saw my record', '/me/seen', 'customer'),
  screen('customer, who saw my record, by day', '/me/seen', 'customer-with-new-pin'),
  screen('customer, who saw my record, what it showed', '/me/seen', 'customer-with-new-pin', [
    tick('.carrel-view summary'),
  ]),
  screen('customer, what a minor owes', '/me/minors', 'customer-with-past'),
  screen('customer, what a minor owes, a title', '/me/minors', 'customer-with-past', [
    press('main form[action="/me/minors"] button'),
  ]),
  screen('customer, what a minor owes, none', '/me/minors', 'customer'),
  screen('customer, my card is lost', '/me/lost', 'customer'),
  screen('customer, only what is due', '/me', 'customer', [press('main form[action="/me/plain"] button')]),
  screen('customer, only what is due, the PIN', '/me/plain/end', 'customer'),
  screen('customer, everything again', '/me/plain/end', 'customer', [
    ...[type('#old', '735192'), send('/me/plain/end')],
  ]),
  screen('customer, ask for a correction', '/me/correct', 'customer'),
  screen('customer, ask for a correction, refused', '/me/correct', 'customer', [
    ...[type('#emails', 'x'), type('#phones', '1'), send('/me/correct')],
  ]),
  screen('customer, a correction waits', '/me/correct', 'customer-with-wish'),
  screen('customer, a correction is answered', '/me/correct', 'customer-with-new-pin'),
  screen('customer, my page, a correction waits', '/me', 'customer-with-wish'),
  screen('corrections that wait', '/counter/corrections', 'desk'),
  screen('corrections that wait, none', '/counter/corrections', 'desk', [], { of: 'changed' }),
  screen('a correction that is asked for', '/counter', 'desk', card('24000000000013')),
  screen('a correction, set right', '/counter', 'director', [
    ...[...card('24000000000014'), press('main form[action="/counter/correct"] button[value="photo-id"]')],
  ]),
  screen('a correction, over meanwhile', '/counter', 'desk', [
    ...card('24000000000013'),
    spoil('main form[action="/counter/correct"] input[name="mark"]'),
    press('main form[action="/counter/correct"] button[value="leave"]'),
  ]),
  screen('customer, close my account, not yet', '/me/close', 'customer'),
  screen('customer, close my account', '/me/close', 'customer-with-past'),
  screen('customer, close my account, refused', '/me/close', 'customer-with-past', [send('/me/close')]),
]

const ofCases: readonly Screen[] = [
  screen('case, keep a copy', '/cases/:reference/preserve', 'director', [], {
    from: '/cases/:received/preserve',
  }),
  screen(
    'case, keep a copy, refused',
    '/cases/:reference/preserve',
    'director',
    [type('#days', 'x'), sendTo('/preserve')],
    { from: '/cases/:received/preserve' },
  ),
  screen('case, copies that are kept', '/cases/:reference/preserve', 'counsel', [], {
    from: '/cases/:collected/preserve',
  }),
  screen('case, copy the records, nothing named', '/cases/:reference/collect', 'director', [], {
    from: '/cases/:received/collect',
  }),
  screen('case, copy the records', '/cases/:reference/collect', 'director', [], {
    from: '/cases/:decided/collect',
  }),
  screen('case, what the copy holds', '/cases/:reference/collect', 'director', [], {
    from: '/cases/:collected/collect',
  }),
  screen('case, check the copy', '/cases/:reference/check', 'counsel', [], {
    from: '/cases/:collected/check',
  }),
  screen(
    'case, check the copy, not ticked',
    '/cases/:reference/check',
    'counsel',
    [press('main form[action$="/check"] button')],
    {
      from: '/cases/:collected/check',
    },
  ),
  screen('case, the copy is checked', '/cases/:reference/check', 'director', [], {
    from: '/cases/:checked/check',
  }),
  screen('case, no copy to check', '/cases/:reference/check', 'counsel', [], {
    from: '/cases/:decided/check',
  }),
  screen('case, hand over, not checked', '/cases/:reference/produce', 'director', [], {
    from: '/cases/:collected/produce',
  }),
  screen('case, hand over', '/cases/:reference/produce', 'director', [], { from: '/cases/:checked/produce' }),
  screen(
    'case, hand over, no key',
    '/cases/:reference/produce',
    'director',
    [type('#recipient', 'age1'), sendTo('/produce')],
    { from: '/cases/:checked/produce' },
  ),
  screen('case, the file', '/cases/:reference/produce', 'director', [sendTo('/produce')], {
    from: '/cases/:checked/produce',
  }),
  screen('case, the file was saved', '/cases/:reference/produce', 'director', [], {
    from: '/cases/:saved/produce',
  }),
  screen(
    'case, handed over, to nobody',
    '/cases/:reference/produce',
    'director',
    [sendTo('/produce/handed')],
    { from: '/cases/:saved/produce' },
  ),
  screen('case, handed over', '/cases/:reference/produce', 'counsel', [], {
    from: '/cases/:produced/produce',
  }),
  screen(
    'case, handed over, no receipt',
    '/cases/:reference/produce',
    'director',
    [sendTo('/produce/receipt')],
    { from: '/cases/:produced/produce' },
  ),
]

const searching: Opened = { from: '/cases/:searching/search' }
const working: readonly Screen[] = [
  screen('search, begin', '/cases/search/new', 'desk'),
  screen('search, nothing known yet', '/cases/:reference/search', 'desk', [], {
    from: '/cases/:unsearched/search',
  }),
  screen('search, going on', '/cases/:reference/search', 'desk', [], searching),
  screen(
    'search, a wrong time',
    '/cases/:reference/search',
    'desk',
    [type('#thing', '4711'), type('#time', 'x'), press('form[action$="/taken"] button')],
    searching,
  ),
  screen('search, over, for the lawyer', '/cases/:reference/search', 'counsel', [], {
    from: '/cases/:searched/search',
  }),
  screen(
    'search, over, nothing typed',
    '/cases/:reference/search',
    'counsel',
    [...[press('form[action$="/debriefed"] button')]],
    { from: '/cases/:searched/search' },
  ),
  screen('search, from paper', '/cases/search/paper', 'desk'),
  screen('search, from paper, refused', '/cases/search/paper', 'desk', [send('/cases/search/paper')]),
  screen('search, from paper, of a case', '/cases/:reference/search/paper', 'desk', [], {
    from: '/cases/:unsearched/search/paper',
  }),
  screen('conduct', '/cases/conduct', 'desk'),
  screen('conduct, told later', '/cases/conduct/told', 'desk'),
  screen('conduct, told later, refused', '/cases/conduct/told', 'desk', [send('/cases/conduct/told')]),
  screen('conduct, refused', '/cases/conduct', 'desk', [send('/cases/conduct')]),
  screen('conduct, written down', '/cases/conduct', 'desk', [type('#saw', '4711'), send('/cases/conduct')]),
  screen('conduct, the Director is told', '/cases/conduct', 'desk', [
    ...[type('#saw', '4711'), send('/cases/conduct'), press('button[value="yes"]')],
  ]),
  screen('a wrong disclosure', '/cases/disclosure', 'volunteer'),
  screen('a wrong disclosure, refused', '/cases/disclosure', 'volunteer', [choose('how', 'sent')]),
  screen('a wrong disclosure, reported', '/cases/disclosure', 'volunteer', reportsDisclosure),
  screen('a wrong disclosure, its case', '/cases/disclosure', 'director', [
    ...[...reportsDisclosure, press('main a[href*="/cases/"][href*="-"]')],
  ]),
  screen('asked about views, nothing', '/cases/asked', 'volunteer'),
  screen('asked about views', '/cases/asked', 'desk'),
  screen('a study, whose record to be set', '/cases/:reference/study', 'director', [], {
    from: '/cases/:concern/study',
  }),
  screen('a study, with views', '/cases/:reference/study', 'counsel', [], { from: '/cases/:studied/study' }),
  screen('a study, the other records', '/cases/:reference/study/others', 'counsel', [], {
    from: '/cases/:studied/study/others',
  }),
  screen('cards that I do not open', '/account/cards', 'desk'),
  screen('cards that I do not open, none typed', '/account/cards', 'desk', [
    press('main form[action$="/cards"] button'),
  ]),
  screen('privacy problem', '/cases/privacy', 'desk'),
  screen('privacy problem, refused', '/cases/privacy', 'desk', [send('/cases/privacy')]),
  screen('privacy problem, written down', '/cases/privacy', 'director', [
    ...[type('#problem', '4711'), tick('label[for="raised-staff"]'), send('/cases/privacy')],
  ]),
  screen('customer, a worry', '/me/worry', 'customer'),
  screen('customer, a worry, refused', '/me/worry', 'customer', [send('/me/worry')]),
  screen('customer, a worry, sent', '/me/worry', 'customer', [type('#problem', '4711'), send('/me/worry')]),
  screen('drills', '/cases/drill', 'director'),
  screen('drills, refused', '/cases/drill', 'director', [send('/cases/drill')]),
  screen('drill, how it went', '/cases/:reference/drill', 'director', [], { from: '/cases/:drill/drill' }),
  screen('drill, the search', '/cases/:reference/search', 'desk', [], { from: '/cases/:drill/search' }),
  screen('requests in numbers', '/reports/requests', 'trustee'),
  screen('requests in numbers, of a year of few', '/reports/requests', 'counsel', [], {
    from: '/reports/requests?year=2024',
  }),
  screen('requests in numbers, none yet', '/reports/requests', 'director', [], { of: 'changed' }),
  screen('requests in numbers, for anyone', '/privacy/requests', 'nobody'),
  screen('requests in numbers, for anyone, none yet', '/privacy/requests', 'nobody', [], { of: 'new' }),
  screen('denial letters', '/denials', 'nobody'),
  screen('denial letters, none', '/denials', 'nobody', [], { of: 'new' }),
]

/** Every page and state, in the order in which people meet them. */
export const screens: readonly Screen[] = [
  ...signingIn,
  ...settingUp,
  ...starting,
  ...asking,
  ...reportsOfCases,
  ...counting,
  ...calling,
  ...working,
  ...lookingBack,
  ...learning,
  ...ofOneself,
  ...casePages,
  ...sealedPages,
  ...ofTheDirector,
  ...ofCases,
  ...ofCustomers,
  ...callingBack,
]
