import { readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { ScreenLanguage } from '../../src/platform/i18n/screen-words.ts'

const source = resolve(import.meta.dirname, '../../src')
const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((file) => /(^|\/)words\/[a-z-]+\.ts$/.test(file))
  .sort()
const groups = new Map<string, (speaker: ScreenLanguage) => unknown>()
for (const file of files) {
  const exported = (await import(join(source, file))) as Record<string, unknown>
  for (const [name, group] of Object.entries(exported)) {
    if (/^[a-zA-Z]+Words$/.test(name) && name !== 'screenWords' && name !== 'ownWords') {
      groups.set(name.replace(/Words$/, ''), group as (speaker: ScreenLanguage) => unknown)
    }
  }
}

/** Everything that the screens say in a language: each group of words in the source, by its name. */
export function allWords(speaker: ScreenLanguage): Record<string, unknown> {
  if (groups.size < 50) throw new Error(`only ${groups.size} groups of words were found`)
  return Object.fromEntries([...groups].map(([name, group]) => [name, group(speaker)]))
}
