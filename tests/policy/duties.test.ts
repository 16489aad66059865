import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type Duty, dutiesFile, dutyFaults, readDuties } from '../../src/policy/duties.ts'
import { jensen, jensenFiles } from './jensen-pack.ts'

const root = resolve(import.meta.dirname, '..', '..')
const duties = readDuties(jensenFiles)
/** The file and the title of each test. */
const named = duties.flatMap(({ tests }) => tests.map((name) => name.split(' > ')))
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

/** Why the quotes: a part of a title, or a word of a comment, is also in a file whose test is gone. */
const hasTest = (file: string, title: string) =>
  existsSync(join(root, file)) &&
  readFileSync(join(root, file), 'utf8').replaceAll('\\u2019', '’').includes(`'${title}'`)

describe('the duties of the policy', () => {
  test('are in its words, each with a screen and something that shows it, and leave out no sentence', () => {
    expect(duties.length).toBeGreaterThanOrEqual(45)
    expect(dutyFaults(duties, jensen)).toEqual([])
  })

  test('name tests that there are, and kinds of entry and steps that the program writes', () => {
    const kinds = recordable()
    const unknown = duties.flatMap(({ recorded }) => recorded.filter((kind) => !kinds.has(kind)))
    expect(unknown).toEqual([])
    const lost = named.filter(([file = '', ...title]) => !hasTest(file, title.join(' > ')))
    expect(lost).toEqual([])
  })

  test('are shown by tests of the daily or the full run, none by the long run alone', () => {
    expect(named.filter(([file = '']) => file.endsWith('.long.test.ts'))).toEqual([])
  })

  test('are found wanting where one misquotes, has no screen of its clause, or nothing shows it', () => {
    const [first] = duties
    expect(faultsWith((duty) => ({ ...duty, words: 'share it freely' }))).toContain(
      `${dutiesFile}: ${first?.clause} does not say "share it freely".`,
    )
    expect(faultsWith((duty) => ({ ...duty, acts: ['Denial letters'] })).join()).toContain('does not serve')
    expect(faultsWith((duty) => ({ ...duty, scenarios: [], tests: [] })).join()).toContain(
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
