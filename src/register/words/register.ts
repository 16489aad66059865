import { capitalize } from '../../platform/i18n/language.ts'
import { type InSpanish, type LibraryTerms, screenWords } from '../../platform/i18n/screen-words.ts'

/** What a sentence about an entry is made of; each is ready to stand in it. */
type Deed = {
  /** Begins the sentence. */
  readonly who: string
  /** ` at the Front desk`, or nothing. */
  readonly where: string
  /** Who asked. */
  readonly whom: string
  /** What was answered. */
  readonly answer: string
  readonly patrons: number
  /** Why a record was opened, as a sentence, where this person may see it. */
  readonly basis: string
}

/** The register: what happened, in words, and how anyone can check that nothing of it was changed. */
const registerEnglish = ({ customer, customers, aCustomer, theCustomer }: LibraryTerms) => ({
  title: 'Audit log',
  intro: `Each view of ${aCustomer}’s record, each answer, and each change to a record is logged here. No one can take out an entry without a trace. Once entries are old, the library may destroy what they say. The log does not say which ${customer} it was. Your own name is shown with what you did. Who else worked on a case is shown only in that case, because some cases are about the Director.`,
  introOwn:
    'What you did is logged here, and entries cannot be removed. The Director can see it too, without the reason why you opened a record.',
  seenBy: `${capitalize(aCustomer)} can see who viewed their own record: My account, then Who viewed my record. Help them sign in, or open a privacy concern.`,
  signIn: `Sign-in for ${customers}`,
  concern: 'Open a privacy concern',
  technical: 'Technical proof',
  entries: (count: string) => `${count} log entries`,
  signed: (day: string) => `Last signed on ${day}.`,
  nothingYet: 'There are no entries yet. The audit log is signed once a minute.',
  lastMinute: 'The last minute is not shown yet.',
  begunAnew:
    'The library was restored from a backup, and this list starts there. Earlier entries are still in the audit log. Find each one by its reference.',
  none: 'You don’t have access to any entries.',
  noneFound: 'No entry here matches.',
  noViews: (day: string, entries: string) =>
    `The log shows no view of ${aCustomer}’s record on ${day}. The log was kept that day: ${entries}.`,
  notKept: (day: string) =>
    `The audit log was not signed on ${day}, so it has no entries for that day. Carrel was off, or was not in use yet.`,
  filters: { person: 'Person', role: 'Role', place: 'Place', kind: 'Kind of entry', month: 'Month' },
  noNames:
    'Here you see roles and no names. If you need to know who it was, report a privacy concern. Its case can show who viewed a record.',
  any: 'All',
  filter: 'Filter',
  noFilter: 'Show all entries',
  searched: (count: string) => `Carrel looks through up to ${count} entries at a time.`,
  searchOn: 'Look further back',
  roles: {
    volunteer: 'Volunteer',
    desk: 'Clerk',
    director: 'Director',
    'acting-director': 'Acting Director',
    counsel: 'Legal counsel',
    trustee: 'Trustee',
    'special-counsel': 'Special counsel',
    patron: capitalize(aCustomer),
  },
  kinds: {
    views: `Views of ${aCustomer}’s record`,
    answers: 'Questions, answers and calls',
    records: 'Changes to cards and records',
    own: `What ${aCustomer} did`,
    cases: 'Cases and legal papers',
    'sign-ins': 'Staff accounts and computers',
    library: 'Backups, keys and settings',
    log: 'Views of this log',
  },
  byDay: 'Entries by day',
  byDaySays: (busy: number, days: number) =>
    `Entries on each of the last ${days} days. There were entries on ${busy === 1 ? 'one of them' : `${busy} of them`}. The table below has the numbers.`,
  dayNumbers: 'The numbers by day',
  day: 'Day',
  entriesOfDay: 'Entries',
  daySigned: 'An entry counts on the day it was signed, which is within a minute.',
  older: 'Older',
  newer: 'Newer',
  find: 'Find a log entry',
  reference: 'Reference',
  referenceHint: 'As shown on an answer or a letter',
  findIt: 'Find',
  referenceUnfit: 'Type the reference as shown on the answer, such as 7K3M-Q9TA-0X2D',
  referenceUnknown:
    'The audit log has no entry with this reference. Check each letter and digit. Look for the number of a case under Cases.',
  referenceWaits: 'This entry has not been signed yet. Try again in a minute.',
  toRegister: 'Back to the audit log',
  toPublish: {
    title: 'To publish',
    says: 'Save the audit log as anyone may have it, such as for the library’s website or an outside log keeper. It has fingerprints alone, up to the end of yesterday. It shows how many entries each day had, and not what they say. A page in it checks it without Carrel.',
    save: 'Save the public export (ZIP)',
    noDay: 'No whole day of this log is over yet. Save the public export tomorrow.',
  },

  who: {
    volunteer: 'A volunteer',
    desk: 'A clerk',
    director: 'The Director',
    'acting-director': 'The acting Director',
    counsel: 'Legal counsel',
    trustee: 'A trustee',
    'special-counsel': 'Special counsel',
    patron: capitalize(aCustomer),
  },
  program: 'Carrel',
  commandLine: 'Someone at the computer that runs Carrel',
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
    'private-party': 'a private person',
    vendor: 'a company',
    public: 'the public',
  },
  answer: {
    release: 'Disclosure was allowed.',
    limited: 'Partial disclosure was allowed.',
    refuse: 'Disclosure was not allowed.',
    refer: 'The Director decides.',
    seizure: 'It was a search warrant.',
    compelled: 'The Director decided to comply.',
    // Of entries of before: a guardian now gets the answer of any refusal.
    'nothing-to-settle': 'There was nothing to settle.',
    'not-on-file': `No ${customer} has this card number.`,
    'not-lost': 'The card was not blocked.',
    'blocked-online': 'It was blocked.',
    'blocked-already': 'It was blocked before.',
    'no-match': `No ${customer} matched.`,
    'too-many-blocks': 'There were too many tries, so nothing was compared.',
    'only-by-phone': 'It can be blocked only by phone now, because staff unblocked it twice.',
    'report-undone': 'The report was a mistake.',
    'told-customer': `${capitalize(theCustomer)} was told.`,
    'told-guardian': 'The parent or guardian was told.',
    'message-given': 'Someone else took a message.',
    'message-left': 'A message was left.',
    'no-answer': 'No one was told anything.',
    'wrong-number': 'It was a wrong number.',
    'no-more-calls': `${capitalize(theCustomer)} does not want to be called.`,
    answered: 'The person who asked was answered.',
    'not-reached': 'The person who asked could not be reached.',
    'to-counsel': 'It went to legal counsel.',
    'became-case': 'It became a case.',
    'nothing-more': 'There was nothing more to do.',
  },
  basis: {
    card: 'Basis: a card.',
    'in-hand': 'Basis: card or photo ID in hand.',
    known: 'Basis: here, known to them.',
    phone: 'Basis: on the phone.',
    list: 'Basis: working a list.',
    correction: 'Basis: correcting a record or returned mail.',
    'pick-up': 'Basis: someone else was there to pick up.',
  },
  byBasis: {
    title: 'Why records were opened this year',
    says: (count: string) => `${count} views of records, by what staff pressed.`,
    card: 'Card',
    names: {
      card: 'Card scanned or typed',
      'in-hand': 'Card or photo ID in hand',
      known: 'Here, known to staff',
      phone: 'On the phone',
      list: 'Working a list',
      correction: 'Correcting a record, or returned mail',
      'pick-up': 'Someone else there to pick up',
    },
    basis: 'Why',
    times: 'Views',
    noMeasure:
      'This is not a performance measure: it says how the library works, and nothing about one person. Counted once a day. Who opened a record on what basis shows only in an open privacy case, and to that staff member.',
  },
  did: {
    view: ({ who, where, patrons, basis }: Deed) =>
      patrons === 0
        ? `${who} looked for ${aCustomer} who is not on file, or who may not be shown there${where}.`
        : `${who} viewed ${aCustomer}’s record${where}. ${basis}`,
    search: ({ who, where, patrons }: Deed) =>
      `${who} searched for a name${where}. ${patrons === 0 ? `No ${customer} was listed.` : patrons === 1 ? `One ${customer} was listed.` : `${patrons} ${customers} were listed.`}`,
    answer: ({ who, where, whom, answer }: Deed) => `${who} asked what to tell ${whom}${where}. ${answer}`,
    contact: ({ who, where, whom, answer }: Deed) => `${who} prepared to contact ${whom}${where}. ${answer}`,
    'call-ended': ({ who, where, answer }: Deed) => `${who} recorded how a call ended${where}. ${answer}`,
    'card-reported-lost': ({ who, where, answer }: Deed) => `${who} reported a card lost${where}. ${answer}`,
    'card-found': ({ who, where, answer }: Deed) => `${who} reactivated a lost card${where}. ${answer}`,
    'card-given': ({ who, where }: Deed) => `${who} issued ${aCustomer} a new card${where}.`,
    'card-number-taken': ({ who, where }: Deed) =>
      `${who} scanned a new card with a number that was already on file${where}.`,
    'patron-registered': ({ who, where }: Deed) => `${who} registered ${aCustomer}${where}.`,
    'patron-registered-again': ({ who, where }: Deed) =>
      `${who} sent the form for a new ${customer} again${where}.`,
    'card-renewed': ({ who, where }: Deed) => `${who} renewed ${aCustomer}’s card${where}.`,
    'card-renewal-undone': ({ who, where }: Deed) => `${who} undid the renewal of a card${where}.`,
    'card-as-barcode': ({ who, where }: Deed) => `${who} scanned a card in the item barcode field${where}.`,
    'guardian-added': ({ who, where }: Deed) => `${who} added a guardian${where}.`,
    'guardian-changed': ({ who, where }: Deed) => `${who} changed a guardian’s details${where}.`,
    'guardian-removed': ({ who, where }: Deed) => `${who} removed a guardian${where}.`,
    'came-of-age': () => `${capitalize(aCustomer)} came of age and no longer has a guardian on file.`,
    'of-age-recorded': ({ who, where }: Deed) =>
      `${who} recorded that ${aCustomer} is of age before the birthday${where}.`,
    'of-age-taken-back': ({ who, where }: Deed) =>
      `${who} undid the record that ${aCustomer} is of age before the birthday${where}.`,
    'own-view': ({ who }: Deed) => `${who} viewed their own page.`,
    'own-seen-by': ({ who }: Deed) => `${who} asked who viewed their record.`,
    'own-signed-in': ({ who }: Deed) => `${who} signed in to their own page.`,
    'own-second-step-added': ({ who }: Deed) => `${who} turned on two-step sign-in.`,
    'own-second-step-removed': ({ who }: Deed) => `${who} turned off two-step sign-in.`,
    'choices-changed': ({ who }: Deed) => `${who} changed their preferences.`,
    'correction-asked': ({ who }: Deed) => `${who} requested a correction to their record.`,
    'correction-taken-back': ({ who }: Deed) => `${who} withdrew a correction request.`,
    'contact-changed': ({ who }: Deed) => `${who} changed their e-mail address.`,
    'record-corrected': ({ who, where }: Deed) =>
      `${who} made a correction that ${aCustomer} requested${where}.`,
    'correction-left': ({ who, where }: Deed) =>
      `${who} did not make a correction that ${aCustomer} requested${where}.`,
    'correction-waits': ({ who, where }: Deed) =>
      `${who} noted a birth date correction for the Director${where}.`,
    'account-closed-at-counter': ({ who, where }: Deed) => `${who} closed ${aCustomer}’s account${where}.`,
    'account-not-closed-at-counter': ({ who, where }: Deed) =>
      `${who} tried to close ${aCustomer}’s account, which cannot be closed yet${where}.`,
    'account-closed': ({ who }: Deed) => `${who} closed their account.`,
    'account-not-closed': ({ who }: Deed) =>
      `${who} tried to close their account, which cannot be closed yet.`,
    'history-kept': ({ who }: Deed) => `${who} asked the library to keep their history from then on.`,
    'history-erased': ({ who }: Deed) => `${who} erased some or all of their history.`,
    'pin-set': ({ who, where }: Deed) => `${who} set a PIN${where}.`,
    'pin-refused': ({ who, where }: Deed) =>
      `${who} chose a PIN that is part of their own record, and it was refused${where}.`,
    'pin-locked': () => 'A card was temporarily locked after too many wrong PINs.',
    'unknown-card-locked': () => 'A card number that cannot sign in was tried with too many wrong PINs.',
    'pin-code-given': ({ who, where }: Deed) => `${who} printed a PIN code${where}.`,
    'screen-handed': ({ who, where }: Deed) => `${who} let ${aCustomer} use the screen to set a PIN${where}.`,
    'code-app-lost': ({ who, where }: Deed) =>
      `${who} turned off two-step sign-in for ${aCustomer} who lost their phone${where}.`,
    'phone-code-given': ({ who }: Deed) => `${who} got a phone code.`,
    'records-preserved': ({ who }: Deed) => `${who} preserved a copy of records for a case.`,
    'records-collected': ({ who }: Deed) => `${who} copied records for a case.`,
    'disclosure-told': ({ who }: Deed) => `${who} noted that someone was told about a production of records.`,
    'records-packaged': ({ who }: Deed) => `${who} packed records for a case.`,
    'copy-view': ({ who, where }: Deed) => `${who} viewed a copy of records in a case${where}.`,
    release: ({ who, where, whom }: Deed) => `${who} produced records for ${whom}${where}, under the policy.`,
    compelled: ({ who, where, whom }: Deed) =>
      `${who} produced records for ${whom}${where}, as compelled by law.`,
    'case-search-view': ({ who, where }: Deed) => `${who} viewed the log of a search${where}.`,
    'cases-listed': ({ who, where }: Deed) => `${who} viewed a list of cases${where}.`,
    'case-view': ({ who, where }: Deed) => `${who} viewed a case${where}.`,
    'case-entry-handed': ({ who }: Deed) => `${who} gave out the proof of a paper in a case.`,
    'case-step': ({ who, where }: Deed) => `${who} took a step in a case${where}.`,
    'case-subject': ({ who, where }: Deed) => `${who} looked up the people named in a case${where}.`,
    'name-in-decision': ({ who, where }: Deed) =>
      `${who} typed a name that a decision may not contain${where}.`,
    exercise: ({ who, where }: Deed) => `${who} tried a situation with the policy${where}.`,
    'register-looked-at': ({ who, where }: Deed) => `${who} viewed the audit log${where}.`,
    'entry-shown': ({ who, where }: Deed) => `${who} viewed one log entry${where}.`,
    'entry-handed-over': ({ who }: Deed) => `${who} gave out one log entry.`,
    'signed-in': ({ who, where }: Deed) => `${who} signed in${where}.`,
    'signed-out-everywhere': ({ who }: Deed) => `${who} signed out everywhere.`,
    'set-up-link-made': () => 'The setup link was created.',
    'set-up-link-followed': () => 'Someone started setup with the setup link.',
    'keys-made': ({ who }: Deed) => `${who} made the keys of their account.`,
    'key-destroyed': ({ who }: Deed) => `${who} destroyed old keys.`,
    'account-added': ({ who }: Deed) => `${who} added a staff account.`,
    'account-ended': ({ who }: Deed) => `${who} closed a staff account.`,
    'account-locked': ({ where }: Deed) =>
      `An account was temporarily locked after too many wrong tries${where}.`,
    'unknown-name-locked': ({ where }: Deed) =>
      `A sign-in name that does not exist was tried too many times${where}.`,
    'account-unlocked': ({ who }: Deed) => `${who} unlocked an account.`,
    'account-reset': ({ who }: Deed) => `${who} gave an account a new passphrase.`,
    'account-confirmed': ({ who }: Deed) => `${who} confirmed that an account belongs to its owner.`,
    'account-role-changed': ({ who }: Deed) => `${who} changed an account’s role.`,
    'passphrase-changed': ({ who }: Deed) => `${who} changed their passphrase.`,
    'second-step-added': ({ who }: Deed) => `${who} turned on two-step sign-in.`,
    'second-step-removed': ({ who }: Deed) => `${who} turned off two-step sign-in.`,
    'second-step-required': ({ who }: Deed) => `${who} changed who needs two-step sign-in.`,
    'acting-director-named': ({ who }: Deed) => `${who} named an acting Director.`,
    'acting-director-ended': ({ who }: Deed) => `${who} ended an acting Director’s term.`,
    'computer-enrolled': ({ who }: Deed) => `${who} set up a computer.`,
    'computer-removed': ({ who }: Deed) => `${who} removed a computer.`,
    'letterhead-changed': ({ who }: Deed) => `${who} changed the letterhead.`,
    'case-contacts-named': ({ who }: Deed) => `${who} set the emergency contacts.`,
    'pin-addresses-named': ({ who }: Deed) => `${who} set the outside log keepers.`,
    'recovery-key-made': ({ who }: Deed) => `${who} made a recovery sheet.`,
    'recovery-key-confirmed': ({ who }: Deed) => `${who} confirmed that the recovery sheet is printed.`,
    'backup-taken': () => 'A backup was made.',
    'backup-restored': () => 'The library was restored from a backup.',
    'key-mode': ({ who }: Deed) => `${who} changed how the keys are protected.`,
    'key-rotated': ({ who }: Deed) => `${who} replaced old keys with new ones.`,
    'months-forgotten': ({ who }: Deed) =>
      `${who} destroyed the contents of old months, because of their age.`,
    'set-up-done': ({ who }: Deed) => `${who} finished setup.`,
    'training-done': ({ who }: Deed) => `${who} finished the training course.`,
    'reading-slowed': ({ who, where }: Deed) =>
      `${who} opened so many records${where} that Carrel slowed them down.`,
    'fact-confirmed': ({ who }: Deed) => `${who} noted that a policy fact was confirmed.`,
    'fact-withdrawn': ({ who }: Deed) => `${who} withdrew the confirmation of a policy fact.`,
    'rule-changed': () => 'Another version of the policy came into force.',
    'form-opened': ({ who, where }: Deed) => `${who} opened the form for a legal paper${where}.`,
    'lending-system-chosen': ({ who }: Deed) => `${who} chose which system checks items out.`,
    'card-block-asked': ({ answer }: Deed) => `Someone asked on the public page to block a card. ${answer}`,
    'card-unblocked': ({ who, where }: Deed) => `${who} unblocked a card that was blocked online${where}.`,
    'card-blocked-there': ({ who, where }: Deed) =>
      `${who} noted that a card is blocked in the other system too${where}.`,
    'card-code-sent': ({ who, where }: Deed) =>
      `${who} had a code for a new card sent to an address or number on file${where}.`,
    'card-news-told': ({ who, where }: Deed) =>
      `${who} told ${aCustomer} what happened to their card${where}.`,
    'card-given-reviewed': ({ who, where }: Deed) =>
      `${who} reviewed a new card that went to someone a clerk knew${where}.`,
    'lost-card-scanned': ({ who, where }: Deed) =>
      `${who} scanned a card that was reported lost or blocked${where}. No record was shown.`,
    'not-told-set': ({ who, where }: Deed) =>
      `${who} noted that a guardian is not to be told anything for now${where}.`,
    'not-told-extended': ({ who, where }: Deed) =>
      `${who} extended that a guardian is not to be told anything${where}.`,
    'not-told-ended': ({ who, where }: Deed) =>
      `${who} ended that a guardian is not to be told anything${where}.`,
    'paper-link-made': ({ who }: Deed) => `${who} made a one-time link for adding a paper to a case.`,
    'public-report-came': () => 'Someone reported a legal paper on the public page.',
    'public-report-view': ({ who, where }: Deed) => `${who} viewed the reports from the public page${where}.`,
    'public-report-call': ({ who }: Deed) => `${who} called back someone who had reported a legal paper.`,
    'public-report-ended': ({ who }: Deed) =>
      `${who} took a report off the list of those from the public page. The name and number were deleted.`,
    'question-answered': ({ who, where }: Deed) =>
      `${who} asked Carrel a question about past records${where}.`,
    'cases-searched': ({ who, where }: Deed) => `${who} searched the cases${where}.`,
    'card-set-apart': ({ who, where }: Deed) => `${who} listed a card that they do not open${where}.`,
    'card-not-apart': ({ who, where }: Deed) =>
      `${who} took a card off their list of cards that they do not open${where}.`,
    'study-view': ({ who, where }: Deed) => `${who} studied who viewed a record${where}.`,
    'study-others': ({ who, where }: Deed) =>
      `${who} read the names of other ${customers} in a study of who viewed a record${where}.`,
    'other-systems-changed': ({ who }: Deed) => `${who} changed the list of other systems.`,
    'person-switched': ({ who, where }: Deed) => `${who} switched to their own name with a PIN${where}.`,
    'staff-pin-set': ({ who }: Deed) => `${who} set their staff PIN.`,
    'staff-pin-locked': ({ where }: Deed) => `A staff PIN was locked after too many wrong tries${where}.`,
    'staff-pin-length': ({ who }: Deed) => `${who} chose how many digits a staff PIN has.`,
    'guardian-view': () => 'A parent or guardian opened their own page about what a minor owes.',
    'card-code-wrong': ({ who, where }: Deed) => `${who} typed a wrong or old code for a new card${where}.`,
    'case-contact-confirmed': ({ who }: Deed) => `${who} confirmed an emergency contact.`,
    'register-exported': ({ who, where }: Deed) => `${who} saved the public export of the audit log${where}.`,
    'case-contact-right': ({ who }: Deed) => `${who} said that a change of their emergency contact is right.`,
    'case-contact-wrong': ({ who }: Deed) => `${who} said that a change of their emergency contact is wrong.`,
    'guardian-reviewed': ({ who }: Deed) => `${who} reviewed what was done with a guardian.`,
    'follow-ups-viewed': ({ who, where }: Deed) => `${who} viewed the follow-ups${where}.`,
    'follow-up-ended': ({ who, answer }: Deed) => `${who} ended a follow-up. ${answer}`,
    'policy-confirmed': ({ who }: Deed) => `${who} confirmed a proposed version of the policy.`,
    'plain-view-on': ({ who, where }: Deed) =>
      `${who} had the page of ${aCustomer} show only what is due${where}.`,
    'plain-view-off': ({ who }: Deed) => `${who} had their own page show everything again.`,
    'wrong-disclosure': ({ who }: Deed) =>
      `${who} had the pages of those affected say that something got out.`,
    'policy-withdrawn': ({ who }: Deed) =>
      `${who} withdrew the confirmation of a proposed version of the policy.`,
  },
  other: ({ who, where }: Deed) => `${who} did something that this page does not describe${where}.`,
  newLog: 'The library was restored from a backup, and a new audit log was started.',
  commitments:
    'This is not an entry. Carrel adds a marker like this every minute, whether or not anything happened.',
  forgotten:
    'The contents of this entry were destroyed because of its age. It can still be proved that the entry existed.',
  unreadable: 'The contents of this entry cannot be read here.',
  damaged: 'This entry is NOT as it was written. Someone may have changed the audit log.',
  notYours:
    'You don’t have access to the contents of this entry. Anyone may check that it is in the audit log.',

  entryTitle: 'Log entry',
  entryAt: (moment: string) => `Logged: ${moment}`,
  onPaper: (sheet: string, moment: string) => `On paper first: ${moment}, sheet ${sheet}`,
  holds: 'This entry is in the audit log',
  checkedNow: (size: string, day: string) =>
    `Checked just now: this is one of the ${size} entries that the audit log signed on ${day}.`,
  doesNotHold: 'This entry does NOT match the audit log',
  tellDirector:
    'Someone may have changed the audit log. Tell the Director now, and do not turn off the computer.',
  picture: 'How the entry leads to the signature',
  pictureSays: (steps: number) =>
    steps === 0
      ? 'It is the only entry, so its own fingerprint is the one that is signed.'
      : `The entry’s fingerprint is combined with those of others, ${steps === 1 ? 'once' : `${steps} times`}. The result is the fingerprint that is signed. If one letter of the entry changed, every fingerprint above it would change.`,
  thisEntry: 'This entry',
  neighbor: 'its neighbor',
  others: (count: string) => (count === '1' ? '1 other' : `${count} others`),
  all: (count: string) => (count === '1' ? 'The entry' : `All ${count} entries`),
  seal: 'Signed',
  download: 'Save proof',
  downloadSays: 'A small file. It shows that the entry is in the audit log, but not what the entry says.',
  checker: 'Save the checking page',
  checkerSays: 'It works on any computer, without Carrel or the Internet.',

  checkTitle: 'Check the whole audit log',
  checkSays: 'Carrel reads every entry and recalculates every fingerprint. This can take a few minutes.',
  olderPin: 'Earlier audit log fingerprint',
  olderPinHint:
    'It is on the last page of each signed letter, under “Audit log fingerprint,” and in the daily e-mail to the outside log keepers: four lines, from the word Register on. Only with it can the check show that no entry from before that day was changed. You can leave this blank.',
  checkNow: 'Check now',
  checking: 'The check is running',
  checked: (done: string, size: string) =>
    `${done} of ${size} entries checked. This page refreshes automatically.`,
  compares: (size: string) => `It compares the audit log with an earlier fingerprint of ${size} entries.`,
  comparesNone: 'It does not compare the audit log with an earlier fingerprint.',
  good: 'The audit log matches the earlier fingerprint',
  goodAlone: 'No error found, but not compared with an earlier fingerprint',
  goodLater: 'The last check found nothing wrong, but the problem above is not settled',
  goodSays: (size: string, moment: string) =>
    `Checked on ${moment}: all ${size} entries lead to the signed fingerprint.`,
  comparedSays: (size: string) =>
    `Its first ${size} entries match the earlier fingerprint. If that fingerprint was kept outside the library, such as on a letter that was sent, none of them has changed since. Then you can show this page to the Board.`,
  notCompared:
    'So the log agrees with its own signature. This does not prove that no one changed it: someone with the library’s keys could have changed it and signed it again. For the Board, get an earlier fingerprint from a letter or an e-mail that was kept elsewhere. Enter it below, and check again.',
  uncompared: 'The audit log could not be compared with the earlier fingerprint',
  uncomparedLost: (size: string) =>
    `The fingerprint counts ${size} entries. The audit log itself says that some of them are lost, so this fingerprint shows nothing. Use an earlier one.`,
  uncomparedAbsent:
    'The fingerprint is from an older audit log, and its entries are not here. So it shows nothing. Tell the Director.',
  late: 'The audit log is not being signed',
  bad: 'The audit log is NOT intact',
  pinFault: {
    none: 'This is not a complete audit log fingerprint. Copy all four lines, from the word Register to the last group of four. A line marked SHA-256 is not the one.',
    mistyped:
      'The fingerprint has a typing error. Compare each group of four with the paper, and type one fingerprint only.',
    another:
      'The fingerprint is from a different audit log. If the paper is from this library, tell the Director now.',
    notUsed:
      'Another check is running. Yours did not start, and the fingerprint was not used. Wait a few minutes, and then try again.',
  },
  badSays: (moment: string) => `The check on ${moment} found this:`,
  badStays: 'It was not compared with an earlier fingerprint. This message stays until a check succeeds.',
  badStaysPin: (size: string) =>
    `It was compared with this earlier fingerprint of ${size} entries. This message stays until a check with the same fingerprint succeeds:`,
  wrong: {
    checkpoint: 'The signature of the audit log is not valid.',
    missing: 'Part of the audit log is missing.',
    entry: (number: string) => `Entry number ${number}, counted from the first, is not as it was signed.`,
    tile: 'The fingerprints of some entries do not match the signed ones.',
    root: 'The entries do not lead to the signed fingerprint.',
    past: 'The part from before the library was restored is not the one that was signed.',
    rewritten: 'Entries covered by the earlier fingerprint were changed or removed.',
  },
  checkpointUnreadable: 'The signature that covers all entries cannot be read.',
  failed:
    'The check could not finish. Try again. If this keeps happening, check the computer that runs Carrel.',
})

