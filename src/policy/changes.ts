import type { Pack } from './pack.ts'
import { readPackYaml } from './source-text.ts'

/** One difference between two versions of a policy. */
export type PackChange = {
  /** `notes`: a file in which nothing but comments, order or layout differs. */
  readonly of: 'clause' | 'rule' | 'scenario' | 'setting' | 'file' | 'notes'
  readonly how: 'added' | 'changed' | 'removed'
  /** Undefined for what concerns the whole policy. */
  readonly clause: string | undefined
  /** The rule's name, the scenario's title, the file with the path in it, the file. */
  readonly name: string
  readonly before: string | undefined
  readonly after: string | undefined
}

type Part = {
  readonly clause: string | undefined
  readonly file: string
  readonly text: string
  /** If it is not its key. */
  readonly name?: string
  /** Of a list: only that what stays of it comes in another order is a change of this part. */
  readonly order?: readonly string[]
}
type Parts = ReadonlyMap<string, Part>

/** All that differs, in the order of the clauses. Two packs with different hashes have at least one change. */
export function packChanges(before: Pack, after: Pack): PackChange[] {
  const found = kinds.flatMap(({ of, partsOf }) => differences(of, partsOf(before), partsOf(after)))
  const changes = [...found, ...otherFiles(before, after, new Set(found.map(({ file }) => file)))]
  const order = after.clauses.map(({ id }) => id)
  const place = ({ clause }: PackChange) => (clause === undefined ? order.length : order.indexOf(clause))
  return changes.sort((one, other) => place(one) - place(other)).map(({ file: _, ...change }) => change)
}

const kinds: readonly { readonly of: PackChange['of']; partsOf(pack: Pack): Parts }[] = [
  {
    of: 'clause',
    partsOf: ({ clauses }) =>
      new Map(
        clauses.map(({ id, heading, text }) => [
          id,
          { clause: id, file: 'policy.md', text: `${heading}\n\n${text}` },
        ]),
      ),
  },
  {
    of: 'rule',
    partsOf: ({ rules }) =>
      new Map(
        rules.map(({ id, clauses, file, text, readings }) => [
          id,
          { clause: clauses[0], file, text: [...readings, text].join('\n') },
        ]),
      ),
  },
  {
    of: 'scenario',
    partsOf: ({ scenarios }) =>
      new Map(
        scenarios.map(({ title, clauses, file, ...rest }) => [
          title,
          { clause: clauses[0], file, text: JSON.stringify({ ...rest, clauses }) },
        ]),
      ),
  },
  { of: 'setting', partsOf: settingsOf },
  { of: 'setting', partsOf: prefaceOf },
  { of: 'setting', partsOf: dutiesOf },
  { of: 'setting', partsOf: adoptedOf },
]

type FileChange = PackChange & { readonly file: string }

function differences(of: PackChange['of'], before: Parts, after: Parts): FileChange[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((key) => {
    const [was, is] = [before.get(key), after.get(key)]
    const one = is ?? was
    if (one === undefined || was?.text === is?.text) return []
    if (one.order && !isReordered(was?.order, is?.order)) return []
    const { clause, file, name = key } = one
    return [{ of, how: howOf(was, is), clause, name, file, before: was?.text, after: is?.text }]
  })
}

const isReordered = (before: readonly string[] = [], after: readonly string[] = []) =>
  before.filter((one) => after.includes(one)).join('\n') !==
  after.filter((one) => before.includes(one)).join('\n')

const howOf = (before: unknown, after: unknown) =>
  before === undefined ? 'added' : after === undefined ? 'removed' : 'changed'

/** Files in which no part that is compared differs, and those that are not compared in parts. */
function otherFiles(before: Pack, after: Pack, seen: ReadonlySet<string>): FileChange[] {
  return [...new Set([...before.files.keys(), ...after.files.keys()])].flatMap((file) => {
    const [was, is] = [before.files.get(file), after.files.get(file)]
    if (was === is || seen.has(file)) return []
    const how = howOf(was, is)
    const isCompared =
      /^(?:policy\.md|adopted\.txt|(?:pack|duties|[a-z]{2})\.yaml|rules\/.*|scenarios\/.*)$/.test(file)
    const of = isCompared && how === 'changed' ? 'notes' : 'file'
    return [{ of, how, clause: undefined, name: file, file, before: undefined, after: undefined }]
  })
}

/** Each value of `pack.yaml` and of the translations, by its path. Words of a rule belong to the rule's clause. */
function settingsOf({ files, rules }: Pack): Parts {
  const parts = new Map<string, Part>()
  for (const [file, source] of files) {
    if (!/^(?:pack|[a-z]{2})\.yaml$/.test(file)) continue
    for (const { at, text, listed, order } of valuesIn(readPackYaml(file, source)[0], [])) {
      const clause = at[0] === 'rules' ? rules.find(({ id }) => id === at[1])?.clauses[0] : undefined
      const name = `${file}: ${at.join('.')}`
      const part = { clause, file, text, name, ...(order && { order }) }
      parts.set(listed ? `${name} ${text}` : order ? `${name} in order` : name, part)
    }
  }
  return parts
}

/** What stands before the first clause. */
function prefaceOf({ files }: Pack): Parts {
  const file = 'policy.md'
  const [text = ''] = (files.get(file) ?? '').split(/^## /m)
  return new Map([[file, { clause: undefined, file, text: text.trim() }]])
}

/** Each duty, by its sentence. A file that cannot be read is one that changed. */
function dutiesOf({ files, clauses }: Pack): Parts {
  const file = 'duties.yaml'
  let all: unknown
  try {
    all = readPackYaml(file, files.get(file) ?? '')[0]
  } catch {
    return new Map()
  }
  const parts = new Map<string, Part>()
  for (const { duty, clause: at, ...rest } of (Array.isArray(all) ? all : []) as readonly Duty[]) {
    const clause = clauses.find(({ id }) => id === at)?.id
    const text = Object.values(rest).flat().map(textOf).join('; ')
    let key = `${at}: ${textOf(duty)}`
    // Why: none may hide another of the same sentence.
    while (parts.has(key)) key += '+'
    parts.set(key, { clause, file, text, name: `${file}: ${textOf(duty)}` })
  }
  return parts
}
type Duty = Readonly<Record<string, unknown>>

/** Each sentence of the page as the Board adopted it. */
function adoptedOf({ files }: Pack): Parts {
  const file = 'adopted.txt'
  const sentences = (files.get(file) ?? '')
    .split(/\n\s*\n|(?<=\p{L}[.!?])\s+/u)
    .map((one) => one.replace(/\s+/g, ' ').trim())
  return new Map(
    sentences
      .filter((text) => text !== '')
      .map((text) => [`${file} ${text}`, { clause: undefined, file, text, name: file }]),
  )
}

type Value = {
  readonly at: readonly string[]
  readonly text: string
  readonly listed: boolean
  readonly order?: readonly string[]
}

/** What is in a list is known by its text, so that one more in front changes nothing of the others. */
function* valuesIn(value: unknown, at: readonly string[]): Generator<Value> {
  if (typeof value !== 'object' || value === null) {
    yield { at, text: String(value), listed: false }
  } else if (Array.isArray(value) && value.length === 1) {
    yield* valuesIn(value[0], at)
  } else if (Array.isArray(value)) {
    const order = value.map(textOf)
    for (const text of order) yield { at, text, listed: true }
    // Why: of some lists the first that fits counts.
    yield { at, text: order.join('; '), listed: false, order }
  } else {
    for (const [key, one] of Object.entries(value)) yield* valuesIn(one, [...at, key])
  }
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value))
