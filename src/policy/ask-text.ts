import type { Ask, Channel, Instrument } from './ask.ts'
import type { Ruling } from './decide.ts'

const ways: Readonly<Record<Channel, string>> = {
  'in-person': 'in person',
  'phone-out': 'on the phone, called by the library',
  'phone-in': 'on the phone',
  message: 'in a message left',
  'e-mail': 'by e-mail',
  text: 'by text',
  letter: 'by letter',
  screen: 'on a screen',
  process: 'by legal process',
  sip2: 'by SIP2',
  published: 'in public',
}

export const fates: Readonly<Record<Ruling['fate'], string>> = {
  seize: 'seized, not handed over',
  tell: 'may be told',
  compel: 'compelled',
  refer: 'for the Director and counsel',
  refuse: 'refused',
}

/** An ask in plain words: which records, whose, and who would learn them how. */
export function askText(ask: Ask): string {
  const { recipient, place, instrument } = ask
  const { kind } = recipient
  const who = kind === 'staff' ? 'staff' : kind === 'public' ? 'the public' : `a ${plain(kind)}`
  return [
    `${list(ask.records)} of someone${inBrackets(subjectParts(ask))}, for ${who}${inBrackets(recipientParts(ask))}, ${ways[ask.channel]}`,
    place !== 'elsewhere' && `at the ${plain(place)}`,
    ask.speakingWith && `speaking with ${plain(ask.speakingWith)}`,
    ask.basis && `basis: ${plain(ask.basis)}`,
    instrument && instrumentText(instrument),
    ask.done.length > 0 && `done: ${list(ask.done)}`,
    ask.emergencyClaimed && 'an emergency is claimed',
  ]
    .filter(Boolean)
    .join('; ')
}

type Parts = readonly (string | false | undefined)[]

const subjectParts = ({ subject }: Ask): Parts => [
  subject.born && `born ${dayText(subject.born)}`,
  subject.married && 'married',
  subject.emancipated && 'emancipated',
  subject.shielded && 'guardians are told nothing',
  subject.liabilities.length > 0 && `owes: ${list(subject.liabilities)}`,
]

const recipientParts = ({ recipient }: Ask): Parts => [
  recipient.role && plain(recipient.role),
  recipient.relation !== 'none' && plain(recipient.relation),
  recipient.liable && 'signed for the card',
  recipient['relation-shown'] && `relation shown: ${plain(recipient['relation-shown'])}`,
  recipient.added && `added ${dayText(recipient.added)}`,
  recipient.verified.length > 0 ? `checked: ${list(recipient.verified)}` : 'nothing checked',
]

const instrumentText = ({ kind, scope, findings, nondisclosure, grandfathered }: Instrument): string =>
  `paper: ${plain(kind)}${inBrackets([
    scope.length > 0 && `for ${list(scope)}`,
    findings.length > 0 && `found: ${list(findings)}`,
    nondisclosure && 'no one may be told',
    grandfathered && 'under older law',
  ])}`

/** The vocabulary as words: `guardian-on-file`, `overdue.titles`. */
const plain = (word: string): string => word.replace(/[-.]/g, ' ')
const list = (words: readonly string[]): string => words.map(plain).join(', ')

function inBrackets(parts: Parts): string {
  const said = parts.filter(Boolean)
  return said.length === 0 ? '' : ` (${said.join('; ')})`
}

const dayText = (day: string): string =>
  new Date(`${day}T00:00:00Z`).toLocaleDateString('en-US', { dateStyle: 'long', timeZone: 'UTC' })
