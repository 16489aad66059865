import fc from 'fast-check'
import type { Ask } from '../../src/policy/ask.ts'
import * as words from '../../src/policy/ask.ts'
import type { Pack } from '../../src/policy/pack.ts'
import { randomAsks } from './random-asks.ts'

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 2 })
const from = <T>(list: readonly T[]) => fc.constantFrom(...list)
const someOf = <T>(list: readonly T[]) => fc.subarray([...list])

const days = [
  '2016-01-01',
  '2018-06-09',
  '2020-03-14',
  '2020-03-15',
  '2026-11-24',
  '2027-02-28',
  '2027-03-01',
]
const births = ['2013-02-03', '2008-02-29', '2008-11-24', '2008-11-25', '2007-11-24', '1950-01-01']

const instrument: fc.Arbitrary<NonNullable<Ask['instrument']>> = fc.record({
  kind: from(words.instrumentKinds),
  findings: fc.oneof(fc.constant([...words.findingKinds]), someOf(words.findingKinds)),
  scope: someOf(words.recordKinds),
  nondisclosure: fc.boolean(),
  grandfathered: fc.boolean(),
})

/** Any ask of the vocabulary, all words equally. */
const drawn = (pack: Pack): fc.Arbitrary<Ask> =>
  fc
    .record({
      on: from(days),
      recipient: fc.record({
        kind: from(words.recipientKinds),
        role: from(words.staffRoles),
        relation: from(words.relations),
        liable: fc.boolean(),
        'relation-shown': maybe(from(words.relationsShown)),
        added: maybe(from(days)),
        verified: someOf(words.checks),
      }),
      subject: fc.record({
        born: maybe(from(births)),
        married: fc.boolean(),
        emancipated: fc.boolean(),
        shielded: fc.boolean(),
        liabilities: someOf(words.liabilities),
      }),
      records: fc.subarray([...words.recordKinds], { minLength: 1 }),
      channel: from(words.channels),
      place: from([...words.commonPlaces, ...pack.privateRooms]),
      speakingWith: maybe(from(words.speakers)),
      basis: maybe(from(words.bases)),
      instrument: maybe(instrument),
      done: someOf(words.doneSteps),
      emergencyClaimed: fc.boolean(),
    })
    .filter(({ on, subject }) => subject.born === undefined || subject.born <= on)

/** Half of them drawn evenly, half near the boundaries that scenarios mark, with every record asked at once. */
export function anyAsk(pack: Pack): fc.Arbitrary<Ask> {
  const near = [...randomAsks(pack, { count: 4_000, seed: 99 })]
  const nearby = from(near).chain((ask) =>
    fc.subarray([...words.recordKinds]).map((more) => ({
      ...ask,
      records: [...new Set([...ask.records, ...more])],
    })),
  )
  return fc.oneof(drawn(pack), nearby)
}
