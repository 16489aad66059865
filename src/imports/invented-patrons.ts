import { daysAfter, daysBetween, yearsAfter } from '../policy/calendar.ts'
import { firstNames, mailHosts, streets, surnames, towns } from './invented-words.ts'
import { SeededRandom } from './seeded-random.ts'

/** An invented person, as the columns of `borrowers` that say something of them. `number` counts from 1. */
export type InventedPatron = {
  readonly number: number
  readonly columns: Readonly<Record<string, string>>
}

/** Patrons are invented so many at a time, whole households each, so that any of them can be told without the rest. */
export const blockSize = 12

/** A day so many days before another, `YYYY-MM-DD`. */
export function daysBefore(day: string, days: number): string {
  return daysAfter(day, -days)
}

const relationships = [
  'mother',
  'father',
  'mother',
  'father',
  'parent',
  'guardian',
  '',
  'grandmother',
] as const

type Home = { readonly surname: string; readonly address: Record<string, string>; readonly phone: string }

/**
 * One block. Ages lie thick where the policy turns: some are eighteen, some come of age this very week.
 */
export function inventBlock(seed: number, block: number, today: string): InventedPatron[] {
  const random = new SeededRandom(seed, 'patrons', block)
  const people: InventedPatron[] = []
  while (people.length < blockSize) {
    const home = inventHome(random)
    const first = block * blockSize + people.length + 1
    const adults = random.chance(0.55) ? 2 : 1
    const children = random.chance(0.4) ? random.whole(1, 3) : 0
    for (let at = 0; at < adults + children && people.length < blockSize; at++) {
      const guarantor = at < adults ? undefined : first
      const born = guarantor === undefined ? bornGrown(random, today, children > 0) : bornYoung(random, today)
      const number = block * blockSize + people.length + 1
      people.push(inventPatron(random, { home, number, guarantor, born, today }))
    }
  }
  return people
}

function inventHome(random: SeededRandom): Home {
  const street = random.pick(streets)
  const box = random.chance(0.08)
  return {
    surname: random.pick(surnames, 2.2),
    address: {
      address: box ? `P.O. Box ${random.whole(1, 990)}` : `${random.whole(100, 4900)} ${street}`,
      address2: random.chance(0.1) ? `Apt ${random.whole(1, 40)}` : '',
      city: random.pick(towns),
      state: 'NE',
      zipcode: `6${random.whole(8900, 8999)}`,
      country: 'USA',
    },
    phone: `(308) 555-${String(random.whole(0, 9999)).padStart(4, '0')}`,
  }
}

type Place = {
  readonly home: Home
  readonly number: number
  readonly guarantor: number | undefined
  readonly born: string
  readonly today: string
}

function inventPatron(random: SeededRandom, place: Place): InventedPatron {
  const { home, number, guarantor, born, today } = place
  const firstname = random.pick(firstNames, 1.3)
  const known = !random.chance(0.012)
  const minor = today < yearsAfter(born, 19)
  const young = today < yearsAfter(born, 13)
  const daysOld = daysBetween(born, today)
  const guaranteed = guarantor !== undefined && minor
  const columns = {
    borrowernumber: String(number),
    cardnumber: `2${String(7_000_000_000_000 + number)}`,
    surname: home.surname,
    firstname,
    ...home.address,
    email: !young && random.chance(0.6) ? mailOf(random, firstname, home.surname, number) : '',
    phone: random.chance(0.9) ? home.phone : '',
    mobile: !young && random.chance(0.35) ? `402-555-${String(random.whole(0, 9999)).padStart(4, '0')}` : '',
    dateofbirth: known ? born : '',
    branchcode: 'MAIN',
    categorycode: minor ? (young ? 'J' : 'YA') : 'PT',
    dateenrolled: daysBefore(today, random.whole(1, Math.min(daysOld - 200, 4000))),
    dateexpiry: daysBefore(today, random.whole(-1000, 60)),
    gonenoaddress: random.chance(0.005) ? '1' : '0',
    lost: random.chance(0.03) ? '1' : '0',
    guarantorid: guaranteed ? String(guarantor) : '',
    relationship: guaranteed ? random.pick(relationships) : '',
    // Why: what an import must drop is there to be dropped.
    borrowernotes: random.chance(0.01) ? 'asked us not to ring before noon, "please"' : '',
    password: '!',
    userid: `user${number}`,
    privacy: random.chance(0.05) ? '2' : '1',
  }
  return { number, columns }
}

function bornGrown(random: SeededRandom, today: string, isParent: boolean): string {
  const years = isParent ? random.whole(37, 62) : random.whole(20, 88)
  return daysBefore(yearsAfter(today, -years), random.whole(1, 364))
}

/** One child in six is within two weeks of the eighteenth or the nineteenth birthday, or has it today. */
function bornYoung(random: SeededRandom, today: string): string {
  if (!random.chance(1 / 6)) return daysBefore(today, random.whole(2 * 365, 19 * 365))
  return daysBefore(yearsAfter(today, -random.pick([18, 19])), random.pick([-14, -1, 0, 0, 1, 14]))
}

function mailOf(random: SeededRandom, firstname: string, surname: string, number: number): string {
  const plain = (text: string) =>
    text
      .normalize('NFKD')
      .replace(/[^A-Za-z]/g, '')
      .toLowerCase() || 'reader'
  return `${plain(firstname)}.${plain(surname)}${number}@${random.pick(mailHosts)}`
}
