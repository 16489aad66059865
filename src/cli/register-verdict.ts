import type { Fault } from '../register/export-files.ts'
import type { PublicEnd } from '../register/public-end.ts'
import type { Compared, Verdict } from '../register/verify-export.ts'
import type { Besides, NotGiven } from './export-folder.ts'

export type Success = Extract<Verdict, { ok: true }> & {
  readonly keyText: string
  readonly keyGiven: boolean
  readonly besides: Besides
}

type Uncompared = Exclude<Compared, { as: 'beginning' }>

/** Where an older checkpoint was given, and the register was not shown to go on from it. */
export function uncomparedIn({ compared }: Success): Uncompared | undefined {
  return compared === undefined || compared.as === 'beginning' ? undefined : compared
}

/** What was checked, and what was not, in plain words. */
export function successWords(success: Success): string {
  const { checkpoint, commitments, publicEnd, keyText, past, besides } = success
  const uncompared = uncomparedIn(success)
  const holds = (size: bigint, marks: bigint) => (publicEnd ? leavesUnseen(size) : holdings(size, marks))
  const lines = [
    ...(uncompared === undefined
      ? ['The register verifies.']
      : [
          `The register could NOT be compared with ${nounOf(uncompared)}.`,
          `  ${whyUncompared(uncompared)}`,
          'By itself, it verifies:',
        ]),
    `  register  ${checkpoint.origin}`,
    `  holds     ${holds(checkpoint.size, commitments)}`,
    ...(publicEnd ? [`  ends with ${dayOf(publicEnd)}, as it says itself`] : []),
    `  root      ${checkpoint.root.toString('base64')}`,
    `  key       ${keyText}`,
    publicEnd
      ? 'Checked: every tile leads to the root that this key signed.'
      : 'Checked: every entry and tile leads to the root that this key signed.',
  ]
  for (const { path, checkpoint, commitments, ended, lost } of past) {
    lines.push(
      `Checked: ${path}, ${holds(checkpoint.size, commitments)} of ${checkpoint.origin}, is the log that the one after it follows.`,
      `Missing: what was recorded from ${ended.from} to ${ended.at}${lost === 0n ? '' : `; ${entries(lost)} at least`}. The register says so itself.`,
    )
  }
  lines.push(...checkedAgainst(success), ...leftOpen(success).map((what) => `Not checked: ${what}`))
  const [first, ...more] = besides.uncovered
  if (first !== undefined) {
    const count = more.length === 0 ? '1 file' : `${more.length + 1} files`
    lines.push(`Not covered by the checkpoint: ${count} here, the first is ${printable(first)}.`)
  }
  return lines.join('\n')
}

function checkedAgainst({ compared, past }: Success): string[] {
  if (compared?.as !== 'beginning') return []
  const { size, origin } = compared.older
  const log = past.length === 0 ? '' : ` of ${origin}`
  return [
    `Checked: the first ${entries(size)}${log} are those of ${nounOf(compared)}; nothing of them was rewritten.`,
  ]
}

function nounOf(compared: Compared): string {
  if (compared.as === 'unreadable') return 'what was given (--against)'
  return `the ${compared.as === 'newer' ? '' : 'older '}${signedNoun(compared.older)}`
}

const signedNoun = ({ signed }: { readonly signed: boolean }) => (signed ? 'checkpoint' : 'pin')

function whyUncompared(compared: Uncompared): string {
  if (compared.as === 'unreadable') return unreadableSays(compared.why)
  const { size, origin } = compared.older
  switch (compared.as) {
    case 'lost':
      return `It counts ${entries(size)}. The register says itself that ${compared.lost.toLocaleString('en-US')} of them are lost, and nothing shows that what it still has was among them. Give an older one, of ${entries(compared.held)} at most.`
    case 'absent':
      return `It is of ${origin}. This register says that it follows that one, which anyone could say; its entries are not here. Ask for the whole export.`
    case 'newer':
      return newerSays(compared)
  }
}

/** Nothing shows of which day the pin is, nor that the export ends with the day that it names: who reads this compares the two. */
function newerSays({ older, held, end }: Extract<Uncompared, { as: 'newer' }>): string {
  const noun = signedNoun(older)
  return `It counts ${entries(older.size)}, and this public export ${held.toLocaleString('en-US')}, which says of itself that it ends with ${dayOf(end)}. If the ${noun} is of a later day, ask for an export made after that day; if that one still counts fewer, entries were taken away. If the ${noun} is of that day or an earlier one, entries may have been taken away: ask the library why.`
}

/** What to do with something older in which nothing could be read. */
export function unreadableSays(why: string): string {
  return `No pin and no checkpoint could be read in it: ${why}. Give the mail as its program saves it, the file of a checkpoint, or the pin as it is printed.`
}

