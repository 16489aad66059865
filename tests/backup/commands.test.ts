import { execFileSync, spawn, spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { run as backup } from '../../src/cli/backup.ts'
import { keyPrompt } from '../../src/cli/paper-key.ts'
import { run as recovery } from '../../src/cli/recovery.ts'
import { run as restore } from '../../src/cli/restore.ts'
import { KeyRing } from '../../src/platform/crypto/key-ring.ts'
import { identityPrefix, newPaperKey } from '../../src/platform/crypto/paper-key.ts'
import { openDatabase } from '../../src/platform/db/database.ts'
import { homeFrom } from '../../src/platform/db/home.ts'
import { claimLibrary } from '../../src/platform/db/library-store.ts'
import { copyOfTemplate, emptyHome, removeHome } from '../support/database.ts'
import { PROJECT, processesWith } from '../support/holder.ts'
import { plant } from '../support/planted.ts'
import { confirmedPaper } from './paper.ts'

type Command = (args: string[]) => Promise<number>

const scratch = mkdtempSync(join(tmpdir(), 'carrel-drill with spaces-'))
const at = (...names: string[]) => join(scratch, ...names)
const nothing = at('nothing here')
const old = await copyOfTemplate()
let paper: string
let file: string
/** A file with the key, as it is typed from the paper. */
const typed = at('typed')
const variables = ['CARREL_HOME', 'CARREL_DATA', 'CARREL_KEYS', 'CARREL_BACKUPS', 'DATABASE_URL']
const before = new Map(variables.map((name) => [name, process.env[name]]))

beforeAll(async () => {
  const database = await openDatabase(old, { unsafeWithoutFsync: true })
  const ring = new KeyRing(old.keysDir)
  await claimLibrary(database.app, { name: 'Jensen Memorial Library', keyCheck: ring.check() })
  for (let each = 10; each < 90; each++) {
    await plant(database, ring, { surname: 'Canary', firstName: `Una${each}`, card: `240000000000${each}` })
  }
  await database.close()
})
afterAll(() => {
  for (const [name, value] of before) {
    if (value === undefined) delete process.env[name]
    else process.env[name] = value
  }
  rmSync(scratch, { recursive: true, force: true })
  removeHome(old)
})

/** What was typed in the drill, and what the program printed. */
const drill = new Map<string, string>()

/** With the line that asks for the key, as it stands on a terminal. */
function asTyped(out: string): string {
  return `${keyPrompt(paperMark()).trim()}\n${out}`
}

function paperMark(): string {
  return /-> carrel\/backup \d+ \S+ (\S+)/.exec(readFileSync(file, 'latin1'))?.[1] ?? ''
}

/** Runs a command of the program in this process, on a home: its exit code, and what it printed. */
async function carrel(home: string, command: Command, ...args: string[]) {
  for (const name of variables) delete process.env[name]
  process.env['CARREL_HOME'] = home
  const printed = { out: '', err: '' }
  const out = vi.spyOn(process.stdout, 'write').mockImplementation(((text: string, done?: () => void) => {
    printed.out += text
    done?.()
    return true
  }) as never)
  const log = vi.spyOn(console, 'log').mockImplementation((text: string) => {
    printed.out += `${text}\n`
  })
  const error = vi.spyOn(console, 'error').mockImplementation((text: string) => {
    printed.err += `${text}\n`
  })
  try {
    return { code: await command(args), ...printed }
  } finally {
    for (const spy of [out, log, error]) spy.mockRestore()
  }
}

function everything(folder: string): string[] {
  return existsSync(folder) ? (readdirSync(folder, { recursive: true }) as string[]).sort() : ['none']
}

/** The sentence with which a restore refuses; the home has to be as it was. */
async function refused(from: string, home = nothing, ...more: string[]): Promise<string> {
  const there = everything(home)
  const said = await carrel(home, restore, from, '--identity-file', typed, ...more)
  expect(said, said.err).toMatchObject({ code: 1, out: '' })
  expect(everything(home), 'nothing was touched').toEqual(there)
  expect(said.err, 'one sentence').toMatch(/^carrel restore: [^\n]+\n$/)
  expect(said.err, 'its code').toMatch(/ \[[a-z-]+\]\n$/)
  return said.err.slice('carrel restore: '.length).replace(/ \[[a-z-]+\]\n$/, '')
}

describe('carrel recovery and carrel backup', () => {
  test('no backup is made before there is a recovery key', async () => {
    expect(await carrel(old.dir, backup)).toMatchObject({
      code: 1,
      err: expect.stringMatching(
        /^carrel backup: there is no recovery key yet, [^\n]*carrel recovery new \[no-recovery-key\]\n$/,
      ),
    })
  })

  test('a new key is shown once, in groups, and is in use once it was typed back', async () => {
    const made = await carrel(old.dir, recovery, 'new')
    expect(made.code, made.err).toBe(0)
    expect(made.out).toContain(identityPrefix)
    paper = [...made.out.matchAll(/\b\d{1,2} ([A-Z0-9]{4,6})\b/g)].map(([, group]) => group).join(' ')
    expect(paper.split(' ')).toHaveLength(14)
    writeFileSync(typed, `# from the sheet\n${paper}\n`)
    const early = await carrel(old.dir, backup)
    expect(early, 'not confirmed yet: another key would make the sheet worthless').toMatchObject({
      code: 1,
      err: expect.stringMatching(/: carrel recovery confirm \[no-recovery-key\]\n$/),
    })
    await confirmedPaper(old, paper)
    expect((await carrel(old.dir, recovery)).out).toMatch(/^Backups open with sheet \S{9}, made on \d{4}-/)
  })

  test('a backup is one file, and the command says which sheet opens it', async () => {
    drill.set('npx --no carrel backup', (await carrel(old.dir, backup)).out)
    const made = await carrel(old.dir, backup, '--json')
    expect(made.code, made.err).toBe(0)
    const { path, rows } = JSON.parse(made.out) as { path: string; rows: number }
    expect(path).toMatch(/backups\/carrel-[0-9a-f]{16}-\d{8}T\d{4}Z\.age$/)
    expect(rows).toBeGreaterThan(160)
    file = at(basename(path))
    cpSync(path, file)
    const away = await carrel(old.dir, backup, '--to', at('stick'))
    expect(away.out).toMatch(/stick\/carrel-.*\n.*sheet \S{9}\n.*destroy it within 14 days/)
  })

  test('it is verified from end to end with the key of the sheet and nothing else', async () => {
    const verified = await carrel(nothing, backup, '--verify', file, '--identity-file', typed)
    drill.set(`npx --no carrel backup --verify ${basename(file)}`, asTyped(verified.out))
    const good = await carrel(nothing, backup, '--verify', file, '--identity-file', typed, '--json')
    expect(good.code, good.err).toBe(0)
    const { rows, tables } = JSON.parse(good.out) as { rows: number; tables: Record<string, number> }
    expect(tables['patron']).toBe(80)
    expect(Object.values(tables).reduce((sum, count) => sum + count, 0)).toBe(rows)
    expect(existsSync(nothing)).toBe(false)
    const bytes = readFileSync(file)
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1
    writeFileSync(at('damaged.age'), bytes)
    expect(
      await carrel(nothing, backup, '--verify', at('damaged.age'), '--identity-file', typed),
    ).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^carrel backup: this backup is damaged [^\n]*\n$/),
    })
  })
})

