import { execFileSync, spawn, spawnSync } from 'node:child_process'
import {
  appendFileSync,
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const project = resolve(import.meta.dirname, '../..')
const scratch = mkdtempSync(join(tmpdir(), 'carrel-built-'))
const asRoot = process.getuid?.() === 0
/** The number of a user of this computer who has no right to anything of ours. */
const stranger = 61_017

afterAll(() => rmSync(scratch, { recursive: true, force: true }))

const filesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort()

function run(root: string, args: readonly string[], env: Record<string, string> = {}) {
  const clean = { ...process.env, CARREL_HOME: join(scratch, 'none'), ...env }
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'bin/carrel.js'), ...args], {
    env: clean,
    encoding: 'utf8',
  })
  return { status, out: stdout, err: stderr }
}

describe('the shared folder for temporary files', () => {
  const shared = join(scratch, 'shared')
  const ran = join(scratch, 'the-strangers-code-ran')
  const theirs = `process.getBuiltinModule('node:fs').writeFileSync(${JSON.stringify(ran)}, '');`
  const inJson = JSON.stringify(theirs).slice(1, -1)

  beforeAll(() => {
    mkdirSync(shared)
    chmodSync(shared, 0o1777)
    chmodSync(scratch, 0o755)
  })

  /** What a stranger learns of our names there: they run the same program, with a folder of their own. */
  function madeByTheProgram(): string {
    const own = join(scratch, 'own')
    mkdirSync(own)
    expect(run(project, ['--version'], { TMPDIR: own }).status).toBe(0)
    return own
  }

  /** The same names in the shared folder, the stranger's, with a line of theirs at the head of all code. */
  function plant(from: string): void {
    cpSync(from, shared, { recursive: true })
    for (const name of filesIn(shared)) {
      const path = join(shared, name)
      writeFileSync(
        path,
        readFileSync(path, 'utf8').replace('"code":"', (start) => start + inJson),
      )
    }
    if (asRoot) execFileSync('chown', ['-R', `${stranger}:${stranger}`, shared])
  }

  test('nothing that another user put there first is run', () => {
    plant(madeByTheProgram())
    expect(run(project, ['--version'], { TMPDIR: shared })).toMatchObject({ status: 0 })
    expect(existsSync(ran)).toBe(false)
  })

  test('no command that only answers leaves anything there, or needs it', () => {
    const empty = join(scratch, 'empty')
    mkdirSync(empty)
    for (const args of [['--version'], ['policy', 'check'], ['decide', '--help']]) {
      expect(run(project, args, { TMPDIR: empty }), args.join(' ')).toMatchObject({ status: 0 })
      expect(readdirSync(empty), args.join(' ')).toEqual([])
      expect(run(project, args, { TMPDIR: join(empty, 'not-there') }).status, args.join(' ')).toBe(0)
    }
  })
})

describe('a build', () => {
  const copy = join(scratch, 'copy')
  const main = join(copy, 'src/cli/main.ts')
  const isBuiltRun = () => /^built$/m.test(run(copy, ['--version'], { CARREL_FROM_SOURCE: '' }).out)

  const built = () =>
    new Promise<number | null>((settle) => {
      spawn(process.execPath, [join(copy, 'bin/build.js')], { stdio: 'inherit' }).once('close', settle)
    })

  beforeAll(async () => {
    mkdirSync(copy)
    for (const part of ['src', 'bin', 'policies', 'package.json', 'tsconfig.json', 'tsconfig.build.json']) {
      execFileSync('cp', ['-a', join(project, part), copy])
    }
    symlinkSync(join(project, 'node_modules'), join(copy, 'node_modules'))
    // A line that the test below may change, so that no line of the program has to stay as it is.
    appendFileSync(main, '// a\n')
    // Two at once: whichever is last, what is in place is whole.
    expect(await Promise.all([built(), built()])).toEqual([0, 0])
    appendFileSync(join(copy, 'dist/cli/main.js'), '\nconsole.log("built")\n')
  }, 300_000)

  test('is whole, has all that is no TypeScript, and leaves nothing aside', () => {
    const others = filesIn(join(copy, 'src')).filter((name) => !/\.(tsx?|md)$/.test(name))
    expect(others.filter((name) => name.endsWith('/migrations/001-library.sql'))).toHaveLength(1)
    for (const name of others) {
      const [from, to] = ['src', 'dist'].map((part) => readFileSync(join(copy, part, name)))
      expect(to?.equals(from as Buffer), name).toBe(true)
    }
    const modules = filesIn(join(copy, 'src')).filter((name) => /(?<!\.test)\.tsx?$/.test(name))
    for (const name of modules)
      expect(existsSync(join(copy, 'dist', name.replace(/\.tsx?$/, '.js'))), name).toBe(true)
    expect(readdirSync(copy).filter((name) => name.startsWith('dist'))).toEqual(['dist'])
  })

  test('is run where it was made of this source', () => {
    expect(isBuiltRun()).toBe(true)
    expect(run(copy, ['policy', 'check'], { CARREL_FROM_SOURCE: '' })).toMatchObject({ status: 0, err: '' })
  })

  test('is not run once a letter of the source differs, with the length and the time as they were', () => {
    const [text, { atime, mtime }] = [readFileSync(main, 'utf8'), statSync(main)]
    writeFileSync(main, text.replace(/a\n$/, 'b\n'))
    utimesSync(main, atime, mtime)
    expect(isBuiltRun()).toBe(false)
    expect(run(copy, ['help'], { CARREL_FROM_SOURCE: '' }).out).toContain('Usage:')
    writeFileSync(main, text)
    expect(isBuiltRun()).toBe(true)
  })

  test.each(['src/one-more.ts', 'src/platform/db/migrations/999-one-more.sql'])(
    'nor once there is %s',
    (name) => {
      writeFileSync(join(copy, name), '')
      expect(isBuiltRun()).toBe(false)
      rmSync(join(copy, name))
      expect(isBuiltRun()).toBe(true)
    },
  )

  test('of another user, or that anybody may write to, is not run', () => {
    const dist = join(copy, 'dist')
    const { mode, uid, gid } = statSync(dist)
    chmodSync(dist, 0o777)
    expect(isBuiltRun()).toBe(false)
    chmodSync(dist, mode)
    if (asRoot) {
      chownSync(dist, stranger, stranger)
      expect(isBuiltRun()).toBe(false)
      chownSync(dist, uid, gid)
    }
    expect(isBuiltRun()).toBe(true)
  })

  test('reports an error at its place in the source', () => {
    const places = (folder: string, ending: string, args: readonly string[]) => {
      const at = (name: string) => JSON.stringify(join(copy, folder, `${name}.${ending}`))
      const script = `
        const { errorReport } = await import(${at('platform/error')})
        const { bornYearsAgo } = await import(${at('policy/calendar')})
        try { bornYearsAgo(undefined, 3) } catch (error) { console.log(errorReport(error).at.join(' ')) }`
      return execFileSync(process.execPath, [...args, '--input-type=module', '-e', script], {
        encoding: 'utf8',
        cwd: copy,
      }).replaceAll(/:\d+(?=\s)/g, '')
    }
    const inTheSource = places('src', 'ts', ['--import', './bin/from-source.js'])
    expect(inTheSource).toMatch(/(^| )src\/policy\/calendar\.ts:\d+/)
    expect(places('dist', 'js', ['--enable-source-maps'])).toBe(inTheSource)
  })

  test('is not needed by the tests: they run the source whatever was built', () => {
    expect(process.env['CARREL_FROM_SOURCE']).toBe('1')
    expect(run(copy, ['--version']).out).not.toContain('built')
  })
})
