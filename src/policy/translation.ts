import { z } from 'zod'
import { pathText } from './malformed.ts'
import { type Manifest, saidOnCalls, spoken } from './manifest.ts'
import { readShaped } from './pack-yaml.ts'
import { PackRefused } from './refused.ts'
import type { Rule } from './rule.ts'
import { slotsOf, template, worded } from './words.ts'

/** A pack in one language: what it says, and the rules with their words. */
export type Said = { readonly manifest: Manifest; readonly rules: readonly Rule[] }

const text = z.string().trim().min(1)

/** Of a language that is not English the program cannot make these by itself. */
const everyForm = z.object({
  ...{ patron: text, patrons: text, 'a-patron': text, 'the-patron': text, 'of-the-patron': text },
  ...{ hold: text, holds: text },
})

const shape = z.strictObject({
  ...spoken,
  words: z.intersection(everyForm, spoken.words),
  failed: text,
  sealed: z.strictObject({ next: z.array(text) }),
  calls: z.strictObject({ say: saidOnCalls }).optional(),
  /** By the rule's `@id`. */
  rules: z.record(
    z.string(),
    z.strictObject({ say: text.optional(), reason: text, next: z.array(text).default(() => []) }),
  ),
})

type Translation = z.infer<typeof shape>

/** Parts that a library may take out of its pack. Then the same part of a translation says nothing to anybody. */
const leftOut = ['notice-words', 'card-kinds', 'calls'] as const

/** The files of a pack that are translations: `es.yaml`. */
export const isTranslation = (file: string): boolean => /^[a-z]{2}\.yaml$/.test(file)

/**
 * Reads a pack's words in another language: the same pack, of which only what is said differs. Throws PackRefused,
 * naming the key, for whatever is missing, is not of this pack, or would not say the same.
 */
export function readTranslation(file: string, source: string, first: Said): Said {
  const language = file.slice(0, 2)
  const here = withoutLeftOut(readShaped(file, source, shape), first)
  const [fault] = faults(here, first)
  if (fault !== undefined) throw new PackRefused(file, undefined, fault)
  if (language === first.manifest.language) {
    throw new PackRefused(file, undefined, 'the pack itself is written in this language')
  }
  const { rules, sealed, calls, ...said } = here
  const manifest = {
    ...{ ...first.manifest, ...said, language, sealed: { ...first.manifest.sealed, ...sealed } },
    ...(first.manifest.calls && { calls: { ...first.manifest.calls, ...calls } }),
  }
  const words = wordsOf(here, first)
  const fill = (raw: string) => worded(raw, words) as string
  return {
    manifest,
    rules: first.rules.map((rule) => {
      const { say = '', reason = '', next = [] } = rules[rule.id] ?? {}
      return { ...rule, say, reason: fill(reason), next: next.map(fill) }
    }),
  }
}

function withoutLeftOut(here: Translation, { manifest }: Said): Translation {
  const gone = leftOut.filter((part) => manifest[part] === undefined)
  const kept = Object.entries(here).filter(([part]) => !gone.some((one) => one === part))
  return Object.fromEntries(kept) as Translation
}

const wordsOf = (here: Translation, first: Said) => ({ ...here.words, library: first.manifest.library })

function* faults(here: Translation, first: Said): Generator<string> {
  const { manifest, rules } = first
  yield* missing(['words'], manifest.words, here.words)
  for (const part of ['told', 'facts', 'message'] as const) yield* unlike([part], manifest[part], here[part])
  for (const part of ['common', 'private-rooms'] as const) {
    yield* unlike(['places', part], manifest.places[part], here.places[part])
  }
  yield* otherCount(['sealed', 'next'], manifest.sealed.next, here.sealed.next)
  yield* unlike(['notice-words'], manifest['notice-words'] ?? {}, here['notice-words'] ?? {})
  yield* unlike(['denial-words'], manifest['denial-words'] ?? {}, here['denial-words'] ?? {})
  yield* unlike(['card-kinds'], manifest['card-kinds'] ?? {}, here['card-kinds'] ?? {})
  if (manifest.calls && !here.calls) yield 'calls: missing'
  yield* unlike(['rules'], Object.fromEntries(rules.map((rule) => [rule.id, rule])), here.rules)
  for (const rule of rules) yield* ruleFaults(rule, here, first)
  yield* toldApart(rules, here)
}

function* unlike(at: readonly string[], first: object, here: object): Generator<string> {
  yield* missing(at, first, here)
  const unknown = Object.keys(here).find((key) => !Object.hasOwn(first, key))
  if (unknown !== undefined) yield `${pathText([...at, unknown])}: the pack has none of this name`
}

function* missing(at: readonly string[], first: object, here: object): Generator<string> {
  const lacks = Object.keys(first).find((key) => !Object.hasOwn(here, key))
  if (lacks !== undefined) yield `${pathText([...at, lacks])}: missing`
}

function* otherCount(
  at: readonly string[],
  first: readonly string[],
  here: readonly string[],
): Generator<string> {
  if (first.length !== here.length)
    yield `${pathText(at)}: steps are ${here.length}, and must be ${first.length}`
}

function* ruleFaults(rule: Rule, here: Translation, first: Said): Generator<string> {
  const { say = '', reason = '', next = [] } = here.rules[rule.id] ?? {}
  const at = ['rules', rule.id]
  if (rule.say !== '' && say === '') yield `${pathText([...at, 'say'])}: missing`
  if (rule.say === '' && say !== '') yield `${pathText([...at, 'say'])}: this rule says nothing`
  const [slots, needed] = [slotsOf(say), slotsOf(rule.say)]
  if (slots.join() !== needed.join()) {
    yield `${pathText([...at, 'say'])}: must tell ${braced(needed)}, and tells ${braced(slots)}`
  }
  yield* otherCount([...at, 'next'], rule.next, next)
  const words = wordsOf(here, first)
  const made = [template(say, words), ...[reason, ...next].map((raw) => worded(raw, words))]
  for (const one of made) {
    if (typeof one === 'object' && 'lacks' in one)
      yield `${pathText(at)}: {${one.lacks}} is no word of this file`
  }
}

const braced = (slots: readonly string[]): string =>
  slots.length === 0 ? 'nothing' : slots.map((slot) => `{${slot}}`).join(', ')

/**
 * INVARIANT: what reads the same in the first language reads the same in this one. Two refusals that are one to
 * whoever hears them must not be told apart by their translation.
 */
function* toldApart(rules: readonly Rule[], here: Translation): Generator<string> {
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
