import { syllable } from 'syllable'
import { afterAll, describe, expect, test } from 'vitest'
import { type AnyStep, steps } from '../../src/cases/steps/index.ts'
import { type Language, languages } from '../../src/platform/i18n/language.ts'
import { jensen } from '../policy/jensen-pack.ts'
import { allWords } from '../support/all-words.ts'

/** A text of the catalogue: where it stands, and how it reads with values in it. */
type Text = { readonly part: string; readonly path: string; readonly samples: readonly string[] }

/** What stands for a value that a page puts in. Of a count, one and more read differently. */
const anyField = new Proxy({}, { get: (_of, field) => (typeof field === 'string' ? 'Ruth' : undefined) })
const values: readonly unknown[] = ['Ruth', anyField, 2, 1, ['Ruth']]

/** What it says of each kind of value that it takes. */
function saidOf(say: (...values: unknown[]) => unknown): unknown[] {
  return values
    .flatMap((value) => {
      try {
        return [say(...Array.from({ length: say.length }, () => value))]
      } catch {
        return []
      }
    })
    .filter((said) => !JSON.stringify(said).includes('undefined'))
}

function textsBelow(value: unknown, part: string, path: string): Text[] {
  if (typeof value === 'string') return [{ part, path, samples: [value] }]
  if (typeof value === 'function') {
    const said = saidOf(value as (...values: unknown[]) => unknown)
    const samples = [...new Set(said.filter((one) => typeof one === 'string'))]
    const whole = said.find((one) => typeof one === 'object')
    return whole === undefined ? [{ part, path, samples }] : textsBelow(whole, part, path)
  }
  return Object.entries(value ?? {}).flatMap(([name, below]) => textsBelow(below, part, `${path}.${name}`))
}

function textsIn(language: Language): Text[] {
  const parts = allWords({ pack: jensen.in(language), language })
  return Object.entries(parts).flatMap(([part, below]) => textsBelow(below, part, part))
}

const all = Object.fromEntries(languages.map((language) => [language, textsIn(language)])) as Record<
  Language,
  Text[]
>

