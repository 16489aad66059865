import { randomBytes, randomUUID } from 'node:crypto'
import { boxBytes, closeBox } from '../platform/crypto/field.ts'
import { type LinkKeys, type LinkOpener, linkToken } from '../platform/crypto/link-keys.ts'
import type { Schema } from '../platform/db/schema.ts'
import type { Links, LinkTable } from './link.ts'

/** Every link has one length, whatever it says. */
const linkPlainBytes = 192
export const linkBytes = boxBytes(linkPlainBytes)

/** A row of `loan`, `hold` or `charge`. */
export type LinkRow = Schema['loan']

export type SealedLink = Pick<LinkRow, 'id' | 'night' | 'link'>

export type LinkEnd = 'patron' | 'other' | 'source'

export function sealLink<T extends LinkTable>(
  keys: LinkKeys,
  table: T,
  link: Links[T],
  id: string = randomUUID(),
): LinkRow {
  const key = keys.newest
  const box = closeBox(key, { what: table, row: id }, link, linkPlainBytes)
  if (box.length !== linkBytes)
    throw new Error(`a ${table} takes ${box.length} bytes, and all take ${linkBytes}`)
  const { patron, other, source } = endsOf(link)
  const tokenOf = (end: LinkEnd, value: string | undefined) =>
    value === undefined ? randomBytes(16) : linkToken(key, `${table} ${end}`, value)
  return {
    id,
    night: key.night,
    patron_index: tokenOf('patron', patron),
    other_index: tokenOf('other', other),
    source_index: tokenOf('source', source),
    link: box,
  }
}

/** @throws KeyError `keys-damaged` */
export function openLink<T extends LinkTable>(keys: LinkOpener<T>, table: T, row: SealedLink): Links[T] {
  return keys.open(table, { night: row.night, row: row.id, box: row.link }) as Links[T]
}

/** The tokens a link with this end may have: one for each night's key in use. */
export function endTokens(
  keys: LinkKeys,
  table: LinkTable,
  end: LinkEnd,
  value: string,
  since = keys.linksSince,
): Buffer[] {
  return keys.tokens(`${table} ${end}`, value, since)
}

function endsOf(link: Links[LinkTable]) {
  const { patron, source } = link
  return { patron, source, other: 'title' in link ? link.title : link.item }
}

/** Hostile: the token that finds a row is in the clear, and SQL can change it. */
export const isLinkOfPatron = <T extends LinkTable>(
  keys: LinkOpener<T>,
  table: T,
  row: SealedLink,
  patronId: string,
) => openLink(keys, table, row).patron === patronId

/** How long an open page can act on a link that it shows. */
const handleMinutes = 60

/*
 * What a page sends to act on a link. Ids change every night, so it also has what the link says. It is sealed and of one
 * length.
 */
type HandleContent = {
  readonly until: number
  readonly table: LinkTable
  readonly id: string
  readonly link: LinkIdentity
}
type LinkIdentity = Pick<Links['loan'], 'patron'> & { readonly other?: string; readonly owed?: string }

const paddingStep = 384
const boxName = { what: 'handle', row: 'page' } as const
const maxHandleLength = 1024

export function linkHandle<T extends LinkTable>(
  keys: LinkOpener<T>,
  table: T,
  row: SealedLink,
  now: Date,
): string {
  const until = now.getTime() + handleMinutes * 60_000
  const handle: HandleContent = { until, table, id: row.id, link: linkIdentity(openLink(keys, table, row)) }
  return `${keys.newest.night}.${closeBox(keys.newest, boxName, handle, paddingStep).toString('base64url')}`
}

type OpenedHandle = {
  readonly id: string
  /** To search the patron's links if the ids have changed since; empty if they have not. */
  readonly tokens: readonly Buffer[]
  readonly other: string | undefined
  isIt(row: SealedLink): boolean
}

/** Undefined if it is too old, of another table or patron, or not ours. Hostile: it comes from a form. */
export function openHandle(
  keys: LinkOpener<LinkTable | typeof boxName.what>,
  text: string,
  of: { readonly table: LinkTable; readonly patronId: string; readonly now: Date },
): OpenedHandle | undefined {
  const [, night, box] = /^(\d{4}-\d\d-\d\d)\.([\w-]+)$/.exec(text.slice(0, maxHandleLength)) ?? []
  if (night === undefined || box === undefined) return undefined
  const handle = openHandleBox(keys, night, box)
  if (handle === undefined || handle.until < of.now.getTime()) return undefined
  const { id, table, link } = handle
  if (table !== of.table || link.patron !== of.patronId) return undefined
  const isSame = (one: LinkIdentity) => one.other === link.other && one.owed === link.owed
  return {
    id,
    tokens: night === keys.newest.night ? [] : endTokens(keys, table, 'patron', link.patron),
    other: link.other,
    isIt: (row) => isSame(linkIdentity(openLink(keys, table, row))),
  }
}

function openHandleBox(
  keys: LinkOpener<typeof boxName.what>,
  night: string,
  box: string,
): HandleContent | undefined {
  try {
    return keys.open(boxName.what, {
      night,
      row: boxName.row,
      box: Buffer.from(box, 'base64url'),
    }) as HandleContent
  } catch {
    return undefined
  }
}

/** What distinguishes a link from others of the same patron; for a charge, also the amount still owed. */
function linkIdentity(link: Links[LinkTable]): LinkIdentity {
  const other = 'title' in link ? link.title : link.item
  const owed = 'amountCents' in link ? `${link.kind} ${link.amountCents}` : undefined
  return { patron: link.patron, ...(other !== undefined && { other }), ...(owed !== undefined && { owed }) }
}
