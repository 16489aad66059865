import type { ListedEntry, VisibleEntry } from '../../gate/index.ts'
import { placeName } from '../../platform/http/layout.tsx'
import type { StaffContext } from '../../platform/http/request-context.ts'
import type { ScreenLanguage } from '../../platform/i18n/screen-words.ts'
import { frameWords } from '../../platform/i18n/words/frame.ts'
import { rolesWords } from '../../staff/index.ts'
import { registerWords } from '../words/register.ts'

/** An entry as one sentence. `names` has those of the accounts that may be named, by id. */
export function entrySentence(
  context: StaffContext,
  listed: ListedEntry,
  names: ReadonlyMap<string, string>,
): string {
  const register = registerWords(context)
  if (listed.as === 'new-log') return register.newLog
  if (listed.as === 'withheld') return register.notYours
  if (listed.as !== 'told') return register[listed.as]
  const { entry } = listed
  const say = has(register.did, entry.kind) ? register.did[entry.kind] : register.other
  return say({
    who: whoOf(context, entry, names),
    where:
      entry.place === undefined || entry.place === 'own-screen'
        ? ''
        : register.where(placeName(context, entry.place)),
    whom: has(register.whom, entry.recipient)
      ? register.whom[entry.recipient]
      : register.whom['private-party'],
    answer: has(register.answer, entry.outcome) ? register.answer[entry.outcome] : '',
    patrons: entry.patrons,
  }).trimEnd()
}

/** A name where it may be given, otherwise the role. */
function whoOf(
  speaker: ScreenLanguage,
  { actor, role }: VisibleEntry,
  names: ReadonlyMap<string, string>,
): string {
  const register = registerWords(speaker)
  const roles = rolesWords(speaker)
  const frame = frameWords(speaker)
  if (actor === 'system') return register.program
  if (actor === 'command-line') return register.commandLine
  const name = names.get(actor)
  if (name === undefined) return has(register.who, role) ? register.who[role] : register.someone
  if (role === 'acting-director') return register.named(name, frame.acting(roles.name.director))
  return has(roles.name, role) ? register.named(name, roles.name[role]) : name
}

function has<T extends object>(words: T, name: string | undefined): name is Extract<keyof T, string> {
  return name !== undefined && Object.hasOwn(words, name)
}
