import { vi } from 'vitest'
import type { Services } from '../../src/app/services.ts'
import type { Route } from '../../src/platform/http/route.ts'
import type { Ask } from '../../src/policy/ask.ts'
import { type Entity, entity } from '../../src/policy/facts.ts'
import type { Rule } from '../../src/policy/rule.ts'

/** One check taken out of the program by a module mock or a changed route, and what the leak tests must say then. */
export type Removal = {
  readonly removes: string
  /** Called before the program is loaded. */
  readonly remove: () => void
  /** The test that catches it: a file, and part of its title. */
  readonly caught: { readonly by: 'matrix' | 'outside' | 'guardian-page'; readonly title: string }
  readonly says: RegExp
}

/** What is changed below by an address or an id: the compiler cannot check these, so matrix.test.ts does every day. */
export const changed = {
  routes: ['GET /backups', 'POST /people/reset', 'POST /counter/card', 'GET /training/certificate/:id'],
  rules: ['patron-is-told-titles-by-phone', 'own-history-on-photo-id'],
} as const

const by = (reader: string) => ({ by: 'matrix', title: `by ${reader},` }) as const
/** The walk with the guardian's own page on: only a customer signs in there. */
const onGuardianPage = { by: 'guardian-page', title: 'by customer,' } as const

/** The factory of a mock that replaces one export; the compiler notices when the module no longer has it. */
function replacing<M, K extends keyof M>(name: K, replace: (original: M) => M[K]) {
  return async (importOriginal: () => Promise<M>): Promise<Partial<M>> => {
    const original = await importOriginal()
    return { ...original, [name]: replace(original) }
  }
}

/** The list with one of its entries changed. */
function withChanged<T>(all: readonly T[], isIt: (one: T) => boolean, change: (one: T) => T): readonly T[] {
  if (all.filter(isIt).length !== 1)
    throw new Error('the list does not have the entry to change exactly once')
  return all.map((one) => (isIt(one) ? change(one) : one))
}

type AnyRoute = Route<Services>

function changeRoute(address: (typeof changed.routes)[number], change: (route: AnyRoute) => AnyRoute): void {
  const isIt = ({ method, path }: AnyRoute) => `${method} ${path}` === address
  vi.doMock(
    import('../../src/app/routes.ts'),
    replacing('routes', ({ routes }) => withChanged(routes, isIt, change)),
  )
}

type Verified = ReadonlySet<Entity>

/** Changes what a rule takes as verified, because its conditions are compiled and have no names. */
function changeRule(id: (typeof changed.rules)[number], believes: (verified: Verified) => Verified): void {
  const change = (rule: Rule): Rule => ({
    ...rule,
    conditions: rule.conditions.map((holds) => (request) => {
      const { context } = request
      return holds({ ...request, context: { ...context, verified: believes(context.verified) } })
    }),
  })
  vi.doMock(
    import('../../src/policy/rule.ts'),
    replacing(
      'loadRules',
      ({ loadRules }) =>
        (files) =>
          withChanged(loadRules(files), (rule) => rule.id === id, change),
    ),
  )
}

const check = (name: string) => entity('Check', name)

type Subject = Ask['subject']

/** Changes what the record says of the patron whom an ask is about. */
function changeSubject(believes: (subject: Subject) => Subject): void {
  vi.doMock(
    import('../../src/gate/ask-facts.ts'),
    replacing('withRecordFacts', ({ withRecordFacts }) => (...asked) => {
      const checked = withRecordFacts(...asked)
      return { ...checked, subject: believes(checked.subject) }
    }),
  )
}