/** What a check of this export leaves open beside the comparison that was asked for, a sentence each. */
function leftOpen(success: Success): string[] {
  const { checkpoint, commitments, compared, publicEnd, keyGiven, past, follows, besides } = success
  const { overflow } = besides
  const open: string[] = []
  if (publicEnd !== undefined) open.push(saysPublic)
  if (success.beginningUnseen) open.push(saysUnseen((past.at(-1)?.checkpoint ?? checkpoint).origin))
  if (commitments > 0n) open.push(saysTickMarks)
  if (compared === undefined) {
    open.push(
      'that nothing was rewritten before this checkpoint was signed. Give an older checkpoint (--against), from a letter, a receipt or the daily mail.',
    )
  }
  if (follows !== undefined) {
    open.push(`the log before, ${nameOf(follows.key)}: it is not in this export.`)
  }
  if (!keyGiven) {
    open.push(
      'whose key this is. It came with the export; compare it with the one that the library published, or give that one (--key).',
    )
  }
  if (overflow > 0) {
    const parts =
      overflow === 1
        ? 'the second part of 1 long entry'
        : `the second parts of ${overflow.toLocaleString('en-US')} long entries`
    open.push(
      `${parts} in overflow/; only who can open an entry can check ${overflow === 1 ? 'it' : 'them'}.`,
    )
  }
  return open
}

/** Hostile: a file's name may hold what a terminal obeys. */
function printable(path: string): string {
  return path.replace(/[^\x20-\x7e]/gu, (sign) => `\\u{${sign.codePointAt(0)?.toString(16)}}`)
}

export function failure({ message }: Fault): string {
  return `The register does NOT verify.\n  ${message}`
}

/** Not all of it could be read, which says nothing of the register. */
export const notChecked = ({ message }: NotGiven): string =>
  `The register could NOT be checked.\n  ${printable(message)}`

export const notCheckedJson = ({ path, message }: NotGiven): string =>
  JSON.stringify({ verified: false, verdict: 'not-checked', fault: { code: 'not-given', path, message } })

export function failureJson(
  { entry, ...fault }: Fault,
  key: { key: string | null; keyGiven: boolean },
): string {
  const at = entry === undefined ? {} : { entry: Number(entry) }
  return JSON.stringify({ verified: false, verdict: 'not-verified', ...key, fault: { ...fault, ...at } })
}

export function successJson(success: Success): string {
  const { checkpoint, commitments, compared, publicEnd, keyText, keyGiven, past, besides } = success
  const marks = (count: bigint) => (publicEnd ? null : Number(count))
  const uncompared = uncomparedIn(success)
  return JSON.stringify({
    // Why false: a program that reads nothing else must not take it for what it asked.
    verified: uncompared === undefined,
    verdict: uncompared === undefined ? 'verified' : 'not-compared',
    origin: checkpoint.origin,
    ...tree(checkpoint),
    commitments: marks(commitments),
    ...(publicEnd && { publicEnd }),
    key: keyText,
    keyGiven,
    against: compared === undefined ? null : comparedJson(compared),
    past: past.map(({ path, checkpoint, commitments, ended, lost }) => ({
      path,
      origin: checkpoint.origin,
      ...tree(checkpoint),
      commitments: marks(commitments),
      key: ended.before?.key,
      missing: { from: ended.from, to: ended.at, entriesAtLeast: Number(lost) },
    })),
    notCompared: uncompared === undefined ? null : whyUncompared(uncompared),
    notChecked: leftOpen(success),
    ...besides,
  })
}

function comparedJson(compared: Compared) {
  if (compared.as === 'unreadable') return { as: compared.as, why: compared.why }
  const { older, as } = compared
  const lost = compared.as === 'lost' ? { lost: Number(compared.lost) } : {}
  return { origin: older.origin, ...tree(older), signed: older.signed, as, ...lost }
}

function tree({ size, root }: { readonly size: bigint; readonly root: Buffer }) {
  return { size: Number(size), root: root.toString('base64') }
}

/** What a tree of that size holds. A pin counts all of it. */
function holdings(size: bigint, commitments: bigint): string {
  if (commitments === 0n) return entries(size)
  const marks = `${commitments.toLocaleString('en-US')} ${commitments === 1n ? 'mark of a tick' : 'marks of ticks'}`
  return `${entries(size - commitments)} and ${marks}, ${size.toLocaleString('en-US')} in all`
}

/** The same where nobody can tell which is which. */
function leavesUnseen(size: bigint): string {
  return `${size.toLocaleString('en-US')} entries and marks of ticks`
}

const dayOf = ({ day, timeZone }: PublicEnd) => `${day} (${timeZone})`

const saysPublic =
  'the entries themselves. This is the public export: it has their hashes alone, so that nobody can tell how busy an hour was.'

const saysUnseen = (origin: string) =>
  `whether ${origin} follows another log. No first-leaf that would say so is here, and it may have been taken away; an export with leaves shows it.`

const saysTickMarks =
  'what the marks of ticks say. One is made each minute, whether or not anything happened, and none was opened; a pin counts them as entries.'

function entries(size: bigint): string {
  return `${size.toLocaleString('en-US')} ${size === 1n ? 'entry' : 'entries'}`
}

function nameOf(key: string): string {
  return key.slice(0, key.indexOf('+'))
}
