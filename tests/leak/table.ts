import { readFileSync } from 'node:fs'
import { join } from 'node:path'

// docs/WHO-SEES-WHAT.md as a table: what a person wrote by hand, and nothing that the program answers.

const page = join(import.meta.dirname, '../../docs/WHO-SEES-WHAT.md')

export type Row = readonly string[]

/** One line of "What shows of a customer". */
type Shows = {
  readonly who: ReadonlySet<string>
  readonly at: ReadonlySet<string>
  readonly kinds: ReadonlySet<string>
}

export type PageRow = {
  readonly page: string
  readonly addresses: readonly string[]
  /** The readers, or one of the two sentences about a browser that is in the middle of something. */
  readonly who: ReadonlySet<string>
  /** The computers at which the page is there at all; absent where it is at all of them. */
  readonly at?: ReadonlySet<string>
  /** What of the library's own shows, and to whom; to all who get in where that is not said. */
  readonly own: ReadonlyMap<string, ReadonlySet<string> | undefined>
}

export type OutRow = {
  readonly names: readonly string[]
  readonly kinds: readonly string[]
  readonly own: readonly string[]
}

export type Table = ReturnType<typeof readTable>

/** Reads the page. @throws where it says something in words that it does not explain */
export function readTable(text = readFileSync(page, 'utf8')) {
  const tables = tablesIn(text)
  const of = (head: string): readonly Row[] => {
    const found = tables.get(head)
    if (found === undefined) throw new Error(`WHO-SEES-WHAT.md has no table whose head is: ${head}`)
    return found
  }
  const words = (head: string, plain: readonly string[] = []) => meaningsOf(of(head), plain)
  const kinds = words('words | what they mean')
  const who = words('people | who they are')
  const at = words('computers | which they are')
  const customers = new Map<string, Shows[]>()
  let surface = ''
  for (const [name = '', people = '', places = '', shows = ''] of of(
    'where | who | at which computer | what may show',
  )) {
    surface = name || surface
    const rows = customers.get(surface) ?? []
    customers.set(surface, rows)
    rows.push({ who: who.of(people), at: at.of(places), kinds: kinds.of(shows) })
  }
  return {
    surfaces: [...customers.keys()],
    kinds: [...kinds.single],
    readers: [...who.single],
    computers: [...at.single],
    /** What may show there of a customer. @throws where no line says so */
    allowed(surface: string, reader: string, computer: string): ReadonlySet<string> {
      const row = customers.get(surface)?.find((one) => one.who.has(reader) && one.at.has(computer))
      if (row === undefined)
        throw new Error(`WHO-SEES-WHAT.md does not say: ${surface}, ${reader}, ${computer}`)
      return row.kinds
    },
    pages: pagesOf(of("page | addresses | who gets in | of the library's own"), who.of, at.of),
    /** The same pages, where they are about what somebody else did. */
    others: pagesOf(of("of someone else | addresses | who gets in | of the library's own"), who.of, at.of),
    commands: outRows(of("command | what shows of a customer | of the library's own")),
    out: outRows(of("what | what shows of a customer | of the library's own")),
  }
}

type WhoOf = (people: string) => ReadonlySet<string>

/** "clerk, the Directors, at private rooms": who gets in, and where, if not everywhere. */
const pagesOf = (rows: readonly Row[], who: WhoOf, at: WhoOf): PageRow[] =>
  rows.map(([page = '', addresses = '', cell = '', own = '']) => {
    const [people = '', places] = cell.split(/, at /)
    return {
      page,
      addresses: [...addresses.matchAll(/`([^`]+)`/g)].map(([, address = '']) => address),
      who: people.startsWith('the person who ') ? new Set([people]) : who(people),
      ...(places !== undefined && { at: at(places) }),
      own: ownOf(own, who),
    }
  })

/** "names of the staff (the Directors, president), mail addresses" */
function ownOf(cell: string, who: WhoOf): PageRow['own'] {
  const said = cell === 'nothing' ? [] : cell.matchAll(/([^,(]+)(?:\(([^)]*)\))?(?:,\s*|$)/g)
  return new Map(
    [...said].map(([, kind = '', people]) => [kind.trim(), people === undefined ? undefined : who(people)]),
  )
}

function outRows(rows: readonly Row[]): OutRow[] {
  return rows.map(([names = '', kinds = '', own = '']) => ({
    names: listed(names),
    kinds: listed(kinds.replace(/;.*/, '').replace(/^nothing on the screen$/, 'nothing')),
    own: listed(own),
  }))
}

/** Every table by its head. */
function tablesIn(text: string): Map<string, Row[]> {
  const tables = new Map<string, Row[]>()
  let rows: Row[] | undefined
  for (const line of text.split('\n')) {
    if (!line.startsWith('|')) {
      rows = undefined
      continue
    }
    const cells = line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim())
    if (rows === undefined) {
      rows = []
      tables.set(cells.join(' | '), rows)
    } else if (!/^-+$/.test(cells[0] ?? '')) rows.push(cells)
  }
  return tables
}

const listed = (cell: string) => (cell === 'nothing' || cell === '' ? [] : cell.split(/,\s*/))

/** The words of a table that explains some: single ones, and those that stand for several. */
function meaningsOf(rows: readonly Row[], _plain: readonly string[]) {
  const known = new Set(rows.map(([word = '']) => word))
  const meanings = new Map<string, ReadonlySet<string>>()
  const single = new Set<string>()
  const single1 = (word: string) => {
    single.add(word)
    return new Set([word])
  }
  for (const [word = '', means = ''] of rows) {
    const parts = means.split(/,\s*/)
    if (word === 'nothing') meanings.set(word, new Set())
    else if (means === 'all of these') meanings.set(word, new Set(single))
    else if (parts.every((part) => known.has(part)) && means !== word) {
      meanings.set(word, new Set(parts.flatMap((part) => [...(meanings.get(part) ?? [])])))
    } else meanings.set(word, single1(word))
  }
  return {
    single,
    of(cell: string): ReadonlySet<string> {
      return new Set(
        cell.split(/,\s*/).flatMap((word) => {
          const found = meanings.get(word)
          if (found === undefined) throw new Error(`WHO-SEES-WHAT.md does not say what this is: ${word}`)
          return [...found]
        }),
      )
    },
  }
}
