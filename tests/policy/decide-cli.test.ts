import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { maxInputBytes } from '../../src/cli/decide.ts'
import { carrelHere } from '../cli/carrel.ts'

const bin = resolve(import.meta.dirname, '../../bin/carrel.js')
const officer = 'recipient: {kind: justice-agency}\nrecords: [loans]\non: 2026-11-24\n'
let folder = ''
/** A file with the officer's ask. */
let asked = ''

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'carrel decide '))
  asked = join(folder, 'officer.yaml')
  writeFileSync(asked, officer)
})
afterAll(() => rmSync(folder, { recursive: true }))

/** As a program of its own, which reads what it is given. */
function carrelProcess(args: readonly string[], input: string) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], {
    input,
    cwd: folder,
    encoding: 'utf8',
  })
  return { status, stdout, stderr }
}

async function carrel(args: readonly string[]) {
  const { code, out, err } = await carrelHere(folder, args)
  return { status: code, stdout: out, stderr: err }
}

describe('carrel decide', () => {
  test('one ask from standard input gives one answer, from any folder', () => {
    const { status, stdout, stderr } = carrelProcess(['decide', '-'], officer)
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(JSON.parse(stdout)).toEqual({
      outcome: 'refuse',
      may: [],
      withheld: ['loans'],
      clauses: ['Guideline'],
      flags: ['policy-review-overdue'],
      sealed: false,
      say: expect.stringContaining('Without an order from a court'),
      next: expect.arrayContaining(['Call the Director.']),
      why: [{ record: 'loans', clause: 'Guideline', reason: expect.stringContaining('court’s order') }],
    })
  })

  test('more than it reads is refused with how much that is, from a file, a pipe, and what never ends', async () => {
    const long = join(folder, 'long.yaml')
    writeFileSync(long, `${officer}# ${'x'.repeat(maxInputBytes)}`)
    const sentence = `carrel decide: the input is longer than ${maxInputBytes} bytes: give fewer asks at a time [malformed-ask]\n`
    expect(await carrel(['decide', long])).toEqual({ status: 2, stdout: '', stderr: sentence })
    expect(carrelProcess(['decide', '-'], readFileSync(long, 'utf8'))).toMatchObject({
      status: 2,
      stderr: sentence,
    })
    expect(await carrel(['decide', '/dev/zero'])).toEqual({ status: 2, stdout: '', stderr: sentence })
    writeFileSync(long, `${officer}# ${'x'.repeat(maxInputBytes - officer.length - 2)}`)
    expect((await carrel(['decide', long])).status).toBe(0)
  }, 180_000)

  test('a file with a stream gives an array, in order', async () => {
    const file = join(folder, 'asks.yaml')
    writeFileSync(file, `${officer}---\n${officer.replace('justice-agency', 'public')}`)
    const { status, stdout } = await carrel(['decide', file])
    expect(status).toBe(0)
    expect(JSON.parse(stdout).map(({ clauses }: { clauses: string[] }) => clauses)).toEqual([
      ['Guideline'],
      ['Statement'],
    ])
  })

  test('one malformed ask stops the run before anything is printed, naming the field', () => {
    const { status, stdout, stderr } = carrelProcess(
      ['decide', '-'],
      `${officer}---\n${officer}instrument: {scope: []}\n`,
    )
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).toBe('carrel decide: [1].instrument.kind: missing [malformed-ask]\n')
  })

  test('bytes that are no text, a file that is not there, a pack that is not there: exit 2, one clear line', async () => {
    const file = join(folder, 'bytes')
    writeFileSync(file, Buffer.from([0xff, 0xfe, 0x00]))
    expect(await carrel(['decide', file])).toMatchObject({
      status: 2,
      stderr: 'carrel decide: the input is not UTF-8 text [malformed-ask]\n',
    })
    expect(await carrel(['decide', 'nowhere.yaml'])).toMatchObject({
      status: 2,
      stderr: 'carrel decide: nowhere.yaml cannot be read (ENOENT) [command-line]\n',
    })
    expect(await carrel(['decide', '--pack', 'nowhere', asked])).toMatchObject({
      status: 2,
      stderr: 'carrel decide: nowhere: there is no policy pack in this folder [pack-refused]\n',
    })
  })

  test('without a file it says how it is called', async () => {
    expect(await carrel(['decide'])).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringContaining('carrel decide --help says more.'),
    })
    expect(await carrel(['decide', '--help'])).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('Usage: carrel decide'),
    })
  })

  test('--explain prints the answer, the text of its clauses and the rule that spoke', async () => {
    const { status, stdout } = await carrel(['decide', '--explain', asked])
    expect(status).toBe(0)
    expect(stdout).toContain('Outcome: refuse')
    expect(stdout).toMatch(
      /loans: refused\n {4}Guideline · no-agency-without-an-order \(rules\/guideline\.cedar:\d+\)/,
    )
    expect(stdout).toContain('No information will be shared about a customer')
    expect(stdout).toContain('their purpose: is not asked')
  })

  test('--language has the words in another language of the pack, and refuses one that it has not', async () => {
    const { status, stdout } = await carrel(['decide', '--language', 'es', asked])
    expect(status).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({
      outcome: 'refuse',
      say: expect.stringContaining('Sin una orden de un tribunal'),
      next: expect.arrayContaining(['Llame a la Dirección.']),
    })
    expect((await carrel(['decide', '--language', 'es', '--explain', asked])).stdout).toContain(
      'Sin una orden de un tribunal, ninguna agencia se entera de nada',
    )
    expect(await carrel(['decide', '--language', 'fr', asked])).toMatchObject({
      status: 2,
      stdout: '',
      stderr: 'carrel decide: --language: must be one that the pack speaks: en, es [command-line]\n',
    })
  })

  test('--pack answers by another library’s policy', async () => {
    const pack = resolve(import.meta.dirname, '../packs/hilltop')
    expect(JSON.parse((await carrel(['decide', '--pack', pack, asked])).stdout).say).toBe(
      'The Hilltop Reading Room says nothing.',
    )
  })
})

describe('carrel policy', () => {
  test('check finds the pack whole', async () => {
    const { status, stdout } = await carrel(['policy', 'check'])
    expect(stdout).toMatch(/^jensen-mgt-1: 12 clauses, \d+ rules, \d+ scenarios, all hold\.\n$/)
    expect(status).toBe(0)
  })

  test('readings --pdf writes one tagged sheet, both sides at most, with the text only through inputs', async () => {
    const file = join(folder, 'readings.pdf')
    expect((await carrel(['policy', 'readings', '--pdf', file])).status).toBe(0)
    const pdf = readFileSync(file, 'latin1')
    expect(pdf.startsWith('%PDF-')).toBe(true)
    expect(pdf).toContain('/Marked true')
    expect(pdf.match(/\/Type\s*\/Page\b/g)?.length).toBeLessThanOrEqual(2)
    expect(pdf).toContain('pdfuaid:part')
  })

  test('without a subcommand it says how it is called', async () => {
    expect(await carrel(['policy'])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('readings, coverage, check'),
    })
    expect((await carrel(['policy', 'toString'])).status).toBe(2)
  })
})
