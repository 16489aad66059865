import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Answer, Ask } from './ask.ts'
import { yearsAfter } from './calendar.ts'
import { type DecisionRules, decide, inquire, promises, type Ruling, rulingsOf, speaker } from './decide.ts'
import { type AgeQuestion, inForce, isMinor } from './facts.ts'
import { callTexts, type Manifest, readManifest, spokenParts } from './manifest.ts'
import { fillWords, slotsOf, template } from './phrases.ts'
import { evaluator, loadRules, type Rule, type Verdict } from './rule.ts'
import { readScenarios, type Scenario } from './scenario.ts'
import { PackError, pathText, readShaped } from './source-text.ts'

export type PackFiles = ReadonlyMap<string, string>

export type Clause = ClauseText & {
  readonly rules: readonly (Rule & { readonly says: string })[]
  readonly scenarios: readonly Scenario[]
  readonly screens: readonly string[]
}

export type Pack = {
  readonly id: string
  readonly title: string
  readonly number: string
  readonly library: string
  /** IANA name; the library's days are counted in it. */
  readonly timeZone: string
  readonly approvedOn: string
  readonly reviewedOn: string
  /** SHA-256 of all files in hex, which the log records with every answer. */
  readonly hash: string
  readonly files: PackFiles
  /** ISO 639-1; the policy's own language first. */
  readonly languages: readonly string[]
  /** The same pack in another language, or itself if it does not have that language. */
  in(language: string): Pack
  /** The library's own terms, and what it calls the clause of each role: `findings-clause`. */
  readonly words: Manifest['words']
  readonly privateRooms: readonly string[]
  readonly places: Readonly<Record<string, string>>
  readonly manifest: Manifest
  readonly rules: readonly Rule[]
  readonly clauses: readonly Clause[]
  readonly scenarios: readonly Scenario[]
  reviewOverdueOn(today: string): boolean
  /** `YYYY-MM-DD`: the day by which the Board reviews the policy again. */
  readonly reviewDueOn: string
  decide(ask: Ask): Answer
  isMinor(aged: AgeQuestion): boolean
  /** For an explanation: each record's ruling and the rules behind it. */
  rule(ask: Ask): readonly Ruling[]
  inquire(ask: Ask): Verdict
  /** Whether staff, by what they say, promise an answer later: then a task is left. */
  promises(ask: Ask): boolean
}

/** Throws PackError, naming the file and line. */
export function loadPack(files: PackFiles): Pack {
  const manifest = readManifest('pack.yaml', requiredFile(files, 'pack.yaml'))
  const texts = readPolicyText('policy.md', requiredFile(files, 'policy.md'))
  const rules = loadRules({
    schema: { file: 'schema.cedarschema', text: requiredFile(files, 'schema.cedarschema') },
    rules: [...files].filter(([file]) => /^rules\/.*\.cedar$/.test(file)),
    clauses: texts.map(({ id }) => id),
    words: { ...manifest.words, library: manifest.library },
  })
  const said: LanguageVersion = { manifest, rules }
  const translations = [...files]
    .filter(([file]) => isTranslation(file))
    .map(([file, text]) => readTranslation(file, text, said))
  const inLanguage = new Map<string, () => Pack>()
  const whole: SharedParts = {
    texts,
    scenarios: lazily(() => scenariosIn(files, manifest['scenarios-on'])),
    hash: packHash(files),
    files,
    languages: [said, ...translations].map((each) => each.manifest.language),
    inLanguage,
  }
  const pack = packInLanguage(said, whole)
  inLanguage.set(manifest.language, () => pack)
  for (const each of translations) {
    const make = lazily(() => packInLanguage(each, whole))
    inLanguage.set(each.manifest.language, make)
  }
  return pack
}

type SharedParts = {
  readonly texts: readonly ClauseText[]
  readonly scenarios: () => readonly Scenario[]
  readonly hash: string
  readonly files: PackFiles
  readonly languages: readonly string[]
  readonly inLanguage: ReadonlyMap<string, () => Pack>
}

