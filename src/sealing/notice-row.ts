import { randomUUID } from 'node:crypto'
import type { Channel } from '../contact/choices.ts'
import type { Notice, NoticeState } from '../contact/notice.ts'
import { boxBytes, closeBox, openBox } from './link-box.ts'
import { type LinkKeys, linkToken } from './link-keys.ts'

/** A notice's sealed part and its tokens, all under the link key of one night. */
export type NoticeRow = {
  id: string
  night: string
  /** The token of the patron. */
  patron_index: Buffer
  /** The token of patron, kind and step: each is planned once. */
  once_index: Buffer
  sealed: Buffer
}

/** What of a notice stands in the clear beside its sealed part; days are `YYYY-MM-DD`. */
export type NoticeStanding = {
  channel: Channel
  state: NoticeState
  /** A day on which the library turns to people; never counted from a loan's. */
  planned_on: string
  try_on: string
  tries: number
  /** Of its e-mail, before the `@`. */
  message_id: string
}

export type SealedNotice = Pick<NoticeRow, 'id' | 'night' | 'sealed'>

/** Every notice is of one length, whatever it says. */
const plainBytes = 128
const what = 'notice'

/** Seals a notice under the newest key, with an id of its own. */
export function sealNotice(keys: LinkKeys, notice: Notice): NoticeRow {
  const key = keys.newest
  const id = randomUUID()
  const sealed = closeBox(key, { what, row: id }, notice, plainBytes)
  if (sealed.length !== boxBytes(plainBytes)) throw new Error(`a notice takes ${sealed.length} bytes`)
  const patron_index = linkToken(key, 'notice patron', notice.patron)
  return { id, night: key.night, patron_index, once_index: linkToken(key, 'notice', onceOf(notice)), sealed }
}

/**
 * Whom a notice is about, by their random id, and what for: nothing that names anybody. Whoever turns to them asks the
 * gate, which has it on record before it opens a name or an address.
 * @throws KeysRefused `keys-damaged` where the row was changed, or its key is gone
 */
export function noticeOf(keys: LinkKeys, { id, night, sealed }: SealedNotice): Notice {
  return openBox(keys.at(night), { what, row: id }, sealed) as Notice
}

/** The tokens by which the notices of a patron are found: one a night. */
export function noticeTokens(keys: LinkKeys, patron: string): Buffer[] {
  return keys.tokens('notice patron', patron)
}

/** The tokens by which the same notice is found: one a night. */
export function onceTokens(keys: LinkKeys, notice: Notice): Buffer[] {
  return keys.tokens('notice', onceOf(notice))
}

/** The one of them under the newest key. */
export function newestNoticeToken({ newest }: LinkKeys, patron: string): Buffer {
  return linkToken(newest, 'notice patron', patron)
}

function onceOf({ patron, kind, step }: Notice): string {
  return `${patron}\n${kind}\n${step}`
}
