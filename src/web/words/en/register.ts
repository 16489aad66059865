import { capital } from '../capital.ts'
import type { OwnWords } from '../own-words.ts'

/** What a sentence about an entry is made of; each is ready to stand in it. */
export type Deed = {
  /** Begins the sentence. */
  readonly who: string
  /** ` at the Front desk`, or nothing. */
  readonly where: string
  /** Who asked. */
  readonly whom: string
  /** What was answered. */
  readonly answer: string
  readonly patrons: number
}

/** The register: what happened, in words, and how anyone can check that nothing of it was changed. */
export const register = ({ customer, customers, aCustomer, theCustomer }: OwnWords) => ({
  title: 'Register',
  intro: `Every look, every answer, and every change is written here. Nothing can be taken out. It does not say which ${customer}.`,
  introOwn: 'What you did is written here, and nothing can be taken out. The Director can see it too.',
  entries: (count: string) => `${count} entries`,
  signed: (day: string) => `Last signed on ${day}.`,
  nothingYet: 'Nothing is written yet. The register is signed once a minute.',
  lastMinute: 'What happened in the last minute is not here yet.',
  begunAnew:
    'The library was brought back from a backup, and this list begins there. Earlier entries are still in the register: find each by its reference.',
  none: 'Nothing here is yours to see.',
  older: 'Older',
  newer: 'Newer',
  proof: 'Proof',
  proofOf: (sentence: string) => `Proof of: ${sentence}`,
  find: 'Find an entry',
  reference: 'Reference',
  referenceHint: 'As it stands on an answer or a letter',
  findIt: 'Find it',
  referenceUnfit: 'Type the reference as it stands on the answer: 22 letters, digits, - and _',
  referenceUnknown: 'The register has no entry with this reference. Look at each letter, large or small.',
  referenceWaits: 'This entry is not signed yet. Try again in a minute.',
  toRegister: 'Back to the register',

  who: {
    volunteer: 'A volunteer',
    desk: 'A desk clerk',
    director: 'The Director',
    'acting-director': 'The acting Director',
    counsel: 'Legal counsel',
    trustee: 'A trustee',
    patron: capital(aCustomer),
  },
  program: 'The program',
  commandLine: 'Somebody at the computer that runs Carrel',
  someone: 'Someone',
  named: (name: string, role: string) => `${name}, ${role},`,
  where: (place: string) => ` (${place})`,
  /** After `asked what to tell`. */
  whom: {
    patron: aCustomer,
    guardian: 'a parent or guardian',
    staff: 'staff',
    'justice-agency': 'an officer',
    'government-agency': 'a government office',
    'private-party': 'somebody',
    vendor: 'a company',
    public: 'the public',
  },
  answer: {
    release: 'It may be told.',
    limited: 'Some of it may be told.',
    refuse: 'Nothing may be told.',
    refer: 'The Director decides.',
    seizure: 'It is a search warrant.',
    compelled: 'The Director has decided to comply.',
    'nothing-to-settle': 'There was nothing to settle.',
    'not-on-file': 'Nobody with that card is on file.',
    'not-lost': 'It was not blocked.',
    'report-undone': 'The report was a mistake.',
    'told-customer': `${capital(theCustomer)} was told.`,
    'told-guardian': 'The parent or guardian was told.',
    'message-given': 'Someone else took a message.',
    'message-left': 'A message was left.',
    'no-answer': 'Nobody was told anything.',
    'wrong-number': 'It was the wrong number.',
    'no-more-calls': `${capital(theCustomer)} does not want to be called.`,
  },
  did: {
    view: ({ who, where, patrons }: Deed) =>
      patrons === 0
        ? `${who} looked for ${aCustomer} who is not on file, or may not be shown there${where}.`
        : `${who} looked up ${aCustomer}${where}.`,
    search: ({ who, where, patrons }: Deed) =>
      `${who} searched for a name${where}. ${patrons === 0 ? `No ${customer} was listed.` : patrons === 1 ? `One ${customer} was listed.` : `${patrons} ${customers} were listed.`}`,
    answer: ({ who, where, whom, answer }: Deed) => `${who} asked what to tell ${whom}${where}. ${answer}`,
    contact: ({ who, where, whom, answer }: Deed) => `${who} turned to ${whom}${where}. ${answer}`,
    'call-ended': ({ who, where, answer }: Deed) => `${who} noted how a call ended${where}. ${answer}`,
    'card-reported-lost': ({ who, where, answer }: Deed) => `${who} reported a card lost${where}. ${answer}`,
    'card-found': ({ who, where, answer }: Deed) => `${who} reported a lost card found${where}. ${answer}`,
    'card-given': ({ who, where }: Deed) => `${who} gave ${aCustomer} a new card${where}.`,
    'card-number-taken': ({ who, where }: Deed) =>
      `${who} scanned a new card whose number was on file already${where}.`,
    'patron-registered': ({ who, where }: Deed) => `${who} registered ${aCustomer}${where}.`,
    'patron-registered-again': ({ who, where }: Deed) =>
      `${who} sent the form of a new ${customer} once more${where}.`,
    'card-renewed': ({ who, where }: Deed) => `${who} renewed the card of ${aCustomer}${where}.`,
    'card-renewal-undone': ({ who, where }: Deed) => `${who} took back the renewal of a card${where}.`,
    'card-as-barcode': ({ who, where }: Deed) =>
      `${who} scanned a card where the barcode of an item was asked for${where}.`,
    'guardian-added': ({ who, where }: Deed) => `${who} put a guardian on file${where}.`,
    'guardian-changed': ({ who, where }: Deed) => `${who} changed what is on file of a guardian${where}.`,
    'guardian-removed': ({ who, where }: Deed) => `${who} took a guardian off the file${where}.`,
    'came-of-age': () => `${capital(aCustomer)} came of age, and has no guardian on file any more.`,
    'of-age-recorded': ({ who, where }: Deed) =>
      `${who} recorded that ${aCustomer} is of age before the birthday${where}.`,
    'of-age-taken-back': ({ who, where }: Deed) =>
      `${who} took back that ${aCustomer} is of age before the birthday${where}.`,
    'own-view': ({ who }: Deed) => `${who} looked at their own page.`,
    'own-seen-by': ({ who }: Deed) => `${who} asked who had seen their record.`,
    'own-signed-in': ({ who }: Deed) => `${who} signed in at their own page.`,
    'own-second-step-added': ({ who }: Deed) => `${who} added a second step.`,
    'own-second-step-removed': ({ who }: Deed) => `${who} removed a second step.`,
    'choices-changed': ({ who }: Deed) => `${who} changed their choices.`,
    'correction-asked': ({ who }: Deed) => `${who} said that something in their record is wrong.`,
    'correction-taken-back': ({ who }: Deed) => `${who} took back that something is wrong.`,
    'contact-changed': ({ who }: Deed) => `${who} changed their e-mail address.`,
    'record-corrected': ({ who, where }: Deed) =>
      `${who} set right what ${aCustomer} said was wrong in the record${where}.`,
    'correction-left': ({ who, where }: Deed) =>
      `${who} left as it was what ${aCustomer} said was wrong in the record${where}.`,
    'correction-waits': ({ who, where }: Deed) =>
      `${who} noted for the Director what ${aCustomer} said of the birth date${where}.`,
    'account-closed-at-counter': ({ who, where }: Deed) =>
      `${who} closed the account of ${aCustomer}${where}.`,
    'account-not-closed-at-counter': ({ who, where }: Deed) =>
      `${who} wanted to close the account of ${aCustomer}, which cannot be closed yet${where}.`,
    'account-closed': ({ who }: Deed) => `${who} closed their account.`,
    'account-not-closed': ({ who }: Deed) =>
      `${who} asked to close their account, which cannot be closed yet.`,
    'history-kept': ({ who }: Deed) => `${who} asked that their history is kept from then on.`,
    'history-erased': ({ who }: Deed) => `${who} erased some or all of their history.`,
    'pin-set': ({ who, where }: Deed) => `${who} set a PIN${where}.`,
    'pin-refused': ({ who, where }: Deed) =>
      `${who} chose a PIN that stands in their own record, and it was refused${where}.`,
    'pin-locked': () => 'A card rests after wrong PINs.',
    'unknown-card-locked': () => 'A card number that cannot sign in had too many wrong PINs.',
    'pin-code-given': ({ who, where }: Deed) => `${who} printed a code for a PIN${where}.`,
    'screen-handed': ({ who, where }: Deed) =>
      `${who} handed the screen to ${aCustomer}, to set a PIN${where}.`,
    'code-app-lost': ({ who, where }: Deed) =>
      `${who} turned off the second step of ${aCustomer} who lost their phone${where}.`,
    'phone-code-given': ({ who }: Deed) => `${who} got a code for the phone.`,
    'records-preserved': ({ who }: Deed) => `${who} kept a copy of records for a case.`,
    'records-collected': ({ who }: Deed) => `${who} copied records for a case.`,
    'disclosure-told': ({ who }: Deed) => `${who} noted that someone was told of what was handed over.`,
    'records-packaged': ({ who }: Deed) => `${who} packed records of a case.`,
    'copy-view': ({ who, where }: Deed) => `${who} looked at a copy of records in a case${where}.`,
    release: ({ who, where, whom }: Deed) => `${who} let records out for ${whom}${where}, by the policy.`,
    compelled: ({ who, where, whom }: Deed) =>
      `${who} let records out for ${whom}${where}, since the law compels it.`,
    'case-search-view': ({ who, where }: Deed) => `${who} looked at a search that was written down${where}.`,
    'cases-listed': ({ who, where }: Deed) => `${who} looked at a list of cases${where}.`,
    'case-view': ({ who, where }: Deed) => `${who} looked at a case${where}.`,
    'case-entry-handed': ({ who }: Deed) => `${who} handed over the proof of a paper in a case.`,
    'case-step': ({ who, where }: Deed) => `${who} did something in a case${where}.`,
    'case-subject': ({ who, where }: Deed) => `${who} looked for whom the paper of a case is about${where}.`,
    'name-in-decision': ({ who, where }: Deed) => `${who} wrote a name that a decision may not have${where}.`,
    exercise: ({ who, where }: Deed) => `${who} tried out the policy${where}.`,
    'register-looked-at': ({ who, where }: Deed) => `${who} looked at the register${where}.`,
    'entry-shown': ({ who, where }: Deed) => `${who} looked at one entry of the register${where}.`,
    'entry-handed-over': ({ who }: Deed) => `${who} handed over one entry of the register.`,
    'signed-in': ({ who, where }: Deed) => `${who} signed in${where}.`,
    'signed-out-everywhere': ({ who }: Deed) => `${who} signed out everywhere.`,
    'set-up-link-made': () => 'The link for the set-up was made.',
    'set-up-link-followed': () => 'Somebody began the set-up with its link.',
    'keys-made': ({ who }: Deed) => `${who} got keys of their own.`,
    'key-destroyed': ({ who }: Deed) => `${who} destroyed old keys.`,
    'account-added': ({ who }: Deed) => `${who} added a sign-in.`,
    'account-ended': ({ who }: Deed) => `${who} ended a sign-in.`,
    'account-locked': ({ where }: Deed) => `A sign-in rests after wrong tries${where}.`,
    'unknown-name-locked': ({ where }: Deed) =>
      `A sign-in name that does not exist had too many wrong tries${where}.`,
    'account-unlocked': ({ who }: Deed) => `${who} let a sign-in try again.`,
    'account-reset': ({ who }: Deed) => `${who} gave a sign-in a new passphrase.`,
    'account-confirmed': ({ who }: Deed) => `${who} confirmed that a sign-in is its owner’s own.`,
    'account-role-changed': ({ who }: Deed) => `${who} changed what a sign-in may do.`,
    'passphrase-changed': ({ who }: Deed) => `${who} changed their passphrase.`,
    'second-step-added': ({ who }: Deed) => `${who} added a second step.`,
    'second-step-removed': ({ who }: Deed) => `${who} removed a second step.`,
    'second-step-required': ({ who }: Deed) => `${who} changed who needs a second step.`,
    'acting-director-named': ({ who }: Deed) => `${who} named an acting Director.`,
    'acting-director-ended': ({ who }: Deed) => `${who} ended an acting Director’s time.`,
    'computer-enrolled': ({ who }: Deed) => `${who} set up a computer.`,
    'computer-removed': ({ who }: Deed) => `${who} removed a computer.`,
    'letterhead-changed': ({ who }: Deed) => `${who} changed the letterhead.`,
    'case-contacts-named': ({ who }: Deed) => `${who} said whom to call when somebody brings a paper.`,
    'pin-addresses-named': ({ who }: Deed) => `${who} said where the pins go.`,
    'recovery-key-made': ({ who }: Deed) => `${who} made a recovery sheet.`,
    'recovery-key-confirmed': ({ who }: Deed) => `${who} showed that the recovery sheet is on paper.`,
    'backup-taken': () => 'A backup was made.',
    'backup-restored': () => 'The library was brought back from a backup.',
    'key-mode': ({ who }: Deed) => `${who} changed how the keys are kept.`,
    'key-rotated': ({ who }: Deed) => `${who} put new keys in place of old ones.`,
    'months-forgotten': ({ who }: Deed) => `${who} destroyed what old months say, by their age.`,
    'set-up-done': ({ who }: Deed) => `${who} finished the set-up.`,
    'training-done': ({ who }: Deed) => `${who} finished the training course.`,
    'reading-slowed': ({ who, where }: Deed) =>
      `${who} opened so many records${where} that they were slowed down.`,
    'fact-confirmed': ({ who }: Deed) => `${who} noted that a fact of the policy pack was confirmed.`,
    'fact-withdrawn': ({ who }: Deed) => `${who} withdrew the confirmation of a fact of the policy pack.`,
    'rule-changed': () => 'Carrel started with another version of the policy.',
  },
  other: ({ who, where }: Deed) => `${who} did something else${where}.`,
  newLog: 'The library was brought back from a backup, and the register began anew.',
  commitments: 'This is no entry. Carrel adds such a mark each minute, whether or not anything happened.',
  forgotten: 'What this entry says was destroyed by its age. That it was there stays provable.',
  unreadable: 'What this entry says cannot be read here.',
  damaged: 'This entry is NOT as it was written. Somebody may have changed the register.',
  notYours: 'What this entry says is not yours to see. That it stands in the register, anyone may check.',

  entryTitle: 'One entry',
  entryAt: (moment: string) => `Written: ${moment}`,
  holds: 'This entry is in the register',
  checkedNow: (size: string, day: string) =>
    `Checked just now: its mark is one of the ${size} that the register signed on ${day}.`,
  doesNotHold: 'This entry does NOT fit the register',
  tellDirector:
    'Somebody may have changed the register. Tell the Director now, and do not turn the computer off.',
  picture: 'How the entry leads to the signature',
  pictureSays: (steps: number) =>
    steps === 0
      ? 'It is the only entry, so its own mark is the one that is signed.'
      : `The entry’s mark is joined with the marks of others, ${steps === 1 ? 'once' : `${steps} times`}. What comes out is the mark that is signed. If one letter of the entry changed, every mark above it would change.`,
  thisEntry: 'This entry',
  neighbor: 'its neighbor',
  others: (count: string) => (count === '1' ? '1 other' : `${count} others`),
  all: (count: string) => (count === '1' ? 'The entry' : `All ${count} marks`),
  seal: 'Signed',
  download: 'Save the proof',
  downloadSays: 'A small file. It shows that the entry is in the register, and not what it says.',
  checker: 'Save the page that checks it',
  checkerSays: 'It works on any computer, without Carrel and without the Internet.',

  checkTitle: 'Check the whole register',
  checkSays: 'Carrel reads every entry and works out every mark again. It can take a few minutes.',
  olderPin: 'An older pin, from a letter or a mail',
  olderPinHint:
    'You can leave this empty. With it, the check also shows that nothing was changed since that day.',
  checkNow: 'Check it now',
  checking: 'The check is under way',
  checked: (done: string, size: string) => `${done} of ${size} marks are checked. This page renews itself.`,
  compares: (size: string) => `It compares the register with an older pin of ${size} entries.`,
  comparesNone: 'It compares the register with no older pin.',
  good: 'The register is whole',
  goodLater: 'The last check found nothing wrong, but what stands above is not settled',
  goodSays: (size: string, moment: string) =>
    `Checked on ${moment}: all ${size} marks lead to the one that is signed.`,
  comparedSays: (size: string) =>
    `Its first ${size} entries are those of the older pin: nothing of them was changed.`,
  notCompared:
    'It was not compared with an older pin. A pin from a mail or a letter makes the check complete.',
  uncompared: 'The register could not be compared with the older pin',
  uncomparedLost: (size: string) =>
    `The pin counts ${size} entries. The register itself says that some of them are lost, so this pin shows nothing. Give an older pin.`,
  uncomparedAbsent:
    'The pin is of an older register, and its entries are not here. So this pin shows nothing. Tell the Director.',
  late: 'The register is not being signed',
  bad: 'The register is NOT whole',
  pinFault: {
    none: 'There is no whole pin in this. Copy it from the word Register to its last group of four, or leave this empty.',
    mistyped: 'The pin is mistyped. Compare each group of four with the paper, and give one pin only.',
    another:
      'The pin is of another register than the one here. If the paper is from this library, tell the Director now.',
    notUsed:
      'Another check is under way, so yours did not begin and the pin was not used. Wait a few minutes, then press again.',
  },
  badSays: (moment: string) => `The check on ${moment} found this:`,
  badStays: 'It was not compared with an older pin. This stays here until a check is good.',
  badStaysPin: (size: string) =>
    `It was compared with this older pin of ${size} entries. This stays here until a check with the same pin is good:`,
  wrong: {
    checkpoint: 'The signature of the register is not right.',
    missing: 'A part of the register is missing.',
    entry: (number: string) => `Entry number ${number}, counted from the first, is not as it was signed.`,
    tile: 'The marks of some entries are not those that were signed.',
    root: 'The entries do not lead to the mark that is signed.',
    past: 'The part from before the library was brought back is not the one that was signed.',
    rewritten: 'Entries that the older pin counts were changed or taken away.',
  },
  checkpointUnreadable: 'The signature that covers all entries cannot be read.',
  failed: 'The check could not be finished. Try again; if it goes on, look at the computer that runs Carrel.',
})