function packInLanguage({ manifest, rules }: LanguageVersion, whole: SharedParts): Pack {
  const { texts, scenarios, hash, files, languages, inLanguage } = whole
  const deciding: DecisionRules = {
    privateRooms: Object.keys(manifest.places['private-rooms']),
    guardianMustSign: manifest['guardian-must-sign'],
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
  const words = {
    ...clauseWords(manifest, texts),
    rooms: privateRoomsText(manifest, languages),
    ...manifest.words,
  }
  const clauses = lazily(() =>
    texts.map((text) => clauseOf(text, { manifest, rules, scenarios: scenarios() })),
  )
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
    words,
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
    reviewDueOn: deciding.reviewOverdueFrom,
    decide: (ask) => decide(ask, deciding),
    isMinor: (aged) => isMinor(aged, deciding),
    rule: (ask) => rulingsOf(ask, deciding),
    inquire: (ask) => inquire(ask, deciding),
    promises: (ask) => promises(rulingsOf(ask, deciding)),
  }
  return pack
}

/** `Office or Crane Room`, where the pack has no words for them. Throws PackError where its words leave one out. */
function privateRoomsText({ language, words, places }: Manifest, [own]: readonly string[]): string {
  const rooms = Object.values(places['private-rooms'])
  const unsaid = rooms.find((room) => words['rooms']?.includes(room) === false)
  if (unsaid !== undefined)
    throw new PackError(
      language === own ? 'pack.yaml' : `${language}.yaml`,
      undefined,
      `words.rooms: add ${unsaid}, which is in places.private-rooms`,
    )
  return new Intl.ListFormat(language, { type: 'disjunction' }).format(rooms)
}

/** By its heading, where the pack has no words for it in this language. Throws PackError for a clause that is not there. */
function clauseWords(manifest: Manifest, texts: readonly ClauseText[]): Record<string, string> {
  const unknown = Object.keys(manifest.subjects ?? {}).find((id) => texts.every((text) => text.id !== id))
  if (unknown !== undefined) {
    throw new PackError('pack.yaml', undefined, `subjects.${unknown}: the policy has no clause ${unknown}`)
  }
  return Object.fromEntries(
    Object.entries(manifest.clauses).map(([role, id]) => {
      const clause = texts.find((text) => text.id === id)
      if (clause === undefined) {
        throw new PackError('pack.yaml', undefined, `clauses.${role}: the policy has no clause ${id}`)
      }
      return [`${role}-clause`, clause.heading]
    }),
  )
}

/** The same pack, without its loan rules while `isElsewhere()`: the library circulates with another system. */
export function packAsLent(pack: Pack, isElsewhere: () => boolean): Pack {
  if (pack.manifest.lending === undefined) return pack
  const { lending: _, ...without } = pack.manifest
  const said = new Map<Pack, Pack>()
  const asLent: Pack = Object.defineProperties({} as Pack, {
    ...Object.getOwnPropertyDescriptors(pack),
    manifest: { get: () => (isElsewhere() ? without : pack.manifest), enumerable: true },
    in: {
      value: (language: string) => {
        const one = pack.in(language)
        if (one === pack) return asLent
        const known = said.get(one) ?? packAsLent(one, isElsewhere)
        said.set(one, known)
        return known
      },
      enumerable: true,
    },
  })
  return asLent
}

