import { createHash } from 'node:crypto'
import type { Answer } from './answer.ts'
import type { Ask } from './ask.ts'
import { yearsAfter } from './calendar.ts'
import { type Deciding, decide, inquire, type Ruling, rule } from './decide.ts'
import { evaluator, type Verdict } from './evaluate.ts'
import { type Aged, inForce, isMinor } from './facts.ts'
import { type Manifest, readManifest } from './manifest.ts'
import { type ClauseText, readPolicyText } from './policy-text.ts'
import { PackRefused } from './refused.ts'
import type { Rule } from './rule.ts'
import { loadRules } from './rule-set.ts'
import { readScenarios, type Scenario } from './scenario.ts'
import { speaker } from './speaker.ts'
import { isTranslation, readTranslation, type Said } from './translation.ts'

export { PackRefused } from './refused.ts'

/** Path inside the pack's folder, with forward slashes, to the file's text. */
export type PackFiles = ReadonlyMap<string, string>

/** A clause with all that acts on it. */
export type Clause = ClauseText & {
  readonly rules: readonly (Rule & { /** What the rule does, in a sentence. */ readonly says: string })[]
  readonly scenarios: readonly Scenario[]
  /** The screens that serve it. */
  readonly screens: readonly string[]
}

/** A library's policy, ready to decide. */
export type Pack = {
  readonly id: string
  readonly title: string
  readonly number: string
  readonly library: string
  /** IANA name; the library's days are counted in it. */
  readonly timeZone: string
  readonly approvedOn: string
  readonly reviewedOn: string
  /** SHA-256 of all files, hex: which rules decided, as the register notes it. */
  readonly hash: string
  /** All that it was loaded from. */
  readonly files: PackFiles
  /** What it speaks, as two letters (ISO 639-1); first what the policy is written in. */
  readonly languages: readonly string[]
  /** The same policy with its words in a language; itself where it does not speak that. */
  in(language: string): Pack
  /** The library's own words: `patron`, `hold` and others. */
  readonly words: Manifest['words']
  readonly privateRooms: readonly string[]
  /** Place id to its name, private rooms too. */
  readonly places: Readonly<Record<string, string>>
  readonly manifest: Manifest
  readonly rules: readonly Rule[]
  /** In the order of the adopted text. */
  readonly clauses: readonly Clause[]
  readonly scenarios: readonly Scenario[]
  reviewOverdueOn(today: string): boolean
  decide(ask: Ask): Answer
  /** Whether somebody may have guardians on file on a day. */
  isMinor(aged: Aged): boolean
  /** The fate of each asked record and the rules that spoke, for an explanation. */
  rule(ask: Ask): readonly Ruling[]
  /** Whether the asker may be asked for a purpose, and by which rule. */
  inquire(ask: Ask): Verdict
}

/** Loads, validates and compiles a pack. Throws PackRefused, naming the file and place, for anything amiss. */
export function loadPack(files: PackFiles): Pack {
  const manifest = readManifest('pack.yaml', need(files, 'pack.yaml'))
  const texts = readPolicyText('policy.md', need(files, 'policy.md'))
  const rules = loadRules({
    schema: { file: 'schema.cedarschema', text: need(files, 'schema.cedarschema') },
    rules: [...files].filter(([file]) => /^rules\/.*\.cedar$/.test(file)),
    clauses: texts.map(({ id }) => id),
    words: { ...manifest.words, library: manifest.library },
  })
  const said: Said = { manifest, rules }
  const translations = [...files]
    .filter(([file]) => isTranslation(file))
    .map(([file, text]) => readTranslation(file, text, said))
  const inLanguage = new Map<string, () => Pack>()
  const whole: Whole = {
    texts,
    scenarios: once(() => scenariosIn(files, manifest['scenarios-on'])),
    hash: packHash(files),
    files,
    languages: [said, ...translations].map((each) => each.manifest.language),
    inLanguage,
  }
  const pack = packOf(said, whole)
  inLanguage.set(manifest.language, () => pack)
  for (const each of translations) {
    const make = once(() => packOf(each, whole))
    inLanguage.set(each.manifest.language, make)
  }
  return pack
}

