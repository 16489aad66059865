import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { csvLine } from '../platform/csv.ts'
import { daysAfter, daysBetween, yearsAfter } from '../policy/index.ts'

type LibraryToInvent = {
  readonly seed: number
  readonly patrons: number
  /** `YYYY-MM-DD`: ages, due dates and overdue loans are as of this day. */
  readonly today: string
}

type InventedFile = { readonly file: string; readonly lines: () => Generator<string> }

/**
 * Invented CSV of Koha's tables, imported like a real export. The same seed gives the same library; none is held in memory.
 */
export function inventLibrary(library: LibraryToInvent): readonly InventedFile[] {
  return [
    { file: 'borrowers.csv', lines: () => patronLines(library) },
    { file: 'items.csv', lines: () => itemLines(library) },
    { file: 'issues.csv', lines: () => loanLines(library) },
    { file: 'reserves.csv', lines: () => holdLines(library) },
    { file: 'accountlines.csv', lines: () => chargeLines(library) },
    { file: 'old_issues.csv', lines: () => oldLoanLines(library) },
  ]
}

export async function writeInventedLibrary(folder: string, library: LibraryToInvent): Promise<void> {
  await mkdir(folder, { recursive: true })
  for (const { file, lines } of inventLibrary(library)) {
    await pipeline(Readable.from(inChunks(lines())), createWriteStream(join(folder, file)))
  }
}

function* inChunks(lines: Iterable<string>): Generator<string> {
  let chunk = ''
  for (const line of lines) {
    chunk += line
    if (chunk.length > 65_536) {
      yield chunk
      chunk = ''
    }
  }
  yield chunk
}

function* patronLines({ seed, patrons, today }: LibraryToInvent): Generator<string> {
  let header: string[] | undefined
  for (let block = 0; block * blockSize < patrons; block++) {
    for (const { number, columns } of inventBlock(seed, block, today)) {
      if (header === undefined) {
        header = Object.keys(columns)
        yield csvLine(header)
      }
      if (number <= patrons) yield csvLine(header.map((name) => columns[name] ?? ''))
    }
  }
}

/** Items per two patrons, and titles per five. */
const itemsPerPair = 3
const titlesPerFive = 4

function* itemLines(library: LibraryToInvent): Generator<string> {
  const { seed, patrons, today } = library
  yield csvLine([
    ...['itemnumber', 'barcode', 'biblionumber', 'title', 'author', 'homebranch', 'itype', 'ccode'],
    ...['itemcallnumber', 'replacementprice', 'itemlost', 'damaged', 'withdrawn', 'onloan', 'paidfor'],
  ])
  const titles = new Titles(library)
  const lostItems = new Set<number>()
  const dueOn = new Map<number, string>()
  // Loans come first, because the items file repeats what is on loan and lost.
  let told = 0
  const count = itemCount(patrons)
  for (let item = 1; item <= count; item++) {
    for (; told < patrons && told * itemsPerPair < 2 * (item + 8); told++) {
      for (const loan of loansOf(library, told + 1)) {
        dueOn.set(loan.item, loan.dueOn)
        if (loan.lost) lostItems.add(loan.item)
      }
    }
    const random = new SeededRandom(seed, 'item', item)
    const biblio = ((item - 1) % titleCount(patrons)) + 1
    const { title, author, collection, callNumber } = titles.of(biblio)
    const price = (random.whole(6, 45) + random.pick([0, 0.5, 0.95, 0.99])).toFixed(2)
    const lost = lostItems.delete(item) || random.chance(0.004)
    const damaged = random.chance(0.01)
    const paidFor = lost && random.chance(0.2) ? `Paid for by somebody ${today}` : ''
    yield csvLine([
      ...[String(item), itemBarcode(item), String(biblio), title, author, 'MAIN', 'BK'],
      collection,
      callNumber,
      price,
      lost ? '1' : '0',
      damaged ? '1' : '0',
      '0',
      dueOn.get(item) ?? '',
      paidFor,
    ])
    dueOn.delete(item)
  }
}

/** How many blocks of patrons are remembered: a title has copies on few shelves. */
const blocksRemembered = 8

/** The titles, each one that whoever has it checked out might have chosen: a child has a children’s book. */
class Titles {
  readonly #library: LibraryToInvent
  readonly #blocks = new Map<number, readonly InventedPatron[]>()

