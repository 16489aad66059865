import type { OpenedGuardian } from '../../disclosure/guardians-opened.ts'
import type { Opened } from '../../disclosure/opened.ts'
import type { Disclosed } from '../../disclosure/request.ts'
import type { Letter } from '../../kits/letter.ts'
import { type Letterhead, letterhead } from '../letterhead.ts'
import { fullName } from '../views/guardian-list.tsx'
import { nameOf } from '../views/record.tsx'
import type { StaffVisit } from '../visit.ts'
import { guardiansWords } from '../words/guardians.ts'
import { recordsWords } from '../words/records.ts'
import { formatsOf } from '../words/told.ts'

/**
 * The letter to the one guardian whom the gate opened, with their own address; undefined where nothing may be told, or no
 * address is on file.
 */
export async function guardianLetter(
  visit: StaffVisit,
  { told, guardians, reference }: Disclosed,
): Promise<Buffer | undefined> {
  const [child] = told
  const [guardian] = guardians
  if (child === undefined || !guardian?.contact?.addresses.length) return undefined
  // Why only here: the typesetter is large.
  const { letterPdf } = await import('../../kits/letter.ts')
  const head = await letterhead(visit)
  return letterPdf(letterOf(visit, { guardian, opened: child.opened, reference, ...head }))
}

type Told = Letterhead & {
  readonly guardian: OpenedGuardian
  readonly opened: Opened
  readonly reference: string
}

function letterOf(visit: StaffVisit, { guardian, opened, reference, heading, phone }: Told): Letter {
  const { language, house } = visit
  const { paper } = guardiansWords(visit)
  const facts = (['overdue', 'lost', 'damaged'] as const).filter((fact) => opened[fact]?.any)
  return {
    ...heading,
    ...{ language, title: paper.title, on: formatsOf(visit).day(house.clock.today()) },
    to: [fullName(guardian), ...(guardian.contact?.addresses[0] ?? [])],
    parts: [
      { text: paper.dear(fullName(guardian)) },
      { text: (guardian.noted ? paper.intro : paper.introImported)(nameOf(opened) ?? '') },
      { list: facts.map((fact) => paper[fact]) },
      ...chargesOf(visit, opened),
      { text: paper.noTitles },
      { line: paper.call, says: phone },
      { text: paper.closing },
    ],
    footer: `${paper.reference} ${reference}`,
  }
}

function chargesOf(visit: StaffVisit, { charges }: Opened): Letter['parts'] {
  if (charges === undefined || charges.each.length === 0) return []
  const { paper } = guardiansWords(visit)
  const rows = charges.each.map(({ kind, amountCents }) => [
    recordsWords(visit).chargeKind[kind],
    formatsOf(visit).dollars(amountCents),
  ])
  return [
    { heading: paper.owed },
    {
      table: [...rows, [paper.total, formatsOf(visit).dollars(charges.totalCents)]],
      head: [recordsWords(visit).for, recordsWords(visit).amount],
    },
  ]
}
