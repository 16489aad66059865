import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type Duty, dutiesFile, dutyFaults, readDuties } from '../../src/policy/duties.ts'
import { jensen, jensenFiles } from './jensen-pack.ts'

const root = resolve(import.meta.dirname, '..', '..')
const duties = readDuties(jensenFiles)
const faultsWith = (change: (duty: Duty) => Duty) =>
  dutyFaults(
    duties.map((duty, at) => (at === 0 ? change(duty) : duty)),
    jensen,
  )

/** Every such word in quotes in the source. */
function recordable(): ReadonlySet<string> {
  const source = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.includes('.test.'))
    .map((name) => readFileSync(join(root, 'src', name), 'utf8'))
    .join('\n')
  return new Set([...source.matchAll(/'([a-z-]+)'/g)].map(([, word = '']) => word))
}

describe('the duties of the policy', () => {
  test('are in its words, each with a screen and something that shows it, and leave out no sentence', () => {
    expect(duties.length).toBeGreaterThanOrEqual(45)
    expect(dutyFaults(duties, jensen)).toEqual([])
  })

  test('name tests that there are, and kinds of entry and steps that the program writes', () => {
    const kinds = recordable()
    const unknown = duties.flatMap(({ recorded }) => recorded.filter((kind) => !kinds.has(kind)))
    expect(unknown).toEqual([])
    const named = duties.flatMap(({ test: name, journeys = [] }) => [...(name ? [name] : []), ...journeys])
    const lost = named.flatMap((name) => {
      const [file = '', ...title] = name.split(' > ')
      const isThere =
        existsSync(join(root, file)) && readFileSync(join(root, file), 'utf8').includes(title.join(' > '))
      return isThere ? [] : [name]
    })
    expect(lost).toEqual([])
  })

  test('are found wanting where one misquotes, has no screen of its clause, or nothing shows it', () => {
    const [first] = duties
    expect(faultsWith((duty) => ({ ...duty, words: 'share it freely' }))).toContain(
      `${dutiesFile}: ${first?.clause} does not say "share it freely".`,
    )
    expect(faultsWith((duty) => ({ ...duty, acts: ['Denial letters'] })).join()).toContain('does not serve')
    expect(faultsWith(({ scenario: _, test: __, ...duty }) => duty).join()).toContain(
      'neither a scenario nor',
    )
    expect(faultsWith((duty) => ({ ...duty, recorded: [] })).join()).toContain('needs a note')
    expect(
      dutyFaults(
        duties.filter(({ clause }) => clause !== 'Definition'),
        jensen,
      ).join(),
    ).toContain('no duty quotes this sentence of Definition')
  })
})
