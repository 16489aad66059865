import { statSync } from 'node:fs'
import { relative, resolve } from 'node:path'

/** What may be logged of an error: its kind and its place in the code, never a value that someone entered. */
type ErrorReport = {
  /** The name of its class. */
  readonly fault: string
  readonly code?: string
  /** From the schema, where the database refused something. */
  readonly table?: string
  readonly constraint?: string
  readonly message?: string
  /** Places in the code, innermost first: `src/app/web-app.ts:12:3`. */
  readonly at: readonly string[]
  readonly causes?: readonly ErrorReport[]
}

const root = resolve(import.meta.dirname, '../..')
const deepest = 3
const mostPlaces = 16

/** Beginnings of V8's own messages; the rest of a message can hold a value. */
const plainWords = [
  ...['Cannot read properties of undefined', 'Cannot read properties of null'],
  ...['Cannot set properties of undefined', 'Cannot set properties of null'],
  ...['Maximum call stack size exceeded', 'Invalid array length', 'Invalid time value'],
]

/**
 * An error without its values.
 * INVARIANT: nothing of a request, a row or a patron is in it. Messages of the driver (`invalid input syntax
 * for type uuid: "..."`) and of V8 (`reading 'Berg'`) quote values, so only known beginnings are kept, and a
 * code, name or place only in a form that no value has.
 */
export function errorReport(error: unknown, depth = 0): ErrorReport {
  if (!(error instanceof Error)) return { fault: 'not an error', at: [] }
  const name = className(error)
  const message = plainWords.find((words) => error.message.startsWith(words))
  const code = codeOf(error, name)
  const inner = depth < deepest ? innerOf(error) : []
  return {
    fault: name,
    ...(code !== undefined && { code }),
    ...(name === databaseClass && schemaNames(error)),
    ...(message !== undefined && { message }),
    at: placesIn(error.stack),
    ...(inner.length > 0 && { causes: inner.map((one) => errorReport(one, depth + 1)) }),
  }
}

/** What the driver throws for an error of the server, and for nothing else. */
const databaseClass = 'DatabaseError'

/** Why not `error.name`: any code can write to it. */
function className(error: Error): string {
  const name: unknown = Object.getPrototypeOf(error)?.constructor?.name
  return typeof name === 'string' && /^[A-Z][A-Za-z]{2,40}$/.test(name) ? name : 'Error'
}

/** Errors between two machines, as Node and the mail library name them. */
const systemCodes: ReadonlySet<string> = new Set([
  ...['EACCES', 'EADDRINUSE', 'EADDRNOTAVAIL', 'EAGAIN', 'EBADF', 'EBUSY', 'ECONNABORTED', 'ECONNREFUSED'],
  ...['ECONNRESET', 'EDQUOT', 'EEXIST', 'EHOSTUNREACH', 'EINVAL', 'EIO', 'EISDIR', 'ELOOP', 'EMFILE'],
  ...['ENAMETOOLONG', 'ENETUNREACH', 'ENFILE', 'ENOENT', 'ENOMEM', 'ENOSPC', 'ENOTCONN', 'ENOTDIR'],
  ...['ENOTEMPTY', 'ENOTFOUND', 'EPERM', 'EPIPE', 'EROFS', 'ETIMEDOUT', 'EXDEV', 'EAI_AGAIN'],
  ...['EAUTH', 'ECONNECTION', 'EDNS', 'EENVELOPE', 'EMESSAGE', 'EPROTOCOL', 'ESOCKET', 'ESTREAM', 'ETLS'],
])

/**
 * Marks an error of Carrel's own; a name alone could be imitated by a library. Why a registered symbol: the
 * policy and the log format, which import nothing of ours, set it too.
 */
export const carrelError: unique symbol = Symbol.for('carrel.error')

/** An error of Carrel's own: a code from a closed union, and a sentence that says what to do. */
export abstract class CarrelError<Code extends string = string> extends Error {
  readonly code: Code

  constructor(code: Code, message: string) {
    super(message)
    this.name = new.target.name
    this.code = code
  }

