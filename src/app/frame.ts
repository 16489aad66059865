import { askLink, policyLink } from '../ask/index.ts'
import { casesLink } from '../cases/index.ts'
import { deskLinks } from '../circulation/index.ts'
import { callsLink } from '../contact/index.ts'
import { counterLink, patronBar } from '../patrons/index.ts'
import type { Frame, RequestContext, StaffBarLink } from '../platform/http/request-context.ts'
import { isActing } from '../platform/http/session.ts'
import { frameWords } from '../platform/i18n/words/frame.ts'
import { allowsSealedMattersAt } from '../policy/index.ts'
import { openMinutes } from '../sealed/index.ts'
import { noPatron, rolesWords, staffLinks } from '../staff/index.ts'
import type { Services } from './services.ts'

/** The ways on the bar of staff, in the order in which they are shown. */
const staffBar: readonly StaffBarLink<Services>[] = [
  askLink,
  ...deskLinks,
  counterLink,
  callsLink,
  casesLink,
  policyLink,
  ...staffLinks,
]

/** What the features give to the frame of every page. */
export function frameOf(services: Services): Frame {
  return {
    bar(context) {
      if (context.own?.open) return patronBar(context)
      const { who } = context
      if (who === null) return undefined
      const staff = { ...context, services: services, who }
      const links = staffBar
        .filter(({ isShown }) => isShown === undefined || isShown(staff))
        .map(({ href, text }) => ({ href, text: text(staff) }))
      return { name: frameWords(context).pages, links }
    },
    signOut(context) {
      const { who, own } = context
      if (own?.open) return { action: '/me/sign-out' }
      if (who === null) return undefined
      const role = rolesWords(context).name[who.role]
      const named = isActing(who) ? frameWords(context).acting(role) : role
      return { action: '/sign-out', who: { name: who.name, role: named, account: '/account' } }
    },
    closesWithin: (context) => (isSealedOpen(services, context) ? openMinutes : undefined),
    screenState(context) {
      const { who, handed, own, place } = context
      if (own !== null) return { key: own.tokenHash, parts: [own.patronId, own.open] }
      const at = who ?? handed
      if (at === null) return null
      const { id, role, president, fresh, proved, tokenHash } = at
      const hands = handed === null ? 'no' : handed.handsTo === noPatron ? 'done' : 'yes'
      const isOpen = isSealedOpen(services, context)
      return { key: tokenHash, parts: [id, role, president, fresh, proved, place, isOpen, hands] }
    },
  }
}

/** Whether sealed matters are open in this session, at a computer where they may be; asking does not keep them open. */
function isSealedOpen({ pack, openSessions, clock }: Services, context: RequestContext): boolean {
  const signed = context.who ?? context.handed
  return (
    signed !== null &&
    allowsSealedMattersAt(pack, context.place) &&
    openSessions.of(signed.tokenHash, clock.now(), false) !== undefined
  )
}
