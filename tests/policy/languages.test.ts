import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Answer, Ask, RecordKind } from '../../src/policy/ask.ts'
import { loadPack, readTranslation } from '../../src/policy/pack.ts'
import { PackError } from '../../src/policy/source-text.ts'
import { anyAsk } from './any-ask.ts'
import { jensen, jensenFiles } from './jensen-pack.ts'

const spanish = jensen.in('es')

const holds = (law: (ask: Ask) => unknown) =>
  fc.assert(
    fc.property(anyAsk(jensen), (ask) => law(ask) !== false),
    { numRuns: 3_000 },
  )

/** An answer without what it says. */
function decided({ say: _say, next, why, ...rest }: Answer) {
  return { ...rest, steps: next.length, why: why.map(({ record, clause }) => ({ record, clause })) }
}

describe('the pack in another language', () => {
  test('is the same pack: its languages, its hash, its rules and rooms, and itself where it is asked back', () => {
    expect(jensen.languages).toEqual(['en', 'es'])
    expect(spanish.languages).toEqual(jensen.languages)
    expect(spanish.hash).toBe(jensen.hash)
    expect(spanish.rules.map(({ id, conditions }) => [id, conditions])).toEqual(
      jensen.rules.map(({ id, conditions }) => [id, conditions]),
    )
    expect(spanish.privateRooms).toEqual(jensen.privateRooms)
    expect(spanish.in('en')).toBe(jensen)
    expect(jensen.in('es')).toBe(spanish)
  })

  test('is itself where it is asked for a language that it does not speak', () => {
    expect(jensen.in('fr')).toBe(jensen)
    expect(spanish.in('fr')).toBe(spanish)
  })

  test('a letter of the translation changes the hash', () => {
    const other = changed((text) => text.replace('No busque nada.', 'No busque nada'))
    expect(loadPack(new Map([...jensenFiles, ['es.yaml', other]])).hash).not.toBe(jensen.hash)
  })

  test('leaves the adopted text and its readings as the Board has them', () => {
    expect(spanish.clauses.map(({ text, heading }) => [heading, text])).toEqual(
      jensen.clauses.map(({ text, heading }) => [heading, text]),
    )
    expect(spanish.rules.map(({ readings }) => readings)).toEqual(
      jensen.rules.map(({ readings }) => readings),
    )
  })

  test('every rule says, gives as reason and as next step something else than in English', () => {
    for (const [index, rule] of spanish.rules.entries()) {
      const english = jensen.rules[index]
      expect(rule.reason).not.toBe(english?.reason)
      expect(rule.say === '' ? english?.say : 'said').toBe(english?.say === '' ? '' : 'said')
      expect(rule.next.filter((step) => english?.next.includes(step))).toEqual([])
    }
  })
})

