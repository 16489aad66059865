import * as words from '../../src/policy/ask.ts'
import { type Ask, readAsk } from '../../src/policy/ask.ts'
import { daysAfter } from '../../src/policy/calendar.ts'
import type { Pack } from '../../src/policy/pack.ts'
import { MalformedAskError } from '../../src/policy/source-text.ts'

/** Numbers from 0 up to 1, the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = state
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

type Random = () => number
type Change = (ask: Ask, random: Random) => Ask

const one = <T>(list: readonly T[], random: Random): T => list[Math.floor(random() * list.length)] as T

/** The list with one of the words put in, or taken out where it was in. */
function toggled<T>(list: readonly T[], all: readonly T[], random: Random): T[] {
  const word = one(all, random)
  return list.includes(word) ? list.filter((other) => other !== word) : [...list, word]
}

const days = [
  '2015-06-09',
  '2018-06-08',
  '2020-03-14',
  '2020-03-15',
  '2026-11-24',
  '2027-02-28',
  '2027-03-01',
]
const births = [
  '2013-02-03',
  '2008-02-29',
  '2008-11-24',
  '2008-11-25',
  '2007-11-24',
  '2007-11-25',
  '1950-01-01',
]

const blankInstrument = (kind: words.InstrumentKind) => ({
  kind,
  findings: [],
  scope: [],
  nondisclosure: false,
  grandfathered: false,
})

/** Each changes one thing that an ask can say. */
const changes = (pack: Pack): readonly Change[] => [
  (ask, random) => ({ ...ask, on: one(days, random) }),
  (ask, random) => ({
    ...ask,
    recipient: {
      ...ask.recipient,
      kind: one(words.recipientKinds, random),
      role: one(words.staffRoles, random),
    },
  }),
  (ask, random) => ({ ...ask, recipient: { ...ask.recipient, role: one(words.staffRoles, random) } }),
  (ask, random) => ({ ...ask, recipient: { ...ask.recipient, relation: one(words.relations, random) } }),
  (ask) => ({ ...ask, recipient: { ...ask.recipient, liable: !ask.recipient.liable } }),
  (ask, random) => ({
    ...ask,
    recipient: { ...ask.recipient, 'relation-shown': one([...words.relationsShown, undefined], random) },
  }),
  (ask, random) => ({
    ...ask,
    recipient: {
      ...ask.recipient,
      added: one(['2015-01-01', daysAfter(ask.on, -1), ask.on, undefined], random),
    },
  }),
  (ask, random) => ({
    ...ask,
    recipient: { ...ask.recipient, verified: toggled(ask.recipient.verified, words.checks, random) },
  }),
  (ask, random) => ({ ...ask, subject: { ...ask.subject, born: one([...births, undefined], random) } }),
  (ask) => ({ ...ask, subject: { ...ask.subject, married: !ask.subject.married } }),
  (ask) => ({ ...ask, subject: { ...ask.subject, emancipated: !ask.subject.emancipated } }),
  (ask, random) => ({
    ...ask,
    subject: { ...ask.subject, liabilities: toggled(ask.subject.liabilities, words.liabilities, random) },
  }),
  (ask) => ({ ...ask, subject: { ...ask.subject, shielded: !ask.subject.shielded } }),
  (ask, random) => ({ ...ask, records: [one(words.recordKinds, random)] }),
  (ask, random) => ({ ...ask, channel: one(words.channels, random) }),
  (ask, random) => ({ ...ask, place: one([...words.commonPlaces, ...pack.privateRooms], random) }),
  (ask, random) => ({ ...ask, speakingWith: one([...words.speakers, undefined], random) }),
  (ask, random) => ({ ...ask, basis: one([...words.bases, undefined], random) }),
  (ask, random) => ({
    ...ask,
    instrument: {
      ...(ask.instrument ?? blankInstrument('unread')),
      kind: one(words.instrumentKinds, random),
    },
  }),
  (ask) => ({ ...ask, instrument: undefined }),
  inInstrument((paper, random) => ({
    ...paper,
    findings: toggled(paper.findings, words.findingKinds, random),
  })),
  inInstrument((paper, random, ask) => ({ ...paper, scope: toggled(paper.scope, ask.records, random) })),
  inInstrument((paper) => ({ ...paper, grandfathered: !paper.grandfathered })),
  inInstrument((paper) => ({ ...paper, nondisclosure: !paper.nondisclosure })),
  (ask, random) => ({ ...ask, done: toggled(ask.done, words.doneSteps, random) }),
  (ask) => ({ ...ask, emergencyClaimed: !ask.emergencyClaimed }),
]

type Paper = NonNullable<Ask['instrument']>

function inInstrument(change: (paper: Paper, random: Random, ask: Ask) => Paper): Change {
  return (ask, random) =>
    ask.instrument === undefined ? ask : { ...ask, instrument: change(ask.instrument, random, ask) }
}

/** For each rule the asks, of one record each, that it determined: so that rare rules are met as often as others. */
function startsByRule(pack: Pack, starts: readonly Ask[]): Map<string, Ask[]> {
  const found = new Map<string, Ask[]>()
  for (const start of starts) {
    for (const { record, by } of pack.rule(start)) {
      for (const { id } of by) found.set(id, [...(found.get(id) ?? []), { ...start, records: [record] }])
    }
  }
  return found
}

/**
 * Asks near the boundaries: each begins as the ask of a scenario, with one record of it, and has up to three things
 * changed at random. The same for the same seed.
 */
export function* randomAsks(pack: Pack, options: { count: number; seed: number }): Generator<Ask> {
  const random = seeded(options.seed)
  const starts = pack.scenarios.flatMap((scenario) => {
    try {
      return [readAsk(scenario.ask, scenario.on, pack)]
    } catch (error) {
      if (error instanceof MalformedAskError) return []
      throw error
    }
  })
  const byRule = [...startsByRule(pack, starts).values()]
  const told = starts.filter((start) => pack.decide(start).may.length > 0)
  const all = changes(pack)
  for (let made = 0; made < options.count; made++) {
    const draw = random()
    const start = draw < 0.6 ? one(one(byRule, random), random) : one(draw < 0.8 ? told : starts, random)
    let ask: Ask = random() < 0.9 ? { ...start, records: [one(start.records, random)] } : start
    for (let left = Math.floor(random() * 4); left > 0; left--) ask = one(all, random)(ask, random)
    yield ask.subject.born !== undefined && ask.subject.born > ask.on ? start : ask
  }
}
