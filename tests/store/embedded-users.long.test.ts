import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { copyProject, serverOf, startHolder } from '../support/holder.ts'

const ROOT = process.getuid?.() === 0
const NOBODY = { uid: 65534, gid: 65534 }

let parent: string
let project: string

// A clone in a folder of `mktemp -d`, in a path with spaces, after `npm ci --ignore-scripts`.
beforeAll(() => {
  parent = mkdtempSync(join(tmpdir(), 'carrel closed '))
  project = copyProject(join(parent, 'a clone'))
})

afterAll(() => {
  rmSync(parent, { recursive: true, force: true })
})

/** What the system says a running process may do: `Uid`, `Gid`, `Groups`, `CapEff`. */
function status(pid: number, field: string): string {
  return (
    new RegExp(`^${field}:[ \\t]*(.*)$`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? ''
  )
}

async function closes(holder: ReturnType<typeof startHolder>): Promise<void> {
  holder.tell('close')
  await holder.hears('closed')
}

test('a user who clones into a closed folder, root too, has a database there', async () => {
  expect(statSync(parent).mode & 0o077, 'the folder is closed').toBe(0)
  const home = { dir: join(project, '.carrel') }
  // CAP_DAC_READ_SEARCH, bit 2; and where a container withholds that one, CAP_DAC_OVERRIDE, bit 1.
  const container = ['setpriv', '--bounding-set=-dac_read_search', '--']
  const ways = [
    { through: [], capabilities: '0000000000000004' },
    ...(ROOT ? [{ through: container, capabilities: '0000000000000002' }] : []),
  ]
  for (const { through, capabilities } of ways) {
    const holder = startHolder({ home, project, through })
    await holder.hears('ready')
    const server = serverOf(home) ?? 0
    expect(existsSync(`/proc/${server}`)).toBe(true)
    if (ROOT) {
      expect(status(server, 'Uid').split('\t')[0], 'not as root').not.toBe('0')
      expect(status(server, 'Groups').trim(), 'none of root’s groups').toBe('')
      expect(status(server, 'CapEff')).toBe(capabilities)
      expect(status(server, 'NoNewPrivs')).toBe('1')
    }
    await closes(holder)
  }
})

test.skipIf(!ROOT)('root’s server has no capability at all where every folder above it is open', async () => {
  const open = mkdtempSync(join(tmpdir(), 'carrel-open-'))
  chmodSync(open, 0o755)
  const copy = copyProject(join(open, 'clone'))
  const home = { dir: join(open, 'home') }
  const holder = startHolder({ home, project: copy })
  await holder.hears('ready')
  const server = serverOf(home) ?? 0
  expect(status(server, 'Uid').split('\t')[0]).not.toBe('0')
  expect(status(server, 'CapEff')).toBe('0000000000000000')
  expect(statSync(join(home.dir, 'keys')).mode & 0o777, 'keys are root’s alone').toBe(0o700)
  expect(statSync(join(home.dir, 'data/postgres')).mode & 0o777).toBe(0o700)
  await closes(holder)
  rmSync(open, { recursive: true, force: true })
})

test.skipIf(!ROOT)(
  'an ordinary user has a database with a node_modules that only root can write',
  async () => {
    const open = mkdtempSync(join(tmpdir(), 'carrel-user-'))
    chmodSync(open, 0o755)
    const copy = copyProject(join(open, 'clone'))
    const theirs = join(open, 'theirs')
    mkdirSync(theirs, { mode: 0o700 })
    chownSync(theirs, NOBODY.uid, NOBODY.gid)
    const home = { dir: join(theirs, '.carrel') }
    for (const _ of ['makes it', 'finds it']) {
      const holder = startHolder({ home, project: copy, user: NOBODY })
      await holder.hears('ready')
      expect(status(serverOf(home) ?? 0, 'Uid').split('\t')[0]).toBe(String(NOBODY.uid))
      await closes(holder)
    }
    // The links between the libraries could not be made where they belong.
    expect(existsSync(join(home.dir, 'lib'))).toBe(true)
    const names = readdirSync(home.dir)
      .filter((name) => name !== 'lib')
      .sort()
    expect(names).toEqual(['data', 'keys', 'log', expect.stringMatching(/^run-[0-9a-f]{12}$/)])
    for (const name of names) {
      expect(statSync(join(home.dir, name)).mode & 0o777, name).toBe(0o700)
    }
    // Root joins in later, and the files stay their owner's.
    const root = startHolder({ home, project: copy })
    await root.hears('ready')
    expect(status(serverOf(home) ?? 0, 'Uid').split('\t')[0]).toBe(String(NOBODY.uid))
    await closes(root)
    const again = startHolder({ home, project: copy, user: NOBODY })
    await again.hears('ready')
    await closes(again)
    rmSync(open, { recursive: true, force: true })
  },
)

test.skipIf(!ROOT)('a home that this user may not write is refused in one sentence', async () => {
  const open = mkdtempSync(join(tmpdir(), 'carrel-forbidden-'))
  chmodSync(open, 0o755)
  const copy = copyProject(join(open, 'clone'))
  const holder = startHolder({ home: { dir: join(open, 'home') }, project: copy, user: NOBODY })
  const refusal = await holder.hears('refused')
  expect(refusal).toMatchObject({ refused: 'folder-closed' })
  const { message } = refusal
  expect(message).toContain(join(open, 'home'))
  rmSync(open, { recursive: true, force: true })
})

test('the links between PostgreSQL’s libraries are made by two processes at once without harm', () => {
  const at = mkdtempSync(join(parent, 'links-'))
  const copy = copyProject(join(at, 'clone'))
  const script = `import { findBinaries } from './src/platform/db/cluster.ts'
    const { postgres } = findBinaries('/nonexistent')
    console.log(postgres)`
  const both = `for n in 1 2 3 4; do "$0" --import ./bin/from-source.js --input-type=module -e "$1" & done; wait`
  const ran = spawnSync('/bin/sh', ['-c', both, process.execPath, script], { cwd: copy, encoding: 'utf8' })
  expect(ran.stderr).toBe('')
  const paths = ran.stdout.trim().split('\n')
  expect(paths).toHaveLength(4)
  const version = spawnSync(paths[0] ?? '', ['--version'], { encoding: 'utf8' })
  expect(version.stdout).toContain('PostgreSQL')
})
