import {
  closeSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { boundServerLog, openServerLog, serverLogSince } from './server.ts'

test('a log that has grown is moved aside while the server goes on writing, and two files stay bounded', () => {
  const dir = mkdtempSync(join(tmpdir(), 'carrel-log-'))
  const { file, path, from } = openServerLog(join(dir, 'log'))
  const line = 'x'.repeat(1023)
  for (let kib = 0; kib < 5 * 1024; kib++) writeSync(file, `${line}\n`)
  writeSync(file, 'the last line before\n')
  boundServerLog(path)
  writeSync(file, 'the first line after\n')
  expect(serverLogSince(path, from)).toBe('the first line after\n')
  expect(readFileSync(`${path}.1`, 'utf8')).toMatch(/the last line before\n$/)
  expect(statSync(`${path}.1`).size).toBe(4 * 1024 * 1024)
  expect(statSync(path).mode & 0o777).toBe(0o600)
  closeSync(file)
  rmSync(dir, { recursive: true })
})

test('a link in the place of the log is not written through', () => {
  const dir = mkdtempSync(join(tmpdir(), 'carrel-log-'))
  writeFileSync(join(dir, 'another file'), 'of somebody')
  symlinkSync(join(dir, 'another file'), join(dir, 'postgres.log'))
  expect(() => openServerLog(dir)).toThrow()
  boundServerLog(join(dir, 'postgres.log'))
  expect(readFileSync(join(dir, 'another file'), 'utf8')).toBe('of somebody')
  rmSync(dir, { recursive: true })
})
