import { backupRetentionDays } from '../platform/crypto/link-nights.ts'
import { groupsOf, identityPrefix, keyMark, type PaperKey } from '../platform/crypto/paper-key.ts'
import { typeset } from '../platform/pdf/typesetter.ts'

/** What the sheet says, in one language. */
type SheetWords = {
  readonly title: string
  readonly made: (sheet: string, day: string) => string
  readonly footer: (sheet: string) => string
  readonly reading: string
  readonly parts: (of: {
    readonly library: string
    readonly sheet: string
    /** Until a backup is deleted. */
    readonly days: number
  }) => readonly { readonly heading: string; readonly lines: readonly string[] }[]
  readonly pin: string
  readonly placed: string
  readonly on: string
}

type About = {
  readonly library: string
  /** As people say it in the language of the words. */
  readonly day: string
  /** `en` or another, as a PDF names it. */
  readonly language: string
  readonly words: SheetWords
  /** The newest pin of the register, in its lines: a sheet in a safe is one that nobody here can change. */
  readonly pin: readonly string[]
}

/** The sheet for the safe: a page, tagged PDF/UA-1. It holds the key, and exists nowhere but in what is returned. */
export function recoverySheet(key: PaperKey, about: About): Promise<Buffer> {
  return typeset(new URL('./recovery-sheet.typ', import.meta.url), sheetOf(key, about))
}

function sheetOf({ recipient, identity }: PaperKey, { library, day, language, words, pin }: About) {
  const sheet = keyMark(recipient)
  return {
    ...{ library, language, prefix: identityPrefix },
    title: words.title,
    made: words.made(sheet, day),
    footer: words.footer(sheet),
    groups: groupsOf(identity).map((signs, index) => ({ number: String(index + 1), signs })),
    reading: words.reading,
    parts: words.parts({ library, sheet, days: backupRetentionDays }),
    pin: pin.length === 0 ? null : { says: words.pin, lines: pin.join('\n') },
    placed: words.placed,
    on: words.on,
  }
}
