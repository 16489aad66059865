import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { loadPack } from '../../policy/pack.ts'
import { readPackFolder } from '../../policy/pack-folder.ts'
import { askForm, type Draft, toAsk } from '../draft.ts'
import { findQuestion, nextQuestion, questionBefore, withoutStaleAnswers } from './questions.tsx'

const pack = loadPack(readPackFolder(resolve(import.meta.dirname, '../../../policies/jensen-mgt-1')))
const at = { place: 'front-desk', on: '2026-11-24' }

/** The questions that are asked when each is answered as in `answers`. */
function asked(answers: Draft, looksUp = true): string[] {
  const ids: string[] = []
  let draft: Draft = {}
  for (let next = nextQuestion(draft, looksUp); next !== null; next = nextQuestion(draft, looksUp)) {
    ids.push(next.id)
    if (answers[next.id] === undefined) break
    draft = { ...draft, [next.id]: answers[next.id] }
  }
  return ids
}

describe('the questions', () => {
  test('an officer without paper is asked two, beside who they are', () => {
    expect(asked({ who: 'officer', brought: 'nothing', wants: [] })).toEqual(['who', 'brought', 'wants'])
  })

  test('each asker is asked what the policy needs, and nothing more', () => {
    expect(asked({ who: 'public' })).toEqual(['who'])
    expect(asked({ who: 'vendor', wants: [] })).toEqual(['who', 'wants'])
    expect(asked({ who: 'other', wants: [] })).toEqual(['who', 'wants'])
    expect(asked({ who: 'paper', sender: 'other', paper: 'unread', secret: 'no', wants: [] })).toEqual([
      'who',
      'sender',
      'paper',
      'secret',
      'wants',
    ])
    expect(asked({ who: 'guardian', how: 'here', card: '1', checked: [], wants: [] })).toEqual([
      'who',
      'how',
      'card',
      'checked',
      'wants',
    ])
    expect(asked({ who: 'call', answered: 'machine', wants: [] })).toEqual(['who', 'answered', 'wants'])
  })

  test('no card is asked for, nor kept, where the one who answers may look nothing up', () => {
    const guardian: Draft = { who: 'guardian', how: 'here', card: '1', checked: [], wants: [] }
    expect(asked(guardian, false)).toEqual(['who', 'how', 'checked', 'wants'])
    expect(withoutStaleAnswers(guardian, false)).not.toHaveProperty('card')
    const customer: Draft = { who: 'call', answered: 'customer', card: '1', checked: [], wants: [] }
    expect(asked(customer, false)).not.toContain('card')
  })

  test('of paper it is asked whether it is secret, read or not, unless its kind says so', () => {
    const paper: Draft = { who: 'officer', brought: 'paper', secret: 'no', wants: [] }
    expect(asked({ ...paper, paper: 'subpoena' })).toContain('secret')
    expect(asked({ ...paper, paper: 'national-security-letter' })).not.toContain('secret')
  })

  test('what no longer applies falls away when an earlier answer changes', () => {
    expect(
      withoutStaleAnswers({ who: 'vendor', brought: 'paper', paper: 'subpoena', wants: [] }, true),
    ).toEqual({
      who: 'vendor',
      wants: [],
    })
    expect(
      withoutStaleAnswers({ who: 'officer', brought: 'nothing', wants: ['loans'] }, true, 'wants'),
    ).toEqual({
      who: 'officer',
      brought: 'nothing',
    })
    const wants = findQuestion('wants')
    expect(wants && questionBefore({ who: 'vendor' }, wants, true)?.id).toBe('who')
  })

  test('no form of the flow has a field for the purpose of a request', () => {
    expect(Object.keys(askForm.shape).filter((name) => /purpose|reason|why|note/.test(name))).toEqual([])
  })
})

describe('the ask that comes of them', () => {
  const outcomes: readonly [string, Draft, string][] = [
    ['an officer without paper', { who: 'officer', brought: 'nothing', wants: [] }, 'refuse'],
    ['a claimed emergency', { who: 'officer', brought: 'emergency', wants: [] }, 'refer'],
    ['unread paper', { who: 'paper', sender: 'other', paper: 'unread', secret: 'no', wants: [] }, 'refer'],
    [
      'a search warrant',
      { who: 'officer', brought: 'paper', paper: 'search-warrant', secret: 'no', wants: [] },
      'seizure',
    ],
    [
      'an office’s own warrant',
      { who: 'agency', brought: 'paper', paper: 'administrative-warrant', secret: 'no', wants: [] },
      'refer',
    ],
    ['a husband or wife', { who: 'other', wants: ['presence'] }, 'refuse'],
    ['a public-records request', { who: 'public' }, 'refuse'],
    ['a vendor who asks', { who: 'vendor', wants: ['existence'] }, 'refuse'],
    [
      'a customer with a card',
      { who: 'customer', how: 'here', card: 'none', checked: ['card'], wants: [] },
      'release',
    ],
    [
      'a customer whom nobody knows',
      { who: 'customer', how: 'here', card: 'none', checked: [], wants: [] },
      'refuse',
    ],
    [
      'conduct told to an officer',
      { who: 'officer', brought: 'nothing', wants: ['incident'], basis: 'conduct' },
      'release',
    ],
    [
      'a call from the front desk',
      { who: 'call', answered: 'customer', card: 'none', checked: ['card'], wants: [] },
      'refuse',
    ],
  ]
  test.each(outcomes)('%s', (_who, draft, outcome) => {
    expect(nextQuestion(draft, true)).toBeNull()
    expect(pack.decide(toAsk(draft, at)).outcome).toBe(outcome)
  })

  test('a call from the office to the customer may tell, and a message has no title', () => {
    const office = { ...at, place: 'office' }
    const call: Draft = { who: 'call', answered: 'customer', card: 'none', checked: ['card'], wants: [] }
    expect(pack.decide(toAsk(call, office)).may).toContain('overdue.titles')
    const message = pack.decide(toAsk({ who: 'call', answered: 'machine', wants: [] }, office))
    expect(message.may).toEqual(['overdue', 'holds'])
  })

  test('a gag on the paper seals the answer', () => {
    const paper: Draft = { who: 'officer', brought: 'paper', paper: 'subpoena', secret: 'yes', wants: [] }
    expect(pack.decide(toAsk(paper, at)).sealed).toBe(true)
  })
})
