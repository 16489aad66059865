import type { SeededRandom } from './seeded-random.ts'

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
 * What stands on a real shelf: mostly stories, and beside them what people would not want told that they read.
 * `@` is a topic, `#` a place or a colour, `%` somebody's name. Every title and author is invented.
 */
const subjects: readonly [Subject, ...Subject[]] = [
  subject(
    16,
    'JUV',
    'E',
    '% and the # @; The @ Who Would Not Sleep; Good Night, # @; Where Is the # @?; Ten Small @s',
    'Goose; Tractor; Badger; Moon; Combine; Prairie Dog; Puddle; Grandmother; Snowplow; Calf; Owl; Grasshopper',
  ),
  subject(
    10,
    'JUV',
    'J',
    'The # @ Club; % Against the @; The Secret of the # @; % Finds a @; Summer of the # @',
    'Attic; Barn; Spelling Bee; Creek; Lighthouse; Robot; Ghost; Science Fair; Storm Cellar; Map; Bicycle',
  ),
  subject(
    14,
    'FIC',
    'FIC',
    'Murder at the # @; The # @ Murders; A Body in the @; Death Comes to the # @; The Last @',
    'Grain Elevator; Quilt Show; Church Supper; Depot; Library; County Fair; Hotel; Ballroom; Ferry; Orchard',
  ),
  subject(
    12,
    'FIC',
    'FIC',
    'The # @; A @ for %; The @ Keeper’s Daughter; Letters from the # @; Beyond the # @',
    'Homestead; River; Winter; Harvest; Schoolteacher; Wedding; Inheritance; Crossing; Garden; Promise; Mare',
  ),
  subject(
    8,
    'FIC',
    'FIC',
    'The @ of # Seven; % of the @; Orbit of the # @; The @ War',
    'Engine; Colony; Machine; Comet; Signal; Empire; Moth; Ark',
  ),
  subject(
    7,
    'NFIC',
    '630',
    'The Profitable @; Raising @ on Small Acres; @: A Practical Guide; Diseases of @; A History of @',
    'Soybeans; Dairy Goats; Center Pivots; Sheep; Alfalfa; Honeybees; Barns; Draft Horses; Windbreaks; Seed Corn',
  ),
  subject(
    7,
    'NFIC',
    '641',
    'The @ Cookbook; @ Every Night; One Hundred Ways with @; @ for Beginners',
    'Casserole; Rhubarb; Kolache; Bean; Sourdough; Venison; Pickle; Quilting; Crochet; Small Engine Repair',
  ),
  subject(
    5,
    'NFIC',
    '978',
    'The # @ of 1888; Voices of the # @; @ on the Plains; A County and Its @',
    'Blizzard; Railroad; Courthouse; Drought; Orphan Train; Sod House; Grange; Ferry',
  ),
  subject(
    5,
    'NFIC',
    '616',
    'Living with @; When Your Child Has @; The @ Workbook; After the Diagnosis: @; A Husband’s Guide to @',
    'Breast Cancer; HIV; Parkinson’s; Endometriosis; Infertility; Diabetes; Epilepsy; Hepatitis C; Dementia',
  ),
  subject(
    5,
    'NFIC',
    '616.8',
    '@: A Way Back; Understanding @; My Year of @; @ and the Family; Talking to Your Doctor About @',
    'Depression; Bipolar Disorder; Self-Harm; Panic; An Eating Disorder; Postpartum Depression; Thoughts of Suicide',
  ),
  subject(
    4,
    'NFIC',
    '362',
    'Sober in a Small Town: @; Loving Someone with @; The First Ninety Days Without @; @: A Recovery Diary',
    'Drinking; Meth; Opioids; Gambling; Pornography; Pain Pills; Shopping',
  ),
  subject(
    4,
    'NFIC',
    '306',
    'Before You File: @; @ and the Children; The Quiet @; Starting Over After @; @ Without a Lawyer',
    'Divorce; Separation; An Affair; A Custody Fight; Leaving Him; Remarriage; An Annulment',
  ),
  subject(
    4,
    'NFIC',
    '306.7',
    'Coming Out at Sixty: @; @: Questions Teenagers Ask; Our Child Is @; Faith and Being @; The @ Handbook',
    'Gay; Transgender; Bisexual; Asexual; Nonbinary; Questioning',
  ),
  subject(
    4,
    'NFIC',
    '200',
    'Leaving the @; Doubt and the @; A Convert’s Road to the @; Prayers from the @; Raised in the @',
    'Church; Congregation; Mosque; Temple; Old Order; Seminary; Convent; Pulpit',
  ),
  subject(
    4,
    'NFIC',
    '340',
    'Your Rights: @; @: A Plain Guide; Answering a Charge of @; Help with @',
    'Eviction; Bankruptcy; Immigration Papers; Probation; Wage Garnishment; A Protection Order; Expungement',
  ),
  subject(
    3,
    'NFIC',
    '362.82',
    'Safe Tonight: @; Naming It: @; She Left: Stories of @; For Survivors of @',
    'Violence at Home; Stalking; Assault; Childhood Abuse; Coercive Control',
  ),
  subject(
    3,
    'NFIC',
    '618',
    'Pregnant and @; Nine Months, @; Deciding About @; Losing a Pregnancy: @',
    'Sixteen; Alone; Adoption; Over Forty; Unsure',
  ),
  subject(
    4,
    'NFIC',
    '650',
    'Quitting to @; The @ Résumé; Second Careers: @; Debt and @',
    'Start Over; Farm; Teach; Drive Trucks; Retire; Move Away',
  ),
]

function subject(
  weight: number,
  collection: Subject['collection'],
  shelf: string,
  forms: string,
  topics: string,
): Subject {
  return { weight, collection, shelf, forms: some(forms), topics: some(topics) }
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
/** Each subject as often as it weighs. */
const onShelf = subjects.flatMap((kind) => Array<Subject>(kind.weight).fill(kind)) as [Subject, ...Subject[]]

export type InventedTitle = {
  readonly title: string
  readonly author: string
  readonly collection: 'FIC' | 'NFIC' | 'JUV'
  readonly callNumber: string
}

export function inventTitle(random: SeededRandom): InventedTitle {
  const kind = random.pick(onShelf)
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
    callNumber: `${number} ${surname.slice(0, 3).toUpperCase()}`,
  }
}
