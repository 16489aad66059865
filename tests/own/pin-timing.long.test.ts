import { setTimeout } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { patronActor } from '../../src/gate/actor.ts'
import { recordPatronAct } from '../../src/patrons/self-service.ts'
import { matchesPin, pinAttempt, signInWithPin } from '../../src/patrons/sign-in.ts'
import { cardWithPin, countOwnPinAttempt } from '../../src/patrons/sign-in-store.ts'
import { token } from '../../src/platform/crypto/field.ts'
import { plant } from '../support/planted.ts'
import { plantPin } from '../support/planted-pin.ts'
import { startHouse, type Tested } from '../web/house.ts'
import { Visitor } from '../web/visitor.ts'
import { type Interval, isWithin, medianOf, timedPairs } from '../worlds/timing.ts'

/** 2,000 take some four minutes each; fewer, for a quick look, by CARREL_TIMING_PAIRS. */
const { CARREL_TIMING_PAIRS = '2000' } = process.env
const pairs = Number(CARREL_TIMING_PAIRS)
/** Fewer, since each is of 26 tries, and what there is to find is as long as a hash takes. */
const pairsInFlood = Math.ceil(pairs / 2)
const mostMs = 2

let tested: Tested
let made = 0
const one = {
  withPin: () => planted({ pin: true }),
  withoutPin: () => planted({ pin: false }),
  expired: () => planted({ pin: true, expiresOn: '2020-01-01' }),
  notOnFile: async () => `29000000${100000 + made++}`,
}

beforeAll(async () => {
  // Why durable: it is the wait for the disk that told.
  tested = await startHouse('http://127.0.0.1:8080', { unsafeWithoutFsync: false })
})
afterAll(() => tested?.close())
afterEach(() => later(365 * 24 * 3600))

const later = (seconds: number) => {
  tested.time.now = new Date(tested.time.now.getTime() + seconds * 1000)
}

async function planted({ pin, expiresOn }: { pin: boolean; expiresOn?: string }): Promise<string> {
  const { house, it } = tested
  const card = `28000000${100000 + made++}`
  const more = expiresOn === undefined ? {} : { expiresOn }
  const id = await plant(it.database, house.ring, { surname: 'Canary', firstName: 'Una', card, ...more })
  if (pin) await plantPin(house, id)
  return card
}

/** A browser that signs in with wrong words, over and over. */
async function wrong(path: '/sign-in' | '/me/sign-in', fields: Record<string, string>) {
  const visitor = new Visitor(tested.app())
  await visitor.get(path)
  const { word } = visitor
  return async () => {
    const { status } = await visitor.post(path, { word, ...fields })
    if (status !== 422) throw new Error(`answered with ${status}`)
  }
}
const wrongPin = (card: string) => wrong('/me/sign-in', { card, pin: '735190' })

/** @param apart how many seconds lie between two tries: enough for a lock to end, or too few */
async function difference(a: () => Promise<unknown>, b: () => Promise<unknown>, apart = 3 * 24 * 3600) {
  const paced = (work: () => Promise<unknown>) => async () => {
    later(apart)
    await work()
  }
  return medianOf(await timedPairs(pairs, () => performance.now(), [paced(a), paced(b)]))
}

function say(what: string, { from, median, to }: Interval, of = pairs): void {
  console.log(
    `${what}, ${of} pairs: from ${from.toFixed(3)} ms, median ${median.toFixed(3)} ms, to ${to.toFixed(3)} ms`,
  )
}

describe('a wrong PIN takes as long', () => {
  test.each([
    ['for a card with a PIN as for one without', one.withPin, one.withoutPin],
    ['for a card with a PIN as for a number that is not on file', one.withPin, one.notOnFile],
    ['for a card with a PIN as for one that has expired', one.withPin, one.expired],
    ['for two cards with a PIN (the control)', one.withPin, one.withPin],
  ])('%s', async (what, here, there) => {
    const interval = await difference(await wrongPin(await here()), await wrongPin(await there()))
    say(what, interval)
    expect([interval, isWithin(interval, mostMs)]).toEqual([interval, true])
  })

  test('for a card that is locked as for a number that is not on file', async () => {
    const card = await one.withPin()
    const locked = await wrongPin(card)
    for (let tries = 0; tries < 60; tries++) {
      await locked()
      later(tries % 5 === 4 ? 25 * 3600 : 60)
    }
    const interval = await difference(locked, await wrongPin(await one.notOnFile()), 7)
    say('locked', interval)
    expect([interval, isWithin(interval, mostMs)]).toEqual([interval, true])
  })
})