const registerSpanish: InSpanish<typeof registerEnglish> = ({
  customer,
  customers,
  aCustomer,
  theCustomer,
}) => ({
  title: 'Registro de auditoría',
  intro: `Aquí queda cada consulta de un expediente, cada respuesta y cada cambio en un expediente. Nadie puede quitar una entrada sin dejar rastro. Cuando las entradas son viejas, la biblioteca puede destruir lo que dicen. El registro no dice de qué ${customer} se trata. Su propio nombre aparece con lo que usted hizo. Quién más trabajó en un caso consta solo en ese caso, porque algunos son sobre la Dirección.`,
  introOwn:
    'Aquí queda lo que usted hizo, y las entradas no se pueden quitar. La Dirección también lo puede ver, sin la razón por la que abrió un expediente.',
  seenBy: `${capitalize(aCustomer)} puede ver quién vio su propio expediente: Mi cuenta, y luego Quién vio mi expediente. Ayúdele a iniciar sesión, o abra una preocupación de privacidad.`,
  signIn: `Inicio de sesión para ${customers}`,
  concern: 'Abrir una preocupación de privacidad',
  technical: 'Prueba técnica',
  entries: (count) => `${count} entradas`,
  signed: (day) => `Firmado por última vez el ${day}.`,
  nothingYet: 'Todavía no hay entradas. El registro de auditoría se firma una vez por minuto.',
  lastMinute: 'El último minuto todavía no aparece.',
  begunAnew:
    'La biblioteca se restauró de una copia de seguridad, y esta lista empieza allí. Las entradas anteriores siguen en el registro de auditoría. Busque cada una por su referencia.',
  none: 'Usted no tiene acceso a ninguna entrada.',
  noneFound: 'Ninguna entrada de aquí coincide.',
  noViews: (day, entries) =>
    `El registro no muestra ninguna consulta del expediente de ${aCustomer} el ${day}. El registro se llevó ese día: ${entries}.`,
  notKept: (day) =>
    `El registro de auditoría no se firmó el ${day}, así que no tiene entradas de ese día. Carrel estaba apagado, o todavía no se usaba.`,
  filters: { person: 'Persona', role: 'Función', place: 'Lugar', kind: 'Tipo de entrada', month: 'Mes' },
  noNames:
    'Aquí ve funciones y ningún nombre. Si necesita saber quién fue, informe de una preocupación de privacidad. Su caso puede mostrar quién vio un expediente.',
  any: 'Todas',
  filter: 'Filtrar',
  noFilter: 'Mostrar todas las entradas',
  searched: (count) => `Carrel revisa hasta ${count} entradas cada vez.`,
  searchOn: 'Buscar más atrás',
  roles: {
    volunteer: 'Voluntariado',
    desk: 'Personal del mostrador',
    director: 'Dirección',
    'acting-director': 'Dirección interina',
    counsel: 'Asesoría legal',
    trustee: 'Miembro de la Junta',
    'special-counsel': 'Asesoría especial',
    patron: capitalize(aCustomer),
  },
  kinds: {
    views: `Consultas del expediente de ${aCustomer}`,
    answers: 'Preguntas, respuestas y llamadas',
    records: 'Cambios en tarjetas y expedientes',
    own: `Lo que hizo ${aCustomer}`,
    cases: 'Casos y documentos legales',
    'sign-ins': 'Cuentas y computadoras del personal',
    library: 'Copias de seguridad, llaves y ajustes',
    log: 'Consultas de este registro',
  },
  byDay: 'Entradas por día',
  byDaySays: (busy, days) =>
    `Entradas de cada uno de los últimos ${days} días. Hubo entradas en ${busy === 1 ? 'uno de ellos' : `${busy} de ellos`}. La tabla de abajo tiene los números.`,
  dayNumbers: 'Los números por día',
  day: 'Día',
  entriesOfDay: 'Entradas',
  daySigned: 'Una entrada aparece en el día en que se firmó, que es en el mismo minuto.',
  older: 'Anteriores',
  newer: 'Más recientes',
  find: 'Buscar una entrada',
  reference: 'Referencia',
  referenceHint: 'Como aparece en una respuesta o una carta',
  findIt: 'Buscar',
  referenceUnfit: 'Escriba la referencia como aparece en la respuesta, por ejemplo 7K3M-Q9TA-0X2D',
  referenceUnknown:
    'El registro de auditoría no tiene ninguna entrada con esta referencia. Revise cada letra y cada cifra. El número de un caso se busca en Casos.',
  referenceWaits: 'Esta entrada todavía no está firmada. Inténtelo de nuevo en un minuto.',
  toRegister: 'Volver al registro de auditoría',
  toPublish: {
    title: 'Para publicar',
    says: 'Guarde el registro de auditoría como cualquiera puede tenerlo, por ejemplo para el sitio web o para un custodio externo. Tiene solo huellas, hasta el final de ayer. Muestra cuántas entradas hubo cada día, y no lo que dicen. Incluye una página que lo comprueba sin Carrel.',
    save: 'Guardar la exportación pública (ZIP)',
    noDay:
      'Todavía no ha terminado ningún día entero de este registro. Guarde la exportación pública mañana.',
  },

  who: {
    volunteer: 'Una persona del voluntariado',
    desk: 'Una persona del mostrador',
    director: 'La Dirección',
    'acting-director': 'La Dirección interina',
    counsel: 'La asesoría legal',
    trustee: 'Un miembro de la Junta',
    'special-counsel': 'La asesoría especial',
    patron: capitalize(aCustomer),
  },
  program: 'El programa Carrel',
  commandLine: 'Alguien en la computadora donde funciona Carrel',
  someone: 'Alguien',
  named: (name, role) => `${name} (${role})`,
  where: (place) => ` (${place})`,
  whom: {
    patron: aCustomer,
    guardian: 'un padre, madre o tutor',
    staff: 'el personal',
    'justice-agency': 'un agente',
    'government-agency': 'una oficina del gobierno',
    'private-party': 'una persona privada',
    vendor: 'una empresa',
    public: 'el público',
  },
  answer: {
    release: 'Se permitió decirlo.',
    limited: 'Se permitió decir una parte.',
    refuse: 'No se permitió decirlo.',
    refer: 'Decide la Dirección.',
    seizure: 'Era una orden de cateo.',
    compelled: 'La Dirección decidió cumplir.',
    'nothing-to-settle': 'No había nada pendiente.',
    'not-on-file': `Ningún ${customer} tiene este número de tarjeta.`,
    'not-lost': 'La tarjeta no estaba bloqueada.',
    'blocked-online': 'Quedó bloqueada.',
    'blocked-already': 'Ya estaba bloqueada.',
    'no-match': `No coincidió ningún ${customer}.`,
    'too-many-blocks': 'Hubo demasiados intentos, así que no se comparó nada.',
    'only-by-phone': 'Ahora solo se puede bloquear por teléfono, porque el personal la desbloqueó dos veces.',
    'report-undone': 'El reporte fue un error.',
    'told-customer': `Se le dijo al ${customer}.`,
    'told-guardian': 'Se le dijo al padre, la madre o el tutor.',
    'message-given': 'Otra persona tomó el recado.',
    'message-left': 'Se dejó un mensaje.',
    'no-answer': 'No se le dijo nada a nadie.',
    'wrong-number': 'Era un número equivocado.',
    'no-more-calls': `${capitalize(theCustomer)} no quiere que le llamen.`,
    answered: 'Se respondió a la persona que preguntó.',
    'not-reached': 'No se pudo hablar con la persona que preguntó.',
    'to-counsel': 'Pasó a la asesoría legal.',
    'became-case': 'Se abrió un caso.',
    'nothing-more': 'No había nada más que hacer.',
  },
  basis: {
    card: 'Razón: una tarjeta.',
    'in-hand': 'Razón: tarjeta o identificación en mano.',
    known: 'Razón: estaba allí y le conoce.',
    phone: 'Razón: por teléfono.',
    list: 'Razón: trabajo con una lista.',
    correction: 'Razón: corrección de un expediente o correo devuelto.',
    'pick-up': 'Razón: otra persona vino a recoger.',
  },
  byBasis: {
    title: 'Por qué se abrieron expedientes este año',
    says: (count) => `${count} consultas de expedientes, según lo que oprimió el personal.`,
    card: 'Tarjeta',
    names: {
      card: 'Tarjeta escaneada o escrita',
      'in-hand': 'Tarjeta o identificación en mano',
      known: 'Estaba allí, y el personal le conoce',
      phone: 'Por teléfono',
      list: 'Trabajo con una lista',
      correction: 'Corrección de un expediente, o correo devuelto',
      'pick-up': 'Otra persona vino a recoger',
    },
    basis: 'Por qué',
    times: 'Consultas',
    noMeasure:
      'Esto no mide el rendimiento: dice cómo trabaja la biblioteca, y nada de una persona. Se suma una vez al día. Quién abrió un expediente y por qué se ve solo en un caso de privacidad abierto, y lo ve esa persona.',
  },
  did: {
    view: ({ who, where, patrons, basis }) =>
      patrons === 0
        ? `${who} buscó a ${aCustomer} que no consta, o que no se puede mostrar allí${where}.`
        : `${who} vio el expediente de ${aCustomer}${where}. ${basis}`,
    search: ({ who, where, patrons }) =>
      `${who} buscó un nombre${where}. ${patrons === 0 ? `No salió ningún ${customer}.` : patrons === 1 ? `Salió un ${customer}.` : `Salieron ${patrons} ${customers}.`}`,
    answer: ({ who, where, whom, answer }) => `${who} preguntó qué decir a ${whom}${where}. ${answer}`,
    contact: ({ who, where, whom, answer }) =>
      `${who} se preparó para comunicarse con ${whom}${where}. ${answer}`,
    'call-ended': ({ who, where, answer }) => `${who} anotó cómo terminó una llamada${where}. ${answer}`,
    'card-reported-lost': ({ who, where, answer }) =>
      `${who} reportó una tarjeta como perdida${where}. ${answer}`,
    'card-found': ({ who, where, answer }) => `${who} reactivó una tarjeta perdida${where}. ${answer}`,
    'card-given': ({ who, where }) => `${who} dio una tarjeta nueva a ${aCustomer}${where}.`,
    'card-number-taken': ({ who, where }) =>
      `${who} escaneó una tarjeta nueva cuyo número ya constaba${where}.`,
    'patron-registered': ({ who, where }) => `${who} registró a ${aCustomer}${where}.`,
    'patron-registered-again': ({ who, where }) =>
      `${who} envió otra vez el formulario de un nuevo ${customer}${where}.`,
    'card-renewed': ({ who, where }) => `${who} renovó la tarjeta de ${aCustomer}${where}.`,
    'card-renewal-undone': ({ who, where }) => `${who} deshizo la renovación de una tarjeta${where}.`,
    'card-as-barcode': ({ who, where }) =>
      `${who} escaneó una tarjeta donde se pedía el código de un artículo${where}.`,
    'guardian-added': ({ who, where }) => `${who} agregó a un padre o tutor${where}.`,
    'guardian-changed': ({ who, where }) => `${who} cambió los datos de un padre o tutor${where}.`,
    'guardian-removed': ({ who, where }) => `${who} quitó a un padre o tutor${where}.`,
    'came-of-age': () =>
      `${capitalize(aCustomer)} llegó a la mayoría de edad y ya no tiene tutor que conste.`,
    'of-age-recorded': ({ who, where }) =>
      `${who} anotó que ${aCustomer} es mayor de edad antes de su cumpleaños${where}.`,
    'of-age-taken-back': ({ who, where }) =>
      `${who} deshizo la anotación de que ${aCustomer} es mayor de edad antes de su cumpleaños${where}.`,
    'own-view': ({ who }) => `${who} vio su propia página.`,
    'own-seen-by': ({ who }) => `${who} preguntó quién vio su expediente.`,
    'own-signed-in': ({ who }) => `${who} inició sesión en su propia página.`,
    'own-second-step-added': ({ who }) => `${who} activó el inicio de sesión en dos pasos.`,
    'own-second-step-removed': ({ who }) => `${who} desactivó el inicio de sesión en dos pasos.`,
    'choices-changed': ({ who }) => `${who} cambió sus preferencias.`,
    'correction-asked': ({ who }) => `${who} pidió una corrección en su expediente.`,
    'correction-taken-back': ({ who }) => `${who} retiró una solicitud de corrección.`,
    'contact-changed': ({ who }) => `${who} cambió su correo electrónico.`,
    'record-corrected': ({ who, where }) => `${who} hizo una corrección que pidió ${aCustomer}${where}.`,
    'correction-left': ({ who, where }) => `${who} no hizo una corrección que pidió ${aCustomer}${where}.`,
    'correction-waits': ({ who, where }) =>
      `${who} anotó para la Dirección una corrección de fecha de nacimiento que pidió ${aCustomer}${where}.`,
    'account-closed-at-counter': ({ who, where }) => `${who} cerró la cuenta de ${aCustomer}${where}.`,
    'account-not-closed-at-counter': ({ who, where }) =>
      `${who} intentó cerrar la cuenta de ${aCustomer}, que todavía no se puede cerrar${where}.`,
    'account-closed': ({ who }) => `${who} cerró su cuenta.`,
    'account-not-closed': ({ who }) => `${who} intentó cerrar su cuenta, que todavía no se puede cerrar.`,
    'history-kept': ({ who }) => `${who} pidió que la biblioteca guarde su historial desde entonces.`,
    'history-erased': ({ who }) => `${who} borró parte o todo su historial.`,
    'pin-set': ({ who, where }) => `${who} puso un PIN${where}.`,
    'pin-refused': ({ who, where }) =>
      `${who} eligió un PIN que es parte de su propio expediente, y no se aceptó${where}.`,
    'pin-locked': () => 'Una tarjeta se bloqueó por un tiempo después de demasiados PIN equivocados.',
    'unknown-card-locked': () =>
      'Hubo demasiados PIN equivocados con un número de tarjeta que no puede iniciar sesión.',
    'pin-code-given': ({ who, where }) => `${who} imprimió un código de PIN${where}.`,
    'screen-handed': ({ who, where }) =>
      `${who} dejó que ${aCustomer} usara la pantalla para poner un PIN${where}.`,
    'code-app-lost': ({ who, where }) =>
      `${who} desactivó el inicio de sesión en dos pasos de ${aCustomer} que perdió su teléfono${where}.`,
    'phone-code-given': ({ who }) => `${who} pidió un código telefónico.`,
    'records-preserved': ({ who }) => `${who} conservó una copia de registros para un caso.`,
    'records-collected': ({ who }) => `${who} copió registros para un caso.`,
    'disclosure-told': ({ who }) => `${who} anotó que se avisó a alguien de lo que se entregó.`,
    'records-packaged': ({ who }) => `${who} empaquetó registros de un caso.`,
    'copy-view': ({ who, where }) => `${who} vio una copia de registros de un caso${where}.`,
    release: ({ who, where, whom }) => `${who} entregó registros a ${whom}${where}, según la política.`,
    compelled: ({ who, where, whom }) => `${who} entregó registros a ${whom}${where}, porque la ley obliga.`,
    'case-search-view': ({ who, where }) => `${who} vio el registro de un cateo${where}.`,
    'cases-listed': ({ who, where }) => `${who} vio una lista de casos${where}.`,
    'case-view': ({ who, where }) => `${who} vio un caso${where}.`,
    'case-entry-handed': ({ who }) => `${who} entregó la prueba de un documento de un caso.`,
    'case-step': ({ who, where }) => `${who} hizo algo en un caso${where}.`,
    'case-subject': ({ who, where }) => `${who} buscó de quién trata el documento de un caso${where}.`,
    'name-in-decision': ({ who, where }) =>
      `${who} escribió un nombre que una decisión no puede llevar${where}.`,
    exercise: ({ who, where }) => `${who} probó una situación con la política${where}.`,
    'register-looked-at': ({ who, where }) => `${who} vio el registro de auditoría${where}.`,
    'entry-shown': ({ who, where }) => `${who} vio una entrada del registro de auditoría${where}.`,
    'entry-handed-over': ({ who }) => `${who} entregó una entrada del registro de auditoría.`,
    'signed-in': ({ who, where }) => `${who} inició sesión${where}.`,
    'signed-out-everywhere': ({ who }) => `${who} cerró todas sus sesiones.`,
    'set-up-link-made': () => 'Se creó el enlace para la instalación.',
    'set-up-link-followed': () => 'Alguien empezó la instalación con su enlace.',
    'keys-made': ({ who }) => `${who} creó las llaves de su cuenta.`,
    'key-destroyed': ({ who }) => `${who} destruyó llaves antiguas.`,
    'account-added': ({ who }) => `${who} agregó una cuenta de personal.`,
    'account-ended': ({ who }) => `${who} cerró una cuenta de personal.`,
    'account-locked': ({ where }) =>
      `Una cuenta se bloqueó por un tiempo después de demasiados intentos fallidos${where}.`,
    'unknown-name-locked': ({ where }) =>
      `Hubo demasiados intentos con un nombre de usuario que no existe${where}.`,
    'account-unlocked': ({ who }) => `${who} desbloqueó una cuenta.`,
    'account-reset': ({ who }) => `${who} dio una contraseña nueva a una cuenta.`,
    'account-confirmed': ({ who }) => `${who} confirmó que una cuenta es de su titular.`,
    'account-role-changed': ({ who }) => `${who} cambió la función de una cuenta.`,
    'passphrase-changed': ({ who }) => `${who} cambió su contraseña.`,
    'second-step-added': ({ who }) => `${who} activó el inicio de sesión en dos pasos.`,
    'second-step-removed': ({ who }) => `${who} desactivó el inicio de sesión en dos pasos.`,
    'second-step-required': ({ who }) => `${who} cambió quién necesita el inicio de sesión en dos pasos.`,
    'acting-director-named': ({ who }) => `${who} nombró una Dirección interina.`,
    'acting-director-ended': ({ who }) => `${who} terminó el tiempo de una Dirección interina.`,
    'computer-enrolled': ({ who }) => `${who} dio de alta una computadora.`,
    'computer-removed': ({ who }) => `${who} dio de baja una computadora.`,
    'letterhead-changed': ({ who }) => `${who} cambió el membrete.`,
    'case-contacts-named': ({ who }) => `${who} puso los contactos de emergencia.`,
    'pin-addresses-named': ({ who }) => `${who} puso los custodios externos del registro.`,
    'recovery-key-made': ({ who }) => `${who} hizo una hoja de recuperación.`,
    'recovery-key-confirmed': ({ who }) => `${who} confirmó que la hoja de recuperación está impresa.`,
    'backup-taken': () => 'Se hizo una copia de seguridad.',
    'backup-restored': () => 'La biblioteca se restauró de una copia de seguridad.',
    'key-mode': ({ who }) => `${who} cambió cómo se protegen las llaves.`,
    'key-rotated': ({ who }) => `${who} reemplazó llaves antiguas por nuevas.`,
    'months-forgotten': ({ who }) => `${who} destruyó el contenido de meses antiguos, por su edad.`,
    'set-up-done': ({ who }) => `${who} terminó la instalación.`,
    'training-done': ({ who }) => `${who} terminó el curso de capacitación.`,
    'reading-slowed': ({ who, where }) =>
      `${who} abrió tantos expedientes${where} que Carrel le hizo ir más despacio.`,
    'fact-confirmed': ({ who }) => `${who} anotó que un dato de la política está confirmado.`,
    'fact-withdrawn': ({ who }) => `${who} retiró la confirmación de un dato de la política.`,
    'rule-changed': () => 'Entró en vigor otra versión de la política.',
    'form-opened': ({ who, where }) => `${who} abrió el formulario para un documento legal${where}.`,
    'lending-system-chosen': ({ who }) => `${who} eligió qué sistema registra los préstamos.`,
    'card-block-asked': ({ answer }) => `Alguien pidió en la página pública bloquear una tarjeta. ${answer}`,
    'card-unblocked': ({ who, where }) => `${who} desbloqueó una tarjeta bloqueada en línea${where}.`,
    'card-blocked-there': ({ who, where }) =>
      `${who} anotó que una tarjeta está bloqueada también en el otro sistema${where}.`,
    'card-code-sent': ({ who, where }) =>
      `${who} hizo enviar un código para una tarjeta nueva a un dato de contacto del expediente${where}.`,
    'card-news-told': ({ who, where }) => `${who} le dijo a ${aCustomer} qué pasó con su tarjeta${where}.`,
    'card-given-reviewed': ({ who, where }) =>
      `${who} revisó una tarjeta nueva que se dio a alguien que el personal conoce${where}.`,
    'lost-card-scanned': ({ who, where }) =>
      `${who} escaneó una tarjeta reportada como perdida o bloqueada${where}. No se mostró ningún expediente.`,
    'not-told-set': ({ who, where }) => `${who} anotó que por ahora no se le diga nada a un tutor${where}.`,
    'not-told-extended': ({ who, where }) => `${who} prolongó que no se le diga nada a un tutor${where}.`,
    'not-told-ended': ({ who, where }) => `${who} terminó que no se le diga nada a un tutor${where}.`,
    'paper-link-made': ({ who }) =>
      `${who} hizo un enlace de un solo uso para agregar un documento a un caso.`,
    'public-report-came': () => 'Alguien reportó un documento legal en la página pública.',
    'public-report-view': ({ who, where }) => `${who} vio los reportes de la página pública${where}.`,
    'public-report-call': ({ who }) => `${who} llamó a alguien que había reportado un documento legal.`,
    'public-report-ended': ({ who }) =>
      `${who} quitó un reporte de la lista de la página pública. El nombre y el número se borraron.`,
    'question-answered': ({ who, where }) =>
      `${who} hizo una pregunta a Carrel sobre registros pasados${where}.`,
    'cases-searched': ({ who, where }) => `${who} buscó entre los casos${where}.`,
    'card-set-apart': ({ who, where }) => `${who} anotó una tarjeta que no abre${where}.`,
    'card-not-apart': ({ who, where }) => `${who} quitó una tarjeta de la lista de las que no abre${where}.`,
    'study-view': ({ who, where }) => `${who} estudió quién vio un expediente${where}.`,
    'study-others': ({ who, where }) =>
      `${who} leyó los nombres de otros ${customers} en un estudio de quién vio un expediente${where}.`,
    'other-systems-changed': ({ who }) => `${who} cambió la lista de otros sistemas.`,
    'person-switched': ({ who, where }) => `${who} cambió a su propio nombre con un PIN${where}.`,
    'staff-pin-set': ({ who }) => `${who} puso su PIN del personal.`,
    'staff-pin-locked': ({ where }) =>
      `Un PIN del personal se bloqueó después de demasiados intentos${where}.`,
    'staff-pin-length': ({ who }) => `${who} eligió cuántas cifras tiene un PIN del personal.`,
    'guardian-view': () => 'El padre, la madre o el tutor abrió su propia página sobre lo que debe un menor.',
    'card-code-wrong': ({ who, where }) =>
      `${who} escribió un código equivocado o vencido para una tarjeta nueva${where}.`,
    'case-contact-confirmed': ({ who }) => `${who} confirmó un contacto de emergencia.`,
    'register-exported': ({ who, where }) =>
      `${who} guardó la exportación pública del registro de auditoría${where}.`,
    'case-contact-right': ({ who }) => `${who} dijo que un cambio de su contacto de emergencia es correcto.`,
    'case-contact-wrong': ({ who }) =>
      `${who} dijo que un cambio de su contacto de emergencia no es correcto.`,
    'guardian-reviewed': ({ who }) => `${who} revisó lo que se hizo con un padre o tutor.`,
    'follow-ups-viewed': ({ who, where }) => `${who} vio los asuntos en seguimiento${where}.`,
    'follow-up-ended': ({ who, answer }) => `${who} terminó un seguimiento. ${answer}`,
    'policy-confirmed': ({ who }) => `${who} confirmó una versión propuesta de la política.`,
    'plain-view-on': ({ who, where }) =>
      `${who} hizo que la página de ${aCustomer} muestre solo lo que debe devolver o pagar${where}.`,
    'plain-view-off': ({ who }) => `${who} hizo que su propia página vuelva a mostrar todo.`,
    'wrong-disclosure': ({ who }) => `${who} hizo que las páginas de quienes afecta digan que algo salió.`,
    'policy-withdrawn': ({ who }) => `${who} retiró la confirmación de una versión propuesta de la política.`,
  },
  other: ({ who, where }) => `${who} hizo algo que esta página no describe${where}.`,
  newLog: 'La biblioteca se restauró de una copia de seguridad, y empezó un registro de auditoría nuevo.',
  commitments: 'Esto no es una entrada. Carrel agrega una marca así cada minuto, pase algo o no.',
  forgotten:
    'El contenido de esta entrada se destruyó por su edad. Todavía se puede probar que la entrada existió.',
  unreadable: 'El contenido de esta entrada no se puede leer aquí.',
  damaged: 'Esta entrada NO es como se escribió. Puede que alguien haya cambiado el registro de auditoría.',
  notYours:
    'Usted no tiene acceso al contenido de esta entrada. Cualquiera puede comprobar que está en el registro de auditoría.',

  entryTitle: 'Entrada del registro',
  entryAt: (moment) => `Registrado: ${moment}`,
  onPaper: (sheet, moment) => `Primero en papel: ${moment}, hoja ${sheet}`,
  holds: 'Esta entrada está en el registro de auditoría',
  checkedNow: (size, day) =>
    `Comprobado ahora mismo: es una de las ${size} entradas que el registro de auditoría firmó el ${day}.`,
  doesNotHold: 'Esta entrada NO coincide con el registro de auditoría',
  tellDirector:
    'Puede que alguien haya cambiado el registro de auditoría. Avise ahora a la Dirección y no apague la computadora.',
  picture: 'Cómo lleva la entrada hasta la firma',
  pictureSays: (steps) =>
    steps === 0
      ? 'Es la única entrada, así que su propia huella es la que se firma.'
      : `La huella de la entrada se combina con las de otras, ${steps === 1 ? 'una vez' : `${steps} veces`}. El resultado es la huella que se firma. Si cambiara una letra de la entrada, cambiarían todas las huellas de arriba.`,
  thisEntry: 'Esta entrada',
  neighbor: 'su vecina',
  others: (count) => (count === '1' ? 'otra' : `otras ${count}`),
  all: (count) => (count === '1' ? 'La entrada' : `Las ${count} entradas`),
  seal: 'Firmado',
  download: 'Guardar la prueba',
  downloadSays:
    'Un archivo pequeño. Muestra que la entrada está en el registro de auditoría, pero no lo que dice.',
  checker: 'Guardar la página de comprobación',
  checkerSays: 'Funciona en cualquier computadora, sin Carrel ni Internet.',

  checkTitle: 'Comprobar todo el registro de auditoría',
  checkSays: 'Carrel lee cada entrada y vuelve a calcular cada huella. Puede tardar unos minutos.',
  olderPin: 'Huella anterior del registro de auditoría',
  olderPinHint:
    'Está en la última página de cada carta firmada, bajo «Huella del registro de auditoría», y en el correo diario a los custodios externos: cuatro líneas que empiezan con Register. Solo con ella la comprobación puede mostrar que no se cambió ninguna entrada anterior a ese día. Puede dejarlo en blanco.',
  checkNow: 'Comprobar ahora',
  checking: 'La comprobación está en marcha',
  checked: (done, size) =>
    `Se comprobaron ${done} de ${size} entradas. Esta página se actualiza automáticamente.`,
  compares: (size) => `Compara el registro de auditoría con una huella anterior de ${size} entradas.`,
  comparesNone: 'No compara el registro de auditoría con ninguna huella anterior.',
  good: 'El registro de auditoría coincide con la huella anterior',
  goodAlone: 'No se halló ningún error, pero no se comparó con una huella anterior',
  goodLater: 'La última comprobación no halló nada malo, pero el problema de arriba no está resuelto',
  goodSays: (size, moment) => `Comprobado el ${moment}: las ${size} entradas llevan a la huella firmada.`,
  comparedSays: (size) =>
    `Sus primeras ${size} entradas coinciden con la huella anterior. Si esa huella se guardó fuera de la biblioteca, por ejemplo en una carta enviada, ninguna ha cambiado desde entonces. Así puede mostrar esta página a la Junta.`,
  notCompared:
    'Así que el registro concuerda con su propia firma. Eso no prueba que nadie lo cambiara: alguien con las llaves de la biblioteca pudo cambiarlo y firmarlo otra vez. Para la Junta, tome una huella anterior de una carta o un correo que se guardó en otro lugar. Escríbala abajo y compruebe otra vez.',
  uncompared: 'El registro de auditoría no se pudo comparar con la huella anterior',
  uncomparedLost: (size) =>
    `La huella abarca ${size} entradas. El propio registro de auditoría dice que algunas se perdieron, así que esta huella no demuestra nada. Use una anterior.`,
  uncomparedAbsent:
    'La huella es de un registro de auditoría anterior, y sus entradas no están aquí. Así que no demuestra nada. Avise a la Dirección.',
  late: 'El registro de auditoría no se está firmando',
  bad: 'El registro de auditoría NO está intacto',
  pinFault: {
    none: 'Esta no es una huella completa del registro de auditoría. Copie las cuatro líneas, desde la palabra Register hasta el último grupo de cuatro. Una línea que dice SHA-256 no es esa.',
    mistyped:
      'La huella está mal escrita. Compare cada grupo de cuatro con el papel, y escriba una sola huella.',
    another:
      'La huella es de otro registro de auditoría. Si el papel es de esta biblioteca, avise ahora a la Dirección.',
    notUsed:
      'Hay otra comprobación en marcha. La suya no empezó, y la huella no se usó. Espere unos minutos e inténtelo otra vez.',
  },
  badSays: (moment) => `La comprobación del ${moment} halló esto:`,
  badStays:
    'No se comparó con una huella anterior. Este mensaje queda hasta que una comprobación salga bien.',
  badStaysPin: (size) =>
    `Se comparó con esta huella anterior de ${size} entradas. Este mensaje queda hasta que una comprobación con la misma huella salga bien:`,
  wrong: {
    checkpoint: 'La firma del registro de auditoría no es válida.',
    missing: 'Falta una parte del registro de auditoría.',
    entry: (number) => `La entrada número ${number}, contada desde la primera, no es como se firmó.`,
    tile: 'Las huellas de algunas entradas no coinciden con las firmadas.',
    root: 'Las entradas no llevan a la huella firmada.',
    past: 'La parte de antes de restaurar la biblioteca no es la que se firmó.',
    rewritten: 'Se cambiaron o se quitaron entradas que cubre la huella anterior.',
  },
  checkpointUnreadable: 'La firma que cubre todas las entradas no se puede leer.',
  failed:
    'No se pudo terminar la comprobación. Inténtelo otra vez. Si sigue así, revise la computadora donde funciona Carrel.',
})

