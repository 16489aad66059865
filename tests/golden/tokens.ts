import {
  aboutToken,
  badAddressToken,
  borrowerPurpose,
  CheckoutHistoryList,
  cardToken,
  choicesMark,
  endTokens,
  importedValueToken,
  type KeyRing,
  type LinkEnd,
  LinkKeys,
  type LinkTable,
  noticeTokens,
  onceTokens,
  patronCodeToken,
  pinSourceToken,
  Registration,
  token,
} from './current.ts'
import { tokenPurposes } from './lists.ts'
import {
  cardNumber,
  choices,
  clerk,
  item,
  links,
  newcomer,
  notice,
  patron,
  said,
  title,
  una,
} from './people.ts'
import { base64 } from './vectors.ts'

/** Every token that the program makes of what is in `people.ts`, by what it is, in base64 where it is bytes. */
export function madeTokens(ring: KeyRing) {
  const keys = new LinkKeys(ring)
  const ends = (table: LinkTable, end: LinkEnd, value: string) =>
    endTokens(keys, table, end, value, '').map(base64)
  const joining = new Registration({
    ring,
    clock: { now: () => new Date(0), today: () => '2026-11-24' },
  } as never)
  const browser = Buffer.alloc(32, 0x21)
  const month = ring.registerMonthKeyFor('2026-11')
  if (typeof month === 'string') throw new Error('the golden library has that month')
  return {
    byPurpose: Object.fromEntries(
      tokenPurposes.map((purpose) => [purpose, base64(token(ring, purpose, 'a value'))]),
    ),
    card: base64(cardToken(ring, cardNumber)),
    borrower: base64(token(ring, borrowerPurpose, '1234')),
    joined: joining.idOf({ accountId: clerk, role: 'desk', place: 'front-desk' }, newcomer),
    pinCode: base64(patronCodeToken(ring, { patronId: una, use: 'pin', typed: 'ABCD-2345-WXYZ' })),
    phoneCode: base64(patronCodeToken(ring, { patronId: una, use: 'phone', typed: '012 345' })),
    pinSource: base64(pinSourceToken(ring, una, browser)),
    said: (['name', 'born', 'emails', 'phones', 'addresses'] as const).map((part) =>
      importedValueToken(ring, una, part, said),
    ),
    badAddress: base64(badAddressToken(ring, ` ${patron.contact.emails[0]}`)),
    choices: choicesMark(ring, una, choices),
    historyOwner: new CheckoutHistoryList(ring, una).owner,
    history: new CheckoutHistoryList(ring, una).tokens().map(base64),
    links: {
      loan: [
        ends('loan', 'patron', una),
        ends('loan', 'other', item),
        ends('loan', 'source', links.loan.source),
      ],
      hold: [
        ends('hold', 'patron', una),
        ends('hold', 'other', title),
        ends('hold', 'source', links.hold.source),
      ],
      charge: [
        ends('charge', 'patron', una),
        ends('charge', 'other', item),
        ends('charge', 'source', '90212'),
      ],
    },
    notice: [noticeTokens(keys, una).map(base64), onceTokens(keys, notice).map(base64)],
    about: base64(aboutToken(month.key, una)),
  }
}
