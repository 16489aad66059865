import { show } from '../platform/http/layout.tsx'
import { Facts } from '../platform/http/page-kit.tsx'
import type { StaffContext } from '../platform/http/request-context.ts'
import { whatLeavesWords } from './words/what-leaves.ts'

type OutputName = keyof ReturnType<typeof whatLeavesWords>['outputs']

/** Something that is public or leaves the library, and what was found of it. */
type Output = {
  readonly name: OutputName
  readonly group: 'public' | 'given' | 'kept'
  readonly holds: 'yes' | 'partly'
  /** Its addresses, its commands, and its lines under "What goes out" in docs/WHO-SEES-WHAT.md. */
  readonly from: readonly string[]
  readonly tests: readonly string[]
}

const get = (...paths: readonly string[]) => paths.map((path) => `GET ${path}`)
const post = (...paths: readonly string[]) => paths.map((path) => `POST ${path}`)
const ofCase = (...pages: readonly string[]) => pages.map((page) => `/cases/:reference/${page}`)

/** A test fails for an address, a command, a mail or a paper that leaves and is on no line (tests/web/what-leaves.test.ts). */
export const outputs: readonly Output[] = [
  {
    ...({ name: 'circulation', group: 'public', holds: 'partly' } as const),
    from: [
      ...get('/reports/circulation', '/reports/circulation/file', '/reports/circulation/:month'),
      'carrel report circulation',
    ],
    tests: ['src/platform/small-numbers.long.test.ts', 'src/circulation/statistics.test.ts'],
  },
  {
    ...({ name: 'disposition', group: 'public', holds: 'yes' } as const),
    from: [
      ...get('/reports/disposal', '/reports/disposal/:month'),
      ...['carrel report disposal', 'paper: the record of what was forgotten or cut'],
    ],
    tests: ['tests/web/reports.test.ts'],
  },
  {
    ...({ name: 'transparency', group: 'public', holds: 'yes' } as const),
    from: [
      ...get('/reports/requests', '/reports/requests/file', '/reports/requests/paper', '/privacy/requests'),
      'paper: what was taken in a search; the requests in numbers',
    ],
    tests: [
      'src/platform/small-numbers.long.test.ts',
      ...['tests/cases/figures.test.ts', 'tests/worlds/worlds.test.ts'],
    ],
  },
  {
    ...({ name: 'denials', group: 'public', holds: 'partly' } as const),
    from: get('/denials'),
    tests: ['tests/cases/figures.test.ts'],
  },
  {
    ...({ name: 'clauses', group: 'public', holds: 'yes' } as const),
    from: get('/policy'),
    tests: ['tests/web/clause-counts.test.ts'],
  },
  {
    ...({ name: 'openPages', group: 'public', holds: 'yes' } as const),
    from: [
      ...get(
        '/sign-in',
        '/me/sign-in',
        '/me/block',
        '/me/pin',
        '/set-up/link/:link',
        '/privacy',
        '/privacy/policy',
        '/accessibility',
      ),
      ...post('/sign-in', '/me/sign-in', '/me/block', '/me/pin', '/set-up/link', '/language', '/me/language'),
    ],
    tests: [
      'tests/accounts/tries.test.ts',
      'tests/own/pin-timing.long.test.ts',
      'tests/own/block-card.test.ts',
      'tests/web/privacy.test.ts',
    ],
  },
  {
    ...({ name: 'shift', group: 'public', holds: 'yes' } as const),
    from: [...get('/switch'), ...post('/switch')],
    tests: ['tests/accounts/shift.test.ts'],
  },
  {
    ...({ name: 'served', group: 'public', holds: 'yes' } as const),
    from: [
      ...get('/served', '/served/link/:link', '/served/paper', '/confirm/:link'),
      ...post('/served', '/served/link', '/served/paper', '/confirm'),
    ],
    tests: ['tests/cases/served.test.ts', 'tests/web/counsel.test.ts', 'tests/worlds/worlds.test.ts'],
  },
  {
    ...({ name: 'availability', group: 'public', holds: 'partly' } as const),
    from: [...get('/me/reserve', '/items'), ...post('/items/title')],
    tests: ['tests/own/own-record.test.ts', 'tests/lending/catalogue.test.ts'],
  },
  {
    ...({ name: 'slips', group: 'public', holds: 'yes' } as const),
    from: post('/reserves/slip', '/lend/item'),
    tests: ['tests/lending/shelf.test.ts', 'tests/lending/holds.test.ts'],
  },
  {
    ...({ name: 'log', group: 'given', holds: 'partly' } as const),
    from: [
      ...get('/register/entry/:reference/proof', '/register/checker'),
      ...post('/register/export'),
      ...["file: the register's export and its proofs", 'carrel register export', 'carrel register prove'],
      'carrel register pin',
    ],
    tests: ['tests/register/public-export.test.ts'],
  },
  {
    ...({ name: 'keepers', group: 'given', holds: 'partly' } as const),
    from: ["mail: the register's pin of the day"],
    tests: ['tests/mail/pin-mails.test.ts'],
  },
  {
    ...({ name: 'notices', group: 'given', holds: 'partly' } as const),
    from: ['mail: a notice to the customer', 'text: a notice to the customer'],
    tests: ['tests/notices/night.test.ts', 'tests/leak/outside.test.ts'],
  },
  {
    ...({ name: 'letters', group: 'given', holds: 'yes' } as const),
    from: [
      ...post('/letters/print', '/counter/letter', '/counter/statement', '/counter/welcome'),
      ...get('/notices/letter'),
      ...['paper: a letter to the customer', 'paper: a letter to a guardian or with a new card'],
    ],
    tests: ['tests/notices/letters.test.ts', 'tests/leak/matrix.test.ts'],
  },
  {
    ...({ name: 'casePapers', group: 'given', holds: 'partly' } as const),
    from: [
      ...get(
        ...ofCase('paper/:paper', 'search/inventory', 'decision/letter', 'produce/proof'),
        ...ofCase('cure-letter', 'holding-letter', 'objection-letter', 'narrowing-letter'),
        '/cases/second/letter/:reference/:paper',
      ),
      ...post(...ofCase('produce/file', 'produce/certificate')),
      ...['paper: the decision in a case', 'paper: copies of records that are handed over'],
      'paper: the certificate with records that are handed over',
      'file: the package of records that are handed over',
    ],
    tests: ['tests/web/case-production.test.ts', 'tests/disclosure/case-copies.test.ts'],
  },
  {
    ...({ name: 'ownCopy', group: 'given', holds: 'yes' } as const),
    from: [
      ...get('/me', '/me/choices', '/me/history', '/me/correct', '/me/data', '/me/data/page', '/me/seen'),
      ...post('/me/renew'),
    ],
    tests: ['tests/leak/matrix.test.ts', 'tests/worlds/worlds.test.ts'],
  },
  {
    ...({ name: 'minors', group: 'given', holds: 'partly' } as const),
    from: [...get('/me/minors'), ...post('/me/minors')],
    tests: ['tests/own/guardian-page.test.ts'],
  },
  {
    ...({ name: 'alerts', group: 'given', holds: 'partly' } as const),
    from: ['mail: that a matter waits', 'mail: a link to confirm or deny what was recorded as one’s word'],
    tests: ['tests/casework/case-mails.test.ts', 'tests/worlds/worlds.test.ts'],
  },
  {
    ...({ name: 'kits', group: 'given', holds: 'yes' } as const),
    from: [
      ...get('/kits/counter-card', '/kits/warrant', '/kits/paper', '/kits/card-sleeve', '/kits/policy'),
      ...get('/training/certificate/:id'),
      ...['paper: the counter card', 'paper: the page for a search warrant', 'paper: the sleeve for a card'],
      ...[
        'paper: the readings of the policy',
        'paper: the certificate of a course',
        'carrel policy readings',
      ],
    ],
    tests: ['tests/kits/kits.test.ts', 'tests/leak/matrix.test.ts'],
  },
  {
    ...({ name: 'backups', group: 'kept', holds: 'partly' } as const),
    from: [
      ...post('/set-up/recovery', '/sealed/archive/file', '/sealed/matter/proof', '/sealed/proof'),
      ...get(...ofCase('sealed-proof')),
      ...['carrel backup', 'paper: the recovery sheet', 'carrel recovery new'],
    ],
    tests: [
      'tests/at-rest/month.test.ts',
      'tests/backup/drill.test.ts',
      'tests/backup/sealed-matters.test.ts',
    ],
  },
  {
    ...({ name: 'traces', group: 'kept', holds: 'partly' } as const),
    from: [
      ...["the program's log", "the database's log", 'a page when something fails', 'carrel doctor'],
      ...['file: the report of each nightly import', 'carrel import koha'],
    ],
    tests: ['tests/leak/outside.test.ts', 'tests/leak/commands.test.ts'],
  },
]

