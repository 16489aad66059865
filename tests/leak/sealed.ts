import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import type { StaffActor } from '../../src/gate/actor.ts'
import { publicOfPrivate } from '../../src/platform/crypto/sealed-box.ts'
import type { SealedCase } from '../../src/sealed/case-storage.ts'
import type { AccessGrant, AccessGroup } from '../../src/sealed/matter.ts'
import type { SealedSession } from '../../src/sealed/session.ts'
import { takeAll } from '../casework/decided-case.ts'
import type { Tested } from '../web/house.ts'
import type { Canary } from './canary.ts'
import * as invented from './invented.ts'
import type { Reader, Sitter } from './library.ts'
import { signNow } from './sign-now.ts'

/** Who is cleared on each side, and as what. */
const cleared: Readonly<Record<AccessGroup, Readonly<Partial<Record<Reader, string>>>>> = {
  director: { Director: 'director', 'acting Director': 'director', lawyer: 'counsel' },
  president: { president: 'president', lawyer: 'counsel' },
}

/** An open case that was sealed, with its proof; and a sealed matter that is closed, and goes into the safe. */
type Ends = { readonly lifted: string; readonly closed: string }
const noEnds: Ends = { lifted: '', closed: '' }

/** What lies sealed, in the words of docs/WHO-SEES-WHAT.md. */
const tells: Record<AccessGroup, string> = {
  director: 'what lies sealed',
  president: 'what lies sealed about the Director',
}

/** On each side a matter, and something that nobody took in yet; each says canaries, which no row of any table holds. */
export class Sealed {
  readonly #tested: Tested
  readonly #keys: ReadonlyMap<string, KeyObject>
  readonly #matters: Readonly<Record<AccessGroup, string>>
  readonly #ends: Readonly<Record<AccessGroup, Ends>>
  readonly canaries: readonly Canary[]

  private constructor(
    tested: Tested,
    keys: ReadonlyMap<string, KeyObject>,
    matters: Readonly<Record<AccessGroup, string>>,
    ends: Readonly<Record<AccessGroup, Ends>>,
    canaries: readonly Canary[],
  ) {
    this.#tested = tested
    this.#keys = keys
    this.#matters = matters
    this.#ends = ends
    this.canaries = canaries
  }

  /** The reference of the matter of a side. */
  matterOf(side: AccessGroup): string {
    return this.#matters[side]
  }

  static async plant(
    tested: Tested,
    { sitters, keeper }: { readonly sitters: ReadonlyMap<Reader, Sitter>; readonly keeper: Sitter },
  ): Promise<Sealed> {
    const { house } = tested
    const services = house
    const { compartments } = services
    if (compartments === undefined) throw new Error('this house has no compartments')
    const keys = new Map<string, KeyObject>()
    const canaries: Canary[] = []
    const matters: Record<AccessGroup, string> = { director: '', president: '' }
    const ends: Record<AccessGroup, Ends> = { director: noEnds, president: noEnds }
    for (const side of ['director', 'president'] as const) {
      const people = Object.entries(cleared[side]).flatMap(([reader, role]): AccessGrant[] => {
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
        services.sealedIntake.receive(
          { accountId: keeper.id, role: 'desk', place: 'front-desk' },
          {
            ...{ what: 'received', kind: 'process', way: 'counter', drill: false },
            ...{ aboutDirector: side === 'president', wants: said(where) },
            requester: { kind: 'justice-agency', name: said(where), agency: said(where) },
          },
        )
      const lawyer = people.find(({ role }) => role === 'counsel')?.account ?? ''
      const lawyers = keys.get(lawyer)
      if (lawyers === undefined) throw new Error('there is no lawyer')
      const byLawyer = async () => {
        const unlocked = await compartments.unlock(lawyers, lawyer)
        return { actor: { accountId: lawyer, role: 'counsel', place: 'office', unlocked } as const, unlocked }
      }
      /** What lies in the first box, taken in by the lawyer, who is bound. */
      const take = async (): Promise<string> => {
        const { actor, unlocked } = await byLawyer()
        const reference = await services.sealedIntake.takeIn(actor, unlocked, { side, box: 0 })
        await services.sealedAccess.bind(actor, unlocked, reference)
        return reference
      }
      await leave('a matter that is lifted')
      const lifted = await take()
      const { actor, unlocked } = await byLawyer()
      const noted = { words: 'as it stands there', counsel: 'the lawyer', way: 'here' } as const
      await takeAll(services, lifted, [
        [actor, { what: 'gag-found', words: noted.words }],
        [actor, { what: 'gag-ended', source: 'court-order', on: '2026-11-24', ...noted }],
      ])
      await signNow(tested)
      if ((await services.sealedIntake.lifts.lift(actor, unlocked, lifted)) !== 'lifted')
        throw new Error('it is not lifted')
      await leave('a matter that is closed')
      const closed = await take()
      for (const { account, role } of people) {
        const key = keys.get(account)
        if (key === undefined) continue
        const theirs = await compartments.unlock(key, account)
        await services.sealedAccess.bind(
          { accountId: account, role, place: 'office' } as StaffActor,
          theirs,
          closed,
        )
      }
      await (await byLawyer()).unlocked.change(closed, async (it) => {
        const file = it.file as SealedCase
        const event = { what: 'closed', stamp: file.events[0]?.stamp as never } as const
        return { becomes: { ...it, file: { ...file, events: [...file.events, event] } }, gives: undefined }
      })
      ends[side] = { lifted, closed }
      await leave('the cells')
      for (const { account, role } of people) {
        const key = keys.get(account)
        if (key === undefined) continue
        const unlocked = await compartments.unlock(key, account)
        const actor = { accountId: account, role, place: 'office', unlocked } as StaffActor
        if (matters[side] === '')
          matters[side] = await services.sealedIntake.takeIn(actor, unlocked, { side, box: 0 })
        await services.sealedAccess.bind(actor, await compartments.unlock(key, account), matters[side])
      }
      await leave('the intake')
    }
    return new Sealed(tested, keys, matters, ends, canaries)
  }

  /** What opens to somebody's own key; nothing to those who have none that anything is sealed to. */
  async open({ id }: Sitter): Promise<SealedSession | undefined> {
    const key = this.#keys.get(id) ?? generateKeyPairSync('x25519').privateKey
    return this.#tested.house.compartments?.unlock(key, id)
  }

  sideOf(reader: Reader): AccessGroup {
    return reader === 'president' ? 'president' : 'director'
  }

  /** Of the side of a reader, the matter that was lifted, and one that is closed. */
  endsFor(reader: Reader): Ends {
    return this.#ends[this.sideOf(reader)]
  }

  matterFor(reader: Reader): string {
    return this.#matters[this.sideOf(reader)]
  }
}
