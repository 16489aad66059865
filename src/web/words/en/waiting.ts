/** What waits, on the start page. */
export const waiting = () => ({
  title: 'What waits',
  nothing: 'Nothing waits for you.',
  setUpOpen: 'The set-up is not done.',
  setUpGoOn: 'Go on with it',
  actingUntil: (day: string) => `You are acting Director to the end of ${day}.`,
  actAgain: 'Sign out and in again with a second step, and you can act as one.',
  actingLater: (first: string, last: string) =>
    `You will be acting Director from ${first} to the end of ${last}.`,
  credentials: {
    what: {
      'passphrase-changed': 'Your passphrase was changed',
      'second-step-added': 'A second step was added to your sign-in',
      'second-step-removed': 'A second step was removed from your sign-in',
      'account-reset': 'Your sign-in was reset, with a new passphrase',
      'account-role-changed': 'What your sign-in may do was changed',
    },
    you: 'you',
    commandLine: 'someone at the command line',
    says: (what: string, moment: string, who: string) =>
      `${what} on ${moment} by ${who}. If you did not expect that, tell the Director or the president of the Board at once.`,
    go: 'My account',
  },
  secondStep: 'From your next sign-in on, you need a second step.',
  secondStepGo: 'Add it now',
  notSetUp: 'This computer is not set up as one of the library’s, so no records show here.',
  notSetUpAsk: 'The Director can set it up.',
  notSetUpGo: 'Set it up',
  registerLate: (since: string) =>
    `The register has not been signed since ${since}. Entries made since then may not be signed yet. Ask the person who looks after the computer to restart Carrel.`,
  registerBad: (moment: string) =>
    `The register is NOT whole. A check on ${moment} found that something is wrong.`,
  registerBadGo: 'See what it found',
  noticesStopped: (way: string, since: string, why: string) =>
    `Notices by ${way} have not gone out since ${since}: ${why}. They are kept and tried again. Ask the person who looks after the computer.`,
  pinsNowhere: 'Nobody outside keeps watch on the register yet.',
  pinsFail: 'The daily mail that keeps watch on the register does not arrive.',
  locked: (names: string, count: number) =>
    count === 1
      ? `${names} is locked out after too many wrong codes, until you unlock the sign-in.`
      : `${names} are locked out after too many wrong codes, until you unlock their sign-ins.`,
  rests: (names: string) => `${names} cannot sign in for a few minutes: too many wrong tries.`,
  givenOver: (names: string) =>
    `The first passphrase is over of: ${names}. Give a new one, or end the sign-in.`,
  notSignedIn: (names: string, count: number) =>
    count === 1
      ? `${names} has a new passphrase and has not signed in with it yet.`
      : `${names} have new passphrases and have not signed in with them yet.`,
  /** Counts alone; who and by whom stands in the register. */
  guardianChanges: (added: number, changed: number, removed: number, days: number) =>
    `Guardians in the last ${days} days: ${added} added, ${changed} changed, ${removed} taken off.`,
  guardianChangesGo: 'See by whom in the register',
  readingSlowed: (name: string, moment: string) =>
    `${name} opened more records in a short time than work at the counter takes (${moment}). They were slowed down. Ask them what it was for.`,
  otherActsUntil: (name: string, day: string) => `${name} is acting Director to the end of ${day}.`,
  otherActsLater: (name: string, first: string, last: string) =>
    `${name} will be acting Director from ${first} to the end of ${last}.`,
})