export const removals: readonly Removal[] = [
  {
    removes: 'the role of a page in the route table',
    remove: () => changeRoute('GET /backups', (route) => ({ ...route, may: ['desk', 'director'] })),
    caught: by('clerk'),
    says: /GET \/backups, clerk at .*: LEAK: gets in/,
  },
  {
    removes: 'the role of a form in the route table',
    remove: () => changeRoute('POST /people/reset', (route) => ({ ...route, may: ['director', 'trustee'] })),
    caught: by('trustee'),
    says: /POST \/people\/reset, trustee at .*: LEAK: gets in/,
  },
  {
    removes: 'that a computer has a place only where the Director set it up',
    remove: () =>
      vi.doMock(
        import('../../src/app/open-request.ts'),
        replacing('openRequest', ({ openRequest }) => async (...request) => {
          const context = await openRequest(...request)
          return context.workstation === null ? { ...context, place: 'front-desk' } : context
        }),
      ),
    caught: by('clerk'),
    says: /Counter: a card is scanned, clerk at not set up: LEAK: shows name of the adult/,
  },
  {
    removes: 'that only staff who see names may search by name',
    remove: () =>
      vi.doMock(
        import('../../src/gate/request.ts'),
        replacing(
          'ScreenPolicy',
          ({ ScreenPolicy }) =>
            class extends ScreenPolicy {
              override mayListNames() {
                return true
              }
            },
        ),
      ),
    caught: by('volunteer'),
    says: /the gate, Counter: a name is typed, volunteer at .*: LEAK: opens a random number/,
  },
  {
    removes: 'the gate’s own check that staff may look up the patron they are asked about',
    remove: () =>
      vi.doMock(
        import('../../src/gate/request.ts'),
        replacing(
          'ScreenPolicy',
          ({ ScreenPolicy }) =>
            class extends ScreenPolicy {
              override mayAnswerBy() {
                return true
              }
            },
        ),
      ),
    caught: by('volunteer'),
    says: /the gate, Someone asks: .*, volunteer at .*: LEAK: answers by the record/,
  },
  {
    removes: 'that a withheld record has no heading either',
    remove: () =>
      vi.doMock(
        import('../../src/gate/opened-record.ts'),
        replacing('openRecord', ({ openRecord }) => async (held, may, opening) => {
          const heading = { any: held.holds.length > 0, ready: false, slips: [] }
          return { holds: heading, ...(await openRecord(held, may, opening)) }
        }),
      ),
    caught: by('clerk'),
    says: /the parent who signed for a minor, clerk at .*: LEAK: shows anything on reserve/,
  },
  {
    removes: 'that only the guardian who signed is liable',
    remove: () =>
      vi.doMock(
        import('../../src/gate/ask-facts.ts'),
        replacing('withRecordFacts', ({ withRecordFacts }) => (ask, ...record) => {
          const checked = withRecordFacts(ask, ...record)
          return { ...checked, recipient: { ...checked.recipient, liable: ask.recipient.liable } }
        }),
      ),
    caught: by('clerk'),
    says: /a parent who did not sign, clerk at .*: LEAK: shows overdue items/,
  },
  {
    removes: 'that a card reported lost proves nothing',
    remove: () =>
      vi.doMock(
        import('../../src/gate/ask-facts.ts'),
        replacing(
          'withRecordFacts',
          ({ withRecordFacts }) =>
            (ask, held, ...more) =>
              withRecordFacts(ask, { ...held, byLostCard: false }, ...more),
        ),
      ),
    caught: by('clerk'),
    says: /the customer, with a card that was reported lost, clerk at .*: LEAK: shows overdue items/,
  },
  {
    removes: 'that what a minor has on hold is told to the minor alone',
    remove: () =>
      vi.doMock(
        import('../../src/gate/ask-facts.ts'),
        replacing('restrictedForMinor', () => (ask) => ask),
      ),
    caught: by('Director'),
    says: /Calls: whom to call about a minor, Director at Office: LEAK: shows anything on reserve/,
  },
  {
    removes: 'that a guardian’s own page is empty where nothing is overdue or owed',
    remove: () => changeSubject((subject) => ({ ...subject, liabilities: ['overdue', 'charges'] })),
    caught: onGuardianPage,
    says: /what a minor owes who owes nothing, customer at .*: LEAK: shows name/,
  },
  {
    removes: 'that a guardian’s own page shows nothing of a minor who is not to be told of',
    remove: () => changeSubject((subject) => ({ ...subject, shielded: false })),
    caught: onGuardianPage,
    says: /who is not to be told of: a title, customer at .*: LEAK: shows overdue items/,
  },
  {
    removes: 'that a guardian’s own page shows nothing once the minor has come of age',
    remove: () => changeSubject((subject) => ({ ...subject, born: '2014-05-06' })),
    caught: onGuardianPage,
    says: /who came of age: a title, customer at .*: LEAK: shows overdue items/,
  },
  {
    removes: 'that a guardian’s own page is about the minors for whom they signed, whatever number is sent',
    remove: () =>
      vi.doMock(
        import('../../src/gate/patron-store.ts'),
        replacing(
          'signedForBy',
          () => (trx) =>
            trx
              .selectFrom('guarantor')
              .select(['id as link', 'guarantee_id as patronId'])
              .where('liable', '=', true)
              .execute(),
        ),
      ),
    caught: onGuardianPage,
    says: /to who signed, customer at .*: LEAK: shows what is owed of the ward without/,
  },
  {
    removes: 'the proof that it is the patron who hears titles on the phone',
    remove: () =>
      changeRule('patron-is-told-titles-by-phone', (verified) => new Set([...verified, check('call-back')])),
    caught: by('Director'),
    says: /We call: the customer answers, Director at Office: LEAK: shows overdue items/,
  },
  {
    removes: 'that a person whom staff recognize is told no more than the account',
    remove: () =>
      changeRule('own-history-on-photo-id', (verified) =>
        verified.has(check('known-to-staff')) ? new Set([...verified, check('photo-id')]) : verified,
      ),
    caught: by('clerk'),
    says: /whom staff know, who they are and all they ever had, clerk at .*: LEAK: shows name/,
  },
  {
    removes: 'that the name typed is compared with that of the guardian who signed',
    remove: () =>
      vi.doMock(
        import('../../src/gate/ask-facts.ts'),
        replacing(
          'guardiansWithName',
          () =>
            (_typed, { guarantors }) =>
              guarantors.filter(({ liable }) => liable),
        ),
      ),
    caught: by('clerk'),
    says: /a parent who did not sign, while another did, clerk at .*: LEAK: shows overdue items/,
  },
  {
    removes: 'that a certificate is for the person who took the course and for the Director',
    remove: () =>
      changeRoute('GET /training/certificate/:id', (route) => ({
        ...route,
        answer: (context, ...sent) =>
          route.answer({ ...context, who: context.who && { ...context.who, role: 'director' } }, ...sent),
      })),
    caught: by('clerk'),
    says: /GET \/training\/certificate\/:id, clerk at .*, of .*: LEAK: gets in/,
  },
  {
    removes: 'that clerks and volunteers see only their own entries in the audit log',
    remove: () =>
      vi.doMock(
        import('../../src/gate/log-entry.ts'),
        replacing(
          'viewEntry',
          ({ viewEntry }) =>
            (parts, actor, reference) =>
              viewEntry(parts, { ...actor, role: 'counsel' }, reference),
        ),
      ),
    caught: by('volunteer'),
    says: /GET \/register\/entry\/:reference, volunteer at .*, of .*: LEAK: shows what was done/,
  },
  {
    removes: 'that an address has no id in it',
    remove: () =>
      changeRoute('POST /counter/card', (route) => ({
        ...route,
        answer: async (...request) => {
          const response = await route.answer(...request)
          const [, id] = /name="id" value="([^"]+)"/.exec(await response.clone().text()) ?? []
          if (id !== undefined) response.headers.set('Refresh', `180; url=/counter?id=${id}`)
          return response
        },
      })),
    caught: by('clerk'),
    says: /Counter: a card is scanned, clerk at .*: a header has a random number of the adult/,
  },
  {
    removes: 'that the database shows rows only to someone who acts at one of the library’s computers',
    remove: () =>
      vi.doMock(
        import('./library.ts'),
        replacing('startLibrary', ({ startLibrary }) => async (options) => {
          const { asOwner } = await import('../links/as-owner.ts')
          const library = await startLibrary(options)
          await asOwner(library.tested.it, (owner) =>
            owner.query('alter table patron disable row level security'),
          )
          return library
        }),
      ),
    caught: { by: 'outside', title: 'shows no row of a customer' },
    says: /patron: [1-9]/,
  },
  {
    removes: 'that the log keeps no message of an error',
    remove: () =>
      vi.doMock(
        import('../../src/platform/error.ts'),
        replacing('errorReport', ({ errorReport }) => (error, depth) => ({
          ...errorReport(error, depth),
          ...(error instanceof Error && { message: error.message }),
        })),
      ),
    caught: { by: 'outside', title: 'shows a reference and nothing else' },
    says: /the log, a bug: name of the adult/,
  },
  {
    removes: 'that the page of an error shows a reference and not the message',
    remove: () =>
      vi.doMock(
        import('../../src/platform/log.ts'),
        replacing(
          'logFault',
          ({ logFault }) =>
            (log, what, error, tookMs) =>
              `${logFault(log, what, error, tookMs)} ${error instanceof Error ? error.message : ''}`,
        ),
      ),
    caught: { by: 'outside', title: 'shows a reference and nothing else' },
    says: /a bug: shows name of the adult/,
  },
]
