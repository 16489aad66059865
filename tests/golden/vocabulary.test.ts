import { expect, test } from 'vitest'
import { jsonOf } from './vectors.ts'
import { vocabulary } from './vocabulary.ts'

const golden = jsonOf<Readonly<Record<string, readonly string[]>>>('vocabulary.json')

test.each(Object.keys(golden))('the words of %s that are on record are still known', (name) => {
  // More may come: what is there keeps its word.
  expect(vocabulary()[name]).toEqual(expect.arrayContaining([...(golden[name] ?? [])]))
})
