import { capital } from '../capital.ts'
import type { OwnWords } from '../own-words.ts'

/** Someone asks: one question a page. */
export const ask = ({ customer, aCustomer, theCustomer, reserve, reserves }: OwnWords) => ({
  sayFirst: 'Say this first',
  doNotCall: 'Do not call from here',
  buttons: { goOn: 'Continue', show: 'Show the answer' },
  missing: {
    choice: 'Choose one of these',
    card: 'Scan or type the card number',
    unknownCard: 'No card with this number is on file. Check the number.',
    paper: 'Choose the kind of paper',
    guardian: 'Type their name',
    phoneCode: 'Type the code that they read out',
  },
  who: {
    title: 'Who is asking?',
    choices: {
      officer: { label: 'A police officer, deputy, or agent' },
      paper: {
        label: 'Someone with legal paper',
        hint: 'A subpoena, order, warrant, or letter. By hand, mail, or e-mail.',
      },
      agency: {
        label: 'Another government office',
        hint: 'A school, or a welfare, tax, or immigration office',
      },
      guardian: { label: 'A parent or guardian', hint: `Of a young ${customer}` },
      customer: { label: capital(theCustomer), hint: 'About their own record' },
      other: {
        label: 'A husband, wife, friend, or anyone else',
        hint: 'Family, a lawyer, a landlord, a stranger; with a card of someone else, too',
      },
      public: { label: 'A reporter, or a public-records request' },
      vendor: { label: 'A company that works for the library' },
      call: { label: `We are calling ${aCustomer}`, hint: `About overdue items or ${reserves}` },
    },
  },
  sender: {
    title: 'Who is the paper from?',
    choices: {
      officer: { label: 'Police, a sheriff, or a federal agent' },
      agency: { label: 'Another government office' },
      other: {
        label: 'A lawyer, a company, or someone else',
        hint: 'Also press this if you are not sure.',
      },
    },
  },
  brought: {
    title: 'What did they bring?',
    choices: {
      nothing: { label: 'No paper' },
      emergency: { label: 'No paper, but they say it is an emergency' },
      paper: { label: 'Paper', hint: 'Any kind. You do not need to read it.' },
    },
  },
  paper: {
    title: 'What kind of paper is it?',
    intro: 'Choose one only if the paper says so in plain print.',
    legend: 'Kind of paper',
    choices: {
      unread: { label: 'Not read yet', hint: 'Leave it at this. The Director will read it.' },
      'search-warrant': {
        label: 'Search warrant',
        hint: 'A judge signed it, and it orders a search here, now.',
      },
      'court-order': { label: 'Court order' },
      subpoena: { label: 'Subpoena' },
      'grand-jury-subpoena': { label: 'Grand jury subpoena' },
      'county-attorney-subpoena': { label: "County attorney's subpoena" },
      'administrative-subpoena': {
        label: "An office's own subpoena or summons",
        hint: 'No judge signed it.',
      },
      'administrative-warrant': {
        label: "An office's own warrant",
        hint: 'No judge signed it, such as an immigration form.',
      },
      'preservation-request': { label: 'A request to keep records' },
      'fisa-order': { label: 'Order of the FISA court' },
      'national-security-letter': { label: 'National security letter' },
    },
  },
  secret: {
    title: 'Does the paper say to keep it secret?',
    choices: {
      no: { label: 'No, or I do not know' },
      yes: { label: 'Yes', hint: 'It says that nobody may be told about it.' },
    },
  },
  how: {
    title: 'Are they here, or on the phone?',
    choices: { here: { label: 'Here, in person' }, phone: { label: 'On the phone' } },
  },
  answered: {
    title: 'Who answered the call?',
    choices: {
      customer: { label: capital(theCustomer) },
      guardian: { label: `The parent or guardian of a young ${customer}` },
      'someone-else': { label: 'Someone else, or I am not sure who' },
      machine: { label: 'Nobody: I can leave a message' },
    },
  },
  card: {
    title: 'What is their card number?',
    titleOfYoung: `What is the young ${customer}'s card number?`,
    label: 'Card number',
    hint: 'Scan the card, or type its number.',
    none: 'There is no card number',
  },
  checked: {
    title: 'How do you know who they are?',
    intro: 'Check all that are true. If none is, just continue.',
    legend: 'What you checked',
    guardianHere: {
      'guardian-on-file': { label: 'They showed photo ID' },
      'court-letters': {
        label: 'They showed court papers',
        hint: 'They look after an adult, or an estate.',
      },
    },
    guardianOnPhone: {
      'guardian-on-file': { label: `The number is the one on file for this ${customer}'s guardian` },
    },
    customerHere: {
      card: {
        label: 'They have their own library card',
        hint: 'Whoever has the card of someone else is told nothing. Go back, and choose anyone else.',
      },
      'photo-id': { label: 'They showed photo ID' },
      'known-to-staff': { label: 'I know them myself', hint: 'This goes on record with your name.' },
    },
    customerOnPhone: {
      card: {
        label: 'They have their card at hand, and read out its number',
        hint: 'It must be their own. Never ask for a PIN on the phone.',
      },
      'phone-code': { label: 'They read out a code from their own page' },
    },
    customerCalled: {
      card: {
        label: 'They have their card at hand, and read out its number',
        hint: 'It must be their own. Never ask for a PIN on the phone.',
      },
    },
  },
  guardian: {
    title: {
      here: 'What name is on their photo ID?',
      onPhone: 'What is their name?',
      called: 'Whom did you reach?',
    },
    label: 'First and last name',
    hint: 'We check it against the record. The name is not kept.',
  },
  phoneCode: {
    title: 'What code did they read out?',
    label: 'Code',
    hint: 'Six digits. It is good once, and it is not kept.',
  },
  wants: {
    title: 'What do they want to know?',
    titleOfCall: 'What is the call about?',
    legend: 'What they want to know',
    unsaid: 'If they did not say, just continue. Do not ask them why.',
    unsaidOnCall: 'Check one, or just continue for both.',
    unsaidByGuardian: 'If they did not say, just continue: this means what is overdue or owed.',
    unsaidByCustomer: 'If they did not say, just continue: this means their account today.',
    /** A call to a parent or guardian is about one thing only. */
    only: 'This is all that the call may be about.',
    choices: {
      presence: 'If someone is here, or was here',
      existence: `If someone is ${aCustomer}`,
      identity: 'A name, address, phone, or birth date',
      loans: 'What someone has out now',
      owed: 'What is overdue, lost, damaged, or owed',
      holds: `What is on ${reserve}`,
      history: 'What someone had out before',
      computers: 'Searches, or use of our computers',
      video: 'Camera pictures',
      incident: 'What staff saw someone do here',
    },
    owedOnCall: 'Overdue items, and what is owed',
  },
  basis: {
    title: 'What did staff see?',
    choices: {
      conduct: { label: 'How someone behaved here', hint: 'A matter of the conduct policy' },
      'mandated-report': {
        label: 'A child may be abused or neglected',
        hint: 'The law asks each of us to report this.',
      },
      neither: { label: 'Something else' },
    },
  },
})
