import { token } from '../sealing/field.ts'
import {
  endGuarantors,
  guarantorPage,
  importing,
  landedRows,
  type Trx,
  writeGuarantors,
} from '../store/import-batches.ts'
import { pages } from '../store/pages.ts'
import { type LinkEnd, linkProblem } from './guarantor-link.ts'
import { landedMark, type Run } from './land-table.ts'
import { borrowerPurpose } from './landing-order.ts'
import { bornOfMark, type NamedGuarantor } from './patron-lander.ts'
import type { NoticeCode } from './reasons.ts'
import type { Tally } from './tally.ts'
import { TokenTable } from './token-table.ts'
import { looksCutShort } from './vanished.ts'

/** Links between patrons and their guarantors; `notLinked` ones stand in noticed.csv with their reason. */
export type GuarantorReport = {
  readonly added: number
  readonly updated: number
  readonly unchanged: number
  readonly ended: number
  /** Those that would have ended, and did not: so many at once that the export looks cut short. */
  readonly held: number
  readonly notLinked: number
}

const linksPerBatch = 2000

/**
 * Links guarantors once every patron has landed, and ends the links that this export does not bear out. What
 * keeps a link from being made is noticed; the patron is here all the same.
 */
export async function landGuarantors(
  run: Run,
  parts: {
    readonly named: readonly NamedGuarantor[]
    /** False where the export does not say who is whose guarantor, or not of everybody: then no link ends. */
    readonly whole: boolean
    readonly patrons: TokenTable
    readonly custodyNoted: ReadonlySet<string>
    readonly tallies: ReadonlyMap<string, Tally>
  },
): Promise<GuarantorReport> {
  const { patrons, custodyNoted, tallies } = parts
  const named = oncePerPair(parts.named)
  const report = { added: 0, updated: 0, unchanged: 0, ended: 0, held: 0, notLinked: 0 }
  const pairs = new Set(named.map(pairOf))
  const end = (id: string | undefined): LinkEnd => {
    const mark = id === undefined ? 0 : patrons.get(token(run.ring, borrowerPurpose, id))
    const born = bornOfMark(mark)
    return mark < landedMark ? undefined : { ...(born !== undefined && { born }) }
  }
  const linked = new TokenTable()
  for (let from = 0; from < named.length; from += linksPerBatch) {
    const batch = named.slice(from, from + linksPerBatch).flatMap((link) => {
      const { guarantee, guarantor } = link
      const mutual = guarantor !== undefined && pairs.has(`${guarantor} ${guarantee}`)
      const guarantorOfGuarantor = mutual ? guarantee : undefined
      const ends = { guarantee: end(guarantee), guarantor: end(guarantor) }
      const problem = linkProblem(
        { guarantee, guarantor, guarantorOfGuarantor, custodyNoted: custodyNoted.has(guarantee) },
        ends,
        run.on,
      )
      const notice = problem ?? (ends.guarantor?.born === undefined ? 'guarantor-age-unknown' : undefined)
      if (notice !== undefined) note(run, tallies, link, notice)
      if (problem !== undefined || guarantor === undefined) {
        report.notLinked++
        return []
      }
      return [{ ...link, guarantor }]
    })
    const written = await importing(run.database, (trx) => landLinks(run, trx, batch))
    for (const { id, added, changed } of written) {
      report[added ? 'added' : changed ? 'updated' : 'unchanged']++
      linked.set(idToken(id), landedMark)
    }
  }
  if (parts.whole) Object.assign(report, await endLinks(run, linked))
  return report
}

function pairOf({ guarantee, guarantor }: NamedGuarantor): string {
  return `${guarantee} ${guarantor}`
}

/** Of two rows that name one guarantor of one person, the first. */
function oncePerPair(named: readonly NamedGuarantor[]): readonly NamedGuarantor[] {
  const seen = new Set<string>()
  return named.filter((link) => seen.size < seen.add(pairOf(link)).size)
}

function note(
  run: Run,
  tallies: ReadonlyMap<string, Tally>,
  { file, line, guarantee }: NamedGuarantor,
  code: NoticeCode,
): void {
  tallies.get(file)?.noticed(code)
  run.files.noticed(file, line, guarantee, { field: 'guarantorid', code })
}

async function landLinks(
  run: Run,
  trx: Trx,
  links: readonly (NamedGuarantor & { readonly guarantor: string })[],
) {
  const keyOf = (id: string) => token(run.ring, borrowerPurpose, id)
  const keys = links.flatMap(({ guarantee, guarantor }) => [keyOf(guarantee), keyOf(guarantor)])
  const { landed } = await landedRows(trx, run.ring, keys)
  const ids = new Map(landed.map(({ source_key, id }) => [source_key.toString('latin1'), id]))
  const rows = links.flatMap(({ liable }, at) => {
    const [guarantee_id, guarantor_id] = [keys[2 * at], keys[2 * at + 1]].map((key) =>
      key === undefined ? undefined : ids.get(key.toString('latin1')),
    )
    return guarantee_id && guarantor_id ? [{ guarantee_id, guarantor_id, liable }] : []
  })
  // Why: of two who guarantee for one person, nothing is to tell which was named first.
  rows.sort((one, other) => (one.guarantor_id < other.guarantor_id ? -1 : 1))
  return writeGuarantors(trx, run.ring, rows)
}

async function endLinks(run: Run, linked: TokenTable): Promise<{ ended: number; held: number }> {
  let [ended, gone, of] = [0, 0, 0]
  const read = (after: string, limit: number) =>
    importing(run.database, (trx) => guarantorPage(trx, after, limit))
  for await (const page of pages(read)) {
    of += page.length
    gone += page.filter(({ id }) => linked.get(idToken(id)) === 0).length
  }
  if (!run.endsAll && looksCutShort({ gone, of })) return { ended, held: gone }
  for await (const page of pages(read)) {
    const gone = page.filter(({ id }) => linked.get(idToken(id)) === 0).map(({ id }) => id)
    if (gone.length > 0) await importing(run.database, (trx) => endGuarantors(trx, gone))
    ended += gone.length
  }
  return { ended, held: 0 }
}

/** A random id serves as its own token: its first eight bytes. */
function idToken(id: string): Buffer {
  return Buffer.from(id.replaceAll('-', ''), 'hex')
}
