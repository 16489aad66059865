import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Ask, findingKinds, liabilities, type RecordKind } from '../../src/policy/ask.ts'
import { daysAfter } from '../../src/policy/calendar.ts'
import { lawFaults } from '../../src/policy/laws.ts'
import { loadPack } from '../../src/policy/pack.ts'
import { anyAsk } from './any-ask.ts'
import { jensen, jensenInEnglish } from './jensen-pack.ts'

/** Somebody wrote a rule that permits everything to everyone; only forbids stand against it. */
const careless = loadPack(
  new Map([
    ...jensenInEnglish,
    [
      'rules/careless.cedar',
      '@id("careless")\n@clause("Statement")\n@reason("Careless.")\n@say("Yes.")\n' +
        'permit (principal, action == Action::"tell", resource);\n',
    ],
  ]),
)

/** A law returns false, or throws, where it is broken. */
const holds = (law: (ask: Ask) => unknown) =>
  fc.assert(
    fc.property(anyAsk(jensen), (ask) => law(ask) !== false),
    { numRuns: 3_000 },
  )

const told = (ask: Ask, pack = jensen): RecordKind[] =>
  pack
    .rule(ask)
    .filter(({ fate }) => fate === 'tell')
    .map(({ record }) => record)

const titles: readonly RecordKind[] = [
  ...(['overdue.titles', 'lost.titles', 'damaged.titles', 'charges.items', 'holds.titles'] as const),
  ...(['loans', 'history'] as const),
]
const isThemself = ({ speakingWith }: Ask) => speakingWith === 'patron' || speakingWith === 'relay'
const isCall = ({ channel }: Ask) => channel === 'phone-out' || channel === 'message'
const isPrivate = ({ place }: Ask) => jensen.privateRooms.includes(place)
const answeredByAnother = ({ channel, speakingWith }: Ask) =>
  channel === 'phone-out' && speakingWith === 'someone-else'

