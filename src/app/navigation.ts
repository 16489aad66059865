import { seesCases } from '../cases/index.ts'
import { mayReport } from '../cases/pages/index.ts'
import { lenderOf, seesDesk } from '../circulation/index.ts'
import { seesCalls } from '../contact/index.ts'
import { actorOf, answerForScreen, seesCounter, worksCases } from '../gate/index.ts'
import { referencePattern } from '../platform/crypto/reference.ts'
import { readCookie } from '../platform/http/cookies.ts'
import {
  type Frame,
  isSecure,
  type Menu,
  type RequestContext,
  type StaffContext,
} from '../platform/http/request-context.ts'
import type { Services } from './services.ts'
import { navigationWords } from './words/navigation.ts'

type Destination = {
  readonly href: string
  /** The single key that goes there. */
  readonly key?: string
  /** Left out: all of staff see it. */
  readonly isShown?: (context: StaffContext<Services>) => boolean
}

const isRole =
  (...roles: readonly string[]) =>
  ({ who }: StaffContext) =>
    roles.includes(who.role)
const isDirector = isRole('director')
const worksAtDesk = isRole('desk', 'director')
const oversees = isRole('director', 'counsel', 'trustee')
/** Special counsel's one case is on their start page. */
const listsCases = (context: StaffContext<Services>) =>
  seesCases(context) && context.who.role !== 'special-counsel'
const takesReserves = (context: StaffContext<Services>) => seesDesk(context) && context.services.holds.taken
const sendsNotices = ({ pack }: StaffContext) => pack.manifest.notices !== undefined

/** Every page that a menu leads to, and who sees it there. Who may open it is the route's to say. */
const destinations = {
  overview: { href: '/' },
  checkOut: { href: '/lend', key: 'o', isShown: seesDesk },
  checkIn: { href: '/return', key: 'i', isShown: seesDesk },
  renew: { href: '/renew', key: 'r', isShown: seesDesk },
  find: { href: '/counter', key: 'f', isShown: seesCounter },
  register: {
    href: '/counter/join',
    isShown: (context) => context.services.joining.mayRegister(actorOf(context)),
  },
  lostCard: { href: '/counter/lost', isShown: seesCounter },
  corrections: {
    href: '/counter/corrections',
    isShown: (context) => seesCounter(context) && worksAtDesk(context),
  },
  pull: { href: '/reserves', key: 'p', isShown: takesReserves },
  pickUp: { href: '/pick-up', isShown: takesReserves },
  calls: { href: '/calls', key: 'l', isShown: seesCalls },
  letters: { href: '/letters', isShown: (context) => sendsNotices(context) && worksAtDesk(context) },
  catalog: { href: '/items', isShown: (context) => context.services.catalogue.mayKeep(lenderOf(context)) },
  asking: { href: '/ask', key: 'a' },
  paper: { href: '/report', isShown: mayReport },
  warrant: { href: '/cases/search/new', isShown: mayReport },
  incident: { href: '/cases/conduct', isShown: mayReport },
  concern: { href: '/cases/privacy', isShown: mayReport },
  disclosure: { href: '/cases/disclosure', isShown: mayReport },
  cases: { href: '/cases', key: 'c', isShown: listsCases },
  sealed: { href: '/sealed', isShown: listsCases },
  transparency: { href: '/reports/requests', isShown: (context) => worksCases(context) && oversees(context) },
  circulation: { href: '/reports/circulation', isShown: isRole('director', 'trustee') },
  disposition: { href: '/reports/disposal', isShown: isDirector },
  answers: { href: '/answers', isShown: isDirector },
  log: { href: '/register' },
  policy: { href: '/policy' },
  training: { href: '/training' },
  drills: { href: '/cases/drill', isShown: (context) => worksCases(context) && isDirector(context) },
  staff: { href: '/people', isShown: isDirector },
  identities: { href: '/officers', isShown: oversees },
  computers: { href: '/computers', isShown: isDirector },
  contacts: { href: '/cases/contacts', isShown: (context) => worksCases(context) && isDirector(context) },
  systems: { href: '/systems', isShown: (context) => worksCases(context) && isDirector(context) },
  notices: { href: '/notices', isShown: (context) => sendsNotices(context) && isDirector(context) },
  imports: { href: '/imports', isShown: isDirector },
  backups: { href: '/backups', isShown: isDirector },
  logKeepers: { href: '/register/pins', isShown: isDirector },
  setUp: { href: '/set-up', isShown: isDirector },
  acting: { href: '/acting', isShown: ({ who }) => who.president },
} satisfies Record<string, Destination>

type DestinationName = keyof typeof destinations
type GroupName =
  | 'customers'
  | 'desk'
  | 'report'
  | 'reports'
  | 'policyAndTraining'
  | 'admin'
  | 'more'
  | 'reserves'
type MenuPlan = DestinationName | { readonly group: GroupName; readonly of: readonly DestinationName[] }

const report: MenuPlan = {
  group: 'report',
  of: ['asking', 'paper', 'warrant', 'incident', 'concern', 'disclosure'],
}

