/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import type { Child } from 'hono/jsx'
import type { Asked, Correctable } from '../../contact/correction.ts'
import type { Opened } from '../../disclosure/opened.ts'
import { correctionsWords } from '../words/corrections.ts'
import { recordsWords } from '../words/records.ts'
import type { Speaker } from '../words/screen-words.ts'
import { formatsOf } from '../words/told.ts'

/** What a record says of the parts that may be corrected, as far as it may be told. */
export function saidIn({ identity, contact }: Opened): Asked {
  const { surname, firstName, otherNames, born } = identity ?? {}
  return {
    ...(surname !== undefined &&
      firstName !== undefined && {
        name: { surname, firstName, ...(otherNames !== undefined && { otherNames }) },
      }),
    ...(born !== undefined && { born }),
    ...(contact && { emails: contact.emails, phones: contact.phones, addresses: contact.addresses }),
  }
}

/** One part of a record, a line each; an empty list and an unknown day are none. */
export function linesOf(speaker: Speaker, part: Correctable, said: Asked): readonly string[] {
  const corrections = correctionsWords(speaker)
  const records = recordsWords(speaker)
  const told = formatsOf(speaker)
  const lines = linesThere(part, said, told.day)
  if (lines.length > 0) return lines
  return [part === 'born' ? records.notOnFile : corrections.none]
}

function linesThere(part: Correctable, said: Asked, day: (name: string) => string): readonly string[] {
  switch (part) {
    case 'name': {
      const { firstName = '', otherNames = '', surname = '' } = said.name ?? {}
      return said.name === undefined ? [] : [[firstName, otherNames, surname].filter(Boolean).join(' ')]
    }
    case 'born':
      return said.born === undefined ? [] : [day(said.born)]
    case 'addresses':
      return (said.addresses ?? []).map((lines) => lines.join(', '))
    default:
      return said[part] ?? []
  }
}

/** The same, one under the other. */
export const Lines = ({ lines }: { readonly lines: readonly string[] }): Child =>
  lines.map((line) => <span class="carrel-line">{line} </span>)

/** "name and birth date", as they stand within a sentence. */
export function partsSaid(speaker: Speaker, parts: readonly Correctable[]): string {
  const corrections = correctionsWords(speaker)
  const told = formatsOf(speaker)
  return told.all(parts.map((part) => inSentence(corrections.part[part])))
}

const inSentence = (name: string) => name.slice(0, 1).toLowerCase() + name.slice(1)
