import { expect, test } from 'vitest'
import { faultsOf } from '../../src/policy/explain.ts'
import { loadPack } from '../../src/policy/pack.ts'
import { checkScenario } from '../../src/policy/scenario.ts'
import { reasonsToMiss } from './conditions-not-missed.ts'
import { jensen, jensenFiles } from './jensen-pack.ts'

type Condition = { readonly name: string; readonly from: number; readonly to: number }

/** Each part of a `when` or `unless` that `&&` joins. The name has the rule, and the words of the condition. */
function conditionsIn(text: string): Condition[] {
  const found: Condition[] = []
  for (const block of text.matchAll(/^(?:when|unless) \{/gm)) {
    const id = [...text.slice(0, block.index).matchAll(/@id\("(.*?)"\)/g)].at(-1)?.[1]
    const start = block.index + block[0].length
    for (const [from, to] of conjuncts(text, start)) {
      const lead = /^(?:\s|\/\/.*\n)*/.exec(text.slice(from, to))?.[0].length ?? 0
      const words = text.slice(from + lead, to).trim()
      const at = from + lead
      found.push({ name: `${id}: ${words.replace(/\s+/g, ' ')}`, from: at, to: at + words.length })
    }
  }
  return found
}

function conjuncts(text: string, start: number): [number, number][] {
  const found: [number, number][] = []
  const token = /\/\/.*|"[^"]*"|&&|[([{)\]}]/g
  token.lastIndex = start
  let depth = 0
  let from = start
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    const [mark] = match
    if ('([{'.includes(mark)) depth++
    else if (mark === '&&' && depth === 0) {
      found.push([from, match.index])
      from = token.lastIndex
    } else if (')]}'.includes(mark) && --depth < 0) return [...found, [from, match.index]]
  }
  throw new Error('a block of conditions has no end')
}

/** Whether the pack is refused, or a check of it fails, with `true` in place of the condition. */
function isMissed(file: string, text: string, { from, to }: Condition): boolean {
  const files = new Map(jensenFiles).set(file, `${text.slice(0, from)}true${text.slice(to)}`)
  let pack: typeof jensen
  try {
    pack = loadPack(files)
  } catch {
    return true
  }
  const { decide } = pack
  const differs = jensen.scenarios.some((each) => checkScenario(each, { rooms: pack, decide }).length > 0)
  return differs || faultsOf(pack, files).length > 0
}

test('the policy’s check misses each condition that a rule loses, but for those with a reason', () => {
  const unmissed: string[] = []
  for (const [file, text] of jensenFiles) {
    if (!file.endsWith('.cedar')) continue
    for (const condition of conditionsIn(text)) {
      if (!isMissed(file, text, condition)) unmissed.push(condition.name)
    }
  }
  expect(unmissed.sort()).toEqual([...reasonsToMiss.keys()].sort())
})
