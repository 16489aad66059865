/** Conditions that no check misses where a rule loses them, by why. */
const byReason: Readonly<Record<string, readonly string[]>> = {
  'a rule that forbids still says no outside a private room': [
    'a-message-states-the-bare-fact: context.privateRoom',
    'a-message-to-a-guardian-states-overdue: context.privateRoom',
    'own-account-by-phone-to-the-card: context.privateRoom',
    'patron-is-told-bare-facts-by-phone: context.privateRoom',
    'patron-is-told-titles-by-phone: context.privateRoom',
  ],
  'nothing but what it names can be owed': [
    'guardian-sees-what-the-minor-owes-on-their-own-screen: resource in [ Record::"overdue", Record::"overdue.titles", Record::"lost", Record::"lost.titles", Record::"damaged", Record::"damaged.titles", Record::"charges", Record::"charges.items" ]',
  ],
  'only a word, step, flag or reason of a refusal or referral can differ, or of what another rule tells as well':
    [
      'a-caller-is-called-back: context.instrument == Instrument::"none"',
      'a-guardian-who-calls-is-called-back: context.instrument == Instrument::"none"',
      'an-agency-as-guardian-is-for-the-director: !context.emergencyClaimed',
      'an-order-by-phone-is-asked-for-in-writing: context.instrument == Instrument::"none"',
      'conduct-without-a-basis-to-the-director: context.basis == Basis::"none"',
      'counsel-was-asked-and-nothing-is-told: context.done.contains(Done::"counsel-consulted")',
      'fisa-order-refused-in-writing: (!context.lapsed || context.grandfathered)',
      'fisa-order-refused-in-writing: context.done.containsAny([Done::"counsel-consulted", Done::"board-consulted"])',
      'fisa-order-to-the-director: (!context.lapsed || context.grandfathered)',
      'guardian-never-hears-what-a-child-reads: context.speakingWith == Speaker::"someone-else"',
      'lapsed-fisa-order-refused-in-writing: context.done.contains(Done::"director-decided-refusal")',
      'lapsed-fisa-order-refused-in-writing: context.done.containsAny([Done::"counsel-consulted", Done::"board-consulted"])',
      'no-presence-but-a-message: context.instrument == Instrument::"none"',
      'no-presence-to-a-guardian-but-a-message: context.instrument == Instrument::"none"',
      'no-release-beyond-the-fisa-order: !context.inScope',
      'no-release-beyond-the-order: !context.inScope',
      'no-release-beyond-the-order: context.done.containsAll([ Done::"reported-to-director", Done::"counsel-consulted", Done::"director-decided-release" ])',
      'no-release-beyond-the-order: context.findings.containsAll([ Finding::"justice-agency", Finding::"particular-suspect", Finding::"known-crime", Finding::"competent-court", Finding::"rational-connection", Finding::"cogent-and-compelling" ])',
      'no-title-on-the-day-a-guardian-is-added: (context.channel == Channel::"in-person" || context.channel == Channel::"screen")',
      'no-title-on-the-day-a-guardian-is-added: context.verified.contains(Check::"guardian-on-file")',
      'nothing-compelled-beyond-the-order: !context.inScope',
      'nothing-compelled-beyond-the-order: context.done.containsAll([ Done::"reported-to-director", Done::"counsel-consulted", Done::"director-decided-release" ])',
      'nothing-compelled-beyond-the-order: context.findings.containsAll([ Finding::"justice-agency", Finding::"particular-suspect", Finding::"known-crime", Finding::"competent-court", Finding::"rational-connection", Finding::"cogent-and-compelling" ])',
      'nothing-compelled-beyond-the-subpoena: !context.inScope',
      'nothing-else-to-whoever-answers: !context.privateRoom',
      'own-account-needs-card-or-photo-id: context.instrument == Instrument::"none"',
      'own-bare-facts-by-phone-anywhere: !context.privateRoom',
      'own-history-needs-photo-id: context.verified.contains(Check::"card")',
      'own-history-needs-photo-id: resource in [ Record::"identity", Record::"contact", Record::"history", Record::"searches", Record::"computer-use" ]',
      'paper-without-a-judge-refused-in-writing: context.done.containsAny([Done::"counsel-consulted", Done::"board-consulted"])',
      'public-records-request-denied-by-letter: principal == Recipient::"patron"',
      'the-state-auditor-is-for-the-director: context.instrument == Instrument::"none"',
    ],
}

export const reasonsToMiss = new Map(
  Object.entries(byReason).flatMap(([reason, names]) => names.map((name) => [name, reason] as const)),
)
