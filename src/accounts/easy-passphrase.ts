/**
 * What people put into a passphrase that has to be long: whoever guesses tries these first, alone, joined, and with
 * digits after them. From the lists of passphrases that were stolen elsewhere, and what a library has at hand.
 */
const common = `
  password passphrase passwort contrasena secret letmein iloveyou welcome admin administrator default changeme temp login
  signin master monkey dragon princess sunshine shadow football baseball basketball soccer hockey superman batman pokemon
  starwars whatever trustno freedom michael jessica jordan charlie buster ginger summer winter spring autumn monday friday
  january february march april june july august september october november december hello test demo guest user staff
  library librarian biblioteca book books reading reader director clerk desk volunteer counsel trustee president board
  office public city county nebraska america usa carrel jesus love forever family mother father qwerty asdf zxcv
`
  .trim()
  .split(/\s+/)

/** Passphrases that are known to everyone, without what stands between their words. */
const famous = `
  correct horse battery staple
  the quick brown fox jumps over the lazy dog
  to be or not to be that is the question
  may the force be with you
  once upon a time
  open sesame
  let it be
  twinkle twinkle little star
  mary had a little lamb
  we the people of the united states
  in god we trust
  the good life
  go big red
  there is no place like nebraska
  more than meets the eye
  what is past is prologue
  the lord is my shepherd
  our father who art in heaven
  amazing grace how sweet the sound
  jesus loves me this i know
  for god so loved the world
  happy birthday to you
  may the odds be ever in your favor
  to infinity and beyond
  hakuna matata
  somewhere over the rainbow
  it was the best of times
  supercalifragilisticexpialidocious
  peanut butter and jelly
  i love reading books
  i love my kids
  3141592653589793
  padre nuestro que estás en los cielos
  dios te salve maría
  dios te bendiga
  virgen de guadalupe
  en un lugar de la mancha de cuyo nombre no quiero acordarme
  don quijote de la mancha
  ser o no ser esa es la cuestión
  cien años de soledad
  mi casa es su casa
  la vida es bella
  viva méxico
  buenos días a todos
  qué tal estás
  mi perrito boby
`
  .trim()
  .split('\n')
  .map(lettersOf)

/** The rows of a keyboard, along which fingers walk. */
const rows = ['1234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'abcdefghijklmnopqrstuvwxyz']
const walks = [...rows, ...rows.map((row) => [...row].reverse().join(''))]

/** So much must be left once all of that is taken out, of so many different characters. */
const leastLeft = 6
const leastDifferent = 4

/**
 * Whether a passphrase is easily guessed by whoever knows who and where it is for.
 * @param known names and words of its owner and library: none of them counts
 */
export function isEasyToGuess(typed: string, known: readonly string[]): boolean {
  const words = known.flatMap((each) => [each, ...each.split(/[^\p{L}\p{N}]+/u)]).map(plain)
  const text = plain(typed)
  // Why also the beginning of one: people type as much of it as they have to.
  const letters = lettersOf(typed)
  const isFamous = (one: string) =>
    letters.includes(one) || (letters.length >= 10 && one.startsWith(letters.replace(/\d+$/, '')))
  if (famous.some(isFamous)) return true
  const left = whatIsLeft(text, words)
  return left.length < leastLeft || new Set(left).size < leastDifferent
}

function whatIsLeft(text: string, known: readonly string[]): string {
  // Why three letters: of fewer, chance puts some into any words.
  const words = [...known, ...common].filter((word) => word.length >= 3)
  let left = text
  for (const word of words.sort((one, other) => other.length - one.length)) left = left.replaceAll(word, ' ')
  return withoutWalks(left)
    .replace(/(.+?)\1{2,}/gu, '$1')
    .replace(/(?<=^|\s)\d+|\d+(?=\s|$)/gu, '')
    .replaceAll(' ', '')
}

/** Without four keys or more of one row, in either direction. */
function withoutWalks(text: string): string {
  let left = text
  for (const walk of walks) {
    for (let length = walk.length; length >= 4; length--) {
      for (let from = 0; from + length <= walk.length; from++) {
        left = left.replaceAll(walk.slice(from, from + length), ' ')
      }
    }
  }
  return left
}

/** Letters and digits as one reads them, and the signs that are put for letters as the letters. */
function plain(text: string): string {
  return lettersOf(text.replace(/[@$!]/g, (sign) => ({ '@': 'a', $: 's', '!': 'i' })[sign] ?? sign))
}

/** Letters and digits alone, without case and accents. */
function lettersOf(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')
}
