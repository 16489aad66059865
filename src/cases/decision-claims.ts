/* What the text of a decision says was done, so that it is said only where the case shows it. */

/** Letters of other alphabets, and the Latin ones that they look like. */
const looks = 'АВЕЅІЈОРСТУХаеѕіјорсухԁԛһΑΒΕΙΟΡΤΧαοινυı'
const latin = 'ABESIJOPCTYXaesijopcyxdqhABEIOPTXaoivui'

/** Hostile: letters that do not show, and other forms of a letter, hide a word from a search. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\p{Cf}\p{DI}]/gu, '')
    .replace(new RegExp(`[${looks}]`, 'gu'), (letter) => latin[looks.indexOf(letter)] ?? letter)
    .replace(/(?<=[a-z]\p{M}*)\p{M}/giu, '')
    .replace(/\s+/gu, ' ')
    .replaceAll('’', "'")
    .trim()

/** Without accents, which Spanish words keep where the writer reads them. */
const bare = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '')

const study = /(?<!\p{L})(?:re-?)?(?:stud(?:y|ied|ying|ies)|estudi(?!ant))\p{L}*/iu

/** The word by which a text says that there was a study, as the writer finds it. */
export const studyWordIn = (text: string): string | undefined =>
  (study.exec(plain(text)) ?? study.exec(bare(plain(text))))?.[0]

/** Who advises the library, and its Board; a lawyer or a board of others is neither. */
const sides = {
  counsel: [
    /(?<!\p{L}|(?:your|opposing|defense) )counsel(?!\p{L}| for (?!(?:(?:the|this|our) )?(?:library|city)))/iu,
    /(?<!\p{L})(?:city|library|municipal|our|my)(?:'s)? (?:own )?(?:attorney|lawyer)s?(?!\p{L})/iu,
    /(?<!\p{L})(?:attorney|lawyer)s? (?:for|of) (?:the|this|our) (?:library|city)(?!\p{L})/iu,
    /(?<!\p{L})legal (?:advi[cs]\p{L}+|department|guidance|team)/iu,
    /(?<!\p{L})(?:the|an|a) (?:attorney|lawyer)s?(?!\p{L}| (?:general|for|of)(?!\p{L}))/iu,
    /(?<!\p{L})(?:asesor[ií]a|asesor(?:es|as?)? legal|(?:nuestr[oa]s? )?abogad[oa]s?(?: de la (?:biblioteca|ciudad))?)(?!\p{L})/iu,
  ],
  board: [
    /(?<!\p{L}|(?:school|county|state|parole|bulletin|message|health|on) |across the )board(?!\p{L}| of (?:education|supervisors|commissioners|elections?|health|equalization|regents|parole|pardons)(?!\p{L}))/iu,
    /(?<!\p{L})trustees?(?!\p{L})/iu,
    /(?<!\p{L})the (?:vice )?president(?!\p{L}| of (?!the (?:library|board)))/iu,
    /(?<!\p{L})governing (?:body|authority)(?!\p{L})/iu,
    /(?<!\p{L})(?:by motion|(?:the|our) chair(?:man|woman|person)?|on board advice)(?!\p{L})/iu,
    /(?<!\p{L})(?:junta|patronato|la directiva)(?!\p{L}| (?:escolar|electoral))/iu,
  ],
} satisfies Readonly<Record<string, readonly RegExp[]>>
export type ConsultedSide = keyof typeof sides

/** Sentences and phrases that name the Board and say nothing of what it said here. */
const asides: readonly RegExp[] = [
  /^(?:if you disagree,? )?you (?:may|can)(?: also)? (?:(?:appeal|write|complain|bring)(?: (?:this|it|the|your|decision|concern))* to|ask) (?:the|our) board(?: of trustees)?(?: to (?:review|hear)(?: (?:this|it|the|decision))*)?\.?$/iu,
  /^(?:si no está de acuerdo,? )?(?:usted )?puede(?: también)? (?:(?:apelar|escribir|quejarse)(?: (?:esta|la|decisión))* (?:a|ante)|pedir a) (?:la|nuestra) junta(?: que (?:revise|oiga)(?: (?:esto|la|esta|decisión))*)?\.?$/iu,
  /(?:the|our) board(?: of trustees)?'s (?:policy|rules)(?! (?:committee|panel|group))|polic(?:y|ies) (?:of|adopted by) (?:the|our) board(?: of trustees)?/giu,
  /política (?:de|que adoptó) (?:la|nuestra) junta/giu,
]

const sentencesOf = (text: string): string[] => text.split(/(?<=[.!?])\s+|\n+/u).map(plain)

/**
 * The word by which a text names the library's counsel, or its Board, outside of sentences that a draft wrote. Why any mention: no
 * list has all the ways to say that someone agreed.
 * @param terms what the library itself calls them, with the article
 */
export function sideNamedIn(
  text: string,
  side: ConsultedSide,
  { drafts, terms }: { readonly drafts: readonly string[]; readonly terms: readonly string[] },
): string | undefined {
  const own = new Set(drafts.flatMap(sentencesOf))
  const typed = sentencesOf(text)
    .filter((sentence) => !own.has(sentence))
    .map((sentence) => asides.reduce((left, aside) => left.replace(aside, ''), sentence))
    .join(' ')
  // A pack's own word that the patterns know is found by them, which tell other boards apart.
  const called = terms
    .map((term) => plain(term).replace(/^(?:the|el|la|los|las) /iu, ''))
    .filter((term) => !sides[side].some((pattern) => pattern.test(term)))
  const found = [typed, bare(typed)].flatMap((one) =>
    sides[side].flatMap((pattern) => pattern.exec(one)?.[0] ?? []),
  )
  return found[0] ?? called.find((term) => bare(typed).toLowerCase().includes(bare(term).toLowerCase()))
}
