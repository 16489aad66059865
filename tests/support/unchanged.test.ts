import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { changedSince, parts, unreached } from '../unchanged.ts'

const namesOf = (...changed: string[]) => {
  const left = unreached(changed)
  return Object.entries(parts).flatMap(([name, part]) => (left.includes(part) ? [name] : []))
}

test('a build leaves long parts out only where nothing can have changed in what they show', () => {
  expect(namesOf('docs/ASK.md', 'src/ask/pages/ask.tsx', 'tests/web/screens.ts')).toEqual(Object.keys(parts))
  expect(namesOf('src/contact/calls.ts')).toEqual(['casework'])
  expect(namesOf('tests/links/attacker.test.ts')).toEqual(['casework', 'second-postgres'])
  for (const path of [
    ...['src/gate/gate.ts', 'src/register/record.ts', 'src/platform/db/migrations/099-new.sql'],
    ...['src/platform/crypto/field.ts', 'src/cases/steps/closed.ts', 'policies/jensen-mgt-1/rules/a.cedar'],
    ...['package-lock.json', 'vitest.config.ts', 'tests/support/database.ts', '.ci/run', 'new-folder/any'],
  ])
    expect([path, ...namesOf('docs/ASK.md', path)]).toEqual([path])
  for (const path of ['src/sealed/matters.ts', 'src/backup/container.ts'])
    expect(namesOf(path)).toEqual(['casework'])
})

test('and none where git does not know the commit, or a file of a part is gone', () => {
  expect(changedSince('0'.repeat(40))).toBeUndefined()
  expect(unreached(undefined)).toEqual([])
  const named = Object.values(parts).flatMap(({ files }) => files)
  expect(named.filter((file) => !existsSync(file))).toEqual([])
})