export const registerWords = screenWords(registerEnglish, registerSpanish)

const registerTasksEnglish = () => ({
  registerLate: (since: string) =>
    `The audit log has not been signed since ${since}. Entries made since then may not be signed yet. Ask the person who maintains the computer to restart Carrel.`,
  registerBad: (moment: string) => `The audit log is NOT intact. A check on ${moment} found a problem.`,
  registerBadGo: 'View the problem',
  pinsNowhere:
    'No one outside the library can show yet that the audit log was not changed. Choose someone, such as the city clerk, who gets its fingerprint by e-mail each day.',
  pinsFail: 'The daily e-mail with the audit log’s fingerprint is not arriving.',
})

const registerTasksSpanish: InSpanish<typeof registerTasksEnglish> = () => ({
  registerLate: (since) =>
    `El registro de auditoría no se firma desde el ${since}. Puede que las entradas hechas desde entonces no estén firmadas todavía. Pida a la persona que mantiene la computadora que reinicie Carrel.`,
  registerBad: (moment) =>
    `El registro de auditoría NO está intacto. Una comprobación del ${moment} halló un problema.`,
  registerBadGo: 'Ver el problema',
  pinsNowhere:
    'Nadie fuera de la biblioteca puede mostrar todavía que el registro de auditoría no se cambió. Elija a alguien, como la secretaría de la ciudad, que reciba su huella por correo cada día.',
  pinsFail: 'El correo diario con la huella del registro de auditoría no está llegando.',
})