describe('carrel restore refuses in one sentence, and touches nothing:', () => {
  test('a backup that is damaged or cut off', async () => {
    writeFileSync(at('cut.age'), readFileSync(file).subarray(0, -1000))
    expect(await refused(at('cut.age'))).toContain('the end is missing')
    expect(await refused(at('damaged.age'))).toMatch(
      /^this backup is damaged .*: use another backup, or another copy/,
    )
  })

  test('a key that is mistyped, and one of another sheet', async () => {
    const groups = paper.split(' ')
    groups[4] = `${groups[4]?.slice(0, 3)}${groups[4]?.at(3) === 'Q' ? 'P' : 'Q'}`
    writeFileSync(typed, groups.join('\n'))
    expect(await refused(file)).toBe('the key is mistyped: group 5 does not fit: compare it with the sheet')
    writeFileSync(typed, (await newPaperKey()).identity)
    expect(await refused(file)).toMatch(
      /^this backup opens with sheet \S{9}, and this is the key of sheet \S{9}: fetch that one$/,
    )
    writeFileSync(typed, paper)
  })

  test('a file that is no backup, and one that is not there', async () => {
    writeFileSync(at('letter.age'), 'Dear Director, …')
    expect(await refused(at('letter.age'))).toBe('this is no backup of Carrel: name another file')
    expect(await refused(at('no.age'))).toBe(`there is no file ${at('no.age')}: name one that is there`)
    expect(await refused(scratch)).toContain('cannot be read')
  })

  test('a checkpoint that is none, or is not there, before the key is asked for', async () => {
    writeFileSync(at('letter.txt'), 'Dear Director, …')
    // A key that opens nothing would be refused next.
    writeFileSync(typed, 'QQQQ')
    expect(await refused(file, nothing, '--known', at('letter.txt'))).toBe(
      `--known: there is no checkpoint of a register in ${at('letter.txt')}: give the newest mail with one, or leave it out`,
    )
    expect(await refused(file, nothing, '--known', at('no.txt'))).toBe(
      `--known: ${at('no.txt')} cannot be read (ENOENT): name a file that you may read`,
    )
    writeFileSync(typed, paper)
  })

  test.runIf(process.platform === 'linux')('a home at a place where nothing can be written', async () => {
    const said = await carrel('/proc/nope', restore, file, '--identity-file', typed)
    expect(said).toMatchObject({ code: 1, out: '' })
    expect(said.err).toMatch(/^carrel restore: \/proc\/nope cannot be .*set CARREL_HOME to [^\n]*\n$/)
  })

  test('a home with a library in it, its own as well as another’s, and one with anything else', async () => {
    expect(await refused(file, old.dir)).toMatch(/^there is something in .*: set CARREL_HOME to a new folder/)
    mkdirSync(at('other'))
    writeFileSync(at('other', 'letters.txt'), '')
    expect(await refused(file, at('other'))).toContain('(letters.txt)')
    mkdirSync(at('keys left', 'keys'), { recursive: true })
    writeFileSync(at('keys left', 'keys', 'library'), '')
    expect(await refused(file, at('keys left'))).toContain('(keys/library)')
  })

  test('an older backup where a newer one lies beside it, unless it is asked for', async () => {
    mkdirSync(at('two'))
    cpSync(file, at('two', basename(file)))
    const older = readFileSync(file)
      .toString('latin1')
      .replace(/-> carrel\/backup (\d+ \S+ \S+) \S+/, '-> carrel/backup $1 2001-01-01T00:00Z')
    const name = basename(file).replace(/\d{8}T\d{4}Z/, '20010101T0000Z')
    writeFileSync(at('two', name), Buffer.from(older, 'latin1'))
    expect(await refused(at('two', name))).toMatch(/is a newer one of the same library, .*: restore that one/)
    // What stands in the open lines was changed here, which the key finds out.
    expect(await refused(at('two', name), nothing, '--older')).toContain('is damaged')
  })

  // A disk of a few MiB, for the length of one test: needs root, and the right to mount.
  test.skipIf(!mayMount())('a disk that has no room for the library', async () => {
    const home = at('full')
    mkdirSync(home)
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=20m,mode=0711', 'tmpfs', home])
    try {
      expect(await refused(file, home)).toMatch(/^the disk that holds .* is full/)
    } finally {
      execFileSync('umount', [home])
    }
  })
})

