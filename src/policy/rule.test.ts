import { describe, expect, test } from 'vitest'
import { readAsk } from './ask.ts'
import { compile, compileCondition, type Request, RuleError, splitRules, UnknownNodeError } from './cedar.ts'
import { type DecisionRules, decide } from './decide.ts'
import { type AskFacts, entity, entitySet } from './facts.ts'
import { actionEntity, compileRule, evaluator, type Rule } from './rule.ts'

const rules = (text: string): Rule[] => splitRules('here.cedar', text).map(compileRule)
const notes = (id: string) => `@id("${id}") @clause("One") @reason("Because.")`

const request = (context: Record<string, unknown> = {}): Request => ({
  principal: entity('Recipient', 'public'),
  action: actionEntity('tell'),
  resource: entity('Record', 'loans'),
  context: context as AskFacts,
})

function condition(text: string, context: Record<string, unknown> = {}): boolean {
  const [rule] = rules(
    `${notes('x')} permit (principal, action == Action::"tell", resource) when { ${text} };`,
  )
  return [...(rule?.fixed ?? []), ...(rule?.conditions ?? [])].every((holds) => holds(request(context)))
}

describe('an expression means what Cedar means by it', () => {
  const context = {
    yes: true,
    who: entity('Role', 'desk'),
    all: entitySet('Check', ['card', 'pin']),
    none: new Set(),
  }
  test.each([
    ['context.yes && !false', true],
    ['false && context.missing', false],
    ['true || context.missing', true],
    ['context.who == Role::"desk"', true],
    ['context.who != Role::"desk"', false],
    ['context.who in [Role::"desk", Role::"director"]', true],
    ['context.who in Role::"director"', false],
    ['context.all.contains(Check::"card")', true],
    ['context.all.containsAll([Check::"card", Check::"pin"])', true],
    ['context.all.containsAll([Check::"card", Check::"photo-id"])', false],
    ['context.all.containsAny([Check::"photo-id", Check::"pin"])', true],
    ['context.all == [Check::"pin", Check::"card", Check::"pin"]', true],
    ['context.all == [Check::"pin"]', false],
    ['context.none.isEmpty()', true],
    ['context has yes && !(context has no)', true],
    ['if context.yes then principal == Recipient::"public" else context.missing', true],
    ['[context.who, Role::"director"].contains(Role::"desk")', true],
    ['"a" == "a" && 1 == 1 && 1 != 2', true],
    ['"Role::desk" == context.who', false],
  ])('%s', (text, expected) => {
    expect(condition(text, context)).toBe(expected)
  })

  test.each([
    'context.missing',
    'context.who && true',
    'context.yes.contains(1)',
    'context.all in Role::"desk"',
  ])('%s is an error, and no answer', (text) => {
    expect(() => condition(text, context)).toThrow(RuleError)
  })

  test.each([
    'principal is Recipient',
    '"a" like "*"',
    '1 + 1 == 2',
    '1 < 2',
    'ip("::1").isIpv6()',
    'principal.x',
    '{a: 1}.a == 1',
  ])('%s is not known, and refuses to start, saying where', (text) => {
    expect(() => condition(text)).toThrow(/^here\.cedar:1: .*not known here/)
  })

  test('a node that no Cedar has yet is not known', () => {
    expect(() => compile({ foresee: { arg: { Value: true } } } as never)).toThrow(UnknownNodeError)
    expect(() => compileCondition({ '!': { arg: { Value: true } }, neg: {} } as never)).toThrow(
      UnknownNodeError,
    )
    expect(() => compile({ toString: {} } as never)).toThrow(UnknownNodeError)
  })
})

describe('any rule that fails denies', () => {
  const permit = `${notes('permit')} permit (principal, action == Action::"tell", resource);`
  const erring = `${notes('erring')} forbid (principal, action == Action::"tell", resource) when { context.missing };`
  const silent = `${notes('silent')} @otherwise permit (principal, action == Action::"refuse", resource);`

  test('a forbid that fails is not skipped, as Cedar would', () => {
    const evaluate = evaluator(rules(permit + erring))
    expect(evaluator(rules(permit))(request()).allowed).toBe(true)
    const verdict = evaluate(request())
    expect(verdict.allowed).toBe(false)
    expect(verdict.failed.map(({ id }) => id)).toEqual(['erring'])
  })

  test('a permit that fails beside one that holds denies too', () => {
    const evaluate = evaluator(rules(permit + erring.replace('forbid', 'permit')))
    expect(evaluate(request()).allowed).toBe(false)
  })

  test('the record is refused, with the clause of the rule that failed', () => {
    const deciding = (text: string): DecisionRules => ({
      evaluate: evaluator(rules(text)),
      privateRooms: [],
      guardianMustSign: false,
      ageOfMajority: [],
      askCounselFromAge: [],
      lapsedOn: new Map(),
      sealedInstruments: new Set(),
      sealedNext: [],
      failure: 'It failed.',
      reviewOverdueFrom: '9999-01-01',
      speak: () => 'No.',
    })
    const ask = readAsk({ recipient: { kind: 'public' }, records: ['loans'] }, '2026-11-24', {
      privateRooms: [],
    })
    expect(decide(ask, deciding(permit + silent)).outcome).toBe('release')
    const answer = decide(ask, deciding(permit + silent + erring))
    expect(answer).toMatchObject({ outcome: 'refuse', may: [], withheld: ['loans'], clauses: ['One'] })
    expect(answer.why).toEqual([{ record: 'loans', clause: 'One', reason: 'It failed.' }])
  })
})

describe('a rule that is not whole', () => {
  test.each([
    ['permit (principal, action, resource);', /names its actions/],
    ['permit (principal, action == Action::"wave", resource);', /names its actions/],
    ['permit (principal in Recipient::"public", action == Action::"tell", resource);', /by == or left open/],
    ['permit (principal == ?principal, action == Action::"tell", resource);', /here\.cedar:1: /],
  ])('%s is refused', (text, message) => {
    expect(() => rules(`${notes('x')} ${text}`)).toThrow(message)
  })
})

test('rules are split at the semicolons that end them, not at those in words or comments', () => {
  const text = `// One; two\n${notes('a;b')}\npermit (principal, action == Action::"tell", resource); // three;\n${permitted()}`
  expect(splitRules('f', text).map(({ source }) => source.line)).toEqual([2, 4])
})

const permitted = () =>
  `${notes('c')} permit (principal, action == Action::"tell", resource) when { "\\";" == "" };\n`
