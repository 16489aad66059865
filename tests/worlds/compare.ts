import type { Sights } from './world.ts'

/** Where two worlds look different: what it is, and its first line that is another one. */
export function differences(a: Sights, b: Sights): string[] {
  const names = [...new Set([...a.keys(), ...b.keys()])]
  return names.flatMap((name) => {
    const [here, there] = [a.get(name), b.get(name)]
    if (here === there) return []
    if (here === undefined || there === undefined)
      return [`${name}: only in ${here === undefined ? 'the second' : 'the first'}`]
    return [`${name}: ${firstDifference(here.split('\n'), there.split('\n'))}`]
  })
}

function firstDifference(a: readonly string[], b: readonly string[]): string {
  const at = a.findIndex((line, nth) => line !== b[nth])
  const line = at < 0 ? a.length : at
  const [here = '(its end)', there = '(its end)'] = [a[line], b[line]]
  let same = 0
  while (same < here.length && here[same] === there[same]) same++
  const from = Math.max(0, same - 40)
  return `line ${line + 1}: …${here.slice(from, from + 160)} | …${there.slice(from, from + 160)}`
}