/** In the order of the header, by what a person does today: an acting Director has the Director's. */
const menusByRole: Readonly<Record<StaffContext['who']['role'], readonly MenuPlan[]>> = {
  volunteer: [
    'checkOut',
    'checkIn',
    'pull',
    'asking',
    {
      group: 'more',
      of: [
        'renew',
        'pickUp',
        'find',
        'lostCard',
        'paper',
        'warrant',
        'incident',
        'concern',
        'disclosure',
        'policy',
        'training',
        'log',
      ],
    },
  ],
  desk: [
    'checkOut',
    'checkIn',
    { group: 'customers', of: ['find', 'register', 'lostCard', 'corrections'] },
    { group: 'reserves', of: ['pull', 'pickUp'] },
    'calls',
    report,
    { group: 'more', of: ['renew', 'catalog', 'letters', 'policy', 'training', 'log'] },
  ],
  director: [
    'overview',
    'cases',
    {
      group: 'desk',
      of: [
        'checkOut',
        'checkIn',
        'renew',
        'find',
        'register',
        'lostCard',
        'corrections',
        'pull',
        'pickUp',
        'calls',
        'letters',
        'catalog',
      ],
    },
    report,
    { group: 'reports', of: ['transparency', 'circulation', 'disposition', 'answers', 'log'] },
    { group: 'policyAndTraining', of: ['policy', 'training', 'drills'] },
    {
      group: 'admin',
      of: [
        'staff',
        'identities',
        'computers',
        'contacts',
        'systems',
        'notices',
        'imports',
        'backups',
        'logKeepers',
        'sealed',
        'setUp',
        'acting',
      ],
    },
  ],
  counsel: [
    'cases',
    'sealed',
    'policy',
    report,
    { group: 'more', of: ['transparency', 'log', 'training', 'identities'] },
  ],
  trustee: [
    'overview',
    'cases',
    'policy',
    report,
    { group: 'reports', of: ['transparency', 'circulation', 'log'] },
    { group: 'more', of: ['training', 'identities', 'acting', 'sealed'] },
  ],
  'special-counsel': ['overview'],
}

/** The menus of someone on staff. A group of one page is that page. */
export function staffMenus(context: StaffContext<Services>): Menu[] {
  const words = navigationWords(context)
  const isShown = (name: DestinationName) => isShownTo(context, name)
  const link = (name: DestinationName) => {
    const { href, key }: Destination = destinations[name]
    return { href, text: words.page[name], key }
  }
  return menusByRole[context.who.role].flatMap((plan): Menu[] => {
    if (typeof plan === 'string') return isShown(plan) ? [link(plan)] : []
    const links = plan.of.filter(isShown).map(link)
    return links.length > 1 ? [{ text: words.group[plan.group], links }] : links
  })
}

const isShownTo = (context: StaffContext<Services>, name: DestinationName) =>
  (destinations[name] as Destination).isShown?.(context) ?? true

const nameByPath = new Map(
  (Object.keys(destinations) as DestinationName[]).map((name) => [destinations[name].href as string, name]),
)

/** `/cases`, `/cases/2222-2222-2222` and so on, to the address itself. */
function pathsTo(path: string): string[] {
  const parts = path.split('/').slice(1)
  return parts.map((_, at) => `/${parts.slice(0, at + 1).join('/')}`)
}

/** The pages above one that no menu leads to. The reference of a case is in its address already. */
export function staffTrail(context: StaffContext<Services>): { href: string; text: string }[] {
  const { path } = context.c.req
  const words = navigationWords(context)
  if (nameByPath.has(path) || path === '/account') return []
  const above = pathsTo(path)
    .slice(0, -1)
    .flatMap((href) => {
      const name = nameByPath.get(href)
      if (name !== undefined) return isShownTo(context, name) ? [{ href, text: words.page[name] }] : []
      if (href === '/account') return [{ href, text: words.account }]
      const reference = href.replace('/cases/', '')
      // Why not for a president: anyone may keep the log of a search, and most cases are not theirs to open.
      const opensCases = seesCases(context) && context.who.role !== 'trustee'
      const isCase = referencePattern.test(reference) && opensCases
      return isCase ? [{ href, text: reference }] : []
    })
  return above.length === 0 ? [] : [{ href: '/', text: words.home }, ...above]
}

/** Pages about legal papers. */
const asksLawyer = new Set<DestinationName>(['paper', 'warrant', 'cases', 'sealed'])

/** Of the page itself, or of the nearest one above it, whose name is then `part`. */
export function staffAbout(context: StaffContext<Services>): ReturnType<Frame['about']> {
  const { path } = context.c.req
  const name = pathsTo(path)
    .flatMap((one) => nameByPath.get(one) ?? [])
    .at(-1)
  // Anyone who may open a page may read what it is for, whether or not it is in a menu.
  if (name === undefined) return undefined
  const { about, whom, page } = navigationWords(context)
  const isDirector = context.who.role === 'director'
  const asks = asksLawyer.has(name)
    ? [isDirector ? whom.lawyerAlone : whom.lawyer]
    : isDirector
      ? []
      : [whom.director]
  const lines = [...about[name], ...asks]
  return nameByPath.has(path) ? { lines } : { lines, part: page[name] }
}

export function usesKeys({ c, services, who }: RequestContext): boolean {
  return who !== null && readCookie(c, isSecure(services), 'keys') !== 'off'
}

/** Finding a record from any page, and help when an officer is there. */
export function staffHeaderActions(context: StaffContext<Services>): ReturnType<Frame['headerActions']> {
  if (context.who.role === 'special-counsel') return {}
  const { find, officer } = navigationWords(context)
  const urgent = { action: '/ask', name: 'who', value: 'officer', text: officer }
  return mayFind(context) ? { search: { action: '/find', name: 'find', ...find }, urgent } : { urgent }
}

const mayFind = (context: StaffContext) =>
  worksAtDesk(context) && answerForScreen(context, ['existence', 'identity']).may.includes('identity')
