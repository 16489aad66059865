import type { Fault } from '../register/export-files.ts'
import type { Older } from '../register/older-checkpoint.ts'
import type { Verdict } from '../register/verify-export.ts'
import type { Besides } from './export-folder.ts'

export type Success = Extract<Verdict, { ok: true }> & {
  readonly keyText: string
  readonly keyGiven: boolean
  readonly besides: Besides
}

/** What was checked, and what was not, in plain words. */
export function successWords(success: Success): string {
  const { checkpoint, keyText, past, besides } = success
  const lines = [
    'The register verifies.',
    `  register  ${checkpoint.origin}`,
    `  holds     ${entries(checkpoint.size)}`,
    `  root      ${checkpoint.root.toString('base64')}`,
    `  key       ${keyText}`,
    'Checked: every entry and tile leads to the root that this key signed.',
  ]
  for (const { path, checkpoint, ended, lost } of past) {
    lines.push(
      `Checked: ${path}, ${entries(checkpoint.size)} of ${checkpoint.origin}, is the log that the one after it follows.`,
      `Missing: what was recorded from ${ended.from} to ${ended.at}${lost === 0n ? '' : `; ${entries(lost)} at least`}. The register says so itself.`,
    )
  }
  lines.push(...checkedAgainst(success), ...notChecked(success).map((what) => `Not checked: ${what}`))
  const [first, ...more] = besides.uncovered
  if (first !== undefined) {
    const count = more.length === 0 ? '1 file' : `${more.length + 1} files`
    lines.push(`Not covered by the checkpoint: ${count} here, the first is ${printable(first)}.`)
  }
  return lines.join('\n')
}

function checkedAgainst({ against, againstLost, past, checkpoint }: Success): string[] {
  if (against === undefined) return []
  const size = against.size - (againstLost ?? 0n)
  const which = against.signed ? 'checkpoint' : 'pin'
  const log = past.length === 0 ? '' : ` of ${against.origin}`
  // Of an absent log only what its successor says of it could be compared.
  if (against.origin !== checkpoint.origin && !past.some((one) => one.checkpoint.origin === against.origin)) {
    return [`Checked: the older ${which} is one of those that this register says it follows.`]
  }
  if (againstLost !== undefined) return []
  return [
    `Checked: the first ${entries(size)}${log} are those of the older ${which}; nothing of them was rewritten.`,
  ]
}

/** What a check of this export leaves open, a sentence each. */
function notChecked({ against, againstLost, keyGiven, follows, besides: { overflow } }: Success): string[] {
  const open: string[] = []
  if (against === undefined) {
    open.push(
      'that nothing was rewritten before this checkpoint was signed. Give an older checkpoint (--against), from a letter, a receipt or the daily mail.',
    )
  }
  if (againstLost !== undefined) {
    open.push(
      `the older checkpoint: it counts ${entries(againstLost)} that are lost, as the register says itself. Give one from before.`,
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

export function failureJson(
  { entry, ...fault }: Fault,
  key: { key: string | null; keyGiven: boolean },
): string {
  const at = entry === undefined ? {} : { entry: Number(entry) }
  return JSON.stringify({ verified: false, ...key, fault: { ...fault, ...at } })
}

export function successJson(success: Success): string {
  const { checkpoint, against, keyText, keyGiven, past, besides } = success
  return JSON.stringify({
    verified: true,
    origin: checkpoint.origin,
    ...tree(checkpoint),
    key: keyText,
    keyGiven,
    against: against === undefined ? null : againstJson(against),
    past: past.map(({ path, checkpoint, ended, lost }) => ({
      path,
      origin: checkpoint.origin,
      ...tree(checkpoint),
      key: ended.before?.key,
      missing: { from: ended.from, to: ended.at, entriesAtLeast: Number(lost) },
    })),
    notChecked: notChecked(success),
    ...besides,
  })
}

function againstJson(against: Older) {
  return { origin: against.origin, ...tree(against), signed: against.signed }
}

function tree({ size, root }: { readonly size: bigint; readonly root: Buffer }) {
  return { size: Number(size), root: root.toString('base64') }
}

function entries(size: bigint): string {
  return `${size.toLocaleString('en-US')} ${size === 1n ? 'entry' : 'entries'}`
}

function nameOf(key: string): string {
  return key.slice(0, key.indexOf('+'))
}
