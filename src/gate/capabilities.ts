import { sealedColumns } from '../platform/crypto/key-ring.ts'
import { Opener } from '../platform/crypto/opener.ts'

/*
 * All that opens what is sealed under the library's keys, but for entries of the register and sealed matters: each
 * capability with what it may open and what comes of it. A person is shown something by the first alone.
 *
 * INVARIANT: nothing else makes an opener, and who imports which of these is listed in `tests/tidy.test.ts`.
 */
const grant = Opener.claim()
const links = ['loan', 'hold', 'charge'] as const

/** Shows a person what a permit covers: given to what reads a `Sealed` value, and to nothing else. */
export const personOpener = grant({
  columns: [
    'patron.name',
    'patron.born',
    'patron.contact',
    'patron.standing',
    'patron.choices',
    'patron.of_age',
    'patron.wrong_numbers',
    'patron.correction',
    'patron.corrected',
    'patron.former_emails',
    'card.barcode',
    'guardian.name',
    'guardian.contact',
    'guarantor.noted',
    'case_event.event',
    'case_paper.piece',
    'case_document.document',
  ],
  boxes: ['history', 'case copy'],
})

/** Tells the gate whose a link is, and what it says to what a permit covers; makes the handles that its pages act by. */
export const patronLinksOpener = grant({ boxes: links })

/**
 * Checks out, checks in, renews, charges and takes payments, undoes these, and finds the link of a page's handle. It gives
 * out sealed links, tokens, and yes or no: never who or what.
 */
export const circulationOpener = grant({ columns: ['patron.born'], boxes: [...links, 'undo', 'handle'] })

/** Fills the line of a title: gives out sealed holds, titles that nobody's name is with, and what a slip says. */
export const holdLineOpener = grant({ boxes: ['hold'] })

/** Lays the links of another system over those that are here: compared, and sealed again. */
export const linkImportOpener = grant({ columns: ['patron.born'], boxes: links })

/** Tells which parts of a patron were set right here, by their names alone. */
export const correctedPartsOpener = grant({ columns: ['patron.corrected'] })

/** Reads every name into an index in memory that gives out ids. */
export const nameIndexOpener = grant({ columns: ['patron.name'] })

/** Says whether a telephone number is on file for more than one person. */
export const phoneIndexOpener = grant({ columns: ['patron.contact', 'guardian.contact'] })

/** Checks a PIN or a code against a patron's secret; the answer is yes or no. */
export const patronSecretOpener = grant({ columns: ['pin.hash', 'pin.second_factor'] })

/** Checks a code against the code app of an account on staff; the answer is yes or no. */
export const codeSecretOpener = grant({ columns: ['account.second_factor'] })

/**
 * Sums up by patron id what is overdue, waits and is owed, whose card runs out, and which ways to reach them are open. No
 * item, day or address comes of it.
 */
export const noticePlanningOpener = grant({
  columns: ['patron.contact', 'patron.choices', 'patron.standing'],
  boxes: [...links, 'notice'],
})

/** Reads whom a notice is about, by id, and what for; who that is, the gate says, with an entry of the register. */
export const noticeOpener = grant({ boxes: ['notice'] })

/** Says whether mail that came back was sent to an address of whom it was for. */
export const returnedMailOpener = grant({ columns: ['patron.contact'], boxes: ['notice'] })

/** Seals what is left of a patron's own list again under another key, once they erased lines of it. */
export const historyResealOpener = grant({ boxes: ['history'] })

/** Lays an export of another system over what is here: what was opened is compared, and sealed again. */
export const patronImportOpener = grant({
  columns: ['patron.corrected', 'patron.contact', 'patron.standing'],
})

/** Seals links, counts and notices again under the key of the night; what they say goes nowhere. */
export const linkResealOpener = grant({ boxes: [...links, 'return', 'count', 'notice'] })

/** Counts what came back by month, age band and collection, once enough of it waits. */
export const returnCountOpener = grant({ boxes: ['return', 'count'] })

/** Seals any column again under a new key; what it says goes nowhere. */
export const columnRotationOpener = grant({ columns: sealedColumns })

export type PersonOpener = ReturnType<typeof personOpener>
export type CorrectedPartsOpener = ReturnType<typeof correctedPartsOpener>
export type PatronSecretOpener = ReturnType<typeof patronSecretOpener>
export type CodeSecretOpener = ReturnType<typeof codeSecretOpener>
export type PatronImportOpener = ReturnType<typeof patronImportOpener>
export type PhoneIndexOpener = ReturnType<typeof phoneIndexOpener>
