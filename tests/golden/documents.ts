import {
  type CopiedRecords,
  caseFromEvents,
  type DecisionDocument,
  groundsOf,
  type PackageFacts,
  type Scope,
} from './current.ts'
import { story } from './events.ts'
import { director, una } from './people.ts'

const salt = '0123456789abcdef'.repeat(2)
const denial = {
  contents: 'the names of those who borrowed',
  reason: 'they are confidential',
  citation: 'Neb. Rev. Stat. § 84-712.05',
  review: 'You may ask the Attorney General.',
}

/** Written decisions, of each form. @param key SHA-256 of the public key that signs, in hex */
export const documentsBy = (key: string): Readonly<Record<string, DecisionDocument>> => ({
  compulsion: {
    ...{ library: 'Jensen  Memorial\nLibrary', case: 'ABCD-EFGH', decision: 'compulsion', language: 'en' },
    ...{
      by: director,
      role: 'director',
      on: '2026-11-24',
      grounds: groundsOf(caseFromEvents(story)),
      salt,
      key,
    },
    text: '  The law compels it.  \r\n\r\nCafe\u0301.\n',
  },
  denial: {
    ...{ library: 'Jensen Memorial Library', case: 'ABCD-EFGI', decision: 'refusal', language: 'es' },
    ...{ by: director, role: 'president', on: '2026-11-25', salt, key, denial },
    grounds: { kind: 'records-request', findings: [], papers: [] },
    text: ['No se entrega.', ...Object.values(denial)].join('\n\n'),
  },
  drill: {
    ...{ library: 'Jensen Memorial Library', case: 'ABCD-EFGJ', decision: 'not-heed', language: 'en' },
    ...{ by: director, role: 'director', on: '2026-11-26', salt, drill: true },
    grounds: { kind: 'emergency', findings: [], papers: [] },
    text: 'Nothing is told.',
  },
})

export const scope: Scope = {
  subjects: [una],
  absent: [1],
  records: ['identity', 'loans'],
  from: '2026-06-01',
}

/** What a sealed copy of records says. */
export const copied: CopiedRecords = {
  ...{ takenOn: '2026-11-24', entry: 'AAECAwQFBgcICQoLDA0ODw' },
  lines: [
    {
      ...{ subject: una, record: 'identity', asOf: '2026-11-24' },
      fields: [
        ['surname', 'Vexillum'],
        ['first-name', 'Una'],
      ],
    },
    {
      ...{
        subject: una,
        record: 'loans',
        asOf: '2026-11-24',
        days: { from: '2026-11-24', until: '2026-11-24' },
      },
      fields: [
        ['title', '=An Invented "Title", in Two Parts'],
        ['due-on', '2026-12-08'],
      ],
    },
  ],
}

/** What goes out with the records. */
export const standing: PackageFacts = {
  ...{ library: 'Jensen Memorial Library', policy: { number: 'MGT-1', sha256: 'ab'.repeat(32) } },
  ...{ case: 'ABCD-EFGH', producedOn: '2026-11-24', outcome: 'compelled' },
  register: { copied: 'AAECAwQFBgcICQoLDA0ODw', packed: 'AQIDBAUGBwgJCgsMDQ4PEA' },
  ...{ checkpoint: 'a checkpoint\n', proof: 'a proof\n' },
}

export const paper = Buffer.from('%PDF-1.7 invented\n')

/** A fact of a policy pack that no one has confirmed, and the files of a pack. */
export const manifest = {
  cases: { told: { hours: 4, citation: 'Reg 5', confirmed: false, 'confirm-with': 'the Director' } },
}
export const packFiles = new Map([
  ['rules/two.yaml', 'id: two\n'],
  ['pack.yaml', 'name: invented\n'],
])
