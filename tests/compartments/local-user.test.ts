import { execFileSync } from 'node:child_process'
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { homeFrom, makeHome, passable } from '../../src/platform/db/home.ts'
import { newMatterEntry } from '../../src/sealed/matter.ts'
import { someLibrary } from './some-library.ts'

const asRoot = process.getuid?.() === 0
/** The number of a user of this computer who has no right to anything of ours. */
const stranger = 61_017
const entry = { kind: 'case-step', at: '2026-11-26T09:00:00Z', actor: 'system' } as const

/** All that the system tells a user of a path: rights, owner, length, times. Undefined where it tells nothing. */
function seenByStranger(path: string): string | undefined {
  const as = asRoot ? { uid: stranger, gid: stranger } : {}
  try {
    return execFileSync('stat', ['--format=%A %u %s %W %X %Y %Z %i', path], {
      ...as,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
  } catch {
    return undefined
  }
}

describe('another user of this computer', () => {
  test('sees no trace of work on a sealed matter, where root’s home may be passed through too', async () => {
    const { dir, compartments, setUp, director } = await someLibrary()
    chmodSync(dir, 0o711)
    await setUp()
    await compartments.renewAll()
    const names = [
      '.',
      'cells',
      'keys',
      'cells/files',
      'cells/1',
      'cells/files/1',
      'cells/files/intake',
      'keys/cell-files',
    ]
    const look = () => names.map((name) => [name, seenByStranger(join(dir, name))])
    const before = look()
    await setTimeout(1100)
    await compartments.leave('director', { wants: 'What somebody read' })
    const open = await compartments.unlock(director.key, 'director')
    const make = () => ({ reference: 'ABCD-EFGH', file: {}, log: [newMatterEntry(entry)] })
    const reference = await open.takeIn('director', 0, make)
    await open.change(reference, async (it) => ({ becomes: { ...it, file: 'worked' }, gives: 0 }))
    // Why only by name where we are not root: what we see of our own folders, a stranger does not.
    const seen = asRoot ? look() : look().slice(0, 3)
    expect(seen).toEqual(before.slice(0, seen.length))
    if (asRoot)
      expect(seen.slice(3).map(([, what]) => what)).toEqual([
        undefined,
        undefined,
        undefined,
        undefined,
        undefined,
      ])
    const change = (name: string) => statSync(join(dir, name)).ctimeMs
    expect(change('cells/files')).toBeGreaterThan(change('cells') + 1000)
  })

  test('enters a home no more that was open, and its owner is told once', () => {
    const dir = mkdtempSync(join(tmpdir(), 'carrel-open-'))
    chmodSync(dir, 0o755)
    const home = homeFrom({ CARREL_HOME: join(dir, 'home') }, '/')
    for (const path of [home.dir, home.dataDir, home.keysDir, home.cellsDir]) {
      mkdirSync(path)
      chmodSync(path, 0o777)
    }
    const said: string[] = []
    makeHome(home, (line) => said.push(line))
    expect(
      [home.dir, home.dataDir, home.keysDir, home.cellsDir].map((path) => statSync(path).mode & 0o777),
    ).toEqual([passable, passable, 0o700, 0o700])
    expect(said).toHaveLength(4)
    expect(said[0]).toBe(`carrel: ${home.dir} was open to other users of this computer: it is closed now`)
    expect(seenByStranger(join(home.keysDir, 'library'))).toBe(undefined)
    makeHome(home, (line) => said.push(line))
    expect(said).toHaveLength(4)
    rmSync(dir, { recursive: true })
  })

  test.runIf(asRoot)(
    'the owner of the home is told of by the user who runs there, and where all may write nothing starts',
    () => {
      const dir = mkdtempSync(join(tmpdir(), 'carrel-others-'))
      chmodSync(dir, 0o755)
      const home = homeFrom({ CARREL_HOME: join(dir, 'home') }, '/')
      makeHome(home)
      chownSync(home.dataDir, stranger + 1, stranger + 1)
      chownSync(home.keysDir, stranger + 1, stranger + 1)
      const said: string[] = []
      const asOther = () => {
        process.setegid?.(stranger + 1)
        process.seteuid?.(stranger + 1)
        try {
          makeHome(home, (line) => said.push(line))
        } finally {
          process.seteuid?.(0)
          process.setegid?.(0)
        }
      }
      chmodSync(home.dir, 0o755)
      asOther()
      expect(said).toEqual([
        `carrel: ${home.dir} is open to other users of this computer: its owner (user number 0) must close it: chmod o= ${home.dir}`,
      ])
      chmodSync(home.dir, 0o777)
      expect(asOther).toThrow(expect.objectContaining({ code: 'folder-closed' }))
      rmSync(dir, { recursive: true })
    },
  )
})
