import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, describe, expect, test } from 'vitest'
import { openField } from '../../../tests/support/opening.ts'
import { sealField } from './field.ts'
import { formOf, readModeFile } from './key-folder.ts'
import {
  changeKeyMode,
  finishKeyModeChange,
  forgetSecret,
  guardedNames,
  type KeySecret,
  unlockKeys,
} from './key-mode.ts'
import { KeyRing, sealedColumns } from './key-ring.ts'

const scratch = mkdtempSync(join(tmpdir(), 'carrel-mode-'))
afterAll(() => rmSync(scratch, { recursive: true }))

const credential: KeySecret = { mode: 'credential', credential: Buffer.alloc(32, 7) }
const cost = [1024, 1, 1] as const
const passphrase: KeySecret = { mode: 'passphrase', passphrase: 'six words drawn at random', cost }
const never = () => Promise.reject(new Error('nothing should be asked'))
const giving = (secret: KeySecret) => async () => secret

function library(): string {
  const folder = mkdtempSync(join(scratch, 'keys-'))
  const ring = new KeyRing(folder)
  ring.registerMonthKey('2026-11')
  return folder
}

async function wrapped(secret: KeySecret = credential): Promise<string> {
  const folder = library()
  await changeKeyMode(folder, await unlockKeys(folder, never), secret)
  return folder
}

async function ringOf(folder: string, secret?: KeySecret): Promise<KeyRing> {
  const { guard } = await unlockKeys(folder, secret === undefined ? never : giving(secret))
  return new KeyRing(folder, { guard })
}

test('what unlocked the keys is dropped once they are open, a credential written over, and they stay open', async () => {
  const given: KeySecret = { mode: 'credential', credential: Buffer.alloc(32, 7) }
  const folder = await wrapped({ mode: 'credential', credential: Buffer.alloc(32, 7) })
  const unlocked = await unlockKeys(folder, giving(given))
  forgetSecret(unlocked)
  expect(unlocked.wrapped?.secret).toBe(undefined)
  expect(given.credential).toEqual(Buffer.alloc(32))
  expect(new KeyRing(folder, { guard: unlocked.guard }).columnKey('patron.name').key).toHaveLength(32)
  await expect(changeKeyMode(folder, unlocked, 'file')).rejects.toThrow('dropped')
})

/** Every key, as its holder sees it. */
function keysIn(ring: KeyRing): Buffer[] {
  const columns = sealedColumns.map((column) => ring.columnKey(column).key)
  const signer = ring.registerSigner().privateKey.export({ type: 'pkcs8', format: 'der' })
  return [...columns, ring.check(), ring.registerMonthKey('2026-11'), signer]
}

const formsIn = (folder: string) =>
  new Set(guardedNames(folder).map((name) => formOf(readFileSync(join(folder, name)))))
const asidesIn = (folder: string) =>
  readdirSync(folder, { recursive: true }).filter((name) => String(name).includes('~'))