function mayMount(): boolean {
  const probe = at('probe')
  mkdirSync(probe)
  const mounted = spawnSync('mount', ['-t', 'tmpfs', 'tmpfs', probe]).status === 0
  if (mounted) execFileSync('umount', [probe])
  return mounted
}

test('a restore that is killed leaves a home that no start takes, and can be done again', async () => {
  const home = homeFrom({ CARREL_HOME: join(emptyHome().dir, 'killed') }, '/')
  const run = [join(PROJECT, 'bin/carrel.js'), 'restore', file, '--identity-file', typed]
  const child = spawn(process.execPath, run, {
    env: { ...process.env, CARREL_HOME: home.dir },
    stdio: 'ignore',
  })
  const gone = new Promise((settle) => child.once('close', settle))
  // Until the server of the new library is there.
  while (!existsSync(join(home.dataDir, 'postgres/postmaster.pid')) && child.exitCode === null) await sleep(5)
  child.kill('SIGKILL')
  await gone
  await expect(openDatabase(home)).rejects.toMatchObject({
    code: 'half-restored',
    message: expect.stringMatching(
      / is half restored: run carrel restore again, with the same backup or another$/,
    ),
  })
  const again = await carrel(home.dir, restore, file, '--identity-file', typed)
  drill.set(`npx --no carrel restore ${basename(file)}`, asTyped(again.out))
  expect(again.code, again.err).toBe(0)
  expect(again.out).toMatch(
    /^Jensen Memorial Library is back as it was on \d{4}-\d\d-\d\d, \d\d:\d\d UTC: \d+ rows/,
  )
  expect(processesWith(home.dir), 'no server is left behind').toEqual([])
  const database = await openDatabase(home, { unsafeWithoutFsync: true })
  expect(await database.app.selectFrom('library').select('name').execute()).toHaveLength(1)
  await database.close()
  removeHome(home)
})

