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