export const registerTasksWords = screenWords(registerTasksEnglish, registerTasksSpanish)

const pinsEnglish = () => ({
  title: 'Outside log keepers',
  state: {
    'not-set-up': 'No e-mail goes out, because e-mail is not set up.',
    wrong: 'No e-mail goes out, because there is a problem with its settings.',
    'no-one-named': 'E-mail is set up. Enter the two addresses that will get the daily fingerprint.',
    soon: 'The first fingerprints go out tonight.',
    sent: (day: string) => `The fingerprints for ${day} were sent.`,
    late: (address: string, day: string) =>
      `The last fingerprint to ${address} is from ${day}. Since then Carrel was off, or its nightly job failed.`,
    unknown: (address: string, day: string) =>
      `The fingerprint for ${day} to ${address} may not have arrived.`,
    never: (address: string) =>
      `No fingerprint has gone to ${address} yet. Carrel sends the first one within a few minutes.`,
    unsent: (address: string, day: string) =>
      `The fingerprint for ${day} to ${address} could not be sent. Carrel tries again every few minutes.`,
  },
  notNamed: 'The two addresses have not been entered yet either.',
  unwatched:
    'Until fingerprints go out, someone with the library’s keys could change the audit log. No one would notice.',
  setUpBy: 'The person who maintains the computer sets up e-mail.',
  askWhoLooks: 'Show this to the person who maintains the computer:',
  what: 'Every view of a record goes in the audit log. A fingerprint shows the state of the log each day in four lines.',
  why: 'It goes every day to two people who do not work with this computer, such as a trustee and the city clerk. Then no one can change the audit log unnoticed, even with all of the library’s keys.',
  one: 'First e-mail address',
  other: 'Second e-mail address',
  none: 'Leave both blank to send none. The e-mail always has the same length and names no one.',
  save: 'Save',
  newest: 'Newest fingerprint',
  unfit: 'Type an e-mail address, such as clerk@city.example.org',
  firstMissing: 'Type a first address too',
  secondMissing: 'Type a second address too',
  same: 'Type two different addresses',
})