describe('the named laws, over the whole vocabulary', () => {
  test('default-deny: a person who gives nothing is told nothing', () => {
    holds((ask) => {
      const { recipient } = ask
      const empty: Ask = {
        ...ask,
        recipient: { ...recipient, relation: 'none', liable: false, verified: [] },
        speakingWith: undefined,
        basis: undefined,
        instrument: undefined,
        done: [],
        emergencyClaimed: false,
      }
      const onDuty = recipient.kind === 'staff' && ask.channel === 'screen'
      return onDuty || jensen.decide(empty).may.length === 0
    })
  })

  test('default-deny: no record is told or handed over but by a rule that permits it', () => {
    holds((ask) => {
      for (const { fate, by } of jensen.rule(ask)) {
        if (fate === 'tell' || fate === 'compel') {
          expect(by.length).toBeGreaterThan(0)
          expect(by.every(({ effect, actions }) => effect === 'permit' && actions.has(fate))).toBe(true)
        }
      }
    })
  })

  test('forbid-beats-permit: a rule that permits everything tells nothing that a forbid withholds', () => {
    const inForce = (ask: Ask, record: RecordKind) =>
      jensen
        .rule({ ...ask, records: [record] })
        .some(({ by }) => by.some(({ effect, actions }) => effect === 'forbid' && actions.has('tell')))
    holds((ask) => {
      const carelessly = told(ask, careless)
      return ask.records.every((record) => !inForce(ask, record) || !carelessly.includes(record))
    })
  })

  test('no-title-in-a-message: not even under a rule that permits everything', () => {
    holds((ask) => {
      const { recipient, channel } = ask
      const written = ['e-mail', 'text', 'letter'].includes(channel)
      const message = channel === 'message' || answeredByAnother(ask)
      const own = recipient.kind === 'patron' && recipient.relation === 'self'
      const bound = (own && (written || message)) || (recipient.kind === 'guardian' && message)
      return !bound || told(ask, careless).every((record) => !titles.includes(record))
    })
  })

  test('no-title-in-a-message: to anyone, but for what a court’s order or the Director released', () => {
    holds((ask) => {
      const message = ['e-mail', 'text', 'letter', 'message'].includes(ask.channel) || answeredByAnother(ask)
      return !message || ask.instrument !== undefined || told(ask).every((record) => !titles.includes(record))
    })
  })

  test('no-call-from-the-front-desk: to patrons and guardians nothing, not even under a rule that permits everything', () => {
    holds((ask) => {
      const bound = ask.recipient.kind === 'patron' || ask.recipient.kind === 'guardian'
      return !(bound && isCall(ask) && !isPrivate(ask)) || told(ask, careless).length === 0
    })
  })

  test('no-call-from-the-front-desk: and to a person who answers nothing but what another regulation gives', () => {
    holds((ask) => {
      if (!isCall(ask) || isPrivate(ask)) return
      for (const { fate, by } of jensen.rule(ask)) {
        if (fate === 'tell') expect(by.every(({ clauses }) => !clauses.includes('Reg 4'))).toBe(true)
      }
    })
  })

  test('no-title-by-phone-outside-a-private-room: by any call, not even under a rule that permits everything', () => {
    holds((ask) => {
      const { recipient, channel } = ask
      const itself = recipient.kind === 'patron' && recipient.relation === 'self'
      if (channel !== 'phone-in' || !itself || isPrivate(ask)) return
      if (ask.instrument?.kind === 'search-warrant') return
      const isProved =
        recipient.verified.includes('card') &&
        (recipient.verified.includes('call-back') || recipient.verified.includes('phone-code'))
      const bare = ['overdue', 'lost', 'damaged', 'charges', 'holds']
      const heard = told(ask)
      expect(heard).toEqual(
        isProved && isThemself(ask) ? ask.records.filter((record) => bare.includes(record)) : [],
      )
      if (isProved && isThemself(ask)) {
        expect(told(ask, careless).filter((record) => titles.includes(record))).toEqual([])
      }
    })
  })

  test('no-title-by-phone-outside-a-private-room: a caller is called back from the rooms of the pack', () => {
    holds((ask) => {
      const { recipient, channel, instrument } = ask
      const itself = recipient.kind === 'patron' && recipient.relation === 'self'
      if (channel !== 'phone-in' || !itself || isPrivate(ask) || !isThemself(ask)) return
      if (instrument !== undefined || ask.records.every((record) => /presence|video|incident/.test(record)))
        return
      expect(jensen.decide(ask).next).toContain('Call them back from the Office or the Crane Room.')
    })
  })

  test('no-release-without-judicial-determination: no agency has a library record without a court behind it', () => {
    holds((ask) => {
      const { recipient, instrument, done } = ask
      if (recipient.kind !== 'justice-agency' && recipient.kind !== 'government-agency') return
      const released = told(ask).filter((record) => record !== 'incident')
      if (released.length === 0 || (answeredByAnother(ask) && isPrivate(ask))) return
      expect(recipient.kind).toBe('justice-agency')
      expect(done).toEqual(
        expect.arrayContaining(['reported-to-director', 'counsel-consulted', 'director-decided-release']),
      )
      expect(released.every((record) => instrument?.scope.includes(record))).toBe(true)
      if (instrument?.kind === 'fisa-order')
        expect(ask.on < '2020-03-15' || instrument.grandfathered).toBe(true)
      else {
        expect(instrument?.kind).toBe('court-order')
        expect([...(instrument?.findings ?? [])].sort()).toEqual([...new Set(findingKinds)].sort())
      }
    })
  })

  test('no-release-without-judicial-determination: what is compelled is never called a release', () => {
    holds((ask) => {
      const answer = jensen.decide(ask)
      const compelled = jensen.rule(ask).some(({ fate }) => fate === 'compel')
      if (!compelled || answer.outcome === 'seizure') return
      expect(answer.outcome).not.toBe('release')
      expect(answer.flags).toContain('compelled-not-reg-1')
      // Without counsel, only an order of a court.
      if (!ask.done.includes('counsel-consulted')) {
        expect(ask.done).toContain('counsel-not-reached')
        expect(ask.instrument?.kind).toBe('court-order')
      }
    })
  })

  test('guardian-sees-only-liabilities: of a minor, matched with the file, signed for or in person with the relation shown', () => {
    holds((ask) => {
      if (ask.recipient.kind !== 'guardian' || answeredByAnother(ask)) return
      const heard = told(ask)
      for (const record of heard) expect(ask.subject.liabilities).toContain(record.split('.')[0])
      if (heard.length === 0) return
      const { relation, liable, verified } = ask.recipient
      expect(relation === 'parent' || relation === 'guardian').toBe(true)
      expect(verified).toContain('guardian-on-file')
      const isShown = ask.channel === 'in-person' && ask.recipient['relation-shown'] !== undefined
      expect(liable || isShown).toBe(true)
      if (!liable) expect(jensen.decide(ask).flags).toContain('reading-awaits-board')
      expect(ask.subject.born !== undefined && !ask.subject.married && !ask.subject.emancipated).toBe(true)
    })
  })

  test('just-added: in person no title, unless papers or the minor showed the relation', () => {
    holds((ask) => {
      const { kind, added } = ask.recipient
      const shown = ask.recipient['relation-shown']
      if (kind !== 'guardian' || ask.channel !== 'in-person' || !added || added < daysAfter(ask.on, -1))
        return
      if (shown === 'papers' || shown === 'minor-present') return
      if (!ask.recipient.verified.includes('guardian-on-file')) return
      expect(told(ask, careless).filter((record) => titles.includes(record))).toEqual([])
    })
  })

  test('equal-words: what someone may not be told shows nowhere in their answer, whatever is owed', () => {
    holds((ask) => {
      const whatever = [[], liabilities, ask.subject.liabilities].map((owed) =>
        jensen.decide({ ...ask, subject: { ...ask.subject, liabilities: owed } }),
      )
      const mayTell = whatever.some(({ may }) => may.some((record) => owable.test(record)))
      if (mayTell) return
      for (const answer of whatever) expect(answer).toEqual(whatever[0])
    })
  })

  test('equal-words: of a shielded minor the answer is that of one who owes nothing, to all but the minor and staff', () => {
    holds((ask) => {
      const { kind, relation } = ask.recipient
      const shielded = jensen.decide({ ...ask, subject: { ...ask.subject, shielded: true } })
      const is = kind === 'staff' || relation === 'self' ? ask.subject.liabilities : []
      expect(shielded).toEqual(
        jensen.decide({ ...ask, subject: { ...ask.subject, shielded: false, liabilities: is } }),
      )
    })
  })

  // The proof of `lawFaults` is by record, and so needs this.
  test('equal-words: asks that differ in what is owed have the same answer where each record has the same fate by the same rules', () => {
    const ruled = (ask: Ask) =>
      JSON.stringify(jensen.rule(ask).map(({ fate, by }) => [fate, by.map(({ id }) => id)]))
    holds((ask) => {
      const other: Ask = { ...ask, subject: { ...ask.subject, liabilities: [] } }
      if (ruled(ask) === ruled(other)) expect(jensen.decide(other)).toEqual(jensen.decide(ask))
    })
  })

  test('existence-is-a-disclosure: to anyone but a verified guardian the answer is the same for any person asked about', () => {
    const stranger = { married: false, emancipated: false, liabilities: [] }
    holds((ask) => {
      if (ask.recipient.kind === 'guardian' && ask.recipient.verified.includes('guardian-on-file')) return
      // Why: whether letters of a court are for an adult shows in the subject's age; they are then referred or not. On a call
      // of someone who says that they are a guardian no one reads them.
      const isRead = ask.recipient.kind !== 'guardian' || ask.channel !== 'phone-in'
      if (isRead && ask.recipient.verified.includes('court-letters')) return
      expect(jensen.decide({ ...ask, subject: stranger })).toEqual(jensen.decide(ask))
    })
  })

  test('existence-is-a-disclosure: what is refused is refused in the same words, about whatever was asked', () => {
    holds((ask) => {
      const alone = jensen.decide({ ...ask, records: ['existence'] })
      const other = jensen.decide({ ...ask, records: ['identity'] })
      if (alone.outcome !== 'refuse' || other.outcome !== 'refuse') return
      expect(other.say).toBe(alone.say)
    })
  })

  test('sealed-and-open-read-the-same: a gag changes no word that is said and nothing that is told', () => {
    holds((ask) => {
      if (ask.instrument === undefined) return
      const withGag = (nondisclosure: boolean): Ask => ({
        ...ask,
        instrument: ask.instrument && { ...ask.instrument, nondisclosure },
      })
      const open = jensen.decide(withGag(false))
      const sealed = jensen.decide(withGag(true))
      const { flags, sealed: is, next, ...same } = sealed
      expect(same).toEqual((({ flags: _flags, sealed: _sealed, next: _next, ...rest }) => rest)(open))
      expect(is).toBe(true)
      expect(flags.filter((flag) => flag !== 'gag')).toEqual(open.flags)
      expect(next.slice(0, open.next.length)).toEqual(open.next.slice(0, next.length))
    })
  })

  test('sealed-and-open-read-the-same: a person’s own record reads alike with and without a secret paper', () => {
    holds((ask) => {
      if (ask.recipient.kind !== 'patron') return
      const plain = jensen.decide({ ...ask, instrument: undefined })
      if (plain.outcome !== 'release') return
      for (const kind of ['national-security-letter', 'fisa-order'] as const) {
        const paper = { kind, findings: [], scope: [], nondisclosure: true, grandfathered: false }
        const { may, say, why, clauses, outcome } = jensen.decide({ ...ask, instrument: paper })
        expect({ may, say, why, clauses, outcome }).toEqual({
          may: plain.may,
          say: plain.say,
          why: plain.why,
          clauses: plain.clauses,
          outcome: plain.outcome,
        })
      }
    })
  })

  test('paper-never-narrows: but for a seizure', () => {
    holds((ask) => {
      if (ask.instrument?.kind === 'search-warrant') return
      const { may } = jensen.decide(ask)
      for (const record of told({ ...ask, instrument: undefined })) expect(may).toContain(record)
    })
  })

  test('nothing-handed-over-under-a-warrant: to anyone, after anything done', () => {
    holds((ask) => {
      const paper = { kind: 'search-warrant', findings: findingKinds, scope: ask.records } as const
      const instrument = { ...paper, nondisclosure: false, grandfathered: false }
      const { outcome, may, clauses } = jensen.decide({ ...ask, instrument })
      expect({ outcome, may, clauses }).toEqual({ outcome: 'seizure', may: [], clauses: ['Reg 6'] })
    })
  })
})