const wordsOf = (text: string) => text.match(/[\p{L}\p{N}]+(?:[’'.-][\p{L}\p{N}]+)*/gu) ?? []

/** Flesch's unit: what stands by itself, whether a period, a colon or a semicolon ends it. */
const sentencesOf = (text: string) =>
  Math.max(1, text.split(/[.!?:;…]+(?:\s|$|[”»)])/u).filter((one) => /\p{L}/u.test(one)).length)

/**
 * Syllables of a Spanish word: a strong vowel or a stressed weak one is the heart of one; weak vowels alone make one
 * together. The u of que, qui, gue and gui is not spoken.
 */
function spanishSyllables(word: string): number {
  const spoken = word
    .toLowerCase()
    .replace(/([qg])u(?=[eiéí])/g, '$1')
    .replace(/y$/, 'i')
  const groups = spoken.match(/[aeiouáéíóúü]+/g) ?? []
  return Math.max(
    1,
    groups.reduce((sum, group) => sum + Math.max(1, (group.match(/[aeoáéíóú]/g) ?? []).length), 0),
  )
}

type Size = { readonly words: number; readonly sentences: number; readonly syllables: number }

function sizeOf(texts: readonly string[], syllablesOf: (word: string) => number): Size {
  const words = texts.flatMap(wordsOf)
  return {
    words: words.length,
    sentences: texts.reduce((sum, text) => sum + sentencesOf(text), 0),
    syllables: words.reduce((sum, word) => sum + Math.max(1, syllablesOf(word)), 0),
  }
}

/** The school year that an English text asks for (Flesch and Kincaid, 1975). */
function gradeOf(texts: readonly string[]): number {
  const { words, sentences, syllables } = sizeOf(texts, syllable)
  return 0.39 * (words / sentences) + 11.8 * (syllables / words) - 15.59
}

/** How easy a Spanish text is, of 100 (Fernández Huerta, 1959); 60 is the plain language of a newspaper. */
function easeOf(texts: readonly string[]): number {
  const { words, sentences, syllables } = sizeOf(texts, spanishSyllables)
  return 206.84 - 60 * (syllables / words) - 1.02 * (words / sentences)
}

/** As it is measured: how long a library's name is says nothing of the text around it. */
const firstOf = (text: Text) => (text.samples[0] ?? '').replaceAll(jensen.library, 'our library')
const parts = [...new Set(all.en.map(({ part }) => part))]
/** Labels of a word or two would make any part look easy: what is measured is sentences, where there are any. */
function ofPart(language: Language, part: string): string[] {
  const texts = all[language].filter((text) => text.part === part).map(firstOf)
  const sentences = texts.filter((text) => wordsOf(text).length >= 5)
  return sentences.length > 0 ? sentences : texts
}

/** What no clerk says to another. A `\w*` takes the word's other forms too. */
const jargon: Record<Language, RegExp> = {
  en: /\b(tokens?|hash(es|ed)?|sessions?|null|undefined|(?<!photo )IDs?|UUIDs?|URLs?|URI|HTTP|JSON|XML|SQL|invalid|databases?|servers?|cookies?|cache|parameters?|exceptions?|timeouts?|time-?out|encrypt\w*|decrypt\w*|crypto\w*|checksums?|quer(y|ies)|booleans?|config\w*|authenti\w*|authori[sz]ation|credentials?|log-?in|submit\w*|execute\w*|terminat\w*|abort\w*|deprecated|Merkle|checkpoints?|rows?|utili[sz]e|facilitate|prior to|pursuant|commence|endeavou?r|in order to|functionality)\b/i,
  es: /\b(tokens?|hash(es)?|null|nulo|indefinido|IDs?|UUIDs?|URLs?|HTTP|JSON|XML|SQL|inválid\w*|bases? de datos|servidor(es)?|cookies?|caché|parámetros?|excepci(ón|ones)|cifrad\w*|cript\w*|booleanos?|autenti\w*|credencial(es)?|login|ejecut\w*|abort\w*|obsolet\w*|Merkle|filas?|proceder a|a efectos de|con el objeto de)(?![\p{L}])/iu,
}

/** Texts that are the same in both languages, and why they may be. */
const same = new Map<string, string>([
  ['casesIntake.yesNo.no', 'No is no in both'],
  ['ownPage.signIn.pin', 'PIN is PIN in both'],
  ['ownPin.atCounter', 'PIN is PIN in both'],
  ['register.where', 'brackets around a place'],
  ['casesPage.saw.no', 'No is no in both'],
  ['stepForm.option.yesNo.no', 'No is no in both'],
  ['tryOut.no', 'No is no in both'],
  ['cards.reviewLine', 'a name and a day'],
  ['publicReports.reportedAs', 'a name, a number and what was chosen'],
  ['served.library', 'the name of the library'],
])

const figures: Record<string, string | number>[] = []
// Why not among all tests: it is to be read when one works on the words.
const { npm_lifecycle_event: script } = process.env
const isAlone = script !== 'test' && script !== 'check'
afterAll(() => {
  if (isAlone) console.table(figures)
})

describe('the words on the screens', () => {
  test('stand in every language at the same places, and none is empty', () => {
    const places = (language: Language) => all[language].map(({ path }) => path).sort()
    for (const language of languages) {
      expect(places(language)).toEqual(places('en'))
      const empty = all[language].filter(
        ({ samples }) => samples.length === 0 || samples.some((text) => text.trim() === ''),
      )
      expect(empty.map(({ path }) => path)).toEqual([])
    }
  })

  test('are translated: what reads the same in both languages is listed with its reason', () => {
    const other = new Map(all.es.map((text) => [text.path, firstOf(text)]))
    const alike = all.en.filter((text) => other.get(text.path) === firstOf(text)).map(({ path }) => path)
    expect(alike.sort()).toEqual([...same.keys()].sort())
  })

  test.each(languages)('hold no jargon (%s)', (language) => {
    const found = all[language].flatMap(({ path, samples }) =>
      samples.flatMap(
        (text) =>
          jargon[language]
            .exec(text)
            ?.slice(0, 1)
            .map((word) => `${path}: ${word}`) ?? [],
      ),
    )
    expect([...new Set(found)]).toEqual([])
  })

  test('have curved apostrophes and quotation marks, as the pack and its words to say do', () => {
    const ofSteps = (language: Language) =>
      (steps as readonly AnyStep[]).flatMap(({ name, words, guards }) =>
        [words, ...guards.map((guard) => guard.words)].flatMap((said) =>
          textsBelow(said({ pack: jensen.in(language), language }), 'step', name),
        ),
      )
    const straight = languages.flatMap((language) =>
      [...all[language], ...ofSteps(language)].flatMap(({ path, samples }) =>
        samples.filter((text) => /['"]/.test(text)).map((text) => `${language} ${path}: ${text}`),
      ),
    )
    expect(straight).toEqual([])
    const foreign = [...all.es, ...ofSteps('es')].filter(({ samples }) =>
      samples.some((text) => /[“”]/.test(text)),
    )
    expect(foreign.map(({ path }) => path)).toEqual([])
    const ofPack = languages.flatMap((language) => {
      const { manifest, rules, clauses } = jensen.in(language)
      const shown = clauses.map(({ scenarios }) => scenarios.map(({ title }) => title))
      const said = rules.map(({ reason, say, next, readings }) => [reason, say, next, readings])
      return textsBelow({ manifest, said, shown }, 'pack', language)
    })
    expect(ofPack.length).toBeGreaterThan(500)
    const straightInPack = ofPack.filter(({ samples }) => samples.some((text) => /['"]/.test(text)))
    expect(straightInPack.map(({ path, samples }) => `${path}: ${samples.join()}`)).toEqual([])
  })

  test.each(parts)('read in English at the eighth grade or below, and easily in Spanish: %s', (part) => {
    const grade = gradeOf(ofPart('en', part))
    const ease = easeOf(ofPart('es', part))
    const { words } = sizeOf(ofPart('en', part), () => 1)
    figures.push({ part, 'English words': words, grade: grade.toFixed(1), 'Spanish ease': ease.toFixed(0) })
    expect(grade).toBeLessThanOrEqual(8)
    expect(ease).toBeGreaterThanOrEqual(60)
  })

  test('read so in every text of twelve words or more', () => {
    const hard = all.en
      .filter((text) => wordsOf(firstOf(text)).length >= 12 && gradeOf([firstOf(text)]) > 8)
      .map((text) => `${gradeOf([firstOf(text)]).toFixed(1)} ${text.path}: ${firstOf(text)}`)
    expect(hard).toEqual([])
  })

  test('and so do the reasons of the policy, which stand on the screens beside them', () => {
    const reasons = (language: Language) => [
      ...new Set(jensen.in(language).clauses.flatMap(({ rules }) => rules.map(({ says }) => says))),
    ]
    const hard = (language: Language, isHard: (text: string) => boolean) =>
      reasons(language).filter((text) => wordsOf(text).length >= 12 && isHard(text))
    expect(reasons('en').length).toBeGreaterThan(40)
    expect(hard('en', (text) => gradeOf([text]) > 8)).toEqual([])
    expect(hard('es', (text) => easeOf([text]) < 60)).toEqual([])
  })

  test('the measures tell plain words from others', () => {
    expect(gradeOf(['The cat sat on the mat. It was glad.'])).toBeLessThan(2)
    expect(
      gradeOf(['Notwithstanding preceding provisions, authorization necessitates documentation.']),
    ).toBeGreaterThan(12)
    expect(easeOf(['El gato come pan. Luego se va a casa.'])).toBeGreaterThan(80)
    expect(
      easeOf(['Las administraciones correspondientes determinarán procedimientos complementarios.']),
    ).toBeLessThan(30)
    expect(['que', 'guía', 'país', 'ciudad', 'aeropuerto', 'muy'].map(spanishSyllables)).toEqual([
      1, 2, 2, 2, 5, 1,
    ])
    expect('Type the ID, please').toMatch(jargon.en)
  })
})
