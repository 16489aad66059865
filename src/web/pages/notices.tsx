/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import type { Channel } from '../../contact/choices.ts'
import { guardianSays, noticeSays } from '../../contact/notice-text.ts'
import type { Letter } from '../../kits/letters.ts'
import { noticesOfMonth } from '../../store/notices.ts'
import { show } from '../views/layout.tsx'
import { Table } from '../views/table.tsx'
import type { StaffVisit } from '../visit.ts'
import { noticesWords } from '../words/notices.ts'
import { formatsOf } from '../words/told.ts'
import { savedLetters } from './letters.tsx'

const ways: readonly Channel[] = ['e-mail', 'text', 'letter', 'phone']

/** For the Director: what went out this month in numbers, what failed, and what each notice says. */
export async function noticesPage(visit: StaffVisit): Promise<Response> {
  const notices = noticesWords(visit)
  const told = formatsOf(visit)
  const { house, pack } = visit
  const month = house.clock.today().slice(0, 7)
  const counted = await noticesOfMonth(house.app, month)
  const times = (way: Channel, outcome: string) =>
    told.count(counted.find((one) => one.channel === way && one.outcome === outcome)?.times ?? 0)
  return show(
    visit,
    notices.title,
    <>
      <h1>{notices.title}</h1>
      {pack.manifest.notices === undefined ? (
        <p>{notices.noneInPack}</p>
      ) : (
        <>
          <p>{notices.what}</p>
          <h2>{notices.month(told.month(Number(month.slice(5)) - 1))}</h2>
          <Table
            head={[notices.way, notices.outcomes.done, notices.outcomes.unknown, notices.outcomes.failed]}
            rows={ways.map((way) => [
              notices.ways[way],
              ...(['done', 'unknown', 'failed'] as const).map((outcome) => times(way, outcome)),
            ])}
          />
          <p class="carrel-small">{notices.failedSays}</p>
          {house.mail.state === 'not-set-up' && <p>{notices.noMail}</p>}
          <h2>{notices.preview}</h2>
          <p>{notices.previewSays}</p>
          {previews(visit).map(([name, says]) => (
            <>
              <h3>{name}</h3>
              <p lang={pack.manifest.language} class="carrel-say">
                {says}
              </p>
            </>
          ))}
          <p>
            <a class="usa-link" href="/notices/letter">
              {notices.letter}
            </a>
          </p>
        </>
      )}
    </>,
  )
}

/** A letter to an invented customer, as it would be printed. */
export async function sampleLetter(visit: StaffVisit): Promise<Response> {
  const { pack, house } = visit
  const told = formatsOf(visit)
  const notices = noticesWords(visit)
  const words = pack.manifest['notice-words']
  const on = house.clock.today()
  const { name, address } = notices.invented
  const { language } = pack.manifest
  const about = { on: told.day(on), language }
  const amount = told.dollars(1250)
  const owed = words?.owed.replace('{amount}', () => amount) ?? null
  const says = (record: 'overdue' | 'charges') => noticeSays(pack, 'letter', record, atNoPlace(on))
  const letters: Letter[] = [
    { ...about, to: [name, ...address], says: says('overdue'), owed: null },
    { ...about, to: [name, ...address], says: says('charges'), owed },
    {
      ...{ ...about, says: guardianSays(pack, name, ['charges']), owed },
      to: [(words?.guardian ?? '').replace('{name}', () => name), ...address],
    },
  ]
  return savedLetters(visit, letters)
}

function previews(visit: StaffVisit): (readonly [string, string])[] {
  const { pack, house } = visit
  const { kinds } = noticesWords(visit)
  const at = atNoPlace(house.clock.today())
  return [
    [kinds.overdue, noticeSays(pack, 'e-mail', 'overdue', at)],
    [kinds.hold, noticeSays(pack, 'e-mail', 'holds', at)],
    [kinds.card, noticeSays(pack, 'e-mail', 'card', at)],
    [kinds.charges, noticeSays(pack, 'letter', 'charges', at)],
  ]
}

const atNoPlace = (on: string) => ({ on, place: 'elsewhere' })