const owable = /^(overdue|lost|damaged|charges)/

/** The rules of the guardian of a minor as one file, with something changed. */
function changedRules(change: (rules: string) => string, more: readonly (readonly [string, string])[] = []) {
  const rules = change(jensenInEnglish.get('rules/reg-3.cedar') ?? '')
  return loadPack(new Map([...jensenInEnglish, ['rules/reg-3.cedar', rules], ...more]))
}

describe('the laws that `policy check` holds every pack to', () => {
  const matched =
    '[Relation::"parent", Relation::"guardian"].contains(context.relation) && context.liable &&\n' +
    '  context.verified.contains(Check::"guardian-on-file") && context.channel == Channel::"in-person"'
  const referral = (id: string, when: string) =>
    `\n@id("${id}")\n@clause("Reg 3")\n@reason("The Director answers.")\n@say("I need to check with the Director.")\n` +
    `permit (principal == Recipient::"guardian", action == Action::"refer", resource)\nwhen {\n  ${matched} && ${when}\n};\n`

  test('are kept by the rules as they are', () => {
    expect(lawFaults(jensen)).toEqual([])
  })

  test('a referral only where something is owed fails, with an ask that shows it, in words and for the program', () => {
    const rule = referral('only-if-owed', 'context.askCounsel && context.owes')
    const [breach, ...more] = lawFaults(
      changedRules(
        (rules) =>
          rules.replaceAll(
            'context.channel == Channel::"in-person" &&\n      context.relationShown',
            'context.channel == Channel::"sip2"',
          ) + rule,
      ),
    )
    expect(more).toEqual([])
    expect(breach).toMatch(
      /^The answer shows whether something is owed to someone who is not told\. For example: [a-z, ]+ of someone \(born November 24, 2008\), for a guardian \((parent|guardian); signed for the card; [^)]*checked: [^)]*guardian on file\), in person[^{]*\. If something is owed: for the Director and counsel, by only-if-owed\. If not: refused, by [-a-z, ]+\. As an ask: \{"on":/,
    )
    const shown: unknown = JSON.parse(breach?.slice(breach.indexOf('{')) ?? '')
    expect(shown).toMatchObject({
      recipient: { kind: 'guardian', liable: true },
      subject: { born: '2008-11-24' },
    })
  })

  test('a referral of those who ask about a shielded minor fails, as a pack of before had it', () => {
    const schema = jensenInEnglish.get('schema.cedarschema') ?? ''
    const older = schema
      .replace('  owes: Bool,', '  shielded: Bool,\n  owes: Bool,')
      .replace(/ {2}(relationShown|justAdded): .*\n/g, '')
    const rule = referral('the-director-answers', 'context.minor && context.shielded')
    const withoutNewFacts = (rules: string) =>
      rules
        .replaceAll('context.relationShown', 'context.liable')
        .replaceAll('context.justAdded', 'context.lapsed')
    const pack = changedRules((rules) => withoutNewFacts(rules) + rule, [['schema.cedarschema', older]])
    expect(lawFaults(pack)).toEqual([
      expect.stringMatching(
        /^The answer shows that a minor is shielded\. For example: .* If they are: for the Director and counsel, by the-director-answers.*\. If nothing is owed: /,
      ),
    ])
  })

  test('a sentence where nothing is owed to someone who is told what is owed passes', () => {
    const rule = referral(
      'settled',
      'context.minor && !context.askCounsel && !context.justAdded && !context.owes',
    ).replace('"refer"', '"refuse"')
    const pack = changedRules((rules) => rules + rule.replace('resource)', 'resource == Record::"overdue")'))
    expect(lawFaults(pack)).toEqual([])
    // Where the tries run out first, it is not proven, and so does not pass.
    expect(lawFaults(pack, 20)).toContain(
      'The rules are too many to prove that no answer shows whether something is owed. 20 situations were tried.',
    )
  })

  test('a permit that tells a guardian without asking whether something is owed fails: a shield would change nothing', () => {
    for (const all of [false, true]) {
      const pack = changedRules((rules) => rules[all ? 'replaceAll' : 'replace']('  context.owes &&\n', ''))
      expect(lawFaults(pack)).toEqual([
        expect.stringMatching(/^A guardian hears what is owed even where nothing is/),
      ])
    }
  })
})

