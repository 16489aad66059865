import type { Child } from 'hono/jsx'
import { z } from 'zod'
import { submitAsk } from '../../ask/pages/index.ts'
import { signInPatron } from '../../patrons/pages/index.ts'
import { readCookie, tokenHash, writeCookie } from '../../platform/http/cookies.ts'
import { isSecure, type RequestContext } from '../../platform/http/request-context.ts'
import { clerks, formsOf, openForm, openPage, page, type Route } from '../../platform/http/route.ts'
import { enrollComputer, findAccount, workstationOf } from '../../staff/index.ts'
import { submitSignIn } from '../../staff/pages/index.ts'
import type { Services } from '../services.ts'
import { demoWords } from '../words/demo.ts'
import { type DemoComputers, type DemoPlace, demoPlaces } from './demo-home.ts'
import type { ServicesAt } from './half-done-case.ts'
import { halfDoneCase } from './half-done-case.ts'
import { DemoBanner, demoRoles, demoStories, type InventedSignIns, welcomePage } from './welcome-page.tsx'
import { inventYear } from './year-of-cases.ts'

/** What only `carrel demo` gives to a library that it starts. */
export type Demonstration = {
  readonly routes: readonly Route<Services>[]
  readonly banner: (context: RequestContext) => Child
  /** Makes what the stories need, before the first visitor. */
  readonly prepare: (services: Services, servicesAt: ServicesAt) => Promise<void>
}

export type Invented = InventedSignIns & { readonly computers: DemoComputers }

type Context = RequestContext<Services>

const storyForm = z.strictObject({ story: z.enum(demoStories) })
const signInForm = z.strictObject({ as: z.enum(demoRoles) })
const placeForm = z.strictObject({ place: z.enum(demoPlaces) })

export function makeDemonstration(invented: Invented): Demonstration {
  const { child } = invented
  let caseToSee = async () => '/cases'
  return {
    banner: (context) => <DemoBanner context={context} invented={invented} />,
    async prepare(services, servicesAt) {
      caseToSee = async () => {
        const reference = await halfDoneCase(services, servicesAt, child.card)
        return reference === undefined ? '/cases' : `/cases/${reference}`
      }
      for (const place of demoPlaces) await enrolled(services, invented, place)
      await caseToSee()
      await inventYear(services, servicesAt)
    },
    routes: [
      // Why no cookie yet: a browser that is a real library's computer stays one until something is pressed here.
      openPage<Services>('/demo', (context) => welcomePage(context, invented, placeOf(context, invented))),
      ...formsOf<Services>('/demo', [
        openForm('/demo/place', placeForm, async (context, { place }) => {
          await at(context, invented, place)
          return context.c.redirect('/demo', 303)
        }),
        openForm('/demo/sign-in', signInForm, async (context, { as }) =>
          as === 'customer'
            ? signInAsCustomer(context, invented)
            : signInAs(context, invented, { as, place: placeOf(context, invented), goTo: '/' }),
        ),
        openForm('/demo/story', storyForm, async (context, { story }) =>
          story === 'case'
            ? signInAs(context, invented, { as: 'director', place: 'office', goTo: await caseToSee() })
            : signInAs(context, invented, { as: 'desk', place: 'front-desk', goTo: `/demo/${story}` }),
        ),
      ]),
      // Why pages: an answer so far is only ever in a form, and the next press logs the ask like any other.
      page('/demo/guardian', clerks, (context) =>
        submitAsk(context, {
          ...{ who: 'guardian', how: 'here', checked: ['photo-id', 'guardian-on-file'] },
          ...{ card: child.card, guardian: child.guardian, wants: ['owed'], back: 'card' },
        }),
      ),
      page('/demo/subpoena', clerks, (context) => submitAsk(context, { who: 'officer', back: 'brought' })),
    ],
  }
}

/** Every visitor has the one invented customer, whose card an earlier one may have reported lost. */
async function signInAsCustomer(context: Context, invented: Invented): Promise<Response> {
  const answer = await signInPatron(context, invented.customer)
  if (answer.status === 303) return answer
  const { cardGone } = demoWords(context).signIns
  return welcomePage(context, invented, placeOf(context, invented), cardGone)
}

/** The form of the sign-in page, filled in: the session is one like any other, and on record. */
async function signInAs(
  context: Context,
  invented: Invented,
  how: { readonly as: string; readonly place: DemoPlace; readonly goTo: string },
): Promise<Response> {
  const here = await at(context, invented, how.place)
  const answer = await submitSignIn(here, { name: how.as, passphrase: invented.passphrase })
  // Where a visitor changed the account, the sign-in goes on as it must.
  const isIn = ['/', '/set-up'].includes(answer.headers.get('Location') ?? '')
  return isIn ? context.c.redirect(how.goTo, 303) : answer
}

/** Where this browser is; a new one is at the front desk. */
function placeOf({ c, services }: Context, { computers }: Invented): DemoPlace {
  return readCookie(c, isSecure(services), 'computer') === computers.office ? 'office' : 'front-desk'
}

/** The request as from the computer at this place, which the browser then is. */
async function at(context: Context, invented: Invented, place: DemoPlace): Promise<Context> {
  const { c, services } = context
  const workstation = await enrolled(services, invented, place)
  const token = invented.computers[place]
  if (readCookie(c, isSecure(services), 'computer') !== token) {
    writeCookie(c, isSecure(services), 'computer', token)
  }
  return { ...context, workstation, place: workstation?.place ?? 'elsewhere' }
}

/** The demonstration's computer at this place; the Director enrolls it where it is not. */
async function enrolled(services: Services, { computers }: Invented, place: DemoPlace) {
  const { app, ring, pack } = services
  const hash = tokenHash(computers[place])
  const found = await workstationOf(app, ring, hash)
  if (found !== null) return found
  const director = await findAccount(app, { signIn: 'director' })
  if (director === null) return null
  const by = { accountId: director.id, role: 'director', place } as const
  await enrollComputer(services, by, { tokenHash: hash, name: pack.places[place] ?? place, place })
  return workstationOf(app, ring, hash)
}
