import { z } from 'zod'
import { BackupRefused } from './refused.ts'

const identifier = z.string().regex(/^[a-z][a-z0-9_]{0,62}$/)
const hex256 = z.string().regex(/^[0-9a-f]{64}$/)

const migration = z.strictObject({ id: z.string().min(1).max(100), sha256: hex256 })

const headerForm = z.strictObject({
  carrel: z.string().min(1).max(40),
  madeAt: z.iso.datetime(),
  library: z.strictObject({ name: z.string().max(400), keyCheck: z.string().regex(/^[0-9a-f]{2,200}$/) }),
  migrations: z.array(migration).min(1),
  /** PostgreSQL's `server_version_num`, such as 170010. */
  server: z.number().int().positive(),
  tables: z.array(identifier).min(1),
  /** Files besides the tables, in their order. */
  files: z.array(z.string().regex(/^(?:intake|[1-8])$/)),
})

/** What a backup says of itself, sealed with the rest of it. */
export type BackupHeader = z.infer<typeof headerForm>

const keyForm = z.strictObject({
  name: z.string().regex(/^[a-z0-9][A-Za-z0-9._/-]{0,200}$/),
  bytes: z.base64(),
})
const keysForm = z.array(keyForm).min(1)

/** A key of the library by its name in the keys folder, bare. */
export type KeptKey = { readonly name: string; readonly bytes: Buffer }

const tableForm = z.strictObject({
  name: identifier,
  columns: z.array(z.strictObject({ name: identifier, type: z.string().min(1).max(100) })).min(1),
})

/** A table's name, and its columns in the order of its rows, with their types as PostgreSQL writes them. */
export type TableForm = z.infer<typeof tableForm>

const sumsForm = z.strictObject({
  rows: z.int().nonnegative(),
  bytes: z.int().nonnegative(),
  sha256: hex256,
})

/** What stands behind a table's rows. */
export type TableSums = z.infer<typeof sumsForm>

const fileForm = z.strictObject({ name: z.string(), bytes: z.int().nonnegative() })
const fileSumsForm = z.strictObject({ bytes: z.int().nonnegative(), sha256: hex256 })

const trailerForm = z.strictObject({
  tables: z.int().positive(),
  rows: z.int().nonnegative(),
  files: z.int().nonnegative(),
})

/** What stands at the end of a backup. */
export type Totals = z.infer<typeof trailerForm>

/** The JSON of a frame in its form. @throws BackupRefused `damaged` */
function reader<T>(form: z.ZodType<T>, what: string) {
  return (payload: Buffer): T => {
    let json: unknown
    try {
      json = JSON.parse(payload.toString('utf8'))
    } catch {
      throw malformed(`its ${what} cannot be read`)
    }
    const read = form.safeParse(json)
    if (read.success) return read.data
    throw malformed(`its ${what} has no form that this Carrel knows`)
  }
}

export const readHeader = reader(headerForm, 'first part')
export const readTable = reader(tableForm, 'head of a table')
export const readSums = reader(sumsForm, 'end of a table')
export const readFileHead = reader(fileForm, 'head of a file')
export const readFileSums = reader(fileSumsForm, 'end of a file')
export const readTotals = reader(trailerForm, 'last part')

const readKeyList = reader(keysForm, 'list of keys')

export function readKeys(payload: Buffer): KeptKey[] {
  const keys = readKeyList(payload)
  // Hostile: a name is a path below the keys folder.
  const odd = keys.find(({ name }) => name.split('/').some((part) => part === '' || /^\.+$/.test(part)))
  if (odd !== undefined) throw malformed('its list of keys names a place outside of the keys folder')
  return keys.map(({ name, bytes }) => ({ name, bytes: Buffer.from(bytes, 'base64') }))
}

export function writeKeys(keys: readonly KeptKey[]): string {
  return JSON.stringify(keys.map(({ name, bytes }) => ({ name, bytes: bytes.toString('base64') })))
}

/**
 * What was sealed holds together, and is not what this program writes: made by another program, or by a defect.
 */
export function malformed(how: string): BackupRefused {
  return new BackupRefused(
    'damaged',
    `this backup is whole, and ${how}: use another backup, and keep this one aside`,
  )
}
