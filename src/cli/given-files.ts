import { createHash } from 'node:crypto'
import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs'
import { crlfSays, type Fault, hasCrlf } from '../register/export-files.ts'
import { Malformed } from '../register/malformed.ts'
import { readVerifierKey, type Verifier } from '../register/note.ts'
import { readInto, readOfExport } from './export-folder.ts'

/** Far more than the one line of a public key. */
const mostKeyBytes = 4096

/** What is wrong with the command line; exit 2. */
export class Unfit extends Error {}

export type Key = { readonly verifier: Verifier; readonly text: string }

/** The line itself, or what a file holds. */
export function givenKey(text: string): Key {
  const isFile = existsSync(text)
  if (!isFile && !text.includes('+')) {
    throw new Unfit(`--key: ${text} is neither a public key nor a file with one`)
  }
  const key = isFile ? keyLine(readGiven('--key', text, mostKeyBytes)) : text
  if (key === undefined) throw new Unfit(`--key: ${text} holds more than the one line of a public key`)
  try {
    return { verifier: readVerifierKey(key), text: key }
  } catch (error) {
    if (error instanceof Malformed) throw new Unfit(`--key: ${error.message}`)
    throw error
  }
}

/** The key that came with the export, or what is wrong with it: then nothing of the export can be checked. @throws NotGiven */
export function exportedKey(folder: string): Key | Fault {
  const path = 'register.vkey'
  const wrong = (says: string): Fault => ({ code: 'checkpoint', path, message: `${path} ${says}` })
  const target = Buffer.alloc(mostKeyBytes)
  const read = readOfExport(folder, path, target)
  if (typeof read !== 'number') {
    if (read.code !== 'ENOENT') return wrong(read.says)
    return {
      code: 'missing',
      path,
      message: `${path} is missing: give the key that the library published (--key)`,
    }
  }
  if (hasCrlf(target.toString('latin1', 0, read))) return wrong(crlfSays)
  const text = keyLine(target.subarray(0, read))
  if (text === undefined || read === mostKeyBytes)
    return wrong('holds more than the one line of a public key')
  try {
    return { verifier: readVerifierKey(text), text }
  } catch (error) {
    if (error instanceof Malformed) return wrong(`is no public key: ${error.message}`)
    throw error
  }
}

/** Less the one newline at its end; undefined where it is more than a line. */
function keyLine(bytes: Uint8Array): string | undefined {
  const key = Buffer.from(bytes).toString('utf8').replace(/\n$/, '')
  return key.includes('\n') ? undefined : key
}

// Why links here: these are named by whoever checks. They may still lie in the export.
export function readGiven(option: string, path: string, mostBytes: number): Uint8Array {
  const target = Buffer.alloc(mostBytes + 1)
  const read = readInto(path, target, 'links')
  if (typeof read !== 'number') throw new Unfit(`${option}: ${path} ${read.says}`)
  if (read > mostBytes) throw new Unfit(`${option}: ${path} holds more than ${mostBytes} bytes`)
  return target.subarray(0, read)
}

/** SHA-256 of a file of any length, in hex. */
export function sumOfGiven(option: string, path: string): string {
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) {
    throw new Unfit(`${option}: ${path} ${existsSync(path) ? 'is not a file' : 'is not there'}`)
  }
  const file = openSync(path, 'r')
  try {
    const sum = createHash('sha256')
    const part = Buffer.alloc(1 << 20)
    for (let read = readSync(file, part); read > 0; read = readSync(file, part)) {
      sum.update(part.subarray(0, read))
    }
    return sum.digest('hex')
  } finally {
    closeSync(file)
  }
}

/** Whether somebody typed what the command cannot take. */
export function isUnfit(error: unknown): error is Error {
  return error instanceof Unfit || (error instanceof TypeError && 'code' in error)
}
