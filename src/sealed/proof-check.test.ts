import { createHash, randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { blindedCommitment, blindingOf } from '../register/log/commitment.ts'
import { type LeafPlace, type PlacedCommitments, SlotWalk, type WalkMode } from './proof-check.ts'

const of = (text: string) => createHash('sha256').update(text).digest()
const keys = [of('november'), of('december'), of('january')]
const place = (index: number, log = 0): LeafPlace => ({ log, index })

/** States by their letters, and from which place each may stand. */
function walkOf(states: Readonly<Record<string, LeafPlace>>, mode: WalkMode = 'each', until = place(100)) {
  const list = Object.entries(states).map(([name, from]) => ({ commitment: of(name), from }))
  return new SlotWalk({ cell: 1, states: list, keys, until, mode })
}

function leafOf(name: string, at: LeafPlace, key = 0): PlacedCommitments {
  const id = randomBytes(16)
  const value = blindedCommitment(of(name), blindingOf(keys[key] as Buffer, id))
  return { at, id, values: [value, ...Array.from({ length: 7 }, () => randomBytes(32))] }
}

/** Takes leaves `A5` (the state A at index 5) until one is refused; says which. */
function refused(walk: SlotWalk, leaves: string): string | undefined {
  return leaves.split(' ').find((one) => !walk.take(leafOf(one.slice(0, 1), place(Number(one.slice(1))))))
}

const three = { A: place(0), B: place(5), C: place(10) }

describe('a walk that expects each leaf to hold its state', () => {
  test.each([
    ['each state from its place on', 'A1 A4 B5 B9 C10 C50', undefined],
    // The tick under way had read the cell before it was written.
    ['the one before where a tick was under way', 'A1 A5 B6 B10 C11', undefined],
    ['a state before its place', 'A1 B4', 'B4'],
    ['a state that was left behind long ago', 'A1 A5 A10', 'A10'],
    ['a state that comes back', 'A1 B5 A6', 'A6'],
    ['a state of nobody', 'A1 X5', 'X5'],
    ['nothing of what lies past its end', 'A1 B5 C10 X100 X101', undefined],
  ])('takes or refuses %s', (_what, leaves, refuses) => {
    expect(refused(walkOf(three), leaves)).toBe(refuses)
  })

  test('takes any of the states that were written after one tick, in their order', () => {
    const states = { A: place(0), B: place(5), C: place(5), D: place(5), E: place(9) }
    expect(refused(walkOf(states), 'A4 D5 D8 E9')).toBeUndefined()
    expect(refused(walkOf(states), 'A4 A5 B6 C7 D8 D9 E10')).toBeUndefined()
    expect(refused(walkOf(states), 'A4 C5 B6')).toBe('B6')
    expect(refused(walkOf(states), 'A4 D5 C9')).toBe('C9')
  })

  test('counts, and notes the first leaf of each state and the last of all', () => {
    const walk = walkOf(three, 'each', place(20))
    refused(walk, 'A1 A2 C10 C11 C20')
    expect([walk.firsts, walk.first, walk.last, walk.seen, walk.held]).toEqual([
      [place(1), undefined, place(10)],
      place(1),
      place(11),
      4,
      4,
    ])
  })

  test('goes from one log to the next, and tries the key of a month before where the clock was set back', () => {
    const walk = walkOf({ A: place(90), B: place(1, 1) }, 'each', place(4, 1))
    const leaves: [string, LeafPlace, number][] = [
      ...([['X', place(89), 0]] as [string, LeafPlace, number][]),
      ['A', place(95), 0],
      ['A', place(0, 1), 1],
      ['B', place(1, 1), 2],
      ['B', place(2, 1), 0],
      ['X', place(4, 1), 0],
    ]
    expect(leaves.map(([name, at, key]) => walk.take(leafOf(name, at, key)))).toEqual(leaves.map(() => true))
    expect(walk.held).toBe(4)
  })

  test('holds the value to its own cell', () => {
    const walk = new SlotWalk({
      cell: 2,
      states: [{ commitment: of('A'), from: place(0) }],
      keys,
      until: place(9),
      mode: 'each',
    })
    expect(walk.take(leafOf('A', place(1)))).toBe(false)
  })
})

test('a walk since a state came passes by what was there before it, and by nothing after', () => {
  expect(refused(walkOf({ A: place(0) }, 'since'), 'X1 X2 A3 A4')).toBeUndefined()
  expect(refused(walkOf({ A: place(0) }, 'since'), 'X1 A3 X4')).toBe('X4')
})

test('a walk for some leaf finds the first and the last that hold any of its states', () => {
  const walk = walkOf({ A: place(0), B: place(5) }, 'some')
  expect(refused(walk, 'X1 B6 X7 A8 X9')).toBeUndefined()
  expect([walk.first, walk.last, walk.held, walk.seen]).toEqual([place(6), place(8), 2, 5])
})
