import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { jensen } from '../../tests/policy/jensen-pack.ts'
import { staffRoles } from '../policy/ask.ts'
import { loadPack, type Pack } from '../policy/pack.ts'
import { readPackFolder } from '../policy/pack-folder.ts'
import { courseOf, isPassed, passingScore, situationsOf, situationText, topics } from './training.ts'

const hilltop = loadPack(readPackFolder(resolve(import.meta.dirname, '../../tests/packs/hilltop')))
const seeds = Array.from({ length: 200 }, (_, at) => `seed ${at}`)
/** Special counsel works in one case, and takes no course. */
const courseRoles = staffRoles.filter((role) => role !== 'special-counsel')
const everyCourse = courseRoles.flatMap((role) =>
  seeds.map((seed) => ({ role, ...courseOf(jensen, { role, seed }) })),
)

/** Everything a page shows of a situation. */
function textOf(ask: Parameters<typeof situationText>[0], pack: Pack, language: 'en' | 'es'): string {
  const speaking = pack.in(language)
  const told = situationText(ask, { pack: speaking, language })
  return [told.opening, ...told.known, told.wants, ...told.records].join('\n')
}

describe('the course on the policy', () => {
  test('has ten different situations, whatever the seed and the role', () => {
    for (const { questions } of everyCourse) {
      expect(new Set(questions.map(({ scenario }) => scenario.title)).size).toBe(10)
    }
  })

  test('has every topic in it, and of the screens that of the role', () => {
    for (const { role, questions } of everyCourse) {
      const missing = Object.entries(topics).filter(([, isOf]) => !questions.some(({ ask }) => isOf(ask)))
      expect(missing.map(([name]) => name)).toEqual([])
      const screens = questions.filter(({ ask }) => ask.recipient.kind === 'staff')
      expect(new Set(screens.map(({ ask }) => ask.recipient.role))).toEqual(new Set([role]))
    }
  })

  test('has its right answers from the files of the scenarios, and the rules say the same', () => {
    for (const { questions, choices } of everyCourse) {
      for (const { scenario, ask, right } of questions) {
        expect(right).toBe(scenario.answer?.outcome)
        expect(jensen.decide(ask).outcome).toBe(right)
        expect(choices).toContain(right)
      }
    }
  })

  test('leaves a scenario out whose file and rules differ, and one that names a day of its own', () => {
    const wrong: Pack = { ...jensen, decide: (ask) => ({ ...jensen.decide(ask), outcome: 'compelled' }) }
    expect(situationsOf(wrong, 'desk')).toEqual([])
    const days = courseRoles.flatMap((role) => situationsOf(jensen, role)).map(({ ask }) => ask.on)
    expect(new Set(days)).toEqual(new Set([jensen.manifest['scenarios-on']]))
  })

  test('is the same for the same seed, and another for another', () => {
    const titles = (seed: string) =>
      courseOf(jensen, { role: 'desk', seed }).questions.map(({ scenario }) => scenario.title)
    expect(titles('one')).toEqual(titles('one'))
    expect(titles('one')).not.toEqual(titles('two'))
  })

  test('is not passed by always giving the same answer', () => {
    for (const { questions, choices } of everyCourse) {
      for (const choice of choices) {
        const score = questions.filter(({ right }) => right === choice).length
        expect(isPassed({ score, questions: questions.length })).toBe(false)
      }
    }
  })

  test.each([
    [10, 8],
    [5, 4],
    [3, 3],
    [1, 1],
  ])('of %i questions is passed with %i right, and not with one less', (questions, right) => {
    expect(passingScore(questions)).toBe(right)
    expect(isPassed({ score: right, questions })).toBe(true)
    expect(isPassed({ score: right - 1, questions })).toBe(false)
  })

  test('is made of another pack as well, with as many questions as it has situations', () => {
    const { questions, choices } = courseOf(hilltop, { role: 'desk', seed: 'one' })
    expect(questions.map(({ scenario }) => scenario.title).sort()).toEqual([
      'A known member sees their books in any place',
      'A parent hears of late books until the child is eighteen',
      'Nobody else hears anything',
    ])
    expect(choices).toEqual(['release', 'limited', 'refuse'])
  })
})

describe('a situation in words', () => {
  const all = courseRoles.flatMap((role) => situationsOf(jensen, role))

  test.each(['en', 'es'] as const)(
    'says enough to answer it: what reads the same has the same answer (%s)',
    (language) => {
      const known = new Map<string, string>()
      for (const { ask, right, scenario } of all) {
        const text = textOf(ask, jensen, language)
        expect([known.get(text) ?? right, scenario.title]).toEqual([right, scenario.title])
        known.set(text, right)
      }
      expect(known.size).toBeGreaterThan(90)
    },
  )

  test.each(['en', 'es'] as const)(
    'gives no title, no outcome and no word of the program away (%s)',
    (language) => {
      for (const { ask, scenario } of all) {
        const text = textOf(ask, jensen, language)
        expect(text).not.toContain(scenario.title)
        expect(text).not.toMatch(/undefined|\[object|justice-agency|phone-out|front-desk|guardian-on-file/)
      }
    },
  )

  test('is told in the words of another library', () => {
    const texts = situationsOf(hilltop, 'desk').map(({ ask }) => textOf(ask, hilltop, 'en'))
    expect(texts.join('\n')).toContain('A member is at the desk')
    expect(texts.join('\n')).not.toMatch(/customer|reserve/)
  })
})
