import { execFile, execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { type Removal, removals } from './removals.ts'

const root = resolve(import.meta.dirname, '../..')

/** A copy of the project in which one check is taken out; the rest are links to the same files. */
function copyWithout({ file, from, to }: Removal): string {
  const copy = mkdtempSync(join(tmpdir(), 'carrel-removed-'))
  for (const part of ['src', 'tests', 'policies', 'docs', 'bin', 'samples', 'verifier']) {
    execFileSync('cp', ['-a', join(root, part), copy])
  }
  for (const part of ['package.json', 'tsconfig.json', 'vitest.config.ts']) {
    execFileSync('cp', ['-a', join(root, part), copy])
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
  const path = join(copy, file)
  const text = readFileSync(path, 'utf8')
  if (text.split(from).length !== 2) throw new Error(`${file} does not hold this once: ${from}`)
  unlinkSync(path)
  writeFileSync(
    path,
    text.replace(from, () => to),
  )
  return copy
}

function matrixIn(copy: string, { by, title }: Removal['found']): Promise<{ code: number; said: string }> {
  const program = join(root, 'node_modules/vitest/vitest.mjs')
  const args = [
    program,
    'run',
    `tests/leak/${by}.test.ts`,
    '-t',
    title,
    '--root',
    copy,
    '--reporter',
    'default',
  ]
  const env = { ...process.env, NO_COLOR: '1' }
  return new Promise((settle) => {
    execFile(process.execPath, args, { cwd: copy, env, maxBuffer: 1 << 26 }, (error, out, err) =>
      settle({ code: Number(error?.code ?? 0), said: `${out}\n${err}` }),
    )
  })
}

test.each(removals)(
  'the matrix finds it, and says what leaks, when this is taken out: $removes',
  async (removal) => {
    const copy = copyWithout(removal)
    try {
      const { code, said } = await matrixIn(copy, removal.found)
      const line = said.split('\n').find((each) => removal.says.test(each))
      console.log(`${removal.removes} (${removal.file})\n  ${line?.trim() ?? said.slice(-2000)}`)
      expect(line).toBeDefined()
      expect(code).not.toBe(0)
    } finally {
      rmSync(copy, { recursive: true, force: true })
    }
  },
)
