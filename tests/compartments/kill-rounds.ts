import { spawn } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'vitest'
import { KeyRing } from '../../src/platform/crypto/key-ring.ts'
import { rawPublic } from '../../src/platform/crypto/sealed-box.ts'
import { allSlots, emptyCommitment, type MatterEntry, newMatterEntry } from '../../src/sealed/matter.ts'
import { SealedMatters } from '../../src/sealed/matters.ts'
import { SlotFolder, slotFilesFolder } from '../../src/sealed/slot-folder.ts'

const cellBytes = 256 * 1024
const at = '2026-11-26T09:00:00Z'
const clock = { now: () => new Date(at), today: () => '2026-11-26' }
const entry = { kind: 'case-step', at, actor: 'system' } as const

/**
 * Kills a program that writes the cells anew without end, at random moments: the first rounds while it makes them. After each
 * everything opens, what was left is there, and no key and no file lies around.
 */
export async function killRenewing(rounds: number): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), 'carrel-kill-cells-'))
  const [dir, keysDir] = [join(scratch, 'cells'), join(scratch, 'keys')]
  const { privateKey, publicKey } = generateKeyPairSync('x25519')
  const raw = rawPublic(publicKey).toString('base64')
  const cleared = [{ account: 'director', role: 'director', publicKey: raw, since: at, by: 'director' }]
  try {
    for (let round = 0; round < Math.ceil(rounds / 5); round++) {
      await killedAfter(dir, keysDir, 'start', Math.random() * 150)
    }
    const library = async () => {
      const ring = new KeyRing(keysDir)
      const folder = new SlotFolder(dir, ring, cellBytes)
      await folder.ensure()
      return {
        ring,
        compartments: new SealedMatters({
          folder,
          ring,
          clock,
          signed: async () => ({ log: 'carrel/test', size: 7 }),
        }),
      }
    }
    const { compartments } = await library()
    await compartments.setUp('director', { cleared, recovery: raw })
    await compartments.leave('director', { nth: 'taken in' })
    const open = await compartments.unlock(privateKey, 'director')
    await open.takeIn('director', 0, (file) => ({
      reference: 'ABCD-EFGH',
      file,
      log: [newMatterEntry(entry)],
    }))
    await compartments.leave('director', { nth: 'waits' })

    for (let round = 0; round < rounds; round++) {
      const ms = Math.random() * 250
      await killedAfter(dir, keysDir, 'renewing', ms)
      const { ring, compartments: after } = await library()
      const told = `round ${round}, killed after ${ms} ms`
      const there = await after.unlock(privateKey, 'director')
      expect((await there.read('ABCD-EFGH')).file, told).toEqual({ nth: 'taken in' })
      expect(await there.waiting('director'), told).toEqual([{ box: 0, came: { nth: 'waits' } }])
      expect(await after.valuesFor({ id: Buffer.alloc(16), month: '2026-11' }), told).toHaveLength(8)
      expect(readdirSync(slotFilesFolder(dir)).sort(), told).toEqual([...allSlots.map(String), 'intake'])
      expect(ring.cellFiles.ids(), told).toHaveLength(9)
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

/**
 * Kills a program that leaves, takes in, joins and frees without end, at random moments. After each what was left lies in one box
 * or in the log of one matter, whatever was under way; each cell is used or can be shown to be empty.
 */
export async function killTaking(rounds: number): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), 'carrel-kill-taking-'))
  const [dir, keysDir, keyFile] = [join(scratch, 'cells'), join(scratch, 'keys'), join(scratch, 'key')]
  const { privateKey, publicKey } = generateKeyPairSync('x25519')
  const raw = rawPublic(publicKey).toString('base64')
  writeFileSync(keyFile, privateKey.export({ type: 'pkcs8', format: 'pem' }))
  const library = async () => {
    const ring = new KeyRing(keysDir)
    const folder = new SlotFolder(dir, ring, cellBytes)
    await folder.ensure()
    const signed = async () => ({ log: 'carrel/test', size: 7 })
    return { folder, compartments: new SealedMatters({ folder, ring, clock, signed }) }
  }
  try {
    const cleared = [{ account: 'director', role: 'director', publicKey: raw, since: at, by: 'director' }]
    await (await library()).compartments.setUp('director', { cleared, recovery: raw })
    const left = new Set<string>()
    const freed = new Set<string>()
    for (let round = 0; round < rounds; round++) {
      const ms = Math.random() * 1500
      const said = await killedAfter(dir, keysDir, 'taking', ms, keyFile)
      for (const [, what, id = ''] of said.matchAll(/^(left|frees) (\S+)$/gm)) {
        if (what === 'left') left.add(id)
        else freed.add(id)
      }
      const { folder, compartments } = await library()
      const open = await compartments.unlock(privateKey, 'director')
      const told = `round ${round}, killed after ${ms} ms`
      const there = (await open.waiting('director')).map(
        ({ came }) => (came as { logged: MatterEntry }).logged.id,
      )
      for (const reference of open.references)
        there.push(...(await open.read(reference)).log.map(({ id }) => id))
      expect(new Set(there).size, told).toBe(there.length)
      expect(
        [...left].filter((id) => !there.includes(id) && !freed.has(id)),
        told,
      ).toEqual([])
      const unused = open.unusedCells('director')
      expect(unused.length + open.references.length, told).toBe(6)
      for (const { cell, blind } of unused)
        expect((await folder.head(cell)).state.equals(emptyCommitment(blind)), told).toBe(true)
    }
    expect(left.size).toBeGreaterThan(rounds / 2)
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

/** @param from since it was started, or since it began to write. @returns what it said */
async function killedAfter(
  dir: string,
  keysDir: string,
  from: 'start' | 'renewing' | 'taking',
  ms: number,
  ...more: readonly string[]
): Promise<string> {
  const program = resolve(import.meta.dirname, from === 'taking' ? 'taking.ts' : 'renewing.ts')
  const child = spawn(
    process.execPath,
    ['--import', './bin/from-source.js', program, dir, keysDir, ...more],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  const ended = new Promise<number | null>((settle) => child.once('close', settle))
  let begun = false
  const says = new Promise<void>((settle) => {
    child.stdout.once('data', () => {
      begun = true
      settle()
    })
  })
  // Why so: of a first start the moments count at which it makes its files.
  if (from === 'start')
    while (!readdirSync(join(dir, '..')).includes('cells') && child.exitCode === null) await sleep(2)
  else await Promise.race([says, ended])
  await sleep(ms)
  child.kill('SIGKILL')
  const code = await ended
  if (code !== null) throw new Error(`it ended by itself with ${code}${begun ? '' : ', before it began'}`)
  return said
}
