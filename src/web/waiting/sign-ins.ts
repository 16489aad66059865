import { allAccounts, isGivenOver, type Person } from '../../store/accounts.ts'
import { isResting, mostWrongCodes } from '../../store/accounts-tries.ts'
import { peopleWords } from '../words/people.ts'
import { formatsOf } from '../words/told.ts'
import { waitingWords } from '../words/waiting.ts'
import type { Source, Waiting } from './source.ts'

/** Somebody cannot sign in at this moment, or has not signed in yet. */
export const signIns: Source = {
  may: ['director'],
  async look(visit) {
    const { who, house } = visit
    const waiting = waitingWords(visit)
    const told = formatsOf(visit)
    const page = peopleWords(visit)
    const now = house.clock.now()
    const others = (await allAccounts(house.app)).filter(({ id }) => id !== who.id)
    const isLocked = ({ codesFailed }: Person) => codesFailed >= mostWrongCodes
    const line = (
      kind: Waiting['kind'],
      people: readonly Person[],
      says: (names: string, count: number) => string,
    ): readonly Waiting[] =>
      people.length === 0
        ? []
        : [
            {
              kind,
              says: says(told.all(people.map(({ name }) => name)), people.length),
              href: '/people',
              go: page.title,
            },
          ]
    return [
      ...line('warning', others.filter(isLocked), waiting.locked),
      ...line(
        'info',
        others.filter((person) => isResting(person, now) && !isLocked(person)),
        waiting.rests,
      ),
      ...line(
        'info',
        others.filter((person) => person.given && !isGivenOver(person, now)),
        waiting.notSignedIn,
      ),
      ...line(
        'info',
        others.filter((person) => isGivenOver(person, now)),
        waiting.givenOver,
      ),
    ]
  },
}
