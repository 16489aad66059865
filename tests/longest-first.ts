import { relative } from 'node:path'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/**
 * The files that take longest, the longest first, so that no long one is left when all the others are done.
 * Why by hand: vitest itself knows only what a file took here before, and of a new clone nothing.
 */
const longest = [
  'tests/web/screens.test.ts',
  'tests/leak/matrix.test.ts',
  'tests/worlds/worlds.test.ts',
  'tests/accounts/alone.test.ts',
  'tests/leak/guardian-page.test.ts',
  'tests/journeys/order-due.test.ts',
  'tests/leak/commands.test.ts',
  'tests/journeys/cases-on-paper.test.ts',
  'tests/web/browser.test.ts',
  'tests/at-rest/month.test.ts',
  'tests/keys/commands.test.ts',
  'tests/web/commands.test.ts',
  'tests/keys/rotation.test.ts',
  'tests/imports/again.test.ts',
  'tests/crash/kill.test.ts',
  'tests/journeys/cases-asked.test.ts',
  'tests/leak/outside.test.ts',
  'tests/web/routes.test.ts',
  'tests/links/attacker.test.ts',
  'tests/store/database-url.test.ts',
  'tests/web/sign-in.test.ts',
  'tests/accounts/browser.test.ts',
  'tests/store/embedded-start.test.ts',
  'tests/backup/claim.test.ts',
  'tests/store/embedded-kill.test.ts',
  'tests/policy/differential.test.ts',
]

export default class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const place = ({ moduleId }: TestSpecification) => {
      const at = longest.indexOf(relative(this.ctx.config.root, moduleId))
      return at === -1 ? longest.length : at
    }
    return sorted.sort((a, b) => place(a) - place(b))
  }
}