test('a wrong passphrase takes as long for a sign-in name as for one that is not there', async () => {
  const typed = { passphrase: 'these are wrong words' }
  const here = await wrong('/sign-in', { name: 'desk', ...typed })
  const interval = await difference(here, await wrong('/sign-in', { name: 'dusk', ...typed }))
  say('sign-in names', interval)
  expect([interval, isWithin(interval, mostMs)]).toEqual([interval, true])
})

/** As it was: looked up before the turn to hash, and nothing is written where there is no card that can sign in. */
async function pinAsBefore(card: string): Promise<void> {
  const { house } = tested
  const charged = await recordPatronAct(house, patronActor, async (trx) => {
    const found = await cardWithPin(trx, house.ring, token(house.ring, 'card.barcode', card))
    return found === undefined ? null : countOwnPinAttempt(trx, found.patronId, pinAttempt(house, null))
  })
  await matchesPin(house.ring, charged, '735190')
}

/** As it is: {@link signInWithPin} itself, since a flood through the pages is slowed down before it gets so far. */
const pinAsNow = (card: string) =>
  signInWithPin(tested.house, { card, pin: '735190', tokenHash: Buffer.alloc(32), known: null })

/** So many tries fill the queue of hashes before the one that is measured, and so many follow it at once. */
const before = 8
const after = 4

/**
 * The attack that told who has a PIN: the queue of hashes is full, and more tries follow at once. A try that does more than
 * they do before it enters the queue is overtaken, and waits for their hashes.
 * @returns how long the measured one took, in milliseconds
 */
async function inFlood(tryCard: (card: string) => Promise<unknown>, measured: string): Promise<number> {
  const others = (count: number) => Array.from({ length: count }, () => tryCard(`29000000${100000 + made++}`))
  later(3 * 24 * 3600)
  const first = others(before)
  // Why: those are to be in the queue, whatever they do first.
  await setTimeout(10)
  const began = performance.now()
  const took = tryCard(measured).then(() => performance.now() - began)
  await Promise.all([...first, took, ...others(after)])
  return took
}

/** By turns, as `timedPairs`, of what each says that it took. */
async function differenceInFlood(
  tryCard: (card: string) => Promise<unknown>,
  [a, b]: readonly [string, string],
) {
  const differences: number[] = []
  for (let nth = -4; nth < pairsInFlood; nth++) {
    const [first, second] = nth % 2 === 0 ? [a, b] : [b, a]
    const one = await inFlood(tryCard, first)
    const other = await inFlood(tryCard, second)
    if (nth >= 0) differences.push(first === a ? one - other : other - one)
  }
  return medianOf(differences)
}

describe('while the queue of hashes is kept full', () => {
  test('a wrong PIN takes as long for a card with a PIN as for one without', async () => {
    const interval = await differenceInFlood(pinAsNow, [await one.withPin(), await one.withoutPin()])
    say('in a flood', interval, pairsInFlood)
    expect([interval, isWithin(interval, mostMs)]).toEqual([interval, true])
  })

  test('a build that looks the card up before its turn, and writes only for a PIN, is found by this', async () => {
    const interval = await differenceInFlood(pinAsBefore, [await one.withPin(), await one.withoutPin()])
    say('in a flood, as it was', interval, pairsInFlood)
    expect([interval, isWithin(interval, mostMs)]).toEqual([interval, false])
  })

  test('which says the same of two cards with a PIN (the control)', async () => {
    const interval = await differenceInFlood(pinAsBefore, [await one.withPin(), await one.withPin()])
    say('in a flood, as it was, the control', interval, pairsInFlood)
    expect([interval, isWithin(interval, mostMs)]).toEqual([interval, true])
  })
})