describe('the answer in Spanish, over the whole vocabulary', () => {
  test('decides what the English one decides, by the same clauses and of the same records', () => {
    holds((ask) => expect(decided(spanish.decide(ask))).toEqual(decided(jensen.decide(ask))))
  })

  test('says other words, and something wherever the English one does', () => {
    holds((ask) => {
      const [here, english] = [spanish.decide(ask), jensen.decide(ask)]
      expect(here.say).not.toBe('')
      expect(here.say).not.toBe(english.say)
      expect(here.next.filter((step) => step === '' || english.next.includes(step))).toEqual([])
      expect(
        here.why.every(({ reason }, index) => reason !== '' && reason !== english.why[index]?.reason),
      ).toBe(true)
      expect(`${here.say} ${here.next.join(' ')} ${here.why.map(({ reason }) => reason)}`).not.toMatch(/[{}]/)
    })
  })

  test('never speaks of what is withheld', () => {
    const { told, facts, message } = spanish.manifest
    const names = [told, facts, message].flatMap((all) => Object.entries(all) as [RecordKind, string][])
    holds((ask) => {
      const { withheld, say } = spanish.decide(ask)
      for (const [record, name] of names) {
        // Why: what staff saw is spoken of, as theirs to tell, and no record of the library's.
        if (record !== 'incident' && withheld.includes(record)) expect(say).not.toContain(name)
      }
    })
  })

  test('speaks of everything that the English one speaks of', () => {
    const phrases = (pack: typeof jensen) =>
      (['told', 'facts', 'message'] as const).flatMap((slot) =>
        Object.entries(pack.manifest[slot]).map(([record, name]) => [`${slot} ${record}`, name] as const),
      )
    const spoken = (pack: typeof jensen, say: string) =>
      phrases(pack).flatMap(([slot, name]) => (say.includes(name) ? [slot] : []))
    holds((ask) => {
      const [here, english] = [spanish.decide(ask), jensen.decide(ask)]
      expect(spoken(spanish, here.say)).toEqual(spoken(jensen, english.say))
    })
  })

  test('tells no two asks apart that the English one does not', () => {
    const heard = new Map<string, string>()
    holds((ask) => {
      const english = JSON.stringify([jensen.decide(ask).say, jensen.decide(ask).next])
      const here = JSON.stringify([spanish.decide(ask).say, spanish.decide(ask).next])
      expect(heard.get(english) ?? here).toBe(here)
      heard.set(english, here)
    })
  })

  test('a gag changes no word of it', () => {
    holds((ask) => {
      if (ask.instrument === undefined) return
      const withGag = (nondisclosure: boolean): Ask => ({
        ...ask,
        instrument: ask.instrument && { ...ask.instrument, nondisclosure },
      })
      const [open, sealed] = [spanish.decide(withGag(false)), spanish.decide(withGag(true))]
      expect(sealed.say).toBe(open.say)
      expect(sealed.next.slice(0, open.next.length)).toEqual(open.next.slice(0, sealed.next.length))
    })
  })

  test('lists what is told as Spanish does', () => {
    const ask: Ask = {
      on: '2026-11-24',
      recipient: { kind: 'patron', relation: 'self', liable: false, verified: ['photo-id'] },
      subject: { married: false, emancipated: false, liabilities: [] },
      records: ['overdue', 'charges', 'holds'],
      channel: 'in-person',
      place: 'front-desk',
      done: [],
      emergencyClaimed: false,
    }
    expect(spanish.decide(ask).say).toBe(
      'De su propio expediente puedo decirle si hay algo atrasado, cuánto se debe y si hay algo en reserva.',
    )
    expect(jensen.decide(ask).say).toBe(
      'From your own record, I can tell you whether anything is overdue, what is owed and whether anything is on reserve.',
    )
  })
})

const written = jensenFiles.get('es.yaml') ?? ''

/** The pack's Spanish, changed. */
function changed(change: (text: string) => string): string {
  expect(change(written)).not.toBe(written)
  return change(written)
}

function refusal(change: (text: string) => string): string {
  try {
    readTranslation('es.yaml', changed(change), jensen)
  } catch (error) {
    if (error instanceof PackError) return error.message
    throw error
  }
  return 'read'
}

const rule = (id: string) => new RegExp(`^  ${id}:\\n(?:    .*\\n|      .*\\n)+`, 'm')

