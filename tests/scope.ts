/**
 * How much of the suite runs, by `CARREL_TESTS`. `daily` is `npm test`, what a change waits for. `full` is
 * `npm run test:full`, and what one gets who names a file. `changed` is `.ci/run`: all but what `unchanged.ts` leaves out.
 */
export type Scope = 'daily' | 'full' | 'changed'

const asked = process.env['CARREL_TESTS'] ?? 'full'
if (!['daily', 'full', 'changed'].includes(asked)) throw new Error(`CARREL_TESTS is no scope: ${asked}`)
export const scope = asked as Scope
export const isDaily = scope === 'daily'

/** Of many cases those that this run takes: the daily ones stand for all others. */
export function casesInScope<T>(cases: readonly T[], isDailyCase: (one: T) => boolean): T[] {
  return cases.filter((one) => !isDaily || isDailyCase(one))
}

/** Tests of one module, without a database, beside it or of a folder that has no other tests. */
export const unitFiles = [
  'src/**/*.test.ts',
  'src/**/*.test.tsx',
  'tests/golden/*.test.ts',
  'tests/bench/*.test.ts',
  'tests/support/*.test.ts',
  'tests/casework/attacked.test.ts',
  'tests/casework/board-code.test.ts',
  'tests/casework/case-rules.test.ts',
  'tests/errors/every-code.test.ts',
  'tests/kits/kits.test.ts',
  'tests/policy/duties.test.ts',
  'tests/policy/languages.test.ts',
  'tests/policy/laws.test.ts',
  'tests/policy/pack.test.ts',
  'tests/policy/scenarios.test.ts',
  'tests/policy/second-pack.test.ts',
  'tests/policy/to-confirm.test.ts',
  'tests/tidy.test.ts',
  'tests/web/words.test.ts',
]

/**
 * Files that wait for the full run. Why these: each takes half a minute or more for what seldom breaks, or for what
 * another file of the daily run would show first.
 */
