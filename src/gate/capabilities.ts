import { sealedColumns } from '../platform/crypto/key-ring.ts'
import { Opener } from '../platform/crypto/opener.ts'

/*
 * Every way to open a value sealed under the library's keys, except log entries (`log-readers.ts`) and sealed matters. A grant
 * lists the columns and boxes it can open; its comment says what comes out. Only the first four let a person see a value, and
 * only under a permit.
 *
 * INVARIANT: nothing else makes an opener. The linter lists which folder may import which capability (`biome.json`), and
 * `tests/tidy.test.ts` which file does.
 */
const grant = Opener.claim()
const links = ['loan', 'hold', 'charge'] as const

/** Shows a person what a permit covers of a patron's record. Only `sealed-value.ts` holds it, and the next three. */
export const personOpener = grant({
  columns: [
    'patron.name',
    'patron.born',
    'patron.contact',
    'patron.standing',
    'patron.choices',
    'patron.reach',
    'patron.of_age',
    'patron.wrong_numbers',
    'patron.correction',
    'patron.corrected',
    'patron.former_emails',
    'card.barcode',
    'guardian.name',
    'guardian.contact',
    'guarantor.noted',
  ],
  boxes: ['history'],
})

/** Shows what happened in a case, its papers and its letters. */
export const caseOpener = grant({
  columns: ['case_event.event', 'case_paper.piece', 'case_document.document'],
})

/** Shows the records that were copied for a case. */
export const caseCopyOpener = grant({ boxes: ['case copy'] })

/** Shows whom to call back: about a paper that was reported on the public page, or because staff promised it. */
export const callerOpener = grant({ columns: ['public_report.contact', 'follow_up.reach'] })

/** Finds a patron's links for the gate, which shows them under a permit, and makes the handles that pages act by. */
export const patronLinksOpener = grant({ boxes: links })

/**
 * Checks out and in, renews, charges, undoes, resolves handles. Out come sealed links, tokens, yes or no: no person or item.
 */
export const circulationOpener = grant({ columns: ['patron.born'], boxes: [...links, 'undo', 'handle'] })

/** Keeps the line of holds for a title. Out come sealed holds, titles without a patron, and the text of slips. */
export const holdLineOpener = grant({ boxes: ['hold'] })

/** Tells when a copy is due. Out come a day and whether it is lost: no person. */
export const dueDateOpener = grant({ boxes: ['loan'] })

/** Merges imported loans, holds and charges into ours: compares them and seals them again. */
export const linkImportOpener = grant({ columns: ['patron.born'], boxes: links })

/** Names the parts of a record that were corrected here, without their values. */
export const correctedPartsOpener = grant({ columns: ['patron.corrected'] })

/** Builds the name index in memory. Out come patron ids. */
export const nameIndexOpener = grant({ columns: ['patron.name'] })

/** Finds who has a phone number or e-mail address, in memory, and whether a number is more than one person's. Out come patron ids. */
export const contactIndexOpener = grant({ columns: ['patron.contact', 'guardian.contact'] })

/** Says what an answer left to the Director. Out come days, a reference, yes or no, and ids: no value of a person. */
export const followUpOpener = grant({ columns: ['follow_up.task'] })

/** Checks a PIN or a code against a patron's secret: yes or no. */
export const patronSecretOpener = grant({ columns: ['pin.hash', 'pin.second_factor'] })

/** Checks a code against a staff account's code app: yes or no. */
export const codeSecretOpener = grant({ columns: ['account.second_factor'] })

/** Says by patron id whether to send a notice, and by which channels. No item, date or address comes out. */
export const noticePlanningOpener = grant({
  columns: ['patron.contact', 'patron.choices', 'patron.reach', 'patron.standing'],
  boxes: [...links, 'notice'],
})

/** Reads a notice's patron id and purpose. The gate alone says who that is, with a log entry. */
export const noticeOpener = grant({ boxes: ['notice'] })

/** Answers whether returned mail was sent to an address of its patron. */
export const returnedMailOpener = grant({ columns: ['patron.contact'], boxes: ['notice'] })

/** Seals the rest of a patron's checkout history under a new key after they erase lines. */
export const historyResealOpener = grant({ boxes: ['history'] })

/** Merges an imported patron into ours: compares values and seals them again. Ends what a guardian may have chosen. */
export const patronImportOpener = grant({
  columns: ['patron.corrected', 'patron.contact', 'patron.standing', 'patron.choices', 'patron.reach'],
})

/** Seals links, counts and notices again under the nightly key. Nothing comes out. */
export const linkResealOpener = grant({ boxes: [...links, 'return', 'count', 'notice'] })

/** Counts returns by month, age band and collection, once enough have accumulated. */
export const returnCountOpener = grant({ boxes: ['return', 'count'] })

/** Seals any column again under a new key. Nothing comes out. */
export const columnRotationOpener = grant({ columns: sealedColumns })

export type PersonOpener = ReturnType<typeof personOpener>
export type CaseOpener = ReturnType<typeof caseOpener>
export type CaseCopyOpener = ReturnType<typeof caseCopyOpener>
export type CallerOpener = ReturnType<typeof callerOpener>
export type CorrectedPartsOpener = ReturnType<typeof correctedPartsOpener>
export type PatronSecretOpener = ReturnType<typeof patronSecretOpener>
export type CodeSecretOpener = ReturnType<typeof codeSecretOpener>
export type PatronImportOpener = ReturnType<typeof patronImportOpener>
export type ContactIndexOpener = ReturnType<typeof contactIndexOpener>