test('the drill in samples/restore-drill.txt is what happens', () => {
  const path = join(PROJECT, 'samples/restore-drill.txt')
  const blocks = [...drill].map(([command, out]) => [`$ ${command}`, ...out.trimEnd().split('\n')])
  const told = `${blocks.map((lines) => lines.map(sample).join('\n')).join('\n\n')}\n`
  // To bring it up to date: CARREL_WRITE_DRILL=1 npx vitest run tests/backup/commands.test.ts
  if (process.env['CARREL_WRITE_DRILL'] === '1') return writeFileSync(path, told)
  expect(readFileSync(path, 'utf8')).toBe(told)
})

/** What differs from one drill to the next, as one example. */
function sample(line: string): string {
  return line
    .replaceAll(paperMark(), '4X24-PUJE')
    .replaceAll(old.backupsDir, '/srv/carrel/backups')
    .replace(/[0-9a-f]{16}(?=-\d{8}T)/g, 'fc219892d4bfe028')
    .replace(/\d{8}T\d{4}Z/g, '20261124T0704Z')
    .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z(?= to)/g, '2026-11-24T07:04:09Z')
    .replace(/(?<= to )\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/g, '2026-11-25T16:20:44Z')
    .replace(/\d{4}-\d\d-\d\d, \d\d:\d\d UTC/g, '2026-11-24, 07:04 UTC')
    .replace(/carrel\/[0-9a-f]{16}(\+[0-9a-f]{8}\+\S+)?/g, (_, key) =>
      key === undefined ? 'carrel/6a10d849cba68c60' : 'carrel/6a10d849cba68c60+5a0a6e1e+AQZ0xO/DKCM2…',
    )
    .replace(/[\d,]+ rows/g, '52,963 rows')
    .replace(/[\d.]+ (KiB|MiB)/g, '14.5 MiB')
    .replace(/\d+ tables/g, '29 tables')
}