function requiredFile(files: PackFiles, file: string): string {
  const text = files.get(file)
  if (text === undefined) throw new PackError(file, undefined, 'the pack lacks this file')
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

/** Covers every file's path, length and text. */
export function packHash(files: PackFiles): string {
  const hash = createHash('sha256')
  for (const [file, text] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    hash.update(`${file}\0${Buffer.byteLength(text)}\0`).update(text)
  }
  return hash.digest('hex')
}

/** Why: a clerk who asks for one answer should not wait for a hundred scenarios to be parsed. */
function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

type ClauseText = {
  /** `Reg 4`: how rules and answers cite it. */
  readonly id: string
  readonly heading: string
  readonly text: string
}

/**
 * Reads `policy.md`: a level-two heading for each clause, `## Part A: Of calls`. Throws PackError for a duplicate or
 * empty clause.
 */
function readPolicyText(file: string, text: string): ClauseText[] {
  const clauses: ClauseText[] = []
  const [, ...sections] = text.split(/^## /m)
  for (const section of sections) {
    const end = section.indexOf('\n')
    const [id = '', heading = id] = section.slice(0, end).split(': ')
    const body = section.slice(end + 1).trim()
    if (body === '') throw new PackError(file, undefined, `the clause ${id} has no text`)
    if (clauses.some((clause) => clause.id === id)) {
      throw new PackError(file, undefined, `the clause ${id} stands twice`)
    }
    clauses.push({ id: id.trim(), heading: heading.trim(), text: body })
  }
  if (clauses.length === 0)
    throw new PackError(file, undefined, 'holds no clause: a heading "## " begins one')
  return clauses
}

type LanguageVersion = { readonly manifest: Manifest; readonly rules: readonly Rule[] }

const nonEmptyText = z.string().trim().min(1)

/** Forms that the program cannot derive in a language other than English. */
const requiredWordForms = z.object({
  patron: nonEmptyText,
  patrons: nonEmptyText,
  'a-patron': nonEmptyText,
  'the-patron': nonEmptyText,
  'of-the-patron': nonEmptyText,
  hold: nonEmptyText,
  holds: nonEmptyText,
})

const translationShape = z.strictObject({
  ...spokenParts,
  words: z.intersection(requiredWordForms, spokenParts.words),
  failed: nonEmptyText,
  sealed: z.strictObject({ next: z.array(nonEmptyText) }),
  calls: z.strictObject({ say: callTexts }).optional(),
  rules: z.record(
    z.string(),
    z.strictObject({
      say: nonEmptyText.optional(),
      reason: nonEmptyText,
      next: z.array(nonEmptyText).default(() => []),
    }),
  ),
})

type Translation = z.infer<typeof translationShape>

/** Parts that a pack may leave out. The translation's part is then ignored. */
const optionalParts = ['notice-words', 'card-kinds', 'advice', 'calls', 'subjects'] as const

const isTranslation = (file: string): boolean => /^[a-z]{2}\.yaml$/.test(file)

/**
 * Reads a pack's translation, which differs only in its words. Throws PackError for a key that is missing, unknown or
 * inconsistent.
 */
export function readTranslation(file: string, source: string, first: LanguageVersion): LanguageVersion {
  const language = file.slice(0, 2)
  const here = withoutUnusedParts(readShaped(file, source, translationShape), first)
  const [fault] = translationFaults(here, first)
  if (fault !== undefined) throw new PackError(file, undefined, fault)
  if (language === first.manifest.language) {
    throw new PackError(file, undefined, 'the pack itself is written in this language')
  }
  const { rules, sealed, calls, ...said } = here
  const manifest = {
    ...first.manifest,
    ...said,
    language,
    sealed: { ...first.manifest.sealed, ...sealed },
    ...(first.manifest.calls && { calls: { ...first.manifest.calls, ...calls } }),
  }
  const words = wordsOf(here, first)
  const fill = (raw: string) => fillWords(raw, words) as string
  return {
    manifest,
    rules: first.rules.map((rule) => {
      const { say = '', reason = '', next = [] } = rules[rule.id] ?? {}
      return { ...rule, say, reason: fill(reason), next: next.map(fill) }
    }),
  }
}

function withoutUnusedParts(here: Translation, { manifest }: LanguageVersion): Translation {
  const gone = optionalParts.filter((part) => manifest[part] === undefined)
  const kept = Object.entries(here).filter(([part]) => !gone.some((one) => one === part))
  return Object.fromEntries(kept) as Translation
}

const wordsOf = (here: Translation, first: LanguageVersion) => ({
  ...here.words,
  library: first.manifest.library,
})

function* translationFaults(here: Translation, first: LanguageVersion): Generator<string> {
  const { manifest, rules } = first
  yield* missingKeys(['words'], manifest.words, here.words)
  for (const part of ['told', 'facts', 'message'] as const)
    yield* keyMismatches([part], manifest[part], here[part])
  for (const part of ['common', 'private-rooms'] as const) {
    yield* keyMismatches(['places', part], manifest.places[part], here.places[part])
  }
  yield* countMismatches(['sealed', 'next'], manifest.sealed.next, here.sealed.next)
  yield* keyMismatches(['notice-words'], manifest['notice-words'] ?? {}, here['notice-words'] ?? {})
  yield* keyMismatches(['denial-words'], manifest['denial-words'] ?? {}, here['denial-words'] ?? {})
  yield* keyMismatches(['holding-words'], manifest['holding-words'] ?? {}, here['holding-words'] ?? {})
  yield* keyMismatches(['card-kinds'], manifest['card-kinds'] ?? {}, here['card-kinds'] ?? {})
  yield* countMismatches(['advice'], manifest.advice ?? [], here.advice ?? [])
  yield* keyMismatches(['subjects'], manifest.subjects ?? {}, here.subjects ?? {})
  if (manifest.calls && !here.calls) yield 'calls: missing'
  yield* keyMismatches(['rules'], Object.fromEntries(rules.map((rule) => [rule.id, rule])), here.rules)
  for (const rule of rules) yield* ruleFaults(rule, here, first)
  yield* conflictingTranslations(rules, here)
}

function* keyMismatches(at: readonly string[], first: object, here: object): Generator<string> {
  yield* missingKeys(at, first, here)
  const unknown = Object.keys(here).find((key) => !Object.hasOwn(first, key))
  if (unknown !== undefined) yield `${pathText([...at, unknown])}: the pack has none of this name`
}

function* missingKeys(at: readonly string[], first: object, here: object): Generator<string> {
  const lacks = Object.keys(first).find((key) => !Object.hasOwn(here, key))
  if (lacks !== undefined) yield `${pathText([...at, lacks])}: missing`
}

function* countMismatches(
  at: readonly string[],
  first: readonly string[],
  here: readonly string[],
): Generator<string> {
  if (first.length !== here.length)
    yield `${pathText(at)}: steps are ${here.length}, and must be ${first.length}`
}

function* ruleFaults(rule: Rule, here: Translation, first: LanguageVersion): Generator<string> {
  const { say = '', reason = '', next = [] } = here.rules[rule.id] ?? {}
  const at = ['rules', rule.id]
  if (rule.say !== '' && say === '') yield `${pathText([...at, 'say'])}: missing`
  if (rule.say === '' && say !== '') yield `${pathText([...at, 'say'])}: this rule says nothing`
  const [slots, needed] = [slotsOf(say), slotsOf(rule.say)]
  if (slots.join() !== needed.join()) {
    yield `${pathText([...at, 'say'])}: must tell ${inBraces(needed)}, and tells ${inBraces(slots)}`
  }
  yield* countMismatches([...at, 'next'], rule.next, next)
  const words = wordsOf(here, first)
  const made = [template(say, words), ...[reason, ...next].map((raw) => fillWords(raw, words))]
  for (const one of made) {
    if (typeof one === 'object' && 'lacks' in one)
      yield `${pathText(at)}: {${one.lacks}} is no word of this file`
  }
}

const inBraces = (slots: readonly string[]): string =>
  slots.length === 0 ? 'nothing' : slots.map((slot) => `{${slot}}`).join(', ')

/**
 * INVARIANT: what reads the same in the original reads the same in the translation. Otherwise a translation could tell
 * apart two refusals that must sound alike.
 */
function* conflictingTranslations(rules: readonly Rule[], here: Translation): Generator<string> {
  const known = new Map<string, string>()
  for (const { id, say, reason, next } of rules) {
    const other = here.rules[id]
    const pairs: readonly (readonly [string, string, string | undefined])[] = [
      ['say', say, other?.say],
      ['reason', reason, other?.reason],
      ...next.map((step, index) => ['next', step, other?.next[index]] as const),
    ]
    for (const [key, original, translated = ''] of pairs) {
      if ((known.get(original) ?? translated) !== translated) {
        yield `${pathText(['rules', id, key])}: another rule says the same, and says it in other words here`
      }
      known.set(original, translated)
    }
  }
}

export type TranslatedAnswer = { readonly language: string; readonly say: string }

export function answersInOtherLanguages(pack: Pack, language: string, ask: Ask): TranslatedAnswer[] {
  return pack.languages
    .filter((other) => pack.in(other) !== pack.in(language))
    .map((other) => ({ language: other, say: pack.in(other).decide(ask).say }))
}

/** Whether a place is one where calls are made and overdue items are talked about (Reg 4); the library says which are. */
export const isPrivateRoom = ({ privateRooms }: Pick<Pack, 'privateRooms'>, place: string): boolean =>
  privateRooms.includes(place)

/**
 * Whether sealed matters may be opened at a place.
 * Reading: overdue books are discussed in a private area (Reg 4), so what no one may be told (Footnote) is read only
 * there. Counsel and the president work at computers of their own.
 */
export const allowsSealedMattersAt = (pack: Pick<Pack, 'privateRooms'>, place: string): boolean =>
  place === 'elsewhere' || isPrivateRoom(pack, place)
