/** One check taken out of the product, and what the matrix must say then. */
export type Removal = {
  readonly removes: string
  readonly file: string
  readonly from: string
  readonly to: string
  /** The test that finds it: a file, and the part of its title. */
  readonly found: { readonly by: 'matrix' | 'outside'; readonly title: string }
  readonly says: RegExp
}

const by = (reader: string) => ({ by: 'matrix', title: `by ${reader},` }) as const

export const removals: readonly Removal[] = [
  {
    removes: 'the role of a page in the route table',
    file: 'src/backup/routes.ts',
    from: "page('/backups', director, backupsPage)",
    to: "page('/backups', ['desk', 'director'], backupsPage)",
    found: by('clerk'),
    says: /GET \/backups, clerk at .*: LEAK: gets in/,
  },
  {
    removes: 'the role of a form in the route table',
    file: 'src/staff/routes.ts',
    from: "form('/people/reset', director,",
    to: "form('/people/reset', ['director', 'trustee'],",
    found: by('trustee'),
    says: /POST \/people\/reset, trustee at .*: LEAK: gets in/,
  },
  {
    removes: 'that a place is where the computer stands',
    file: 'src/app/open-request.ts',
    from: "const place = workstation?.place ?? 'elsewhere'",
    to: "const place = workstation?.place ?? 'front-desk'",
    found: by('clerk'),
    says: /Counter: a card is scanned, clerk at not set up: LEAK: shows name of the adult/,
  },
  {
    removes: 'the limit of a search to those who see names',
    file: 'src/gate/gate.ts',
    from: "const listsNames = this.#seen.by(actor, records).includes('identity')",
    to: 'const listsNames = true',
    found: by('volunteer'),
    says: /the gate, Counter: a name is typed, volunteer at .*: LEAK: opens a random number/,
  },
  {
    removes: 'the gate’s own question whether one may look somebody up',
    file: 'src/gate/gate.ts',
    from: 'look && this.#seen.mayAnswerBy(actor) ? look',
    to: 'look ? look',
    found: by('volunteer'),
    says: /the gate, Someone asks: .*, volunteer at .*: LEAK: answers by the record/,
  },
  {
    removes: 'that a record that is withheld has not even a heading',
    file: 'src/gate/opened-record.ts',
    from: "...(told('holds', 'holds.titles') && {",
    to: '...({',
    found: by('clerk'),
    says: /the parent who signed for a minor, clerk at .*: LEAK: shows anything on reserve/,
  },
  {
    removes: 'that only who signed is liable',
    file: 'src/gate/ask-facts.ts',
    from: 'liable: ask.recipient.liable && named.length > 0 && named.every((guardian) => guardian.liable),',
    to: 'liable: ask.recipient.liable,',
    found: by('clerk'),
    says: /a parent who did not sign, clerk at .*: LEAK: shows overdue items/,
  },
  {
    removes: 'that a card which was reported lost proves nothing',
    file: 'src/gate/ask-facts.ts',
    from: 'const isGoodCard = !(held.byLostCard || held.byNoCard)',
    to: 'const isGoodCard = !held.byNoCard',
    found: by('clerk'),
    says: /the customer, with a card that was reported lost, clerk at .*: LEAK: shows overdue items/,
  },
  {
    removes: 'the proof that it is the customer who hears titles on the phone',
    file: 'policies/jensen-mgt-1/rules/reg-4.cedar',
    from: `  context.speakingWith == Speaker::"patron" &&
  context.verified.containsAny([Check::"card", Check::"call-back"])
};`,
    to: '  context.speakingWith == Speaker::"patron"\n};',
    found: by('Director'),
    says: /We call: the customer answers, Director at Office: LEAK: shows overdue items/,
  },
  {
    removes: 'that a known face is told no more than the account',
    file: 'policies/jensen-mgt-1/rules/statement.cedar',
    from: 'context.verified.contains(Check::"photo-id")',
    to: 'context.verified.containsAny([Check::"photo-id", Check::"known-to-staff"])',
    found: by('clerk'),
    says: /whom staff know, who they are and all they ever had, clerk at .*: LEAK: shows name/,
  },
  {
    removes: 'that it is the name of the guardian who signed',
    file: 'src/gate/ask-facts.ts',
    from: 'return guarantors.filter(({ name }) => isNameOf(typed, name.open(permit)))',
    to: 'return guarantors.filter(({ liable }) => liable)',
    found: by('clerk'),
    says: /a parent who did not sign, while another did, clerk at .*: LEAK: shows overdue items/,
  },
  {
    removes: 'that a certificate is for whoever did the course, and for the Director',
    file: 'src/staff/pages/training.tsx',
    from: 'if (done === undefined || !isTheirs || !isPassed(done)) return notFoundPage(context)',
    to: 'if (done === undefined || !isPassed(done)) return notFoundPage(context)',
    found: by('clerk'),
    says: /GET \/training\/certificate\/:id, clerk at .*, of .*: LEAK: gets in/,
  },
  {
    removes: 'that an entry of the register tells clerks and volunteers of their own work alone',
    file: 'src/gate/log-entry.ts',
    from: 'if (!seesAllEntries(actor)) return undefined',
    to: '',
    found: by('volunteer'),
    says: /GET \/register\/entry\/:reference, volunteer at .*, of .*: LEAK: shows what was done/,
  },
  {
    removes: 'ids from addresses',
    file: 'src/patrons/pages/patron-lookup.tsx',
    from: "closeLater(context, '/counter')\n  return show(\n    context,\n    name === null",
    to: "closeLater(context, ('/counter?id=' + found.patronId) as '/counter')\n  return show(\n    context,\n    name === null",
    found: by('clerk'),
    says: /Counter: a card is scanned, clerk at .*: a header has a random number of the adult/,
  },
  {
    removes: 'the context in which the database shows rows',
    file: 'src/platform/db/migrations/003-patrons.sql',
    from: 'alter table patron enable row level security',
    to: 'alter table patron disable row level security',
    found: { by: 'outside', title: 'shows no row of a customer' },
    says: /patron: [1-9]/,
  },
  {
    removes: 'the log’s filter of messages',
    file: 'src/platform/error.ts',
    from: '...(message !== undefined && { message }),',
    to: 'message: error.message,',
    found: { by: 'outside', title: 'shows a reference and nothing else' },
    says: /the log, a bug: name of the adult/,
  },
  {
    removes: 'that an error shows a reference and not its message',
    file: 'src/app/web-app.ts',
    from: 'reference: loggedAs(c, services, error),',
    to: 'reference: loggedAs(c, services, error) + error.message,',
    found: { by: 'outside', title: 'shows a reference and nothing else' },
    says: /a bug: shows name of the adult/,
  },
]
