import type { Context } from 'hono'
import { liveSession } from '../store/sessions.ts'
import { workstationOf } from '../store/workstations.ts'
import { readCookie, writeCookie } from './cookies.ts'
import { formWord, newToken, tokenHash } from './secret-token.ts'
import type { House, Visit } from './visit.ts'

export const isSecure = (house: House) => house.origin.startsWith('https:')

/** Finds out who asks and at which computer; a computer whose place the pack no longer has is elsewhere. */
export async function openVisit(c: Context, house: House): Promise<Visit> {
  const secure = isSecure(house)
  const now = house.clock.now()
  const session = readCookie(c, secure, 'session')
  const computer = readCookie(c, secure, 'computer')
  const who = session === null ? null : await liveSession(house.app, tokenHash(session), now)
  const enrolled = computer === null ? null : await workstationOf(house.app, tokenHash(computer))
  const workstation = enrolled !== null && isPlace(house, enrolled.place) ? enrolled : null
  return {
    c,
    house,
    who,
    workstation,
    place: workstation?.place ?? 'elsewhere',
    formWord: formWord(who !== null && session !== null ? session : formToken(c, secure)),
  }
}

/** Before sign-in the form is tied to a cookie of its own, so that nobody is signed in as somebody else. */
function formToken(c: Context, secure: boolean): string {
  const kept = readCookie(c, secure, 'form')
  if (kept !== null) return kept
  const token = newToken()
  writeCookie(c, secure, 'form', token)
  return token
}

function isPlace(house: House, place: string): boolean {
  return Object.hasOwn(house.pack.places, place)
}
