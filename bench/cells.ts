import { createCipheriv, createDecipheriv, randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { open, readFile, rename } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { KeyRing, newLibraryKeyPart } from '../src/platform/crypto/key-ring.ts'
import { blindedCommitment, blindingOf } from '../src/register/log/commitment.ts'
import type { Entry } from '../src/register/log/entry.ts'
import { allSlots, newMatterEntry, type SlotNumber, slotsOfGroup, withEntries } from '../src/sealed/matter.ts'
import { SealedMatters } from '../src/sealed/matters.ts'
import { isRolledBack, leafSample, type NewestLeaves } from '../src/sealed/proof-check.ts'
import { mebibyte, SlotFolder, slotFilesFolder } from '../src/sealed/slot-folder.ts'
import { makeAccountKeys, openAccountKeys } from '../src/staff/account-keys.ts'
import { type BenchRow, percentile } from './row.ts'

const cellBytes = Number(process.env['CARREL_BENCH_CELL_MIB'] ?? 32) * mebibyte
const entries = 10_000
const rounds = Number(process.env['CARREL_BENCH_ROUNDS'] ?? 9)
const at = '2026-11-26T09:00:00Z'
const clock = { now: () => new Date(at), today: () => at.slice(0, 10) }
const passphrase = 'a bench opens the library'

/** A night's rewrite of the slots, a minute's rewrite of the intake, and the opening of a matter with 10,000 entries. */
export async function run(): Promise<BenchRow[]> {
  const dir = mkdtempSync(join(tmpdir(), 'carrel-bench-cells-'))
  try {
    const ring = new KeyRing(join(dir, 'keys'))
    const folder = new SlotFolder(join(dir, 'cells'), ring, cellBytes)
    const making = await seconds(() => folder.ensure())
    let newest: NewestLeaves = { log: '', leaves: [] }
    const compartments = new SealedMatters({
      folder,
      ring,
      clock,
      signed: async () => ({ log: 'carrel/test', size: 7 }),
      leaves: async () => newest,
    })
    const libraryPart = newLibraryKeyPart()
    const account = randomUUID()
    const keys = await makeAccountKeys({ accountId: account, generation: 1 }, { passphrase, libraryPart })
    const publicKey = keys.sealingPublic.toString('base64')
    await compartments.setUp('director', {
      cleared: [{ account, role: 'director', publicKey, since: at, by: account }],
      recovery: publicKey,
    })
    const ownKey = async () => {
      const opened = await openAccountKeys(keys, { passphrase, libraryPart })
      if (opened === null) throw new Error('the keys do not open')
      return opened.sealing
    }
    await compartments.leave('director', { wants: 'records' })
    const first = await compartments.unlock(await ownKey(), account)
    const entry = (): Entry => ({ kind: 'case-step', at, actor: account, case: 'ABCD-EFGH' })
    const reference = await first.takeIn('director', 0, () => ({
      ...{ reference: 'ABCD-EFGH', file: {} },
      log: Array.from({ length: entries }, entry).map(newMatterEntry),
    }))
    const used = first.cellNumber(reference) ?? slotsOfGroup('director')[0] ?? 1
    newest = { log: 'carrel/test', leaves: await weekOfLeaves(folder, ring) }
    const monthKey = (cell: SlotNumber, month: string) => ring.cells.monthKey(cell, month)

    const took = {
      ...{ night: [], rawNight: [], tick: [], open: [], stretch: [], raw: [], change: [], held: [] },
      ...{ stallOfChange: [], stallOfOpen: [], stallOfNight: [] },
    } as Record<
      | ('night' | 'rawNight' | 'tick' | 'open' | 'stretch' | 'raw' | 'change' | 'held')
      | ('stallOfChange' | 'stallOfOpen' | 'stallOfNight'),
      number[]
    >
    for (let round = 0; round < rounds; round++) {
      took.stallOfNight.push(
        await stall(async () => {
          took.night.push(await seconds(() => compartments.renewAll()))
        }),
      )
      took.rawNight.push(await seconds(() => rawNight(slotFilesFolder(join(dir, 'cells')))))
      took.tick.push(1000 * (await seconds(() => compartments.renewIntake())))
      took.open.push(
        1000 *
          (await seconds(async () => {
            const open = await compartments.unlock(await ownKey(), account)
            const { log } = await open.read(reference)
            if (log.length < entries || open.alarms.length > 0) throw new Error('it was not read')
          })),
      )
      const { states } = await first.read(reference)
      took.held.push(1000 * (await seconds(() => isRolledBack(used, states, { newest, monthKey, now: at }))))
      took.stretch.push(1000 * (await seconds(ownKey)))
      took.raw.push(1000 * (await seconds(() => readRaw(slotFilesFolder(join(dir, 'cells')), used))))
      const change = () =>
        first.change(reference, async (it) => ({ becomes: withEntries(it, entry()), gives: undefined }))
      took.stallOfChange.push(
        await stall(async () => {
          took.change.push(1000 * (await seconds(change)))
        }),
      )
      const key = await ownKey()
      took.stallOfOpen.push(
        await stall(async () => {
          await (await compartments.unlock(key, account)).read(reference)
        }),
      )
    }
    const median = (which: keyof typeof took) => percentile(took[which], 0.5)
    const mib = cellBytes / mebibyte
    return [
      { name: `the files made, 8 of ${mib} MiB`, value: making, unit: 's', ok: true },
      {
        name: `night: 8 cells of ${mib} MiB rewritten`,
        value: median('night'),
        unit: 's',
        peer: 'the same bytes opened, sealed and synced',
        peerValue: median('rawNight'),
        ratio: median('night') / median('rawNight'),
        bound: 'under 30 s',
        ok: median('night') < 30,
      },
      { name: 'a tick: the intake rewritten', value: median('tick'), unit: 'ms', ok: true },
      {
        name: `a sealed matter with ${entries.toLocaleString('en-US')} entries opened`,
        value: median('open'),
        unit: 'ms',
        peer: 'its passphrase stretched, its bytes read and opened',
        peerValue: median('stretch') + median('raw'),
        ratio: median('open') / (median('stretch') + median('raw')),
        bound: 'under 1,000 ms',
        ok: median('open') < 1000,
      },
      { name: 'of that: the passphrase stretched', value: median('stretch'), unit: 'ms', ok: true },
      { name: 'of that: one cell held to a week of leaves', value: median('held'), unit: 'ms', ok: true },
      { name: 'one more entry in it, on the disk', value: median('change'), unit: 'ms', ok: true },
      {
        name: 'while it is written: the longest that others wait',
        value: median('stallOfChange'),
        unit: 'ms',
        bound: 'under 100 ms',
        ok: median('stallOfChange') < 100,
      },
      {
        name: 'while it is opened: the same',
        value: median('stallOfOpen'),
        unit: 'ms',
        bound: 'under 100 ms',
        ok: median('stallOfOpen') < 100,
      },
      { name: 'in the night: the same', value: median('stallOfNight'), unit: 'ms', ok: true },
      {
        name: 'peak memory of the process',
        value: process.resourceUsage().maxRSS / 1024,
        unit: 'MB',
        ok: true,
      },
    ]
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

/** The leaves that an unlocking examines for what the slots hold. */
async function weekOfLeaves(folder: SlotFolder, ring: KeyRing): Promise<NewestLeaves['leaves']> {
  const month = at.slice(0, 7)
  const keys = allSlots.map((cell) => ring.cells.monthKey(cell, month))
  const heads = await Promise.all(allSlots.map((cell) => folder.head(cell)))
  return Array.from(
    { length: leafSample.each + (leafSample.most - leafSample.each) / leafSample.every },
    (_, nth) => {
      const id = randomBytes(16)
      const values = heads.map(({ state }, cell) =>
        blindedCommitment(state, blindingOf(keys[cell] as Buffer, id)),
      )
      return { index: 7 + nth, id, values }
    },
  )
}

/** The longest that other work in this process waits while `work` runs, in ms. */
async function stall(work: () => Promise<void>): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: 2 })
  await new Promise((done) => setTimeout(done, 20))
  delay.enable()
  await new Promise((done) => setTimeout(done, 20))
  delay.reset()
  await work()
  await new Promise((done) => setTimeout(done, 20))
  delay.disable()
  return delay.max / 1e6
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return (performance.now() - began) / 1000
}

const key = randomBytes(32)
const nonce = Buffer.alloc(12)

function pass(bytes: Buffer, how: 'seal' | 'open'): Buffer {
  const cipher =
    how === 'seal' ? createCipheriv('aes-256-gcm', key, nonce) : createDecipheriv('aes-256-gcm', key, nonce)
  return cipher.update(bytes)
}

/** The least that a night must do: each file read, opened, sealed, written and synced. */
async function rawNight(dir: string): Promise<void> {
  for (const cell of [...slotsOfGroup('director'), ...slotsOfGroup('president')]) {
    const sealed = pass(pass(await readFile(join(dir, String(cell))), 'open'), 'seal')
    const path = join(dir, '..', 'raw')
    const file = await open(`${path}.new`, 'w')
    await file.writeFile(sealed)
    await file.sync()
    await file.close()
    await rename(`${path}.new`, path)
  }
}

/** A slot's file without its two layers. */
async function readRaw(dir: string, cell: SlotNumber): Promise<void> {
  pass(pass(await readFile(join(dir, String(cell))), 'open'), 'open')
}
