import { expect, test } from 'vitest'
import { passphraseFault } from './passphrase.ts'

const about = { signIn: 'rolsen', name: 'Ruth Olsen', library: 'Jensen Memorial Library' }

/** Of lists of passphrases that were stolen, lengthened as people do who must give twelve characters. */
test.each([
  ...[
    'password1234',
    'Password123!Password',
    'letmeinplease',
    'michaeljordan23',
    'Nebraska2026!!',
    'iloveyou12345',
  ],
  ...[
    'manchesterunited',
    'liverpoolfc1892',
    'minnesotatwins',
    'Huskers2026!',
    'superman12345',
    'charlotte2019',
  ],
  ...[
    'jennifer1985!',
    'passwordpassword',
    'sunshine1234!',
    'princess2024!',
    'trustno1trustno1',
    'chocolate1234',
  ],
  ...[
    'blink182blink182',
    'qazwsxedcrfv',
    'zaq12wsxcde3',
    '1q2w3e4r5t6y',
    'harrypotter07',
    'thequickbrownfox',
  ],
])('a common passphrase is refused, with what makes it weak: %s', (typed) => {
  expect(passphraseFault(typed, about)).not.toBeNull()
})

test.each([
  ['charlotte2019', 'names'],
  ['manchesterunited', 'common'],
  ['minnesotatwins', 'few-words'],
] as const)('the sentence says why: %s', (typed, why) => {
  expect(passphraseFault(typed, about)).toBe(why)
})

test.each([
  'zebra quilt anchor velvet',
  'the heron stood in 1912',
  'Más café con leche fría',
  'x7k2p-9mq4t-bb3ws-ru8yd',
])('a good one is taken: %s', (typed) => {
  expect(passphraseFault(typed, about)).toBeNull()
})

test('a long one is judged in a bounded time, and by its end too', () => {
  expect(passphraseFault(`${'a'.repeat(200)} zebra quilt anchor velvet`, about)).toBeNull()
  passphraseFault('warm it up', about)
  const began = performance.now()
  expect(passphraseFault('ab1$'.repeat(64), about)).not.toBeNull()
  expect(performance.now() - began).toBeLessThan(10_000)
})
