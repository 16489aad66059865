import type { Case, Copy } from '../casework/case.ts'
import type { Pack } from '../policy/pack.ts'
import type { Entry } from '../register/entry.ts'
import type { CaseRow } from '../store/cases.ts'
import type { CaseShelf } from './case-shelf.ts'
import { type Actor, namedAs } from './request.ts'

/** An entry names so many people at most. */
const mostSubjects = 20

/**
 * Puts on record that records were copied, shown or handed over in a case: whose, and which kinds of them. Of more people
 * than an entry can name there are several. @returns the first one's reference
 */
export async function recordCopy(
  shelf: CaseShelf,
  pack: Pack,
  about: {
    readonly actor: Actor
    readonly file: CaseRow
    readonly kind:
      | 'records-preserved'
      | 'records-collected'
      | 'records-packaged'
      | 'copy-view'
      | 'case-subject'
      | 'release'
      | 'compelled'
      | 'disclosure-told'
    readonly copy: Pick<Copy, 'subjects' | 'records'>
    /** What was decided, where something leaves by it. */
    readonly more?: Pick<
      Entry,
      'recipient' | 'channel' | 'instrument' | 'outcome' | 'clauses' | 'may' | 'document'
    >
    readonly flags?: readonly string[]
  },
): Promise<string> {
  const { actor, file, kind, copy, more, flags = [] } = about
  const what = {
    ...{ pack: pack.hash, kind, ...namedAs(actor), case: file.reference },
    ...{ records: copy.records, flags: [...flags, ...(file.drill ? ['drill'] : [])] },
    ...more,
  }
  const references: string[] = []
  for (let at = 0; at === 0 || at < copy.subjects.length; at += mostSubjects) {
    const subjects = copy.subjects.slice(at, at + mostSubjects)
    references.push(await shelf.record({ ...what, subjects }))
  }
  return references[0] ?? ''
}

/**
 * That a patron was told, as counsel chose, that records of theirs were handed over: from then on they find that on their own
 * page, wherever the case lay until then. Of a case in a compartment this comes once it is lifted.
 */
export async function recordTold(
  shelf: CaseShelf,
  pack: Pack,
  { actor, file, case: it }: { readonly actor: Actor; readonly file: CaseRow; readonly case: Case },
): Promise<void> {
  const copy = it.collected
  if (copy === undefined || it.produced === undefined || !it.patronTold || it.drill) return
  const more = { recipient: it.requester.kind, channel: 'process', may: copy.records }
  await recordCopy(shelf, pack, { actor, file, kind: 'disclosure-told', copy, more })
}
