import { seesCases } from '../cases/index.ts'
import { mayReport } from '../cases/pages/index.ts'
import { lenderOf, seesDesk } from '../circulation/index.ts'
import { seesCalls } from '../contact/index.ts'
import { actorOf, answerForScreen, seesCounter, worksCases } from '../gate/index.ts'
import type { Frame, Menu, StaffContext } from '../platform/http/request-context.ts'
import type { Services } from './services.ts'
import { navigationWords } from './words/navigation.ts'

type Destination = {
  readonly href: string
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
const reportsConcerns = (context: StaffContext) =>
  worksCases(context) && (context.who.role !== 'trustee' || context.who.president)
const takesReserves = (context: StaffContext<Services>) => seesDesk(context) && context.services.holds.taken
const sendsNotices = ({ pack }: StaffContext) => pack.manifest.notices !== undefined

/** Every page that a menu leads to, and who sees it there. Who may open it is the route's to say. */
const destinations = {
  overview: { href: '/' },
  checkOut: { href: '/lend', isShown: seesDesk },
  checkIn: { href: '/return', isShown: seesDesk },
  renew: { href: '/renew', isShown: seesDesk },
  find: { href: '/counter', isShown: seesCounter },
  register: {
    href: '/counter/join',
    isShown: (context) => context.services.joining.mayRegister(actorOf(context)),
  },
  lostCard: { href: '/counter/lost', isShown: seesCounter },
  corrections: {
    href: '/counter/corrections',
    isShown: (context) => seesCounter(context) && worksAtDesk(context),
  },
  pull: { href: '/reserves', isShown: takesReserves },
  pickUp: { href: '/pick-up', isShown: takesReserves },
  calls: { href: '/calls', isShown: seesCalls },
  letters: { href: '/letters', isShown: (context) => sendsNotices(context) && worksAtDesk(context) },
  catalog: { href: '/items', isShown: (context) => context.services.catalogue.mayKeep(lenderOf(context)) },
  asking: { href: '/ask' },
  paper: { href: '/report', isShown: mayReport },
  warrant: {
    href: '/cases/search/new',
    isShown: (context) => worksCases(context) && context.who.role !== 'trustee',
  },
  incident: { href: '/cases/conduct', isShown: reportsConcerns },
  concern: { href: '/cases/privacy', isShown: reportsConcerns },
  cases: { href: '/cases', isShown: seesCases },
  sealed: { href: '/sealed', isShown: seesCases },
  transparency: { href: '/reports/requests', isShown: (context) => worksCases(context) && oversees(context) },
  circulation: { href: '/reports/circulation', isShown: isRole('director', 'trustee') },
  disposition: { href: '/reports/disposal', isShown: isDirector },
  log: { href: '/register' },
  policy: { href: '/policy' },
  training: { href: '/training' },
  drills: { href: '/cases/drill', isShown: (context) => worksCases(context) && isDirector(context) },
  staff: { href: '/people', isShown: isDirector },
  identities: { href: '/officers', isShown: oversees },
  computers: { href: '/computers', isShown: isDirector },
  contacts: { href: '/cases/contacts', isShown: (context) => worksCases(context) && isDirector(context) },
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

const report: MenuPlan = { group: 'report', of: ['asking', 'paper', 'warrant', 'incident', 'concern'] }

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
    { group: 'reports', of: ['transparency', 'circulation', 'disposition', 'log'] },
    { group: 'policyAndTraining', of: ['policy', 'training', 'drills'] },
    {
      group: 'admin',
      of: [
        'staff',
        'identities',
        'computers',
        'contacts',
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
}

/** The menus of someone on staff. A group of one page is that page. */
export function staffMenus(context: StaffContext<Services>): Menu[] {
  const words = navigationWords(context)
  const link = (name: DestinationName) => ({ href: destinations[name].href, text: words.page[name] })
  const isShown = (name: DestinationName) => (destinations[name] as Destination).isShown?.(context) ?? true
  return menusByRole[context.who.role].flatMap((plan): Menu[] => {
    if (typeof plan === 'string') return isShown(plan) ? [link(plan)] : []
    const links = plan.of.filter(isShown).map(link)
    return links.length > 1 ? [{ text: words.group[plan.group], links }] : links
  })
}

/** Finding a record from any page, and help when an officer is there. */
export function staffHeaderActions(context: StaffContext<Services>): ReturnType<Frame['headerActions']> {
  const { find, officer } = navigationWords(context)
  const urgent = { action: '/ask', name: 'who', value: 'officer', text: officer }
  return mayFind(context) ? { search: { action: '/find', name: 'find', ...find }, urgent } : { urgent }
}

const mayFind = (context: StaffContext) =>
  worksAtDesk(context) && answerForScreen(context, ['existence', 'identity']).may.includes('identity')
