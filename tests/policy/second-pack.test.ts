import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readAsks } from '../../src/policy/ask.ts'
import { faultsOf } from '../../src/policy/explain.ts'
import { loadPack } from '../../src/policy/pack.ts'
import { readPackFolder } from '../../src/policy/pack-folder.ts'
import { MalformedAskError } from '../../src/policy/source-text.ts'
import { CedarOracle } from './cedar-oracle.ts'
import { Comparison } from './compared.ts'
import { jensen } from './jensen-pack.ts'
import { randomAsks } from './random-asks.ts'

const files = readPackFolder(resolve(import.meta.dirname, '../packs/hilltop'))
const hilltop = loadPack(files)
const today = '2026-11-24'

function answer(yaml: string) {
  const [ask] = readAsks(yaml, today, hilltop).asks
  if (ask === undefined) throw new Error('no ask')
  return hilltop.decide(ask)
}

describe('another library’s pack, with its own words, rooms, age and clauses', () => {
  test('is whole, and every scenario of it holds', () => {
    expect(faultsOf(hilltop, files)).toEqual([])
  })

  test('speaks in its own words', () => {
    const told = answer(
      '{recipient: {kind: patron, relation: self, verified: [known-to-staff]}, records: [loans]}',
    )
    expect(told.say).toBe('Here, dear member: your books.')
    expect(told.why).toEqual([{ record: 'loans', clause: 'Part A', reason: 'A member may see their own.' }])
    expect(answer('{recipient: {kind: justice-agency}, records: [loans]}').say).toBe(
      'The Hilltop Reading Room says nothing.',
    )
  })

  test('speaks one language, and works where it is asked for another', () => {
    expect(hilltop.languages).toEqual(['en'])
    expect(hilltop.in('es')).toBe(hilltop)
  })

  test('knows its own rooms, and no other library’s', () => {
    const call = (place: string) =>
      answer(
        `{recipient: {kind: guardian}, subject: {born: 2015-01-01, liabilities: [overdue]}, records: [overdue],` +
          ` channel: phone-out, place: ${place}}`,
      ).outcome
    expect(call('attic')).toBe('release')
    expect(call('front-desk')).toBe('refuse')
    expect(() => call('office')).toThrow(MalformedAskError)
  })

  test('says its rooms by their names, where it has no other words for them', () => {
    expect(hilltop.words['rooms']).toBe('Attic')
    expect(jensen.words['rooms']).toBe('the Office or the Crane Room')
  })

  test('comes of age at eighteen, and at twenty-one while the older number stood', () => {
    const parent = (on: string, born: string) =>
      answer(
        `{on: ${on}, recipient: {kind: guardian}, subject: {born: ${born}, liabilities: [overdue]}, records: [overdue]}`,
      ).outcome
    expect(parent('2026-11-24', '2008-11-25')).toBe('release')
    expect(parent('2026-11-24', '2008-11-24')).toBe('refuse')
    expect(parent('2019-12-31', '1999-01-01')).toBe('release')
    expect(parent('2020-01-01', '1999-01-01')).toBe('refuse')
  })

  test('has its own lapse, its own secret papers and its own review', () => {
    const paper = (on: string, kind: string) =>
      answer(`{on: ${on}, recipient: {kind: justice-agency}, records: [loans], instrument: {kind: ${kind}}}`)
    expect(paper('2029-12-31', 'subpoena').outcome).toBe('refer')
    expect(paper('2030-01-01', 'subpoena').outcome).toBe('refuse')
    expect(paper('2026-11-24', 'unread')).toMatchObject({
      sealed: true,
      next: ['Give the closed envelope to the Chair.'],
    })
    expect(paper('2026-11-24', 'fisa-order').sealed).toBe(false)
    expect(paper('2029-01-09', 'subpoena').flags).not.toContain('policy-review-overdue')
    expect(paper('2029-01-10', 'subpoena').flags).toContain('policy-review-overdue')
  })

  test('is compiled as Cedar reads it', () => {
    // Its schema is from before calls through a relay: it runs all the same, and its rules tell nothing on one.
    const schema = (files.get('schema.cedarschema') ?? '').replace('"someone-else"', '$&, "relay"')
    const comparison = new Comparison(hilltop, new CedarOracle(hilltop, schema))
    const asks = randomAsks(hilltop, { count: 300, seed: 5 })
    for (const ask of asks) comparison.decisions(ask)
    expect(comparison.differences).toEqual([])
    for (const ask of asks) {
      const { recipient } = ask
      if (recipient.kind !== 'patron' || recipient.relation !== 'self') continue
      const onCall = { ...ask, channel: 'phone-out', speakingWith: 'relay', instrument: undefined } as const
      expect(hilltop.decide(onCall).may).toEqual([])
    }
  })

  test('says nothing that the first pack says', () => {
    const first = new Set(jensen.rules.map(({ say }) => say).filter((say) => say !== ''))
    for (const ask of randomAsks(hilltop, { count: 300, seed: 6 })) {
      expect(first.has(hilltop.decide(ask).say)).toBe(false)
    }
  })
})

test('no word, clause, room, age or date of one library stands in the code of the policy', () => {
  const folder = resolve(import.meta.dirname, '../../src/policy')
  const names = readdirSync(folder).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  expect(names.length).toBeGreaterThan(10)
  const telling =
    /jensen|minden|nebraska|mgt-1|crane|\bcustomers?\b|\breserves?\b|'Reg \d|'Statement|'Guideline|'Footnote|2015|2020-|43-2101|\b1[89]\b|section-215|age-18/i
  const found = names.flatMap((name) => {
    // Why: comments may name the clause that a rule of the code is there for.
    const code = readFileSync(join(folder, name), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
    return code
      .split('\n')
      .filter((line) => telling.test(line))
      .map((line) => `${name}: ${line.trim()}`)
  })
  expect(found).toEqual([])
})

test('a pack of the first format, with its facts and without a number, is read and decides by them', () => {
  const was = new Map(files)
  const facts = files.get('schema.cedarschema') ?? ''
  was.set(
    'schema.cedarschema',
    facts.replace(/ {2}relationShown.*\n {2}justAdded.*\n/, '  shielded: Bool,\n'),
  )
  was.set(
    'rules/part-b.cedar',
    `${files.get('rules/part-b.cedar')}
@id("a-shielded-childs-parent-waits")
@clause("Part B")
@reason("The Chair answers.")
@say("The Chair answers.")
permit (principal == Recipient::"guardian", action == Action::"refer", resource)
when { context.shielded };`,
  )
  const first = loadPack(was)
  expect(first.manifest.format).toBe(1)
  const outcome = (shielded: boolean) => {
    const yaml = `{recipient: {kind: guardian}, subject: {born: 2015-01-01, shielded: ${shielded}}, records: [overdue]}`
    const [ask] = readAsks(yaml, today, first).asks
    return ask && first.decide(ask).outcome
  }
  expect([outcome(true), outcome(false)]).toEqual(['refer', 'refuse'])
})