export const fullFiles = [
  // Cases played at random without one guard after the other: casework/attacked stands for it.
  'tests/casework/casework.test.ts',
  // Servers, proxies and poolers of others. The daily run starts our own server some hundred times.
  'tests/backup/claim.test.ts',
  'tests/backup/key-mode.test.ts',
  'tests/backup/other-*.test.ts',
  'tests/store/database-url.test.ts',
  'tests/store/embedded-kill.test.ts',
  'tests/store/embedded-start.test.ts',
  'tests/store/other-schemas.test.ts',
  'tests/store/pooler.test.ts',
  'tests/store/turns.test.ts',
  'tests/store/two-postgres.test.ts',
  'tests/web/behind-proxies.test.ts',
  'tests/cli/built.test.ts',
  // Processes that are killed, and disks that fill up: crash/kill and crash/lost-connection stand for them.
  'tests/compartments/kill*.test.ts',
  'tests/crash/clock-back.test.ts',
  'tests/crash/full-disk.test.ts',
  'tests/notices/kill.test.ts',
  'tests/register/kill.test.ts',
  // A month at rest, and an attacker of six weeks: at-rest/controls, roster and links/pair stand for them.
  'tests/at-rest/month.test.ts',
  'tests/links/attacker.test.ts',
  'tests/links/reseal.test.ts',
  // Every command over a library of canaries: leak/outside and leak/set-up stand for it.
  'tests/leak/commands.test.ts',
  // Journeys of people at a browser: the mother's, the clerk's day and the actions that are counted stand for them.
  'tests/journeys/!(actions|clerks-day|mother).test.ts',
  'tests/accounts/browser.test.ts',
  'tests/web/back-button.test.ts',
  'tests/web/cards.test.ts',
  'tests/register/page.test.ts',
  'tests/register/verdicts.test.ts',
  // Commands by their processes, each with a start of the program.
  'tests/accounts/typed-passphrase.test.ts',
  'tests/cli/until-ended.test.ts',
  'tests/imports/again.test.ts',
  'tests/imports/night.test.ts',
  'tests/imports/mariadb.test.ts',
  'tests/keys/commands.test.ts',
  'tests/keys/rotation.test.ts',
  'tests/policy/decide-cli.test.ts',
  'tests/web/commands.test.ts',
  // The doctor's every check, notices night by night, and the browser's cache and keys: notices/letters, the clerk's day and
  // the walk through the screens stand for them.
  'tests/doctor/doctor.test.ts',
  'tests/notices/night.test.ts',
  'tests/mail/pin-mails.test.ts',
  'tests/backup/night.test.ts',
  'tests/imports/nightly.test.ts',
  'tests/imports/row-files.test.ts',
  'tests/web/browser.test.ts',
  // Each way in which a report is made and goes on: casework/attacked, web/cases and the mother's day stand for it.
  'tests/casework/intake.test.ts',
  'tests/casework/case-mails.test.ts',
  // Each command with each wrong word, every error code in its frozen form, and set-up step by step: cli/, errors/every-code
  // and leak/set-up stand for them.
  'tests/register/command.test.ts',
  'tests/cli/refusals.test.ts',
  'tests/errors/frozen.test.ts',
  'tests/accounts/set-up.test.ts',
  'tests/backup/commands.test.ts',
  'tests/store/embedded-roles.test.ts',
  // What leaves by mail, log and paper, looked through for every canary: the matrix stands for it.
  'tests/leak/outside.test.ts',
  // The matrix with the guardian's own page on: own/guardian-page stands for it.
  'tests/leak/guardian-page.test.ts',
  // Sealed matters box by box and proof by proof, and the limits of mass reading: compartments/life and served, and
  // web/reading-slowed stand for them.
  'tests/compartments/across.test.ts',
  'tests/compartments/bound.test.ts',
  'tests/compartments/boxes.test.ts',
  'tests/compartments/damaged.test.ts',
  'tests/compartments/full.test.ts',
  'tests/compartments/held.test.ts',
  'tests/compartments/lift.test.ts',
  'tests/compartments/people.test.ts',
  'tests/compartments/proof.test.ts',
  'tests/compartments/proof-clock.test.ts',
  'tests/compartments/proof-pages.test.ts',
  'tests/compartments/put-back.test.ts',
  'tests/compartments/signing.test.ts',
  'tests/disclosure/reading-rate.test.ts',
  'tests/register/public-export.test.ts',
  'tests/register/tick-leaf.test.ts',
  'tests/web/register-ticks.test.ts',
  // A customer's own pages step by step, and a production act by act: the walk through the screens, journeys/actions and
  // web/cases stand for them.
  'tests/web/own.test.ts',
  'tests/web/case-production.test.ts',
  // The pages of a sign-in: accounts/sign-in and the walk through the screens stand for them.
  'tests/web/sign-in.test.ts',
  // The courses, the lending desk and the figures page by page: the clerk's day stands for them.
  'tests/cases/figures.test.ts',
  'tests/training/pages.test.ts',
  'tests/web/lending.test.ts',
  // Passkeys in each wrong form, and accounts that close: accounts/sign-in, backup/drill and the
  // clerk's day stand for them.
  'tests/accounts/passkey.test.ts',
  'tests/backup/sealed-matters.test.ts',
  'tests/imports/lost-here.test.ts',
  'tests/web/closes.test.ts',
  // A report from outside and a card blocked online, with their waits of equal length; the page's script; one policy's menus
  // in a library that lends elsewhere; the log page by page: the walk through the screens and the matrix stand for them.
  'tests/cases/served.test.ts',
  'tests/own/block-card.test.ts',
  'tests/web/lent-elsewhere.test.ts',
  'tests/web/page-script.test.ts',
  'tests/web/register.test.ts',
  'tests/register/tamper.test.ts',
  // Imports and exports that go on behind a page, a policy that changes, a log that begins anew: jobs/night and
  // register/tick stand for them.
  'tests/jobs/long-work.test.ts',
  'tests/register/new-log.test.ts',
  'tests/register/rule-changed.test.ts',
  // Counsel at the office, who waits for whom, and the search of a place page by page: casework/attacked, web/cases and
  // web/case-paths stand for them.
  'tests/cases/search.test.ts',
  'tests/web/counsel.test.ts',
  'tests/web/waiting.test.ts',
  // Access for a leave, day by day: accounts/acting and compartments/life stand for it.
  'tests/compartments/leave.test.ts',
  // What is shown once, the shift's PIN and one's own account: accounts/sign-in, web/pins and the walk through the screens
  // stand for them.
  'tests/accounts/own-account.test.ts',
  'tests/accounts/shift.test.ts',
  'tests/accounts/show-again.test.ts',
  // The frame of every page for every role: the walk through the screens and web/routes stand for it.
  'tests/web/page-frame.test.ts',
  // Go's reader of transparency logs compiles before it reads.
  'tests/register/another-reader.test.ts',
]