describe('the keys, wrapped', () => {
  test.each([credential, passphrase])(
    'are the same keys, and no file of them is bare: $mode',
    async (secret) => {
      const folder = library()
      const before = keysIn(new KeyRing(folder))
      await changeKeyMode(folder, await unlockKeys(folder, never), secret)
      expect(formsIn(folder)).toEqual(new Set(['wrapped']))
      expect(keysIn(await ringOf(folder, secret))).toEqual(before)
      expect(asidesIn(folder)).toEqual([])
    },
  )

  test('hold nothing of a bare key in any byte of the folder', async () => {
    const folder = library()
    const before = keysIn(new KeyRing(folder))
    await changeKeyMode(folder, await unlockKeys(folder, never), credential)
    const all = Buffer.concat(
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => readFileSync(join(entry.parentPath, entry.name))),
    )
    for (const key of before) expect(all.includes(key.subarray(-32))).toBe(false)
  })

  test('become bare files again, and the file that holds their master goes', async () => {
    const folder = await wrapped(passphrase)
    const before = keysIn(await ringOf(folder, passphrase))
    await changeKeyMode(folder, await unlockKeys(folder, giving(passphrase)), 'file')
    expect(formsIn(folder)).toEqual(new Set(['bare']))
    expect(existsSync(join(folder, 'mode'))).toBe(false)
    expect(keysIn(await ringOf(folder))).toEqual(before)
  })

  test('take another passphrase, and the old one opens them no more', async () => {
    const folder = await wrapped(passphrase)
    const before = keysIn(await ringOf(folder, passphrase))
    const other: KeySecret = { mode: 'passphrase', passphrase: 'another six words drawn', cost }
    await changeKeyMode(folder, await unlockKeys(folder, giving(passphrase)), other)
    expect(keysIn(await ringOf(folder, other))).toEqual(before)
    await expect(ringOf(folder, passphrase)).rejects.toThrow('this is not the passphrase of the keys')
  })

  test('are made wrapped from the first, where the mode was chosen before there was a library', async () => {
    const folder = mkdtempSync(join(scratch, 'keys-'))
    await changeKeyMode(folder, await unlockKeys(folder, never), credential)
    await ringOf(folder, credential)
    expect(formsIn(folder)).toEqual(new Set(['wrapped']))
  })

  test('made later are wrapped too', async () => {
    const folder = await wrapped()
    ;(await ringOf(folder, credential)).registerMonthKey('2026-12')
    expect(formOf(readFileSync(join(folder, 'register/months/2026-12')))).toBe('wrapped')
  })

  test('stay closed to everybody else on the computer', async () => {
    const folder = await wrapped()
    for (const name of [...guardedNames(folder), 'mode']) {
      expect(statSync(join(folder, name)).mode & 0o077, name).toBe(0)
    }
  })
})

describe('a thief of the data and the whole keys folder', () => {
  /** How many of all 32 bytes that stand next to one another in any file open what is sealed. */
  function keysFound(folder: string, sealed: Buffer): number {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name)))
      .flatMap((file) =>
        Array.from({ length: Math.max(0, file.length - 31) }, (_, at) => file.subarray(at, at + 32)),
      )
      .filter((key) => {
        try {
          // A thief needs no ring; only the key of the column is asked for.
          openField({ columnKeyAt: () => key } as unknown as KeyRing, 'patron.name', 'row', sealed)
          return true
        } catch {
          return false
        }
      }).length
  }

  test.each([
    ['a passphrase', passphrase],
    ['a credential', credential],
  ])('opens nothing without %s, and all of it where the keys are bare files', async (_, secret) => {
    const folder = library()
    const sealed = sealField(new KeyRing(folder), 'patron.name', 'row', { surname: 'Canary' })
    expect(keysFound(folder, sealed)).toBe(1)
    await changeKeyMode(folder, await unlockKeys(folder, never), secret)
    expect(keysFound(folder, sealed)).toBe(0)
  })
})