const pinsSpanish: InSpanish<typeof pinsEnglish> = () => ({
  title: 'Custodios externos del registro',
  state: {
    'not-set-up': 'No sale correo, porque no está configurado.',
    wrong: 'No sale correo, porque hay un problema en su configuración.',
    'no-one-named':
      'El correo está configurado. Escriba las dos direcciones que recibirán la huella cada día.',
    soon: 'Las primeras huellas salen esta noche.',
    sent: (day) => `Las huellas del ${day} se enviaron.`,
    late: (address, day) =>
      `La última huella para ${address} es del ${day}. Desde entonces Carrel estuvo apagado, o falló su tarea nocturna.`,
    unknown: (address, day) => `Puede que la huella del ${day} para ${address} no haya llegado.`,
    never: (address) =>
      `Todavía no se ha enviado ninguna huella a ${address}. Carrel envía la primera en unos minutos.`,
    unsent: (address, day) =>
      `La huella del ${day} para ${address} no se pudo enviar. Carrel lo intenta otra vez cada pocos minutos.`,
  },
  notNamed: 'También faltan las dos direcciones.',
  unwatched:
    'Mientras no salgan las huellas, alguien con las llaves de la biblioteca podría cambiar el registro de auditoría sin que nadie lo notara.',
  setUpBy: 'La persona que mantiene la computadora configura el correo.',
  askWhoLooks: 'Muestre esto a la persona que mantiene la computadora:',
  what: 'Cada consulta de un expediente queda en el registro de auditoría. Una huella muestra en cuatro líneas el estado del registro cada día.',
  why: 'Se envía cada día a dos personas que no trabajan con esta computadora, como un miembro de la Junta y la secretaría de la ciudad. Así nadie puede cambiar el registro sin que se note, ni con todas las llaves de la biblioteca.',
  one: 'Primera dirección de correo',
  other: 'Segunda dirección de correo',
  none: 'Deje las dos en blanco para no enviar ninguna. El correo siempre tiene el mismo largo y no nombra a nadie.',
  save: 'Guardar',
  newest: 'Huella más reciente',
  unfit: 'Escriba una dirección de correo, como secretaria@ciudad.example.org',
  firstMissing: 'Escriba también la primera dirección',
  secondMissing: 'Escriba también la segunda dirección',
  same: 'Escriba dos direcciones distintas',
})

export const pinsWords = screenWords(pinsEnglish, pinsSpanish)
