import type { Sights } from './world.ts'

/*
 * What is compared of two worlds, and where it is looked at:
 *
 * | what | where |
 * |---|---|
 * | every page of every role, and of nobody and a customer; every form that is sent in both | `seePages`, `People.sends` |
 * | counts, order, badges | the words of these pages, and `seeTables` |
 * | HTTP status, headers, bytes, words | `noted`; of a PDF its pages and its words |
 * | searches | the forms of `counterDay`, and pages asked by their address (`asked` in sights.ts) |
 * | exports: the register, the year's report | `seeExports` |
 * | reports | `/reports/…`, `/cases/figures`, `/cases/denials` among the pages |
 * | accounting of disclosures | `seeLists`: every page of what the customer reads, who is whom the matter is about; and of the register as each role reads it |
 * | mails and their sizes | `seeMails` |
 * | every row that the app and the worker can read, with where it lies and which transaction wrote it; register tiles too | `seeTables` |
 * | the next transaction's number | `seeTables` |
 * | catalogues: relations and their sizes, sequences, the planner's statistics, locks, comments, sessions | `seeCatalogue` |
 * | statistics | `counted` in sights.ts: to ask is refused to both roles, and tests/store/statistics.test.ts has each |
 * | what a role's sessions are seen to do, or did last | `seeActivity`, after each act |
 * | statements | of each page, form and night: all (`statementsIn`); of each act on the matter: those that can write (`Acts`). That it reads is seen by root alone (docs/THREATS.md) |
 * | log lines: the program's, the database's server's | `seeLog` |
 * | entries of the open register | `seeEntries` |
 * | two nights' copies: what of each file is as it was, and the names, sizes and rights | `seeCopy`, `seeFiles` |
 * | two nights' backups: what stands in them openly, and their lengths | `seeBackups` |
 * | ids, references, tokens | how long each is, and where the same comes again (normal.ts): what chance draws is else no difference |
 * | times | timing.ts, every day as work, alone by the clock on the wall (times.long.test.ts) |
 */

/** Where two worlds look different: what it is, and its first line that is another one. */
export function differences(a: Sights, b: Sights): string[] {
  const names = [...new Set([...a.keys(), ...b.keys()])]
  return names.flatMap((name) => {
    const [here, there] = [a.get(name), b.get(name)]
    if (here === undefined || there === undefined)
      return [`${name}: only in ${here === undefined ? 'the second' : 'the first'}`]
    const likeHere = withSizesOf(here, there)
    if (here === likeHere) return []
    return [`${name}: ${firstDifference(here.split('\n'), likeHere.split('\n'))}`]
  })
}

/** Why: a paper's size is rounded to 8 kB, and the number that chance drew, in its own font, can move it past an edge. */
function withSizesOf(here: string, there: string): string {
  const sizes = [...here.matchAll(aboutSize)].map(([, kilobytes]) => Number(kilobytes))
  return there.replace(aboutSize, (all, kilobytes) => {
    const other = sizes.shift() ?? Number.NaN
    return Math.abs(other - Number(kilobytes)) <= 8 ? `about ${other} kB` : all
  })
}
const aboutSize = /about (\d+) kB/g

function firstDifference(a: readonly string[], b: readonly string[]): string {
  const at = a.findIndex((line, nth) => line !== b[nth])
  const line = at < 0 ? a.length : at
  const [here = '(its end)', there = '(its end)'] = [a[line], b[line]]
  let same = 0
  while (same < here.length && here[same] === there[same]) same++
  const from = Math.max(0, same - 40)
  return `line ${line + 1}: …${here.slice(from, from + 160)} | …${there.slice(from, from + 160)}`
}