  get [carrelError](): true {
    return true
  }
}

/** Whether an error is one of ours, so its code and message may be shown. */
export function isKnownError(error: unknown): error is CarrelError {
  return error instanceof Error && carrelError in error && 'code' in error
}

function codeOf(error: Error, name: string): string | undefined {
  const code: unknown = 'code' in error ? error.code : undefined
  if (typeof code !== 'string') return undefined
  const isPlain =
    systemCodes.has(code) ||
    /^ERR_[A-Z0-9_]{3,60}$/.test(code) ||
    (name === databaseClass && /^[0-9A-Z]{5}$/.test(code)) ||
    (isKnownError(error) && /^[a-z][a-z0-9-]{1,40}$/.test(code))
  return isPlain ? code : undefined
}

/** Names of the schema are safe; `detail`, `where` and `internalQuery` hold rows. */
function schemaNames(error: object): Pick<ErrorReport, 'table' | 'constraint'> {
  const named = (key: string) => {
    const name: unknown = Object.getOwnPropertyDescriptor(error, key)?.value
    return typeof name === 'string' && /^[a-z][a-z0-9_]{1,62}$/.test(name) ? { [key]: name } : {}
  }
  return { ...named('table'), ...named('constraint') }
}

function innerOf(error: Error): unknown[] {
  const several = error instanceof AggregateError ? error.errors.slice(0, deepest) : []
  return error.cause instanceof Error ? [error.cause, ...several] : several
}

/**
 * Why each line is parsed: a message can look like a line, and a name in one can be a key of a row. A place
 * counts only where its file exists.
 */
function placesIn(stack: unknown): string[] {
  if (typeof stack !== 'string') return []
  return stack
    .split('\n')
    .flatMap((line) => {
      const [, file, at] = /^\s+at .*?((?:file:\/\/|\/)[^():]+):(\d+:\d+)\)?$/.exec(line) ?? []
      return file === undefined || at === undefined ? [] : placeOf(file, at)
    })
    .slice(0, mostPlaces)
}

/** Places in Node itself are left out. */
function placeOf(file: string, at: string): string[] {
  const path = file.startsWith('file://') ? pathOf(file) : file
  const name = relative(root, path)
  return !name.startsWith('..') && isFile(path) ? [`${name}:${at}`] : []
}

function pathOf(url: string): string {
  return URL.canParse(url) ? new URL(url).pathname : ''
}

const isFile = (path: string) => statSync(path, { throwIfNoEntry: false })?.isFile() === true

/** Passing faults outside of the program, as screens and the log call them. */
export const externalFaults = ['disk-full', 'clock-behind', 'records-locked', 'database-away'] as const
export type ExternalFault = (typeof externalFaults)[number]

/** By the codes of Node and PostgreSQL; undefined for any other fault. */
export function externalFault(error: unknown): ExternalFault | undefined {
  const code = systemCodeOf(error)
  if (diskFull.has(code)) return 'disk-full'
  if (code === 'month-forgotten') return 'clock-behind'
  if (code === lockNotGranted) return 'records-locked'
  const away = databaseAway.has(code) || (error instanceof Error && connectionEnded.test(error.message))
  return away ? 'database-away' : undefined
}

const diskFull: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', '53100'])
/** Another session of the database held a lock for longer than `lock_timeout`. */
const lockNotGranted = '55P03'
/** The server is down, starting, stopping or full, or cannot be reached. */
const databaseAway: ReadonlySet<string> = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'connect ENOENT'],
  ...['57P01', '57P02', '57P03', '53300', '08000', '08003', '08006'],
])
/** The driver gives these no code. */
const connectionEnded = /^Connection terminated|^timeout exceeded when trying to connect|is not queryable$/

function systemCodeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return ''
  // A missing file is a different fault than a missing socket.
  const connecting = error.code === 'ENOENT' && 'syscall' in error && error.syscall === 'connect'
  return connecting ? 'connect ENOENT' : String(error.code)
}
