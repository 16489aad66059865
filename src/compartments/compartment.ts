import { randomBytes } from 'node:crypto'
import { stateCommitment } from '../register/commitment.ts'
import type { Entry } from '../register/entry-form.ts'
import { emptyRoot } from '../register/hashing.ts'
import { type Logged, newLogged, treeInTurns } from './log.ts'
import type { Side } from './side.ts'

/** Somebody who may open it. Their key is the one they had when they were cleared, and no row of the database replaces it. */
export type Cleared = {
  readonly account: string
  readonly role: string
  /** X25519, 32 bytes in base64. */
  readonly publicKey: string
  /** Instants, UTC. */
  readonly since: string
  readonly by: string
  /** When they said that they know they are bound; before, they see that and nothing else. */
  readonly boundAt?: string | undefined
}

/** How far the register was signed: the log that grew, by its origin ('' where nothing was signed yet), and its size. */
export type Signed = { readonly log: string; readonly size: number }

/** What stood in the cell's head from a moment on: the commitment to so many entries, and what opens it. Bytes in base64. */
export type State = {
  readonly size: number
  readonly root: string
  readonly blind: string
  readonly at: string
  /** The size of the register as last signed when this was written: no leaf before it holds this. */
  readonly seen: number
  /** Of which log, by its origin. */
  readonly log: string
}

/** What a compartment holds: one case, who may open it, and its own register. */
export type Compartment = {
  readonly version: 1
  readonly side: Side
  /** The case's random reference. */
  readonly reference: string
  readonly cleared: readonly Cleared[]
  /** The public half of the key on paper, 32 bytes in base64. */
  readonly recovery: string
  readonly log: readonly Logged[]
  readonly states: readonly State[]
  /** Which writing of the side's index whoever wrote this had before them, where it was open to them: an older one is known by it. */
  readonly index?: number | undefined
  /** The case, as the gate keeps it. */
  readonly file: unknown
}

/** Adds entries to its register. */
export function logged(it: Compartment, ...entries: readonly Entry[]): Compartment {
  return { ...it, log: [...it.log, ...entries.map(newLogged)] }
}

/** The state that its log has now, under a new blind. */
export async function stateNow(
  { log }: Pick<Compartment, 'log'>,
  at: string,
  signed: Signed,
): Promise<State> {
  const { size, root } = await treeInTurns(log)
  const blind = randomBytes(32).toString('base64')
  return { size: Number(size), root: root.toString('base64'), blind, at, seen: signed.size, log: signed.log }
}

/**
 * The state of a cell that holds nothing: with it a compartment begins, from when the cell was made free, so that its proof shows
 * since when nothing was before it.
 */
export function emptyState(blind: string, since: Signed & { readonly at: string }): State {
  const { log, size, at } = since
  return { size: 0, root: emptyRoot.toString('base64'), blind, at, seen: size, log }
}

export function commitmentOf({ size, root, blind }: Pick<State, 'size' | 'root' | 'blind'>): Buffer {
  return stateCommitment({
    size: BigInt(size),
    root: Buffer.from(root, 'base64'),
    blind: Buffer.from(blind, 'base64'),
  })
}

/** The commitment of a cell that holds nothing. @param blind 32 bytes in base64 */
export const emptyCommitment = (blind: string): Buffer =>
  commitmentOf({ size: 0, root: emptyRoot.toString('base64'), blind })

/** To whom it is written: everybody cleared, and the paper. */
export const openTo = ({ cleared, recovery }: Pick<Compartment, 'cleared' | 'recovery'>): Buffer[] =>
  [...cleared.map(({ publicKey }) => publicKey), recovery].map((key) => Buffer.from(key, 'base64'))
