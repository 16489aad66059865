import type { Pack } from '../policy/pack.ts'
import type { Role } from '../store/accounts.ts'

const roleNames: Record<Role, string> = {
  volunteer: 'volunteer',
  desk: 'desk clerk',
  director: 'Director',
  counsel: 'legal counsel',
  trustee: 'trustee',
}

export const roleName = (role: Role): string => roleNames[role]

/** Where one stands, as people say it. */
export function placeName(pack: Pack, place: string): string {
  return place === 'elsewhere' ? 'Not a library computer' : (pack.places[place] ?? place)
}

/** `2026-11-24` as people here say it: November 24, 2026. */
export function dayName(day: string): string {
  return new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  )
}

/** An instant in the library's time zone: November 24, 2026, 9:12 AM. */
export function momentName(at: Date, timeZone: string): string {
  const day = new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone }).format(at)
  const time = new Intl.DateTimeFormat('en-US', { timeStyle: 'short', timeZone }).format(at)
  // Node's versions differ in the blank before AM.
  return `${day}, ${time.replace(/\s/g, ' ')}`
}
