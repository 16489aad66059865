import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { markAsDemo } from '../../src/cli/demo.ts'
import { homeFrom } from '../../src/platform/db/home.ts'
import { carrelHere, carrel as carrelProcess } from './carrel.ts'

const scratch = mkdtempSync(join(tmpdir(), 'carrel-refusals-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

const carrel = (home: string, ...args: string[]) => carrelHere(home, args)
const inScratch = (name: string) => join(scratch, name)
function fileOf(name: string, text = ''): string {
  writeFileSync(inScratch(name), text)
  return inScratch(name)
}

describe('a policy that cannot be had', () => {
  test.each(['start', 'demo'])('ends %s with 2, names the option, and makes no library', (command) => {
    const home = inScratch(`home-${command}`)
    const said = carrelProcess(home, command, '--pack', inScratch('nowhere'))
    expect(said).toEqual({
      code: 2,
      out: '',
      err: `carrel ${command}: --pack: ${inScratch('nowhere')}: there is no policy pack in this folder [pack-refused]\n`,
    })
    expect(existsSync(home)).toBe(false)
  })

  test('is named where something in its folder cannot be read', async () => {
    mkdirSync(inScratch('odd/pack.yaml'), { recursive: true })
    const said = await carrel(inScratch('home-odd'), 'start', '--pack', inScratch('odd'))
    expect(said).toMatchObject({
      code: 2,
      err: 'carrel start: --pack: pack.yaml: this is no file [pack-refused]\n',
    })
  })
})

describe('carrel policy', () => {
  test.each([
    ['nowhere/readings.pdf', 'cannot be written: its folder is not there: make it, or name another file'],
    ['file/readings.pdf', 'cannot be written: a file stands where its folder should be: name another file'],
    ['', 'is a folder: name a file'],
  ])('says what keeps the sheet from being written to %s', async (name, sentence) => {
    fileOf('file')
    const said = await carrel(scratch, 'policy', 'readings', '--pdf', inScratch(name))
    expect(said).toMatchObject({
      code: 2,
      err: `carrel policy: --pdf: ${inScratch(name)} ${sentence} [cannot-write]\n`,
    })
  })
})

describe('carrel demo', () => {
  test('says what start says of a home that can be no folder', async () => {
    const file = fileOf('home-file')
    const demo = await carrel(file, 'demo')
    expect(demo).toEqual({
      code: 1,
      out: '',
      err: `carrel: ${file} is needed as a folder, and a file stands in its place [folder-closed]\n`,
    })
    expect(carrelProcess(file, 'start')).toEqual(demo)
  })

  test.runIf(process.platform === 'linux')(
    'says what start says of a home in a place of others',
    async () => {
      const demo = await carrel('/sys/carrel', 'demo')
      expect(demo.err).toMatch(/^carrel: \/sys\/carrel cannot be read and written by this user: /)
      expect(carrelProcess('/sys/carrel', 'start')).toEqual(demo)
    },
  )

  test('makes its home as closed as any other', () => {
    const home = homeFrom({ CARREL_HOME: inScratch('new/home') }, '/')
    markAsDemo(home)
    expect(statSync(home.dir).mode & 0o777).toBe(process.getuid?.() === 0 ? 0o711 : 0o700)
    markAsDemo(home)
  })

  test.each(['data', 'keys', 'run', 'log', 'rejected.csv'])(
    'takes no home that has %s and no mark',
    (trace) => {
      const home = homeFrom({ CARREL_HOME: inScratch(`trace-${trace}`) }, '/')
      mkdirSync(join(home.dir, trace), { recursive: true })
      expect(() => markAsDemo(home)).toThrow('holds a library that is not a demo')
      expect(existsSync(join(home.dir, 'demo'))).toBe(false)
    },
  )
})

describe('carrel register', () => {
  test.each([
    [['export', '--bogus', 'x'], "Unknown option '--bogus'"],
    [['export', ''], 'name one folder [command-line]\n'],
    [['verify', ''], 'name one folder with an export, or one file with a proof [command-line]\n'],
  ])('says what is wrong with %j', async (args, sentence) => {
    const said = await carrel(scratch, 'register', ...args)
    expect(said.code).toBe(2)
    expect(said.err).toContain(`carrel register ${args[0]}: ${sentence}`)
  })

  test('verify says that the folder has no key, whatever the folder is called', async () => {
    const folder = inScratch('t+10')
    mkdirSync(folder)
    const { code, out, err } = await carrel(scratch, 'register', 'verify', folder)
    expect({ code, err }).toEqual({ code: 1, err: '' })
    expect(out).toContain('register.vkey is missing: give the key that the library published (--key)\n')
  })
})
