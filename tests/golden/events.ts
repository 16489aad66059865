import { type CaseEvent, type EventName, type EventOf, findingKinds } from './current.ts'
import { clerk, copyId, counsel, director, una } from './people.ts'

const words = 'as it was said'
const paper = '7f1c0f52-3d0e-4d5e-9a55-0b5d5e6f7a01'
const scope = { subjects: [una], absent: [2], records: ['loans', 'identity'], from: '2026-06-01' } as const
const copy = { ...scope, id: copyId, by: director, asListed: true } as const
const sum = 'ab'.repeat(32)
const heard = { way: 'phone', counsel: 'C. Wells', words } as const
const pinned = { paper, page: 1, words } as const

/** One of each event that there is; the type requires all of them. */
export const events: { readonly [Name in EventName]: EventOf<Name> } = {
  received: {
    ...{ what: 'received', kind: 'process', way: 'counter', wants: 'what Una read', secret: true },
    requester: {
      ...{ kind: 'justice-agency', name: 'Deputy Vexillum', agency: 'Example County', patron: una },
      phone: '308-555-0100',
    },
    looked: { court: 'yes', judge: 'unsure', searchHere: 'no' },
    ...{ aboutDirector: false, drill: true },
  },
  told: { what: 'told', whom: 'director', through: 'phone', reached: true },
  'paper-added': {
    what: 'paper-added',
    paper: { id: paper, name: 'order.pdf', type: 'application/pdf', sha256: sum, bytes: 4096, pages: 2 },
  },
  'paper-weighed': { what: 'paper-weighed', paper, counts: true },
  'paper-read': {
    ...{ what: 'paper-read', instrument: 'court-order', court: 'District Court', number: 'CI 26-1' },
    ...{ issuedOn: '2026-11-20', servedOn: '2026-11-24', returnOn: '2026-12-08', federal: false },
    ...{ nondisclosure: true, gagUntil: '2027-05-24', phone: '308-555-0177' },
  },
  'gag-found': { what: 'gag-found', words },
  'gag-ended': { what: 'gag-ended', source: 'expiry', on: '2027-05-24', ...heard },
  'about-director': { what: 'about-director', is: true },
  'requester-checked': {
    ...{ what: 'requester-checked', source: 'agency-published', dialled: '308-555-0101' },
    ...{ spokeWith: 'the clerk', verified: true },
  },
  'scope-set': { what: 'scope-set', ...scope, until: '2026-11-01' },
  'finding-pinned': { what: 'finding-pinned', finding: findingKinds[0], ...pinned },
  'finding-dropped': { what: 'finding-dropped', finding: findingKinds[0], heard },
  'counsel-advised': {
    ...{
      what: 'counsel-advised',
      opinion: 'proper',
      readOut: [...findingKinds],
      grandfathered: true,
      board: true,
    },
    ...heard,
  },
  'board-consulted': { what: 'board-consulted', motion: '26-1', session: '2026-1', on: '2026-11-25' },
  'word-answered': { what: 'word-answered', word: 0, is: false, words },
  'link-sent': {
    ...{ what: 'link-sent', word: 0 },
    to: {
      ...{ whom: 'counsel', name: 'L. Brief', setBy: clerk, confirmedBy: director },
      confirmedAt: '2026-11-20T15:00:00Z',
    },
  },
  'letter-added': {
    ...{ what: 'letter-added', word: 0, is: true },
    paper: { id: paper, name: 'letter.pdf', type: 'application/pdf', sha256: sum, bytes: 4096, pages: 1 },
  },
  'letter-called': {
    ...{ what: 'letter-called', word: 0, paper, called: '308-555-0104', result: 'not-reached' },
    to: {
      ...{ whom: 'counsel', name: 'L. Brief', setBy: clerk, confirmedBy: director },
      confirmedAt: '2026-11-20T15:00:00Z',
    },
  },
  'conflict-said': { what: 'conflict-said' },
  'special-asked': { what: 'special-asked', account: counsel, wants: 'add' },
  'special-agreed': { what: 'special-agreed', account: counsel, wants: 'add', as: 'president' },
  'cure-demanded': { what: 'cure-demanded', lacks: ['court'], until: '2026-12-01' },
  cured: { what: 'cured', words },
  'minimum-asked': { what: 'minimum-asked', counsel: ['C. Wells', 'R. Gale'], underSeal: true },
  'minimum-agreed': { what: 'minimum-agreed', as: 'president' },
  'time-asked': { what: 'time-asked', until: '2026-12-08' },
  objected: { what: 'objected', words, narrow: ['days'], until: '2026-12-01' },
  'objection-ended': { what: 'objection-ended', words },
  decided: { what: 'decided', decision: 'compulsion', document: sum, grounds: 'cd'.repeat(32) },
  'decision-withdrawn': { what: 'decision-withdrawn', words },
  preserved: { what: 'preserved', copy, until: '2026-12-31' },
  'preservation-ended': { what: 'preservation-ended', copy: copyId },
  collected: { what: 'collected', copy },
  'cannot-come': { what: 'cannot-come', copy: copyId },
  'system-searched': {
    ...{ what: 'system-searched', act: 'produce', system: copyId, name: 'E-books', by: 'A. Clerk' },
    ...{ on: '2026-11-24', result: 'found', words },
  },
  checked: {
    ...{ what: 'checked', copy: copyId },
    heard: { counsel: 'C. Wells', words, read: { lines: [['loans', 1]], sha256: sum } },
  },
  packaged: {
    ...{ what: 'packaged', package: 'package', copy: copyId, document: sum },
    files: [{ name: 'loans.csv', bytes: 120, sha256: sum }],
  },
  'package-saved': { what: 'package-saved', document: sum },
  'package-destroyed': { what: 'package-destroyed', words },
  produced: { what: 'produced', document: sum, to: 'a deputy', how: 'in-person', despite: true },
  'refusal-sent': { what: 'refusal-sent', document: sum },
  'no-records-sent': { what: 'no-records-sent', document: sum },
  receipt: { what: 'receipt', words },
  'notice-chosen': {
    what: 'notice-chosen',
    choice: 'wait',
    on: '2027-05-24',
    way: 'phone',
    counsel: 'C. Wells',
  },
  'patron-told': { what: 'patron-told' },
  'study-set': { what: 'study-set', subject: una, from: '2026-08-26', until: '2026-11-24' },
  studied: { what: 'studied', own: false },
  'account-asked': {
    ...{ what: 'account-asked', ask: copyId, of: clerk, until: '2026-12-02' },
    views: [{ at: '2026-11-24T15:04:05Z', place: 'front-desk' }],
  },
  'account-given': { what: 'account-given', ask: copyId, words },
  'study-agreed': { what: 'study-agreed', to: 'staff', of: clerk },
  'study-found': { what: 'study-found', finding: 'remedied', words, remedy: words },
  'search-began': {
    ...{ what: 'search-began', leader: 'A. Sheriff', court: 'District Court', signedBy: 'Judge Example' },
    ...{ place: 'front desk', items: 'a computer', dates: 'November', hours: 'day', delay: 'granted' },
  },
  'thing-taken': { what: 'thing-taken', thing: 'a computer', line: 'line-1' },
  'thing-mistaken': { what: 'thing-mistaken', line: 'line-1', words },
  'search-ended': { what: 'search-ended' },
  debriefed: { what: 'debriefed', way: 'here', counsel: 'C. Wells', words },
  seized: { what: 'seized' },
  'search-mistaken': { what: 'search-mistaken', words, heard },
  'told-outside': { what: 'told-outside', basis: 'conduct', agency: 'police' },
  'public-given': { what: 'public-given', extent: 'part', words },
  answered: { what: 'answered' },
  withdrawn: { what: 'withdrawn', words, spokeWith: 'A. Sheriff', through: 'phone' },
  quashed: { what: 'quashed', words },
  referred: { what: 'referred', words },
  noted: {
    ...{ what: 'noted', words },
    joined: {
      ...{ by: clerk, at: '2026-11-24T15:04:05Z' },
      report: {
        ...{ kind: 'ask', way: 'phone', wants: 'a list', aboutDirector: false, drill: false },
        requester: { kind: 'private-party', name: 'A. Caller' },
      },
    },
  },
  closed: { what: 'closed' },
}

const at = '2026-11-24T15:04:05Z'
const { secret: _, ...openly } = events.received

/** A case that a deputy brought an order for, up to the decision. */
export const story: readonly CaseEvent[] = [
  {
    ...{ ...openly, drill: false },
    stamp: { by: clerk, role: 'staff', at, notedAt: at },
  },
  { ...events.told, stamp: { by: clerk, role: 'staff', at, notedAt: at } },
  { ...events['paper-added'], stamp: { by: clerk, role: 'staff', at, notedAt: at } },
  {
    ...{ ...events['paper-read'], nondisclosure: false, gagUntil: undefined },
    stamp: { by: director, role: 'director', at, notedAt: at, unconfirmed: true },
  },
  { ...events['scope-set'], stamp: { by: counsel, role: 'counsel', at, notedAt: at } },
  { ...events['finding-pinned'], stamp: { by: counsel, role: 'counsel', at, notedAt: at } },
  {
    ...{ ...events['counsel-advised'], way: 'here' as const, readOut: undefined },
    stamp: { by: counsel, role: 'counsel', at, notedAt: at },
  },
]