  constructor(library: LibraryToInvent) {
    this.#library = library
  }

  of(biblio: number): InventedTitle {
    const { seed, patrons } = this.#library
    let readers: Readers = 'adults'
    for (let item = biblio; item <= itemCount(patrons); item += titleCount(patrons)) {
      // Whose shelf it is on: see `loansOf`.
      const patron = Math.ceil((2 * item) / itemsPerPair)
      const isOut = patron <= patrons && loansOf(this.#library, patron).some((loan) => loan.item === item)
      if (isOut) readers = youngest(readers, this.readers(patron))
    }
    return inventTitle(new SeededRandom(seed, 'title', biblio), onShelf[readers])
  }

  readers(patron: number): Readers {
    const { seed, today } = this.#library
    const block = Math.floor((patron - 1) / blockSize)
    const people = this.#blocks.get(block) ?? inventBlock(seed, block, today)
    this.#blocks.delete(block)
    this.#blocks.set(block, people)
    for (const [oldest] of [...this.#blocks].slice(0, -blocksRemembered)) this.#blocks.delete(oldest)
    const born = people[(patron - 1) % blockSize]?.born ?? ''
    if (today >= yearsAfter(born, 19)) return 'adults'
    return today < yearsAfter(born, 13) ? 'children' : 'teenagers'
  }
}

type Readers = 'children' | 'teenagers' | 'adults'

const byAge: readonly Readers[] = ['children', 'teenagers', 'adults']
const youngest = (one: Readers, other: Readers): Readers =>
  byAge.indexOf(one) < byAge.indexOf(other) ? one : other

const itemBarcode = (item: number) => `3${String(7_000_000_000_000 + item)}`

/** Barcodes of the first items not on loan, for the demonstration. */
export function itemsToLend(library: LibraryToInvent, count: number): string[] {
  const out = new Set<number>()
  for (let patron = 1; patron <= 4 * count; patron++) {
    for (const { item } of loansOf(library, patron)) out.add(item)
  }
  const numbers = Array.from({ length: 4 * count }, (_, at) => at + 1)
  return numbers
    .filter((item) => !out.has(item))
    .slice(0, count)
    .map(itemBarcode)
}

/** Cards of the first patrons with something overdue and a phone, for the demonstration. */
export function cardsToCall(library: LibraryToInvent, count: number): string[] {
  const { seed, patrons, today } = library
  const blocks = Array.from({ length: Math.min(count, Math.floor(patrons / blockSize)) }, (_, at) => at)
  return blocks
    .flatMap((block) => inventBlock(seed, block, today))
    .filter(({ number, columns }) => {
      const isLate = loansOf(library, number).some(({ dueOn, lost }) => dueOn < today && !lost)
      return isLate && Boolean(columns['phone']) && Boolean(columns['cardnumber'])
    })
    .slice(0, count)
    .map(({ columns }) => columns['cardnumber'] ?? '')
}

type InventedLoan = {
  readonly id: number
  readonly patron: number
  readonly item: number
  readonly dueOn: string
  readonly lost: boolean
}

/** Each patron borrows from separate shelves, so that an item is out once. */
function loansOf({ seed, patrons, today }: LibraryToInvent, patron: number): InventedLoan[] {
  const random = new SeededRandom(seed, 'loans', patron)
  const count = random.pick([0, 0, 0, 0, 1, 1, 2])
  const firstItem = Math.floor(((patron - 1) * itemsPerPair) / 2) + 1
  const lastItem = Math.floor((patron * itemsPerPair) / 2)
  return Array.from({ length: count }, (_, at) => {
    const overdue = random.chance(0.19)
    const dueOn = daysBefore(today, overdue ? random.whole(1, 60) : -random.whole(0, 21))
    const lost = overdue && random.chance(0.06)
    return { id: patron * 10 + at, patron, item: firstItem + at, dueOn, lost }
  }).filter(({ item }) => item <= lastItem && item <= itemCount(patrons))
}

function* allLoans(library: LibraryToInvent): Generator<InventedLoan> {
  for (let patron = 1; patron <= library.patrons; patron++) yield* loansOf(library, patron)
}

function* loanLines(library: LibraryToInvent): Generator<string> {
  yield csvLine([
    'issue_id',
    'borrowernumber',
    'itemnumber',
    'date_due',
    'branchcode',
    'returndate',
    'issuedate',
    'note',
  ])
  for (const { id, patron, item, dueOn } of allLoans(library)) {
    const lent = `${daysBefore(dueOn, 21)} 15:20:00`
    yield csvLine([String(id), String(patron), String(item), `${dueOn} 23:59:00`, 'MAIN', '', lent, ''])
  }
}

function* holdLines(library: LibraryToInvent): Generator<string> {
  const { seed, patrons, today } = library
  const titles = new Titles(library)
  yield csvLine([
    'reserve_id',
    'borrowernumber',
    'reservedate',
    'biblionumber',
    'found',
    'suspend',
    'reservenotes',
  ])
  for (let patron = 1; patron <= patrons; patron++) {
    const random = new SeededRandom(seed, 'holds', patron)
    if (!random.chance(0.1)) continue
    const fits = onShelf[titles.readers(patron)]
    let biblio = random.whole(1, titleCount(patrons))
    while (!fits.some(({ shelf }) => shelf === titles.of(biblio).shelf))
      biblio = (biblio % titleCount(patrons)) + 1
    const asked = daysBefore(today, random.whole(1, 60))
    const suspended = random.chance(0.05)
    const found = suspended ? '' : random.pick(['', '', 'W', 'T', 'W'])
    const note = random.chance(0.1) ? 'for my daughter’s court date' : ''
    yield csvLine([String(patron), String(patron), asked, String(biblio), found, suspended ? '1' : '0', note])
  }
}

function* chargeLines(library: LibraryToInvent): Generator<string> {
  yield csvLine([
    'accountlines_id',
    'borrowernumber',
    'itemnumber',
    'date',
    'amount',
    'description',
    'accounttype',
    'amountoutstanding',
  ])
  for (const { id, patron, item, dueOn, lost } of allLoans(library)) {
    if (dueOn >= library.today) continue
    const random = new SeededRandom(library.seed, 'charge', id)
    const overdueDays = daysBetween(dueOn, library.today)
    const amount = lost ? random.whole(700, 4500) : Math.min(1000, overdueDays * 10)
    const money = `${(amount / 100).toFixed(2)}0000`
    const description = `The item that is out, ${dueOn}`
    const who = [String(patron), String(item), library.today, money, description]
    yield csvLine([String(id * 10), ...who, lost ? 'L' : 'FU', money])
    if (random.chance(0.15))
      yield csvLine([String(id * 10 + 1), ...who, 'M', `${random.whole(1, 12)}.000000`])
    if (random.chance(0.2)) {
      yield csvLine([
        String(id * 10 + 2),
        String(patron),
        '',
        library.today,
        '-2.000000',
        '',
        'Pay',
        '0.000000',
      ])
    }
  }
}

function* oldLoanLines({ seed, patrons, today }: LibraryToInvent): Generator<string> {
  yield csvLine(['issue_id', 'borrowernumber', 'itemnumber', 'date_due', 'returndate'])
  for (let patron = 1; patron <= patrons; patron++) {
    const random = new SeededRandom(seed, 'old loans', patron)
    const returned = daysBefore(today, random.whole(1, 1000))
    const item = String(random.whole(1, itemCount(patrons)))
    yield csvLine([String(patron), String(patron), item, `${returned} 23:59:00`, `${returned} 11:02:00`])
  }
}

function itemCount(patrons: number): number {
  return Math.ceil((patrons * itemsPerPair) / 2)
}

function titleCount(patrons: number): number {
  return Math.ceil((patrons * titlesPerFive) / 5)
}

type InventedPatron = {
  readonly number: number
  /** `YYYY-MM-DD`, also where the record has none. */
  readonly born: string
  readonly columns: Readonly<Record<string, string>>
}

/** Patrons per block, in whole households, so that any block can be invented without the rest. */
export const blockSize = 12

/** One patron as the export has them. */
export function inventOne(seed: number, number: number, today: string): InventedPatron {
  const found = inventBlock(seed, Math.floor((number - 1) / blockSize), today)[(number - 1) % blockSize]
  if (found === undefined) throw new RangeError(`no patron ${number}`)
  return found
}

function daysBefore(day: string, days: number): string {
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

/** Ages cluster where the policy turns: some are eighteen, and some come of age this week. */
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

function inventPatron(random: SeededRandom, { home, number, guarantor, born, today }: Place): InventedPatron {
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
    // Includes what an import must drop.
    borrowernotes: random.chance(0.01) ? 'asked us not to ring before noon, "please"' : '',
    password: '!',
    userid: `user${number}`,
    privacy: random.chance(0.05) ? '2' : '1',
  }
  return { number, born, columns }
}

function bornGrown(random: SeededRandom, today: string, isParent: boolean): string {
  const years = isParent ? random.whole(37, 62) : random.whole(20, 88)
  return daysBefore(yearsAfter(today, -years), random.whole(1, 364))
}

/** One child in six is within two weeks of the eighteenth or nineteenth birthday. */
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

type Some = readonly [string, ...string[]]
type Subject = {
  readonly weight: number
  readonly collection: 'FIC' | 'NFIC' | 'JUV'
  readonly shelf: string
  readonly forms: Some
  readonly topics: Some
}

const some = (text: string): Some => text.split(/\s*;\s*/) as unknown as Some

/**
 * Mostly stories, and subjects people would not want known. `@` is a topic, `#` an adjective, `%` a name; all are invented.
 */
const subjects = `
  16 JUV E
    % and the # @; The @ Who Would Not Sleep; Good Night, # @; Where Is the # @?; Ten Small @s
    Goose; Tractor; Badger; Moon; Combine; Prairie Dog; Puddle; Grandmother; Snowplow; Calf; Owl; Grasshopper
  10 JUV J
    The # @ Club; % Against the @; The Secret of the # @; % Finds a @; Summer of the # @
    Attic; Barn; Spelling Bee; Creek; Lighthouse; Robot; Ghost; Science Fair; Storm Cellar; Map; Bicycle
  14 FIC FIC
    Murder at the # @; The # @ Murders; A Body in the @; Death Comes to the # @; The Last @
    Grain Elevator; Quilt Show; Church Supper; Depot; Library; County Fair; Hotel; Ballroom; Ferry; Orchard
  12 FIC FIC
    The # @; A @ for %; The @ Keeper’s Daughter; Letters from the # @; Beyond the # @
    Homestead; River; Winter; Harvest; Schoolteacher; Wedding; Inheritance; Crossing; Garden; Promise; Mare
  8 FIC FIC
    The @ of # Seven; % of the @; Orbit of the # @; The @ War
    Engine; Colony; Machine; Comet; Signal; Empire; Moth; Ark
  7 NFIC 630
    The Profitable @; Raising @ on Small Acres; @: A Practical Guide; Diseases of @; A History of @
    Soybeans; Dairy Goats; Center Pivots; Sheep; Alfalfa; Honeybees; Barns; Draft Horses; Windbreaks; Seed Corn
  7 NFIC 641
    The @ Cookbook; @ Every Night; One Hundred Ways with @; @ for Beginners
    Casserole; Rhubarb; Kolache; Bean; Sourdough; Venison; Pickle; Quilting; Crochet; Small Engine Repair
  5 NFIC 978
    The # @ of 1888; Voices of the # @; @ on the Plains; A County and Its @
    Blizzard; Railroad; Courthouse; Drought; Orphan Train; Sod House; Grange; Ferry
  5 NFIC 616
    Living with @; When Your Child Has @; The @ Workbook; After the Diagnosis: @; A Husband’s Guide to @
    Breast Cancer; HIV; Parkinson’s; Endometriosis; Infertility; Diabetes; Epilepsy; Hepatitis C; Dementia
  5 NFIC 616.8
    @: A Way Back; Understanding @; My Year of @; @ and the Family; Talking to Your Doctor About @
    Depression; Bipolar Disorder; Self-Harm; Panic; An Eating Disorder; Postpartum Depression; Thoughts of Suicide
  4 NFIC 362
    Sober in a Small Town: @; Loving Someone with @; The First Ninety Days Without @; @: A Recovery Diary
    Drinking; Meth; Opioids; Gambling; Pornography; Pain Pills; Shopping
  4 NFIC 306
    Before You File: @; @ and the Children; The Quiet @; Starting Over After @; @ Without a Lawyer
    Divorce; Separation; An Affair; A Custody Fight; Leaving Him; Remarriage; An Annulment
  4 NFIC 306.7
    Coming Out at Sixty: @; @: Questions Teenagers Ask; Our Child Is @; Faith and Being @; The @ Handbook
    Gay; Transgender; Bisexual; Asexual; Nonbinary; Questioning
  4 NFIC 200
    Leaving the @; Doubt and the @; A Convert’s Road to the @; Prayers from the @; Raised in the @
    Church; Congregation; Mosque; Temple; Old Order; Seminary; Convent; Pulpit
  4 NFIC 340
    Your Rights: @; @: A Plain Guide; Answering a Charge of @; Help with @
    Eviction; Bankruptcy; Immigration Papers; Probation; Wage Garnishment; A Protection Order; Expungement
  3 NFIC 362.82
    Safe Tonight: @; Naming It: @; She Left: Stories of @; For Survivors of @
    Violence at Home; Stalking; Assault; Childhood Abuse; Coercive Control
  3 NFIC 618
    Pregnant and @; Nine Months, @; Deciding About @; Losing a Pregnancy: @
    Sixteen; Alone; Adoption; Over Forty; Unsure
  4 NFIC 650
    Quitting to @; The @ Résumé; Second Careers: @; Debt and @
    Start Over; Farm; Teach; Drive Trucks; Retire; Move Away`
  .trim()
  .split(/\n(?= {2}\d)/)
  .map(subjectOf)

/** Three lines: how often it comes, its collection and shelf; forms of titles; topics. */
function subjectOf(text: string): Subject {
  const [head = '', forms = '', topics = ''] = text.trim().split('\n')
  const [weight, collection, shelf = ''] = head.split(' ')
  return {
    weight: Number(weight),
    collection: collection as Subject['collection'],
    shelf,
    forms: some(forms.trim()),
    topics: some(topics.trim()),
  }
}

const adjectives = some(
  'Yellow; Blue; Silent; Long; Crooked; Lost; Northern; Painted; Hollow; Second; Paper; Iron; Small; Forgotten; Red; Winter; Wandering; Upside-Down; Whispering; Last',
)
const heroes = some(
  'Marigold; Otis; Wilhelmina; Augustus; Pearl; Ezra; Tansy; Cornelius; Birdie; Hollis; Juniper; Silas; Opal; Thaddeus; Winnie; Ferris',
)
const authors = some(
  'Pennyfeather; Quillan; Tanglewood; Silverthorne; Vandermast; Hollingshead; Winterbourne; Applegarth; Nightingale-Ruiz; Fairweather; Oakhurst; Brightwater; Larkspur; Stonebridge; Marchbanks; Thistlewood; Goldfinch; Underhill; Merriweather; Ashgrove',
)
const weighted = (fits: (kind: Subject) => boolean) =>
  subjects.filter(fits).flatMap((kind) => Array<Subject>(kind.weight).fill(kind)) as [Subject, ...Subject[]]

const onShelf: Readonly<Record<Readers, readonly [Subject, ...Subject[]]>> = {
  children: weighted(({ collection }) => collection === 'JUV'),
  teenagers: weighted(({ collection, shelf }) => collection === 'FIC' || shelf === 'J'),
  adults: weighted(() => true),
}

type InventedTitle = {
  readonly title: string
  readonly author: string
  readonly collection: 'FIC' | 'NFIC' | 'JUV'
  readonly shelf: string
  readonly callNumber: string
}

function inventTitle(random: SeededRandom, fits: readonly [Subject, ...Subject[]]): InventedTitle {
  const kind = random.pick(fits)
  const title = random
    .pick(kind.forms)
    .replaceAll('@', random.pick(kind.topics))
    .replaceAll('#', random.pick(adjectives))
    .replaceAll('%', random.pick(heroes))
  const surname = random.pick(authors)
  const initials = `${String.fromCharCode(65 + random.whole(0, 25))}. ${String.fromCharCode(65 + random.whole(0, 25))}.`
  const number =
    kind.shelf.length < 4 && /\d/.test(kind.shelf) ? `${kind.shelf}.${random.whole(1, 999)}` : kind.shelf
  return {
    title,
    author: `${surname}, ${initials}`,
    collection: kind.collection,
    shelf: kind.shelf,
    callNumber: `${number} ${surname.slice(0, 3).toUpperCase()}`,
  }
}

type Words = readonly [string, ...string[]]

const words = (text: string): Words => text.split(/\s*[,\n]\s*/).filter(Boolean) as unknown as Words

export const surnames = words(`
  Johnson, Anderson, Nelson, Smith, Larsen, Peterson, Schroeder, Novak, Miller, Garcia, Olson, Jensen, Meyer,
  Kucera, Hansen, Martinez, Weber, Dvorak, Nguyen, Carlson, Svoboda, Brandt, Lindgren, Hernandez, Krueger, Holm,
  Petersen, Cerny, Richter, O'Brien, Fischer, Lopez, Sorensen, Becker, Vasquez, Kramer, Stehlik, Dahl, Wagner,
  Reyes, Bauer, Ostrander, Kowalski, Tran, Lund, Hoffman, Ramirez, Zeller, McBride, Thorne, Pacheco, Aldenkamp,
  Friesen, Burkhart, Castellano, Haase, Okonkwo, Moravec, Pfeiffer, Quigley, Rasmussen, Sandoz, Tillotson, Ulrich,
  Van Houten, Whitcomb, Yoder, Zimmer, Abernathy, Birkeland, Chavez, Deering, Eklund, Fontaine, Gutschow, Hruska,
  Ibarra, Jurgens, Kettleson, Lachance, Mansour, Nygaard, Osei, Przybylski, Quist, Rutledge, Sedlak, Trujillo,
  Unruh, Vondracek, Wanamaker, Xiong, Yamada, Zapata, de la Cruz, St. Clair, D’Amico, Łuczak, Müller, Ñíguez`)

export const firstNames = words(`
  Mary, James, Linda, Robert, Patricia, John, Barbara, Michael, Susan, David, Emma, William, Olivia, Thomas, Ava,
  Daniel, Sophia, Paul, Isabella, Mark, Mia, Steven, Charlotte, Kevin, Amelia, Brian, Harper, Jason, Evelyn, Ryan,
  Abigail, Jacob, Emily, Gary, Ella, Eric, Elizabeth, Noah, Sofia, Liam, Avery, Mason, Scarlett, Logan, Grace,
  Lucas, Chloe, Ethan, Lily, Levi, Hannah, Owen, Nora, Wyatt, Zoey, Caleb, Ruth, Eli, Clara, Isaac, Vera, Henry,
  Alma, Oscar, Ida, Walter, Edith, Leroy, Marguerite, Duane, Yesenia, Mateo, Guadalupe, Joaquín, Anh, Minh, Fatima,
  Ibrahim, Amara, Kwame, Ingrid, Anders, Bohumila, Václav, Siobhán, Declan, Renée, Étienne, Zofia, Kazimierz, Tove`)

const towns = words(`
  Cottonwood Forks, Cottonwood Forks, Cottonwood Forks, Harlow, Prairie Gate, Saint Ansgar Springs, Willow Bend,
  Sandridge, New Bergen, Two Rivers Crossing, Plum Hollow, Windlass, Old Fort Adair, Loess City`)

const streets = words(`
  Bluestem Avenue, Windmill Lane, N Meadowlark Street, S Meadowlark Street, Elevator Road, W Third Street,
  E Third Street, Depot Street, Sugar Beet Road, County Road 14, County Road 31, Schoolhouse Lane, Cemetery Road,
  Goldenrod Court, Grain Belt Drive, Hackberry Street, Sod House Road, Pivot Road, Courthouse Square, Box Elder Way,
  Burr Oak Terrace, Crane Meadow Drive, Haymarket Street, Orchard Street, Railroad Avenue, Silo Hill Road`)

const mailHosts = words('example.org, example.net, mail.example.com, farm.example.net, school.example.org')

/** Repeatable random numbers (mulberry32), never for secrets. */
export class SeededRandom {
  #state: number

  /** The same parts give the same numbers. */
  constructor(...parts: readonly (string | number)[]) {
    let hash = 2166136261
    for (const character of parts.join('\n'))
      hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16777619)
    this.#state = hash >>> 0
  }

  /** From 0, below 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let mixed = this.#state
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }

  whole(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1))
  }

  chance(probability: number): boolean {
    return this.next() < probability
  }

  /** With `skew` above 1 the first values are far more frequent, as with surnames. */
  pick<T>(from: readonly [T, ...T[]], skew = 1): T {
    return from[Math.floor(from.length * this.next() ** skew)] ?? from[0]
  }
}
