/* What the text of a decision says was done, so that it is said only where the case shows it. */

/** Hostile: letters that do not show, and other forms of a letter, hide a word from a search. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\p{Cf}\p{DI}]/gu, '')
    .replace(/\s+/gu, ' ')

const study = /(?<!\p{L})(?:stud(?:y|ied|ying|ies)|estudi(?!ant))\p{L}*/iu

/** The word by which a text says that there was a study, as the writer finds it. */
export const studyWordIn = (text: string): string | undefined => study.exec(plain(text))?.[0]
