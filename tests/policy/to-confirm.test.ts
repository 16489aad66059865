import { expect, test } from 'vitest'
import { factsWords } from '../../src/ask/words/policy.ts'
import { factsToConfirm } from '../../src/policy/manifest.ts'
import { jensen, jensenFiles } from './jensen-pack.ts'

const facts = factsToConfirm(jensen.manifest)

test('what is not confirmed is a field of the pack, and no text of it says so', () => {
  for (const [file, text] of jensenFiles) {
    expect(`${file}: ${text}`).not.toMatch(
      /unconfirmed|no confirmad|sin confirmar|por confirmar|to be confirmed/i,
    )
  }
  expect(facts.length).toBeGreaterThan(15)
  for (const { id, citation, confirmWith, says } of facts) {
    expect([id, citation !== '', confirmWith !== undefined, Object.keys(says).length > 0]).toEqual([
      id,
      true,
      true,
      true,
    ])
  }
})

test.each(['en', 'es'])('each has a name on the Director’s page in %s', (language) => {
  const names: Readonly<Record<string, string>> = factsWords({
    pack: jensen,
    language: language === 'es' ? 'es' : 'en',
  }).names
  for (const { id } of facts) expect(Object.keys(names)).toContain(id.replace(/\[\d+\]$/, ''))
})

test('another value of a fact is another fact', () => {
  const { holds } = jensen.manifest
  const before = facts.find(({ id }) => id === 'holds')?.hash
  const [changed] = factsToConfirm({ holds: { ...holds, 'kept-days': 8 } })
  expect([changed?.id, changed?.hash === before]).toEqual(['holds', false])
})
