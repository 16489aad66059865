import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

type Axe = typeof import('axe-core')
/**
 * The one that `@axe-core/playwright` brings. Why not by its builder: around each look that one hands over all that was
 * well too, which takes ten times as long as the look.
 */
const require = createRequire(createRequire(import.meta.url).resolve('@axe-core/playwright'))
const { source } = require('axe-core/axe.min.js') as Axe
const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

export type Violation = {
  readonly id: string
  readonly nodes: readonly { readonly html: string; readonly message: string }[]
}

/**
 * What on the page is not as WCAG 2.2 AA has it, as far as a program can tell.
 * @param rules those alone; without them all of WCAG's
 * @param without rules that are left out
 */
export async function violationsOf(
  page: Page,
  { rules, without = [] }: { readonly rules?: readonly string[]; readonly without?: readonly string[] } = {},
): Promise<readonly Violation[]> {
  const options = {
    runOnly: rules ?? wcag,
    rules: Object.fromEntries(without.map((rule) => [rule, { enabled: false }])),
    resultTypes: ['violations'],
  }
  // Why only now: half a megabyte in every page that is passed on the way is a third of what the way takes.
  if (!(await page.evaluate(`'axe' in window`))) await page.evaluate(source)
  return (await page.evaluate(`(async () => {
    const { violations } = await axe.run(document, ${JSON.stringify(options)})
    return violations.map(({ id, nodes }) => ({
      id,
      nodes: nodes.map(({ html, any }) => ({ html: html.slice(0, 120), message: any[0]?.message ?? '' })),
    }))
  })()`)) as readonly Violation[]
}

const lookedAt = new Set<string>()
/**
 * Whether anything stands on the page that no state before had in such a place. Colours come of classes and of what is
 * around: a state that has only what was looked at is not looked at again for its contrast, which takes more than half of
 * such a look, but in the long run.
 */
export async function looksNew(page: Page): Promise<boolean> {
  const all = (await page.evaluate(`(() => {
    const of = (one) => one.localName + '.' + (one.getAttribute('class') ?? '') + (one.disabled ? ' disabled' : '')
    const placed = (one) => of(one.parentElement.parentElement ?? one) + ' > ' + of(one.parentElement) + ' > ' + of(one)
    return [...new Set([...document.body.querySelectorAll('*')].map(placed))]
  })()`)) as readonly string[]
  const isNew = all.some((one) => !lookedAt.has(one))
  for (const one of all) lookedAt.add(one)
  return isNew
}