describe('a folder of keys that was changed', () => {
  test('two wrapped keys that were swapped do not open', async () => {
    const folder = await wrapped()
    const [one, two] = ['columns/patron.name/1', 'columns/patron.born/1'].map((name) => join(folder, name))
    renameSync(one ?? '', join(folder, 'third'))
    renameSync(two ?? '', one ?? '')
    renameSync(join(folder, 'third'), two ?? '')
    const ring = await ringOf(folder, credential)
    expect(() => ring.columnKey('patron.name')).toThrow(
      /patron\.name.1 does not open: it was changed, or is another/,
    )
  })

  test('a wrapped key of another library does not open', async () => {
    const [folder, other] = [await wrapped(), await wrapped()]
    copyFileSync(join(other, 'columns/patron.name/1'), join(folder, 'columns/patron.name/1'))
    const ring = await ringOf(folder, credential)
    expect(() => ring.columnKey('patron.name')).toThrow(/does not open/)
  })

  test('a bare key planted among wrapped ones is refused', async () => {
    const folder = await wrapped()
    writeFileSync(join(folder, 'columns/patron.name/1'), Buffer.alloc(32, 1))
    const ring = await ringOf(folder, credential)
    expect(() => ring.columnKey('patron.name')).toThrow(
      /patron\.name.1 is not wrapped and all keys here should be/,
    )
  })

  test('a wrapped key among bare ones is refused', async () => {
    const [folder, other] = [library(), await wrapped()]
    copyFileSync(join(other, 'columns/patron.name/1'), join(folder, 'columns/patron.name/1'))
    expect(() => new KeyRing(folder).columnKey('patron.name')).toThrow(
      /patron\.name.1 is wrapped and its folder says/,
    )
  })

  test('one whose mode is taken away is refused, and no key is made again', async () => {
    const folder = await wrapped()
    rmSync(join(folder, 'mode'))
    await expect(ringOf(folder)).rejects.toThrow(/is wrapped and its folder says that its keys are not/)
  })

  test.each([
    ['state', 'wrapping'],
    ['id', '0011223344556677'],
    ['salt', Buffer.alloc(16).toString('base64')],
  ])('one whose mode says another %s does not open, so that it takes no bare key', async (field, value) => {
    const folder = await wrapped()
    const path = join(folder, 'mode')
    writeFileSync(path, JSON.stringify({ ...readModeFile(folder), [field]: value }))
    await expect(ringOf(folder, credential)).rejects.toThrow('the credential carrel-master is not the one')
  })

  test('a mode that would take all memory is refused before anything is tried', async () => {
    const folder = await wrapped(passphrase)
    const greedy = { ...readModeFile(folder), cost: [2 ** 31, 3, 4] }
    writeFileSync(join(folder, 'mode'), JSON.stringify(greedy))
    await expect(ringOf(folder, passphrase)).rejects.toThrow(
      /mode, which says how the keys are guarded, is damaged/,
    )
  })

  test.runIf(process.getuid?.() !== 0)('a mode that cannot be read is no mode of bare files', async () => {
    const folder = await wrapped()
    chmodSync(join(folder, 'mode'), 0)
    await expect(ringOf(folder, credential)).rejects.toThrow(/mode, .* cannot be read \(EACCES\)/)
  })

  test('another credential is refused in a sentence', async () => {
    const folder = await wrapped()
    const other: KeySecret = { mode: 'credential', credential: Buffer.alloc(32, 8) }
    await expect(ringOf(folder, other)).rejects.toThrow(/is not the one that these keys were wrapped with/)
  })
})

describe('a program that runs while the mode is changed', () => {
  test('makes no key in the old form, and says what to do', async () => {
    const folder = library()
    const running = new KeyRing(folder)
    await changeKeyMode(folder, await unlockKeys(folder, never), credential)
    expect(() => running.registerMonthKey('2026-12')).toThrow(/was changed while this ran: start it again/)
    expect(existsSync(join(folder, 'register/months/2026-12'))).toBe(false)
  })

  test('goes on where only the passphrase became another', async () => {
    const folder = await wrapped(passphrase)
    const running = await ringOf(folder, passphrase)
    await changeKeyMode(folder, await unlockKeys(folder, giving(passphrase)), credential)
    expect(running.registerMonthKey('2026-12')).toEqual(
      (await ringOf(folder, credential)).registerMonthKey('2026-12'),
    )
  })
})

describe('a change of the mode that is killed', () => {
  const rounds = 5

  test(`leaves a folder that opens with every key, ${rounds} times out of ${rounds}, and is finished later`, async () => {
    const folder = library()
    const before = keysIn(new KeyRing(folder))
    for (let round = 0; round < rounds; round++) {
      await flipUntilKilled(folder, Math.random() * 150)
      // A file of the signing key is not 32 bytes, the list of columns is text: all come back as they were.
      expect(keysIn(await ringOf(folder, credential))).toEqual(before)
    }
    const settled = await finishKeyModeChange(folder, await unlockKeys(folder, giving(credential)))
    expect(formsIn(folder).size).toBe(1)
    expect(keysIn(new KeyRing(folder, settled))).toEqual(before)
    await changeKeyMode(folder, settled, 'file')
    expect(asidesIn(folder)).toEqual([])
  })
})

async function flipUntilKilled(folder: string, afterMs: number): Promise<void> {
  const program = join(import.meta.dirname, '../../../tests/keys/flip-mode.ts')
  const child = spawn(process.execPath, ['--import', './bin/from-source.js', program, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const gone = once(child, 'exit')
  await once(child.stdout, 'data')
  await sleep(afterMs)
  child.kill('SIGKILL')
  expect(await gone).toEqual([null, 'SIGKILL'])
}
