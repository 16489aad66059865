import { createHash } from 'node:crypto'
import type { Entry } from './current.ts'
import { entryKinds } from './lists.ts'
import { clerk, director, una } from './people.ts'

const at = '2026-11-24T15:04:05Z'
const sum = (of: string) => createHash('sha256').update(of).digest('hex')
const uuid = (of: string) => sum(of).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5')
const many = (count: number) => Array.from({ length: count }, (_, nth) => `${nth}`)

/** An entry of each kind. */
export const kindEntries: readonly Entry[] = entryKinds.map((kind) => ({ kind, at, actor: clerk }))

/** Every field that there is; the type requires all of them. */
export const everyField: Required<Entry> = {
  ...{ kind: 'answer', at, actor: clerk, account: director, role: 'desk', place: 'front-desk' },
  ...{
    pack: sum('pack'),
    packBefore: sum('pack before'),
    shown: ['identity', 'loans'],
    speakingWith: 'customer',
  },
  ...{ subjects: [una], recipient: 'justice-agency', relation: 'parent', channel: 'phone' },
  ...{
    instrument: 'court-order',
    basis: 'conduct',
    verified: ['photo-id'],
    records: ['loans', 'overdue.titles'],
  },
  ...{ may: [], outcome: 'refuse', clauses: ['Guideline', 'Reg 1(a)'], flags: ['at-counter'] },
  ...{ case: 'ABCD-EFGH', document: sum('document'), entry: 'AAECAwQFBgcICQoLDA0ODw', months: ['2016-11'] },
}

/** Too long for a leaf as it is, and not once it is compressed. */
export const long: Entry = { ...everyField, months: many(120).map(() => '2016-11') }

/** Too long for a leaf either way: part of it is kept aside. */
export const overlong: Entry = {
  ...everyField,
  subjects: many(20).map((nth) => uuid(`patron ${nth}`)),
  verified: many(64).map((nth) => sum(`verified ${nth}`).slice(0, 40)),
}
