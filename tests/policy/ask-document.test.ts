import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { askShape, checks, commonPlaces, outcomes, readAsk, recordKinds } from '../../src/policy/ask.ts'
import { jensen, today } from './jensen-pack.ts'

const text = readFileSync(new URL('../../docs/ASK.md', import.meta.url), 'utf8')

/** Each field of an ask by its path, with the words that it takes; no words for a day, a text, or yes and no. */
type Fields = Readonly<Record<string, readonly string[]>>

type Shape = {
  readonly properties?: Readonly<Record<string, Shape>>
  readonly items?: Shape
  readonly enum?: readonly string[]
}

function fieldsOfShape({ properties = {} }: Shape, above: readonly string[] = []): Fields {
  const fields: Record<string, readonly string[]> = {}
  for (const [key, shape] of Object.entries(properties)) {
    const path = [...above, key]
    fields[path.join('.')] = [...((shape.items ?? shape).enum ?? [])].sort()
    Object.assign(fields, fieldsOfShape(shape, path))
  }
  return fields
}

/** The words of a field are its value or list, and what its comment has between bars. */
function fieldsOfExample(example: string): Fields {
  const fields: Record<string, Set<string>> = {}
  let path: string[] = []
  for (const line of example.trim().split('\n')) {
    const [, indent = '', key] = /^( *)([a-z-]+):/.exec(line) ?? []
    if (key !== undefined) path = [...path.slice(0, indent.length / 2), key]
    const words = fields[path.join('.')] ?? new Set()
    fields[path.join('.')] = words
    const [value = '', comment = ''] = line
      .slice(key === undefined ? 0 : indent.length + key.length + 1)
      .split('#')
    const bars = comment.includes('|') ? comment.replace(/^[^|]*: /, '').split('|') : []
    for (const one of [...value.split(/[[\],]|^ +- /), ...bars])
      for (const word of /^(?!true|false|a )[a-z][\w.-]*/.exec(one.trim()) ?? []) words.add(word)
  }
  return Object.fromEntries(Object.entries(fields).map(([field, words]) => [field, [...words].sort()]))
}

const example = /```yaml\n([\s\S]*?)```/.exec(text)?.[1] ?? ''
const shape = fieldsOfShape(z.toJSONSchema(askShape, { unrepresentable: 'any', io: 'input' }) as Shape)
const codes = (part: string) => [...part.matchAll(/`([a-z][\w.-]*)`/g)].map(([, word]) => word ?? '')

describe('docs/ASK.md says what an ask takes and an answer has, and nothing else', () => {
  test('its example has every field and word of an ask', () => {
    const shown = fieldsOfExample(example)
    expect(Object.keys(shown).sort()).toEqual(Object.keys(shape).sort())
    const places = [...commonPlaces, ...jensen.privateRooms].sort()
    // Those of the other fields are in lists of their own, below.
    const inLists = ['recipient.verified', 'records', 'instrument.scope']
    for (const [field, words] of Object.entries({ ...shape, place: places }))
      if (!inLists.includes(field)) expect([field, shown[field]]).toEqual([field, words])
  })

  test('its lists have every check, record, outcome and flag', () => {
    const holds = /`verified` holds: ([\s\S]*?)\n\n/.exec(text)?.[1] ?? ''
    expect([...new Set(codes(holds))].sort()).toEqual([...checks].sort())
    const rows = /\| record \| knowledge \|\n\|.*\n([\s\S]*?)\n\n/.exec(text)?.[1] ?? ''
    const records = rows.split('\n').flatMap(
      (row) =>
        row
          .split('|')[1]
          ?.trim()
          .split(/, | \/ /) ?? [],
    )
    expect(records.sort()).toEqual([...recordKinds].sort())
    const said = /^- `outcome`:([\s\S]*?)^- /m.exec(text)?.[1] ?? ''
    expect([...said.matchAll(/\*\*(\w+)\*\*/g)].map(([, word]) => word).sort()).toEqual([...outcomes].sort())
    const flags = new Set([...jensen.rules.flatMap((rule) => rule.flags), 'gag', 'policy-review-overdue'])
    expect([...flags].filter((flag) => !text.includes(`\`${flag}\``))).toEqual([])
  })

  test('each word in it is one of them', () => {
    const answer = jensen.decide(
      readAsk({ recipient: { kind: 'public' }, records: ['loans'] }, today, jensen),
    )
    const known = new Set([
      ...Object.keys(shape).flatMap((path) => [path, ...path.split('.')]),
      ...Object.values(shape).flat(),
      ...[...Object.keys(answer), ...outcomes],
      ...[...jensen.rules.flatMap((rule) => rule.flags), 'gag', 'policy-review-overdue', 'standing-opinion'],
    ])
    expect(codes(text).filter((word) => !known.has(word))).toEqual([])
  })
})
