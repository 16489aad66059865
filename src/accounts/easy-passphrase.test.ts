import { expect, test } from 'vitest'
import { isEasyToGuess } from './easy-passphrase.ts'

const known = ['rolsen', 'Ruth Olsen', 'Jensen Memorial Library']

test.each([
  ...[
    'password1234',
    'Password-2026!',
    'P@$$word12345',
    '123456789012',
    'qwertyuiop12',
    'iloveyou1234',
    'letmein12345',
  ],
  ...['aaaaaaaaaaaaaaaa', 'abcabcabcabcabc', '098765432109', 'jensen memorial library', 'JensenLibrary1919'],
  ...[
    'ruth olsen 1961',
    'rolsenrolsen1',
    'director12345',
    'librarylibrary',
    'welcome-summer-2026',
    'qwerty qwerty asdfgh',
  ],
  ...[
    'correct horse battery staple',
    'CorrectHorse1',
    'thequickbrownfox',
    'To be, or not to be!',
    'go big red 2026',
  ],
])('whoever guesses comes to it soon: %s', (typed) => {
  expect(isEasyToGuess(typed, known)).toBe(true)
})

test.each([
  ...[
    'open the library',
    'four words of mine',
    'a passphrase of mine',
    'another few words',
    'my very own words here',
  ],
  ...['zebra quilt anchor velvet', 'x7k2p-9mq4t-bb3ws-ru8yd', 'Más café con leche'],
  ...['the heron stood in 1912', 'ruth never liked okra'],
])('words that nobody would put together may stay: %s', (typed) => {
  expect(isEasyToGuess(typed, known)).toBe(false)
})
