import { backupRetentionDays } from '../platform/crypto/link-nights.ts'
import { groupsOf, identityPrefix, keyMark, type PaperKey } from '../platform/crypto/paper-key.ts'
import { typeset } from '../platform/pdf/typesetter.ts'
import type { recoverySheetWords } from './words/backups.ts'

type About = {
  readonly library: string
  /** As the words' language writes it. */
  readonly day: string
  readonly language: string
  readonly words: ReturnType<typeof recoverySheetWords>
  /** The newest checkpoint's fingerprint: no one here can change the sheet in a safe. */
  readonly pin: readonly string[]
}

/** The sheet for the safe: a page, tagged PDF/UA-1. The key is nowhere but in what is returned. */
export function recoverySheet(key: PaperKey, about: About): Promise<Buffer> {
  return typeset(new URL('./recovery-sheet.typ', import.meta.url), sheetOf(key, about))
}

function sheetOf({ recipient, identity }: PaperKey, { library, day, language, words, pin }: About) {
  const sheet = keyMark(recipient)
  return {
    library,
    language,
    prefix: identityPrefix,
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