const groups = ['public', 'given', 'kept'] as const

/** What leaves or is public, with what it could be joined to, the test applied and its result. Names no one. */
export function whatLeavesPage(context: StaffContext): Response | Promise<Response> {
  const words = whatLeavesWords(context)
  return show(
    context,
    words.title,
    <>
      <h1>{words.title}</h1>
      <p class="usa-intro">{words.intro}</p>
      <p>{words.method}</p>
      {groups.map((group) => (
        <section aria-labelledby={group}>
          <h2 id={group}>{words.groups[group]}</h2>
          {outputs
            .filter((output) => output.group === group)
            .map((output) => (
              <OutputView context={context} output={output} />
            ))}
        </section>
      ))}
    </>,
  )
}

const OutputView = ({ context, output }: { readonly context: StaffContext; readonly output: Output }) => {
  const words = whatLeavesWords(context)
  const { name, who, joined, test, result } = words.outputs[output.name]
  return (
    <article class="carrel-clause" aria-labelledby={`out-${output.name}`}>
      <h3 id={`out-${output.name}`}>{name}</h3>
      <p>
        <strong>{words.holds[output.holds]}.</strong> {result}
      </p>
      <details>
        <summary>{words.how}</summary>
        <Facts
          facts={[
            [words.who, who],
            [words.joined, joined],
            [words.test, test],
          ]}
        />
        <h4>{words.where}</h4>
        <ul class="usa-list">
          {[...output.from, ...output.tests].map((one) => (
            <li>
              <code>{one}</code>
            </li>
          ))}
        </ul>
      </details>
    </article>
  )
}
