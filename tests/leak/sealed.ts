import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import type { Cleared } from '../../src/compartments/compartment.ts'
import type { Side } from '../../src/compartments/side.ts'
import type { Unlocked } from '../../src/compartments/unlocked.ts'
import type { Actor } from '../../src/disclosure/request.ts'
import { publicOfPrivate } from '../../src/sealing/sealed-to.ts'
import type { Tested } from '../web/house.ts'
import type { Canary } from './canary.ts'
import * as invented from './invented.ts'
import type { Reader, Sitter } from './library.ts'

/** Who is cleared on each side, and as what. */
const cleared: Readonly<Record<Side, Readonly<Partial<Record<Reader, string>>>>> = {
  director: { Director: 'director', 'acting Director': 'director', lawyer: 'counsel' },
  president: { president: 'president', lawyer: 'counsel' },
}

/** What lies sealed, in the words of docs/WHO-SEES-WHAT.md. */
const tells: Record<Side, string> = {
  director: 'what lies sealed',
  president: 'what lies sealed about the Director',
}

/** On each side a matter, and something that nobody took in yet; each says canaries, which no row of any table holds. */
export class Sealed {
  readonly #tested: Tested
  readonly #keys: ReadonlyMap<string, KeyObject>
  readonly #matters: Readonly<Record<Side, string>>
  readonly canaries: readonly Canary[]

  private constructor(
    tested: Tested,
    keys: ReadonlyMap<string, KeyObject>,
    matters: Readonly<Record<Side, string>>,
    canaries: readonly Canary[],
  ) {
    this.#tested = tested
    this.#keys = keys
    this.#matters = matters
    this.canaries = canaries
  }

  /** The reference of the matter of a side. */
  matterOf(side: Side): string {
    return this.#matters[side]
  }

  static async plant(
    tested: Tested,
    { sitters, keeper }: { readonly sitters: ReadonlyMap<Reader, Sitter>; readonly keeper: Sitter },
  ): Promise<Sealed> {
    const { house } = tested
    const { compartments, gate } = house
    if (compartments === undefined) throw new Error('this house has no compartments')
    const keys = new Map<string, KeyObject>()
    const canaries: Canary[] = []
    const matters: Record<Side, string> = { director: '', president: '' }
    for (const side of ['director', 'president'] as const) {
      const people = Object.entries(cleared[side]).flatMap(([reader, role]): Cleared[] => {
        const account = sitters.get(reader as Reader)?.id
        if (account === undefined) return []
        const key = keys.get(account) ?? generateKeyPairSync('x25519').privateKey
        keys.set(account, key)
        const publicKey = publicOfPrivate(key).toString('base64')
        return [{ account, role, publicKey, since: '2026-11-20T15:00:00Z', by: keeper.id }]
      })
      const recovery = publicOfPrivate(generateKeyPairSync('x25519').privateKey).toString('base64')
      await compartments.setUp(side, { cleared: people, recovery })
      const said = (field: string) => {
        const writing = `${invented.word()} ${invented.word()}`
        canaries.push({
          of: `the sealed matters of the ${side}`,
          tells: [tells[side]],
          field,
          writings: [writing],
        })
        return writing
      }
      const leave = (where: string) =>
        gate.sealed.receive(
          { accountId: keeper.id, role: 'desk', place: 'front-desk' },
          {
            ...{ what: 'received', kind: 'process', way: 'counter', drill: false },
            ...{ aboutDirector: side === 'president', wants: said(where) },
            requester: { kind: 'justice-agency', name: said(where), agency: said(where) },
          },
        )
      await leave('the cells')
      for (const { account, role } of people) {
        const key = keys.get(account)
        if (key === undefined) continue
        const unlocked = await compartments.unlock(key, account)
        const actor = { accountId: account, role, place: 'office', unlocked } as Actor
        if (matters[side] === '') matters[side] = await gate.sealed.takeIn(actor, unlocked, { side, box: 0 })
        await gate.sealedPeople.bind(actor, await compartments.unlock(key, account), matters[side])
      }
      await leave('the intake')
    }
    return new Sealed(tested, keys, matters, canaries)
  }

  /** What opens to somebody's own key; nothing to those who have none that anything is sealed to. */
  async open({ id }: Sitter): Promise<Unlocked | undefined> {
    const key = this.#keys.get(id) ?? generateKeyPairSync('x25519').privateKey
    return this.#tested.house.compartments?.unlock(key, id)
  }

  sideOf(reader: Reader): Side {
    return reader === 'president' ? 'president' : 'director'
  }

  matterFor(reader: Reader): string {
    return this.#matters[this.sideOf(reader)]
  }
}
