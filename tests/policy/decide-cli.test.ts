import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const bin = resolve(import.meta.dirname, '../../bin/carrel.js')
let folder = ''

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'carrel decide '))
})
afterAll(() => rmSync(folder, { recursive: true }))

function carrel(args: readonly string[], input = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], {
    input,
    cwd: folder,
    encoding: 'utf8',
  })
  return { status, stdout, stderr }
}

const officer = 'recipient: {kind: justice-agency}\nrecords: [loans]\non: 2026-11-24\n'

describe('carrel decide', () => {
  test('one ask from standard input gives one answer, from any folder', () => {
    const { status, stdout, stderr } = carrel(['decide', '-'], officer)
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(JSON.parse(stdout)).toEqual({
      outcome: 'refuse',
      may: [],
      withheld: ['loans'],
      clauses: ['Guideline'],
      flags: ['policy-review-overdue'],
      sealed: false,
      say: expect.stringContaining('without an order from a court'),
      next: expect.arrayContaining(['Call the Director.']),
      why: [{ record: 'loans', clause: 'Guideline', reason: expect.stringContaining('order from a court') }],
    })
  })

  test('a file with a stream gives an array, in order', () => {
    const file = join(folder, 'asks.yaml')
    writeFileSync(file, `${officer}---\n${officer.replace('justice-agency', 'public')}`)
    const { status, stdout } = carrel(['decide', file])
    expect(status).toBe(0)
    expect(JSON.parse(stdout).map(({ clauses }: { clauses: string[] }) => clauses)).toEqual([
      ['Guideline'],
      ['Statement'],
    ])
  })

  test('one malformed ask stops the run before anything is printed, naming the field', () => {
    const { status, stdout, stderr } = carrel(
      ['decide', '-'],
      `${officer}---\n${officer}instrument: {scope: []}\n`,
    )
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).toBe('carrel decide: [1].instrument.kind: missing [malformed-ask]\n')
  })

  test('bytes that are no text, a file that is not there, a pack that is not there: exit 2, one clear line', () => {
    const file = join(folder, 'bytes')
    writeFileSync(file, Buffer.from([0xff, 0xfe, 0x00]))
    expect(carrel(['decide', file])).toMatchObject({
      status: 2,
      stderr: 'carrel decide: the input is not UTF-8 text [malformed-ask]\n',
    })
    expect(carrel(['decide', 'nowhere.yaml'])).toMatchObject({
      status: 2,
      stderr: 'carrel decide: nowhere.yaml cannot be read (ENOENT) [command-line]\n',
    })
    expect(carrel(['decide', '--pack', 'nowhere', '-'], officer)).toMatchObject({
      status: 2,
      stderr: 'carrel decide: nowhere: there is no policy pack in this folder [pack-refused]\n',
    })
  })

  test('without a file it says how it is called', () => {
    expect(carrel(['decide'])).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringContaining('Usage: carrel decide'),
    })
    expect(carrel(['decide', '--help'])).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('Usage: carrel decide'),
    })
  })

  test('--explain prints the answer, the text of its clauses and the rule that spoke', () => {
    const { status, stdout } = carrel(['decide', '--explain', '-'], officer)
    expect(status).toBe(0)
    expect(stdout).toContain('Outcome: refuse')
    expect(stdout).toMatch(
      /loans: refused\n {4}Guideline · no-agency-without-an-order \(rules\/guideline\.cedar:\d+\)/,
    )
    expect(stdout).toContain('No information will be shared about a customer')
    expect(stdout).toContain('their purpose: is not asked')
  })

  test('--language has the words in another language of the pack, and refuses one that it has not', () => {
    const { status, stdout } = carrel(['decide', '--language', 'es', '-'], officer)
    expect(status).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({
      outcome: 'refuse',
      say: expect.stringContaining('Sin una orden de un tribunal'),
      next: expect.arrayContaining(['Llame a la Dirección.']),
    })
    expect(carrel(['decide', '--language', 'es', '--explain', '-'], officer).stdout).toContain(
      'No se le dice nada a ninguna agencia',
    )
    expect(carrel(['decide', '--language', 'fr', '-'], officer)).toMatchObject({
      status: 2,
      stdout: '',
      stderr: 'carrel decide: --language: must be one that the pack speaks: en, es [command-line]\n',
    })
  })

  test('--pack answers by another library’s policy', () => {
    const pack = resolve(import.meta.dirname, '../packs/hilltop')
    expect(JSON.parse(carrel(['decide', '--pack', pack, '-'], officer).stdout).say).toBe(
      'The Hilltop Reading Room says nothing.',
    )
  })
})

describe('carrel policy', () => {
  test('check finds the pack whole', () => {
    const { status, stdout } = carrel(['policy', 'check'])
    expect(stdout).toMatch(/^jensen-mgt-1: 12 clauses, \d+ rules, \d+ scenarios, all hold\.\n$/)
    expect(status).toBe(0)
  })

  test('readings --pdf writes one tagged sheet, with the text only through inputs', () => {
    const file = join(folder, 'readings.pdf')
    expect(carrel(['policy', 'readings', '--pdf', file]).status).toBe(0)
    const pdf = readFileSync(file, 'latin1')
    expect(pdf.startsWith('%PDF-')).toBe(true)
    expect(pdf).toContain('/Marked true')
    expect(pdf.match(/\/Type\s*\/Page\b/g)?.length).toBe(1)
    expect(pdf).toContain('pdfuaid:part')
  })

  test('without a subcommand it says how it is called', () => {
    expect(carrel(['policy'])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('carrel policy readings'),
    })
    expect(carrel(['policy', 'toString']).status).toBe(2)
  })
})
