import type { Transaction } from 'kysely'
import type { Scope } from '../casework/case.ts'
import { type CopiedLine, joinedLines, withinScope } from '../casework/copied.ts'
import type { RecordKind } from '../policy/vocabulary.ts'
import type { KeyRing } from '../sealing/key-ring.ts'
import type { Permit } from '../sealing/permit.ts'
import type { Schema } from '../store/schema.ts'
import { titlesOf } from '../store/vault.ts'
import { linesOf } from './copied-lines.ts'
import type { Finding } from './finding.ts'
import { holdWholeHistory } from './history-held.ts'
import { open } from './opened.ts'

type Trx = Transaction<Schema>

/** So many lines are in a copy at most: some fifty pages, which are set while everybody else waits a second or two. */
const mostLines = 2000

/** More lines than a paper can hold. */
export class TooMuch extends Error {
  override name = 'TooMuch'
}

/** `day`: the library's, `YYYY-MM-DD`. `permit`: for these records of one patron. */
type Copying = {
  readonly ring: KeyRing
  readonly finding: Finding
  readonly day: string
  permit(patronId: string, records: readonly RecordKind[]): Permit
}

/**
 * What the vault has now of all that a scope names, and what was preserved of it earlier. It reads as any look does: no link
 * is locked or written, and none that is severed tonight stays for it.
 * @throws TooMuch
 */
export async function recordsNow(
  trx: Trx,
  copying: Copying,
  { scope, earlier }: { readonly scope: Scope; readonly earlier: readonly CopiedLine[] },
): Promise<CopiedLine[]> {
  const now: CopiedLine[] = []
  for (const subject of scope.subjects) {
    now.push(...withinScope(await linesNow(trx, copying, subject, scope.records), scope))
    if (now.length > mostLines) throw new TooMuch()
  }
  const lines = joinedLines(now, earlier, scope)
  if (lines.length > mostLines) throw new TooMuch()
  return lines
}

async function linesNow(
  trx: Trx,
  { ring, finding, day, permit }: Copying,
  patronId: string,
  records: readonly RecordKind[],
): Promise<CopiedLine[]> {
  const [held] = await finding.one(trx, { id: patronId })
  if (held === undefined) return []
  const history = records.includes('history')
    ? await holdWholeHistory(trx, ring, { patronId, most: mostLines })
    : undefined
  if (history?.more) throw new TooMuch()
  const opened = await open({ ...held, ...(history && { history }) }, records, {
    permit: permit(patronId, records),
    catalogue: (wanted) => titlesOf(trx, wanted),
  })
  return linesOf(patronId, opened, { records, day })
}
