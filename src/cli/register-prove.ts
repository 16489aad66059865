import { existsSync, writeFileSync } from 'node:fs'
import { discloseEntry } from '../disclosure/entry-shown.ts'
import { writeRefusal } from '../imports/write-refusal.ts'
import { proveEntry as proveStored, type Unproven } from '../jobs/prove-entry.ts'
import { isCommitments, isSealed } from '../register/any-leaf.ts'
import { type EntryProof, writeProof } from '../register/entry-proof.ts'
import type { Database } from '../store/database.ts'
import type { Home } from '../store/home.ts'
import { complain, misasked } from './complain.ts'
import { openKeyRing } from './keys-open.ts'
import { withLibrary } from './register-library.ts'
import { readReference, refusal, saysCommitments } from './register-show.ts'

const command = 'carrel register prove'

/**
 * `carrel register prove REFERENCE --out FILE [--hand-over]`. Without --hand-over the file shows that a sealed entry
 * is in the register, and needs no keys; with it, its holder can also read that entry, and no other.
 */
export async function proveEntry(args: string[], usage: string): Promise<number> {
  const asked = readReference(args, { out: { type: 'string' }, 'hand-over': { type: 'boolean' } })
  const { out } = 'values' in asked ? asked.values : { out: undefined }
  const wrong = 'wrong' in asked ? asked.wrong : fileFault(out)
  if ('wrong' in asked || wrong !== undefined || typeof out !== 'string') {
    misasked(command, wrong ?? '', usage)
    return 2
  }
  const { reference, values } = asked
  return withLibrary(command, async ({ database, home }) => {
    const proven = await proveStored(database.worker, reference, new Date())
    if (typeof proven === 'string') {
      const code = proven === 'damaged' ? 'stored-register-damaged' : 'entry-not-shown'
      complain(command, { code, message: whyNot[proven] })
      return 1
    }
    const isOpen = !isSealed(proven.proof.leaf)
    const opening = values['hand-over'] && !isOpen ? await handOver(database, home, reference) : {}
    if (typeof opening === 'string') {
      complain(command, { code: 'entry-not-shown', message: opening })
      return 1
    }
    try {
      writeFileSync(out, writeProof({ ...proven.proof, ...opening }), { flag: 'wx', mode: 0o600 })
    } catch (error) {
      complain(command, { code: 'cannot-write', message: `--out: ${out} ${writeRefusal(error)}` })
      return 2
    }
    console.log(`wrote ${out}; anyone can check it: carrel register verify ${out} --reference ${reference}`)
    if (values['hand-over'])
      console.log(isCommitments(proven.proof.leaf) ? saysTick : isOpen ? saysOpen : saysHandedOver)
    return 0
  })
}

const saysHandedOver = 'Whoever has this file can read that one entry. That it was handed over is on record.'
const saysOpen =
  'This is the first entry of a log: anyone may read it, so nothing was handed over and nothing recorded.'

const saysTick = `This is no entry: ${saysCommitments}. So nothing was handed over and nothing recorded.`

function fileFault(out: unknown): string | undefined {
  if (typeof out !== 'string' || out === '') return '--out: name the file to write'
  return existsSync(out) ? `--out: ${out} is there already: name a file that is not` : undefined
}

const whyNot: Record<Unproven, string> = {
  unknown: 'REFERENCE: the register has no such entry',
  waits: 'the entry waits for the next tick: try again in a minute',
  another:
    'what is stored under this reference is another entry: somebody changed the register. Check it: carrel register export --with-leaves, then verify',
  damaged:
    'the stored register is damaged: this entry does not lead to the root that was signed. Check it: carrel register export --with-leaves, then verify',
}

async function handOver(
  database: Database,
  home: Home,
  reference: string,
): Promise<Pick<EntryProof, 'entryKey' | 'overflow'> | string> {
  const parts = { ring: await openKeyRing(home), now: new Date() }
  const shown = await discloseEntry(database.worker, parts, {
    kind: 'entry-handed-over',
    actor: 'system',
    reference,
  })
  if (shown.status === 'open' || shown.status === 'commitments')
    return 'the entry is another one by now: try again'
  if (shown.status !== 'opened') return refusal(shown)
  return { entryKey: shown.entryKey, overflow: shown.stored.overflow ?? undefined }
}