describe('a pack in which a guardian must sign', () => {
  const text = jensenInEnglish.get('pack.yaml') ?? ''
  const mustSign = loadPack(
    new Map([
      ...jensenInEnglish,
      ['pack.yaml', text.replace('guardian-must-sign: false', 'guardian-must-sign: true')],
    ]),
  )
  const withoutRule = (rules: string, id: string) =>
    rules.replace(new RegExp(`@id\\("${id}"\\)[^;]*?\\};\\n`, 's'), '')
  /** The rules as they were when only a signature showed the relation. */
  const before = changedRules((rules) =>
    ['guardian-who-did-not-sign-is-told-in-person', 'no-title-on-the-day-a-guardian-is-added'].reduce(
      withoutRule,
      rules.replaceAll('context.relationShown', 'context.liable'),
    ),
  )

  test('answers every ask as before anything else showed the relation', () => {
    expect(before.rules.length).toBe(mustSign.rules.length - 2)
    holds((ask) => expect(mustSign.decide(ask)).toEqual(before.decide(ask)))
  })

  test('without that, a relation that was shown tells nothing by letter, call, message or screen, and no record more', () => {
    holds((ask) => {
      const more = told(ask).filter((record) => !told(ask, before).includes(record))
      if (more.length === 0) return
      expect(ask.channel).toBe('in-person')
      expect(more.every((record) => owable.test(record))).toBe(true)
    })
  })
})

