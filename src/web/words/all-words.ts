import type { Pack } from '../../policy/pack.ts'
import { accountWords } from './account.ts'
import { actingWords } from './acting.ts'
import { answerWords } from './answer.ts'
import { askWords } from './ask.ts'
import { backupsWords } from './backups.ts'
import { callsWords } from './calls.ts'
import { cardsWords } from './cards.ts'
import { casesConductWords } from './cases-conduct.ts'
import { caseCopiesWords } from './cases-copies.ts'
import { casesDecisionWords } from './cases-decision.ts'
import { casesDenialsWords } from './cases-denials.ts'
import { casesDrillWords } from './cases-drill.ts'
import { casesFiguresWords } from './cases-figures.ts'
import { casesIntakeWords } from './cases-intake.ts'
import { casesNeedsWords } from './cases-needs.ts'
import { casesPageWords } from './cases-page.ts'
import { casePapersWords } from './cases-papers.ts'
import { casesPrivacyWords } from './cases-privacy.ts'
import { casesSearchWords } from './cases-search.ts'
import { casesStepsWords } from './cases-steps.ts'
import { casesTimelineWords } from './cases-timeline.ts'
import { catalogueWords } from './catalogue.ts'
import { chargesWords } from './charges.ts'
import { closeAccountWords } from './close-account.ts'
import { computersWords } from './computers.ts'
import { correctionsWords } from './corrections.ts'
import { counterWords } from './counter.ts'
import { errorsWords } from './errors.ts'
import { factsWords } from './facts.ts'
import { frameWords } from './frame.ts'
import { guardiansWords } from './guardians.ts'
import { importsWords } from './imports.ts'
import { joiningWords } from './joining.ts'
import { kitsWords } from './kits.ts'
import type { Language } from './language.ts'
import { lendingWords } from './lending.ts'
import { letterheadWords } from './letterhead.ts'
import { noticesWords } from './notices.ts'
import { officersWords } from './officers.ts'
import { ownWords } from './own.ts'
import { ownCloseWords } from './own-close.ts'
import { ownCopyWords } from './own-copy.ts'
import { ownHistoryWords } from './own-history.ts'
import { ownPinWords } from './own-pin.ts'
import { ownReserveWords } from './own-reserve.ts'
import { ownSeenWords } from './own-seen.ts'
import { passphraseWords } from './passphrase.ts'
import { peopleWords } from './people.ts'
import { pinsWords } from './pins.ts'
import { policyWords } from './policy.ts'
import { privacyWords } from './privacy.ts'
import { readingsWords } from './readings.ts'
import { recordsWords } from './records.ts'
import { recoveryWords } from './recovery.ts'
import { recoverySheetWords } from './recovery-sheet.ts'
import { registerWords } from './register.ts'
import { reportsWords } from './reports.ts'
import { reservesWords } from './reserves.ts'
import { rolesWords } from './roles.ts'
import { sealedWords } from './sealed.ts'
import { secondStepWords } from './second-step.ts'
import { setUpWords } from './set-up.ts'
import { signInWords } from './sign-in.ts'
import { startWords } from './start.ts'
import { told } from './told.ts'
import { trainingWords } from './training.ts'
import { tryOutWords } from './try-out.ts'
import { waitingWords } from './waiting.ts'
import { welcomeWords } from './welcome.ts'

const groups = {
  account: accountWords,
  acting: actingWords,
  answer: answerWords,
  ask: askWords,
  backups: backupsWords,
  calls: callsWords,
  cards: cardsWords,
  casesConduct: casesConductWords,
  caseCopies: caseCopiesWords,
  casesDecision: casesDecisionWords,
  casesDenials: casesDenialsWords,
  casesDrill: casesDrillWords,
  casesFigures: casesFiguresWords,
  casesIntake: casesIntakeWords,
  casesNeeds: casesNeedsWords,
  casesPage: casesPageWords,
  casePapers: casePapersWords,
  casesPrivacy: casesPrivacyWords,
  casesSearch: casesSearchWords,
  casesSteps: casesStepsWords,
  casesTimeline: casesTimelineWords,
  catalogue: catalogueWords,
  charges: chargesWords,
  closeAccount: closeAccountWords,
  computers: computersWords,
  corrections: correctionsWords,
  counter: counterWords,
  errors: errorsWords,
  facts: factsWords,
  frame: frameWords,
  guardians: guardiansWords,
  imports: importsWords,
  joining: joiningWords,
  kits: kitsWords,
  lending: lendingWords,
  letterhead: letterheadWords,
  notices: noticesWords,
  officers: officersWords,
  ownClose: ownCloseWords,
  ownCopy: ownCopyWords,
  ownHistory: ownHistoryWords,
  ownPin: ownPinWords,
  ownReserve: ownReserveWords,
  ownSeen: ownSeenWords,
  own: ownWords,
  passphrase: passphraseWords,
  people: peopleWords,
  pins: pinsWords,
  policy: policyWords,
  privacy: privacyWords,
  readings: readingsWords,
  records: recordsWords,
  recoverySheet: recoverySheetWords,
  recovery: recoveryWords,
  register: registerWords,
  reports: reportsWords,
  reserves: reservesWords,
  roles: rolesWords,
  sealed: sealedWords,
  secondStep: secondStepWords,
  setUp: setUpWords,
  signIn: signInWords,
  start: startWords,
  training: trainingWords,
  tryOut: tryOutWords,
  waiting: waitingWords,
  welcome: welcomeWords,
}

type Groups = typeof groups

/** All that the screens say, group by group; what a group says is a text, or a function that makes one. */
export type Words = { readonly [G in keyof Groups]: ReturnType<Groups[G]> } & {
  readonly told: ReturnType<typeof told>
}

const made = new WeakMap<object, Map<Language, Words>>()

/** The words of the screens in a language, with the library's own in them. */
export function wordsFor(pack: Pick<Pack, 'library' | 'words'>, language: Language): Words {
  const known = made.get(pack.words) ?? new Map<Language, Words>()
  made.set(pack.words, known)
  const words = known.get(language) ?? makeWords(pack, language)
  known.set(language, words)
  return words
}

function makeWords(pack: Pick<Pack, 'library' | 'words'>, language: Language): Words {
  const all = Object.entries(groups).map(([name, group]) => [name, group({ pack, language })])
  return { ...Object.fromEntries(all), told: told(language) } as Words
}