/** The pack of a library that does what the handbook tells: it takes these parts out of its `pack.yaml`, and touches no other file. */
function packWithout(...parts: readonly string[]) {
  const source = jensenFiles.get('pack.yaml') ?? ''
  const lines = source.split('\n')
  const left = parts.reduce((text, part) => {
    const from = text.findIndex((line) => line.startsWith(`${part}:`))
    const until = text.findIndex((line, at) => at > from && /^[a-z#]/.test(line))
    expect(from).toBeGreaterThan(0)
    return text.toSpliced(from, until - from)
  }, lines)
  return loadPack(new Map([...jensenFiles, ['pack.yaml', left.join('\n')]]))
}

describe('a part that a library takes out of its pack', () => {
  const lending = ['lending', 'cards', 'card-kinds', 'holds']
  test.each([
    [['lending']],
    [lending],
    [['notices', 'notice-words']],
    [['calls']],
    [[...lending, 'notices', 'notice-words', 'calls']],
  ])('is gone in every language: %o', (parts) => {
    const pack = packWithout(...parts)
    expect(pack.languages).toEqual(['en', 'es'])
    for (const { manifest } of [pack, pack.in('es')])
      for (const part of parts) expect(manifest).not.toHaveProperty(part)
    expect(pack.in('es').manifest.words).toEqual(spanish.manifest.words)
  })
})

describe('a translation that would not say the same refuses to start, and names the key', () => {
  test.each<[string, (text: string) => string, string]>([
    [
      'a rule is missing',
      (text) => text.replace(rule('no-purpose-is-asked-for'), ''),
      'es.yaml: rules.no-purpose-is-asked-for: missing',
    ],
    [
      'a rule is not of this pack',
      (text) => `${text}  made-up:\n    reason: No.\n`,
      'es.yaml: rules.made-up: the pack has none of this name',
    ],
    [
      'a rule has a step too few',
      (text) => text.replace('      - No busque nada.\n', ''),
      'es.yaml: rules.nothing-given-nothing-told.next: steps are 2, and must be 3',
    ],
    [
      'a rule that says something says nothing',
      (text) => text.replace('    say: No tiene que decirme para qué lo quiere.\n', ''),
      'es.yaml: rules.no-purpose-is-asked-for.say: missing',
    ],
    [
      'a rule does not say what may be told',
      (text) => text.replace('expediente muestra {told}.', 'expediente.'),
      'es.yaml: rules.own-record-on-ones-own-screen.say: must tell {told}, and tells nothing',
    ],
    [
      'a rule tells what the English one does not',
      (text) =>
        text
          .replace('para qué lo quiere.', 'para qué lo quiere: {told}.')
          .replace('say: No tiene', 'say: "No tiene')
          .replace('{told}.\n\n', '{told}."\n\n'),
      'es.yaml: rules.no-purpose-is-asked-for.say: must tell nothing, and tells {told}',
    ],
    [
      'a word in braces is no word of it',
      (text) => text.replace('Llame también a {counsel},', 'Llame también a {council},'),
      '{council} is no word of this file',
    ],
    [
      'what reads the same in English is told apart',
      (text) => text.replace('    say: *what-we-tell-a-parent\n', '    say: Lo siento. No.\n'),
      'rules.guardian-never-hears-what-a-child-reads.say: another rule says the same',
    ],
    [
      'a word of the pack is missing',
      (text) => text.replace('  counsel: la asesoría legal de la Ciudad\n', ''),
      'es.yaml: words.counsel: missing',
    ],
    [
      'a form of a word is missing',
      (text) => text.replace('  a-patron: un cliente\n', ''),
      'es.yaml: words.a-patron: ',
    ],
    [
      'a room is missing',
      (text) => text.replace('    crane-room: Sala Crane\n', ''),
      'es.yaml: places.private-rooms.crane-room: missing',
    ],
    [
      'a record has no name',
      (text) => text.replace('  searches: qué se buscó\n', ''),
      'es.yaml: told.searches: missing',
    ],
    [
      'a record is told that the pack never tells',
      (text) => text.replace('told:\n', 'told:\n  video: las imágenes\n'),
      'es.yaml: told.video: the pack has none of this name',
    ],
    ['a key is unknown', (text) => `${text}\ncolor: rojo\n`, 'color'],
  ])('%s', (_, change, message) => {
    expect(refusal(change)).toContain(message)
  })

  test('a pack is not translated into what it is written in', () => {
    const files = new Map([...jensenFiles, ['en.yaml', written]])
    expect(() => loadPack(files)).toThrow('en.yaml: the pack itself is written in this language')
  })
})
