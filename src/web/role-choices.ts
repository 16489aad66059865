import type { Account, Role } from '../store/accounts.ts'
import { rolesWords } from './words/roles.ts'
import type { Speaker } from './words/screen-words.ts'

/** What a form offers, and the role behind it: the Board's president is a trustee with a mark. */
const offered = {
  volunteer: 'volunteer',
  desk: 'desk',
  director: 'director',
  counsel: 'counsel',
  trustee: 'trustee',
  president: 'trustee',
} as const satisfies Record<keyof ReturnType<typeof rolesWords>['choices'], Role>

const names = Object.keys(offered) as (keyof typeof offered)[]

type Place = { readonly role: Role; readonly president: boolean }

const placeOf = (name: keyof typeof offered): Place => ({
  role: offered[name],
  president: name === 'president',
})

/** What somebody may be here, as a form offers it; only the places that `mayGive` lets through. */
export function roleChoices(speaker: Speaker, mayGive: (place: Place) => boolean) {
  const roles = rolesWords(speaker)
  return names
    .filter((name) => mayGive(placeOf(name)))
    .map((name) => ({ value: name, ...roles.choices[name] }))
}

/** The role and the mark behind a choice, or null where it is none. */
export function roleOf(value: string | undefined): Place | null {
  const name = names.find((each) => each === value)
  return name === undefined ? null : placeOf(name)
}

/** A role with the Board's mark, as people say it. */
export function roleTold(speaker: Speaker, { role, president }: Pick<Account, 'role' | 'president'>): string {
  const roles = rolesWords(speaker)
  return president ? roles.ofTheBoard(roles.name[role]) : roles.name[role]
}