/** What a pack is in every language. */
type Whole = {
  readonly texts: readonly ClauseText[]
  readonly scenarios: () => readonly Scenario[]
  readonly hash: string
  readonly files: PackFiles
  readonly languages: readonly string[]
  readonly inLanguage: ReadonlyMap<string, () => Pack>
}

function packOf({ manifest, rules }: Said, whole: Whole): Pack {
  const { texts, scenarios, hash, files, languages, inLanguage } = whole
  const deciding: Deciding = {
    privateRooms: Object.keys(manifest.places['private-rooms']),
    ageOfMajority: manifest['age-of-majority'],
    askCounselFromAge: manifest['ask-counsel-from-age'] ?? [],
    lapsedOn: new Map(manifest.lapses.map(({ instrument, on }) => [instrument, on])),
    evaluate: evaluator(rules),
    sealedInstruments: new Set(manifest.sealed.instruments),
    sealedNext: manifest.sealed.next,
    failure: manifest.failed,
    reviewOverdueFrom: reviewOverdueFrom(manifest),
    speak: speaker(rules, manifest),
  }
  const clauses = once(() => texts.map((text) => clauseOf(text, { manifest, rules, scenarios: scenarios() })))
  const pack: Pack = {
    id: manifest.id,
    title: manifest.title,
    number: manifest.number,
    library: manifest.library,
    timeZone: manifest['time-zone'],
    approvedOn: manifest.approved,
    reviewedOn: manifest.reviewed,
    hash,
    files,
    languages,
    in: (language) => inLanguage.get(language)?.() ?? pack,
    words: manifest.words,
    privateRooms: deciding.privateRooms,
    places: { ...manifest.places.common, ...manifest.places['private-rooms'] },
    manifest,
    rules,
    get clauses() {
      return clauses()
    },
    get scenarios() {
      return scenarios()
    },
    reviewOverdueOn: (today) => today >= deciding.reviewOverdueFrom,
    decide: (ask) => decide(ask, deciding),
    isMinor: (aged) => isMinor(aged, deciding),
    rule: (ask) => rule(ask, deciding),
    inquire: (ask) => inquire(ask, deciding),
  }
  return pack
}

function need(files: PackFiles, file: string): string {
  const text = files.get(file)
  if (text === undefined) throw new PackRefused(file, undefined, 'the pack lacks this file')
  return text
}

function reviewOverdueFrom(manifest: Manifest): string {
  return yearsAfter(manifest.reviewed, inForce(manifest['review-every'], manifest.reviewed) ?? 0)
}

function scenariosIn(files: PackFiles, on: string): Scenario[] {
  return [...files]
    .filter(([file]) => /^scenarios\/.*\.yaml$/.test(file))
    .flatMap(([file, text]) => readScenarios(file, text, on))
}

function clauseOf(
  text: ClauseText,
  all: { manifest: Manifest; rules: readonly Rule[]; scenarios: readonly Scenario[] },
): Clause {
  return {
    ...text,
    rules: all.rules
      .filter((candidate) => candidate.clauses.includes(text.id))
      .map((found) => ({ ...found, says: found.reason })),
    scenarios: all.scenarios.filter(({ clauses }) => clauses.includes(text.id)),
    screens: all.manifest.screens
      .filter(({ clauses }) => clauses.includes(text.id))
      .map(({ screen }) => screen),
  }
}

/** By which a pack is known: of every file its path, its length and its text. */
export function packHash(files: PackFiles): string {
  const hash = createHash('sha256')
  for (const [file, text] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    hash.update(`${file}\0${Buffer.byteLength(text)}\0`).update(text)
  }
  return hash.digest('hex')
}

/** Why lazily: a clerk who asks for one answer does not wait for a hundred scenarios to be read. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
