import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { RowFiles, tryRowFiles } from '../../src/import/row-file.ts'
import { writeRefusal } from '../../src/platform/durable-file.ts'
import { carrel } from '../cli/carrel.ts'

let folder: string
let paths: { readonly rejected: string; readonly noticed: string }
const at = (name: string) => join(folder, name)
const rejectedHeader = 'file,line,reason,sentence,row\n'

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'carrel-rows-'))
  paths = { rejected: at('rejected.csv'), noticed: at('noticed.csv') }
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function written(id: string): RowFiles {
  const files = new RowFiles(paths)
  files.rejected('borrowers.csv', 2, 'name-blank', `${id},,`)
  return files
}

describe('the files of rejected and noticed rows', () => {
  test('take the places of the last ones only when they are whole, closed to others', () => {
    written('1').keep()
    const second = written('2')
    expect(readFileSync(paths.rejected, 'utf8')).toContain('"1,,"')
    second.keep()
    expect(readFileSync(paths.rejected, 'utf8')).toContain('"2,,"')
    expect(readFileSync(paths.rejected, 'utf8').split('\n')).toHaveLength(3)
    expect(statSync(paths.rejected).mode & 0o777).toBe(0o600)
    expect(readdirSync(folder).sort()).toEqual(['noticed.csv', 'rejected.csv'])
  })

  test('of two imports at once each writes whole ones, and the later stays', () => {
    const [first, second] = [written('1'), written('2')]
    first.rejected('borrowers.csv', 3, 'name-blank', '3,,')
    second.keep()
    first.keep()
    const rows = readFileSync(paths.rejected, 'utf8').split('\n')
    expect(rows.map((row) => row.slice(-5))).toEqual(['e,row', '"1,,"', '"3,,"', ''])
  })

  test('of an import that failed leave nothing, and the last whole ones stay', () => {
    written('1').keep()
    const before = readFileSync(paths.rejected, 'utf8')
    written('2').discard()
    expect(readFileSync(paths.rejected, 'utf8')).toBe(before)
    expect(readdirSync(folder).sort()).toEqual(['noticed.csv', 'rejected.csv'])
  })

  test('clear away what a killed import left, and nothing else', () => {
    const running = `rejected.csv.${process.pid}-00000000.part`
    const left = 'rejected.csv.2147483647-0123abcd.part'
    const others = 'rejected.csv.2147483647-0123abcd.part.bak'
    for (const name of [running, left, others]) writeFileSync(at(name), 'rows')
    new RowFiles(paths).discard()
    expect(readdirSync(folder).sort()).toEqual([others, running].sort())
  })

  test.each([
    ['a file of somebody else', 'payroll,2026\n'],
    ['an empty file', ''],
    ['the other of the two', 'file,line,id,field,reason,sentence\n'],
    ['one that begins nearly so', rejectedHeader.replace('row', 'rows')],
  ])('never replace %s', (_what, text) => {
    writeFileSync(paths.rejected, text)
    expect(() => new RowFiles(paths)).toThrow(
      `--rejected: ${paths.rejected} is there already and no earlier import wrote it: name another file`,
    )
    expect(readFileSync(paths.rejected, 'utf8')).toBe(text)
  })

  test('never replace or follow a link, and are no folder', () => {
    writeFileSync(at('elsewhere'), 'file,line,id,field,reason,sentence\n')
    symlinkSync(at('elsewhere'), paths.noticed)
    expect(() => new RowFiles(paths)).toThrow('--noticed: ')
    rmSync(paths.noticed)
    mkdirSync(paths.noticed)
    expect(() => new RowFiles(paths)).toThrow(`--noticed: ${paths.noticed} is a folder: name a file`)
    // The first of the two was begun, and is undone.
    expect(readdirSync(folder).sort()).toEqual(['elsewhere', 'noticed.csv'])
  })

  test('are two, by whatever name', () => {
    symlinkSync(folder, at('again'))
    for (const noticed of [
      paths.rejected,
      join(folder, 'x', '..', 'rejected.csv'),
      at('again/rejected.csv'),
    ]) {
      expect(() => new RowFiles({ ...paths, noticed })).toThrow(
        /^--noticed: .* where the rejected rows go too/,
      )
    }
    expect(existsSync(paths.rejected)).toBe(false)
  })

  test('lie outside the export, by whatever name', () => {
    mkdirSync(at('export'))
    symlinkSync(at('export'), at('link'))
    for (const name of ['export/rejected.csv', 'link/rejected.csv']) {
      expect(() =>
        tryRowFiles({ ...paths, rejected: at(name) }, { folder: at('export'), home: at('home') }),
      ).toThrow(`--rejected: ${at(name)} lies in the folder of the export: name a file outside it`)
    }
    tryRowFiles(paths, { folder: at('export'), home: at('home') })
    expect(readdirSync(folder).sort()).toEqual(['export', 'link'])
  })

  test('say that the disk is full where it is', () => {
    expect(writeRefusal({ code: 'ENOSPC' })).toMatch(/disk that holds it is full: free some space/)
  })
})

describe('carrel import koha', () => {
  test.each([
    [
      ['--rejected', 'nowhere/x.csv'],
      /^carrel import: --rejected: .*nowhere\/x\.csv cannot be written: its folder/,
    ],
    [
      ['--noticed', 'export/items.csv'],
      /^carrel import: --noticed: .*items\.csv lies in the folder of the export/,
    ],
    [
      ['--rejected', 'mine', '--noticed', 'mine'],
      /^carrel import: --noticed: .*mine is where the rejected rows go/,
    ],
    [
      ['--rejected', 'mine'],
      /^carrel import: --rejected: .*mine is there already and no earlier import wrote it/,
    ],
  ])('refuses %j with 2, and neither writes anything nor makes a library', (args, sentence) => {
    mkdirSync(at('export'))
    writeFileSync(at('export/borrowers.csv'), 'borrowernumber,cardnumber,surname\n')
    writeFileSync(at('export/items.csv'), 'itemnumber,barcode,biblionumber,title\n')
    writeFileSync(at('mine'), 'my own\n')
    const named = args.map((arg) => (arg.startsWith('--') ? arg : at(arg)))
    const said = carrel(at('home'), 'import', 'koha', at('export'), ...named)
    expect(said).toMatchObject({ code: 2, out: '' })
    expect(said.err).toMatch(sentence)
    expect(readdirSync(folder).sort()).toEqual(['export', 'mine'])
    expect(readFileSync(at('mine'), 'utf8')).toBe('my own\n')
  })

  test.each([
    [['koha', ''], 'DIR: name one folder [command-line]\n'],
    [['koha', 'x', '--rejected', ''], '--rejected: name a file [command-line]\n'],
  ])('says what is wrong with %j', (args, sentence) => {
    const said = carrel(at('home'), 'import', ...args)
    expect(said.code).toBe(2)
    expect(said.err).toContain(`carrel import: ${sentence}`)
  })
})
