import { capital } from '../capital.ts'
import type { OwnWords } from '../own-words.ts'

/** The course: situations from the counter, and who has done it. */
export const training = ({ customer, aCustomer, theCustomer, reserve }: OwnWords) => ({
  title: 'Training',
  intro: (questions: number) =>
    `${questions} situations from the counter. You say what you would do, and see what our policy says. It takes about ten minutes.`,
  passedWith: (right: number, of: number) => `It is passed with ${right} of ${of} right.`,
  kept: 'Nobody is looked up. Only your score is kept, not your answers.',
  begin: 'Begin the course',
  goOn: 'Go on with the course',
  beginNew: 'Begin a new course',
  last: (day: string, right: number, of: number) =>
    `You last did the course on ${day}. You had ${right} of ${of} right.`,
  notPassedYet: 'That is not passed.',
  yearAgo: 'That is more than a year ago.',
  never: 'You have not done the course yet.',
  changed: 'The policy has changed, so the course that you were in does not count. Please begin a new one.',
  toTraining: 'Back to training',
  leave: 'Begin a new course?',
  answeredSoFar: (answered: number, of: number) =>
    `You have answered ${answered} of the ${of} questions of your course.`,
  leaving:
    'If you begin a new course, your answers so far are not kept. The course that you are in then has no score, and counts as not finished.',

  progress: (number: number, of: number) => `Question ${number} of ${of}`,
  question: { told: 'What do you do?', screen: 'What may you look at?' },
  choices: {
    told: {
      release: 'Tell them all of it.',
      limited: 'Tell them some of it. The rest stays private.',
      refuse: 'Tell them nothing. The answer is no.',
      refer: 'Tell them nothing now. The Director decides.',
      seizure: 'Do not stop them, and do not agree. Hand nothing over.',
      compelled: 'Hand over what the Director has decided.',
    },
    screen: {
      release: 'All of it.',
      limited: 'Some of it. The rest is not for this screen.',
      refuse: 'Nothing.',
      refer: 'Nothing now. The Director decides.',
      seizure: 'Do not stop anyone, and do not agree. Hand nothing over.',
      compelled: 'What the Director has decided.',
    },
  },
  right: 'That is right',
  wrong: 'Not quite',
  situation: 'The situation',
  policySays: 'Our policy says:',
  next: 'Next question',
  finish: 'See your score',

  here: {
    'justice-agency': 'A police officer or deputy is at the counter.',
    'government-agency': 'Someone from another government office is at the counter.',
    public: 'A neighbor or a reporter is at the counter.',
    'private-party': {
      spouse: 'Someone at the counter asks about their husband or wife.',
      parent: 'A parent at the counter asks about their child.',
      guardian: 'A guardian at the counter asks about a child.',
      'other-family': 'Someone at the counter asks about a person in their family.',
      none: 'Someone at the counter asks about another person.',
    },
    patron: {
      self: `${capital(aCustomer)} is at the counter and asks about their own record.`,
      spouse: `${capital(aCustomer)} is at the counter and asks about the record of their husband or wife.`,
      none: `${capital(aCustomer)} is at the counter and asks about the record of someone else.`,
    },
    guardian: `A parent or guardian is at the counter and asks about ${aCustomer}.`,
  },
  call: {
    in: {
      patron: `${capital(aCustomer)} calls about their own record.`,
      guardian: `A parent or guardian calls about ${aCustomer}.`,
      other: `Someone calls for ${aCustomer}. You do not speak with ${theCustomer}.`,
    },
    out: {
      patron: `You call ${aCustomer}, and they answer.`,
      guardian: `You call the parent or guardian of ${aCustomer}, and they answer.`,
      other: {
        patron: `You call ${aCustomer}. Someone else answers.`,
        guardian: `You call the parent or guardian of ${aCustomer}. Someone else answers.`,
      },
    },
  },
  sent: {
    message: {
      patron: `You call ${aCustomer}. Nobody answers, but you can leave a message.`,
      guardian: `You call the parent or guardian of ${aCustomer}. Nobody answers, but you can leave a message.`,
    },
    'e-mail': {
      patron: `You write an e-mail to ${aCustomer}.`,
      guardian: `You write an e-mail to the parent or guardian of ${aCustomer}.`,
    },
    text: {
      patron: `You send a text message to ${aCustomer}.`,
      guardian: `You send a text message to the parent or guardian of ${aCustomer}.`,
    },
    letter: {
      patron: `You write a letter to ${aCustomer}.`,
      guardian: `You write a letter to the parent or guardian of ${aCustomer}.`,
    },
  },
  screen: {
    volunteer: 'You are a volunteer at a computer.',
    desk: 'You are a desk clerk at a computer.',
    director: 'You are the Director at a computer.',
    counsel: 'You are legal counsel at a computer.',
    trustee: 'You are a trustee at a computer.',
  },
  wants: {
    told: 'They want to know:',
    telling: 'You want to tell them:',
    screen: `You want to look at this about ${aCustomer}:`,
  },
  /** What is asked for, where the records' own names say that it is so. */
  asked: {
    existence: `if someone is ${aCustomer}`,
    overdue: 'if anything is overdue',
    lost: 'if anything is lost',
    damaged: 'if anything is damaged',
    holds: `if anything is on ${reserve}`,
  },
  where: (place: string) => `Where you are: ${place}.`,
  noPaper: 'They bring no paper.',
  paper: {
    unread: 'They bring paper that nobody has read yet.',
    subpoena: 'They bring a subpoena.',
    'county-attorney-subpoena': 'They bring a subpoena from the county attorney.',
    'grand-jury-subpoena': 'They bring a grand jury subpoena.',
    'administrative-subpoena': 'They bring a subpoena that their own office made.',
    'administrative-warrant': 'They bring a warrant that their own office made.',
    'search-warrant': 'They bring a search warrant. It orders a search here, now.',
    'court-order': 'They bring a court order.',
    'fisa-order': 'They bring an order of the FISA court.',
    'national-security-letter': 'They bring a national security letter.',
    'preservation-request': 'They bring a request to keep records.',
    'public-records-request': 'They bring a public-records request.',
  },
  gag: 'The paper says that nobody may be told about it.',
  emergency: 'They say that it is an emergency.',
  basis: {
    conduct: 'It is about how someone behaved here.',
    'mandated-report': 'A child may be abused or neglected.',
    none: 'It is not about how someone behaved here, and no child is in danger.',
  },
  checked: {
    here: {
      card: 'They have the library card with them.',
      pin: 'They typed the PIN.',
      'photo-id': 'They showed photo ID.',
      'known-to-staff': 'You know them yourself.',
      'call-back': 'You called the number on file.',
      'phone-code': 'They have a one-time code from us.',
      'guardian-on-file': 'Their photo ID has the name of the guardian on file.',
      'court-letters': 'They showed papers from a court.',
    },
    phone: {
      card: 'They read out the card number.',
      pin: 'They say the PIN aloud.',
      'photo-id': 'They say that they have photo ID.',
      'known-to-staff': 'You think that you know the voice.',
      'call-back': 'You called the number on file.',
      'phone-code': 'They read out a one-time code from us.',
      'guardian-on-file': 'It is the number on file for the parent or guardian.',
      'court-letters': 'They say that they have papers from a court.',
    },
    addressOnFile: 'The address is the one on file for the parent or guardian.',
    nothing: {
      here: 'They show nothing, and you do not know them.',
      phone: 'You have not checked who they are.',
    },
  },
  signed: `They signed for the ${customer}.`,
  notSigned: `They did not sign for the ${customer}.`,
  age: (years: number) => `The ${customer} is ${years} years old.`,
  ageUnknown: `The birth date of the ${customer} is not on file.`,
  account: (what: string) => `On the account: ${what}.`,

  passed: 'You passed the course',
  notPassed: 'You did not pass this time',
  score: (right: number, of: number) => `You had ${right} of ${of} right.`,
  noCertificate: 'There is no certificate for this course. You can take a new one at any time.',
  takeAgain: 'Take the course again',
  missed: 'What you missed',
  readAgain: 'Read this again',
  allRight: 'Every answer was right.',
  save: 'Save the certificate',
  forTheFile: 'Print it and give it to the Director for the file.',
  almostReady: 'The certificate is almost ready',
  withinAMinute: 'It is ready within a minute. Please try again then.',
  whyItWaits: 'That the course was done is written in the register, but not signed there yet.',
  tryAgain: 'Try again',

  whoDid: 'Who has done the training',
  whoDidIntro: (right: number, of: number) =>
    `Everyone does the course once a year. It is passed with ${right} of ${of} right. What they answered is not kept.`,
  notCounted:
    'The last course that someone finished is shown. A course that was left, or begun again before the end, is not in this list.',
  person: 'Who',
  lastDone: 'Last done',
  result: 'Score',
  scoreShort: (right: number, of: number) => `${right} of ${of}`,
  passedShort: (right: number, of: number) => `${right} of ${of}, passed`,
  notPassedShort: (right: number, of: number) => `${right} of ${of}, not passed`,
  notYet: 'Not yet',
  overYear: 'More than a year ago',
  certificateOf: (name: string, right: number, of: number) =>
    `${right} of ${of}, passed: certificate of ${name}`,

  certificate: {
    title: 'Certificate of training',
    fileName: 'training-certificate',
    says: (name: string, right: number, of: number) =>
      `${name} has done the course on our policy, and had ${right} of ${of} questions right.`,
    name: 'Name',
    role: 'Works here as',
    day: 'Done on',
    score: 'Score',
    policy: 'Policy',
    reviewed: 'Last reviewed on',
    mark: 'Mark of the rules',
    register: 'The register when this was printed',
    registerSays:
      'That the course was done is written in the register. With these lines anyone can check that nothing in it was changed later.',
    entrySays:
      'That the course was done is written in the register, under the reference below. With these lines anyone can find it there, and can check that it was not changed later.',
    signature: 'Signature',
    director: 'Seen by the Director',
    on: 'on',
  },
})
