import type { SealedProof } from '../compartments/proof.ts'
import type { CellShown, Leaf, SealedFault } from '../compartments/proof-check.ts'
import type { SealedVerdict } from '../compartments/proof-export.ts'
import type { Entry } from '../register/entry-form.ts'
import { entryLines } from '../register/entry-words.ts'
import type { Fault } from '../register/export-files.ts'

export type Holds = Extract<SealedVerdict, { ok: true }> & {
  readonly proof: SealedProof
  readonly keyText: string
  readonly keyGiven: boolean
}

/** So many entries are told in words; JSON has all of them. */
const mostTold = 200

/** What was checked, and what was not, in plain words. */
export function sealedWords(holds: Holds): string {
  const { proof, register, shown, keyText } = holds
  const { checkpoint } = register
  return [
    ...(shown.short.length === 0
      ? ['The proof holds.']
      : [
          'The proof could NOT be checked whole.',
          ...shown.short.map((why) => `  ${why}`),
          'As far as it goes, it holds:',
        ]),
    ...(proof.kind === 'empty' ? [] : [`  reference ${proof.reference}`, `  cell      ${proof.cell}`]),
    `  register  ${checkpoint.origin}`,
    `  signed    ${said(Number(checkpoint.size), 'leaf', 'leaves')}`,
    `  root      ${checkpoint.root.toString('base64')}`,
    `  key       ${keyText}`,
    'Checked: the register by itself. Every leaf of it leads to the root that this key signed.',
    ...checkedWords(holds),
    ...notChecked(holds).map((what) => `Not checked: ${what}`),
  ].join('\n')
}

function checkedWords({ proof, shown }: Holds): string[] {
  if (proof.kind === 'empty') return shown.cells.filter(({ leaves }) => leaves > 0).map(emptyWords)
  const [cell] = shown.cells
  if (cell?.first === undefined) return []
  if (proof.kind === 'entry') {
    return [
      `Checked: this one entry, number ${proof.index} of its matter, is bound by ${bound(cell)}. It says:`,
      ...entryLines(proof.entry.entry).map((line) => `  ${line}`),
    ]
  }
  const bare = shown.entries.filter((leaf) => leaf !== undefined).length
  return [
    ...(shown.cells.length > 0 && shown.short.length === 0
      ? ['Checked: before the first entry the cell held nothing.']
      : []),
    `Checked: ${bound(cell)}: each leaf of a tick there holds what the proof says the cell held, and none anything else.`,
    `Checked: ${said(bare, 'entry', 'entries')} lead to those leaves, in this order. Nothing was taken out, put in or changed once a leaf bound it:`,
    ...toldEntries(
      proof.entries.map(({ entry }) => entry),
      shown,
    ),
  ]
}

const emptyWords = (shown: CellShown): string =>
  `Checked: cell ${shown.cell} held nothing: ${bound(shown)}, and no other leaf between them.`

function bound({ leaves, first, last }: CellShown): string {
  return `${said(leaves, 'leaf', 'leaves')}, the first ${placeOf(first)}, the last ${placeOf(last)}`
}

const placeOf = (leaf: Leaf | undefined): string => (leaf ? `number ${leaf.index} of ${leaf.log}` : 'none')

function toldEntries(entries: readonly Entry[], shown: Holds['shown']): string[] {
  const lines = entries.slice(0, mostTold).map(({ at, kind, actor, flags = [] }, nth) => {
    const leaf = shown.entries[nth]
    const dated = shown.datedBefore.includes(nth)
      ? '; dated before it can have been recorded there: it waited to be taken in, or was written later than it says'
      : ''
    const where = leaf === undefined ? 'in no leaf yet' : `leaf ${leaf.index}`
    return `  ${[at, kind, ...flags, `by ${actor}`].join(' ')}: ${where}${dated}`
  })
  const more = entries.length - lines.length
  return more === 0 ? lines : [...lines, `  and ${said(more, 'more', 'more')}: --json has them all`]
}

/** What this check leaves open, a sentence each. */
function notChecked({ proof, shown, keyGiven }: Holds): string[] {
  const open = [
    'that nothing was rewritten before this checkpoint was signed. Compare it with an older one: carrel register verify DIR --against CHECKPOINT.',
    'what the cell held before the first of these leaves, and after the last.',
  ]
  if (proof.kind !== 'empty') {
    if (!shown.isNamed) open.push('the reference. No entry that is shown here names the matter.')
    open.push(
      'the times. They are what the library’s clock said; the leaves show only what came before what.',
      'that all that was done was also recorded. A proof shows what the library recorded, and not what it left out.',
    )
  }
  if (!keyGiven) {
    open.push(
      'whose key this is. It came with the export; compare it with the one that the library published, or give that one (--key).',
    )
  }
  return open
}

export function sealedJson(holds: Holds): string {
  const { proof, register, shown, keyText, keyGiven } = holds
  const { checkpoint } = register
  const entries = proof.kind === 'compartment' ? proof.entries : proof.kind === 'entry' ? [proof.entry] : []
  return JSON.stringify({
    // Why false: a program that reads nothing else must not take it for what it asked.
    verified: shown.short.length === 0,
    verdict: shown.short.length === 0 ? 'verified' : 'not-shown',
    kind: proof.kind,
    reference: proof.kind === 'empty' ? null : proof.reference,
    origin: checkpoint.origin,
    size: Number(checkpoint.size),
    root: checkpoint.root.toString('base64'),
    key: keyText,
    keyGiven,
    cells: shown.cells.map(({ first = null, last = null, ...cell }) => ({ ...cell, first, last })),
    entries: entries.map(({ id, entry }, at) => ({
      ...{ id, entry },
      leaf: shown.entries[at] ?? null,
      datedBefore: shown.datedBefore.includes(at),
    })),
    notShown: shown.short,
    notChecked: notChecked(holds),
  })
}

export const sealedFailure = ({ message }: Pick<Fault, 'message'>): string =>
  `The proof does NOT hold.\n  ${message}`

export function sealedFailureJson(fault: { code: string; message: string } | SealedFault | Fault): string {
  const at = 'entry' in fault && fault.entry !== undefined ? { entry: Number(fault.entry) } : {}
  return JSON.stringify({ verified: false, verdict: 'not-verified', fault: { ...fault, ...at } })
}

const said = (count: number, one: string, more: string): string =>
  `${count.toLocaleString('en-US')} ${count === 1 ? one : more}`