describe('every answer is whole', () => {
  test('told and withheld part what was asked, and every record has its reason', () => {
    const clauses = jensen.clauses.map(({ id }) => id)
    holds((ask) => {
      const answer = jensen.decide(ask)
      expect(ask.records.filter((record) => answer.may.includes(record))).toEqual(answer.may)
      expect(ask.records.filter((record) => !answer.may.includes(record))).toEqual(answer.withheld)
      expect(answer.why.map(({ record }) => record)).toEqual(ask.records)
      expect(answer.why.every(({ clause, reason }) => answer.clauses.includes(clause) && reason !== '')).toBe(
        true,
      )
      expect(answer.clauses.length).toBeGreaterThan(0)
      expect(answer.clauses.every((clause) => clauses.includes(clause))).toBe(true)
      expect(answer.clauses).toEqual([...new Set(answer.clauses)].sort())
      expect(answer.flags).toEqual([...new Set(answer.flags)].sort())
      expect(answer.say).not.toBe('')
      expect(answer.say + answer.next.join()).not.toMatch(/[{}]/)
    })
  })

  test('the words never speak of what is withheld', () => {
    const names = Object.entries(jensen.manifest.told) as [RecordKind, string][]
    const facts = [...Object.entries(jensen.manifest.facts), ...Object.entries(jensen.manifest.message)]
    holds((ask) => {
      const { withheld, say } = jensen.decide(ask)
      for (const [record, name] of [...names, ...(facts as [RecordKind, string][])]) {
        // Why: what staff saw is spoken of, as theirs to tell, and no record of the library's.
        if (record !== 'incident' && withheld.includes(record)) expect(say).not.toContain(name)
      }
    })
  })

  test('the order of what is asked changes only the order of what is told', () => {
    holds((ask) => {
      const answer = jensen.decide(ask)
      const backwards = jensen.decide({ ...ask, records: ask.records.toReversed() })
      expect(backwards.may).toEqual([...answer.may].reverse())
      expect(backwards.clauses).toEqual(answer.clauses)
      expect(backwards.outcome).toBe(answer.outcome)
    })
  })

  test('deciding changes nothing: the same ask has the same answer again', () => {
    holds((ask) => expect(jensen.decide(Object.freeze(ask))).toEqual(jensen.decide(ask)))
  })
})

test.each(['Relation :: "spouse"', 'Relation::"\\u{73}pouse"'])(
  'a law sees a word however a rule writes it: %s',
  (word) => {
    const rule = [
      '@id("tells-a-spouse") @clause("Reg 3") @reason("Careless.") @say("I need to check.")',
      `permit (principal == Recipient::"guardian", action == Action::"refer", resource)`,
      `when { context.owes && context.relation == ${word} };`,
    ].join('\n')
    const pack = loadPack(new Map([...jensenInEnglish, ['rules/careless.cedar', rule]]))
    expect(lawFaults(pack).join()).toContain('tells-a-spouse')
  },
)
