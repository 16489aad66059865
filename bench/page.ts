const end = '<!-- end of figures -->'

/** The page with new figures for one benchmark and the handwritten text unchanged. A new benchmark gets a section at its end. */
export function withFigures(page: string, bench: string, figures: string): string {
  const begin = `<!-- figures of ${bench} -->`
  const block = `${begin}\n${figures.trim()}\n${end}`
  const from = page.indexOf(begin)
  if (from === -1) return `${page.trimEnd()}\n\n## ${bench}\n\n${block}\n`
  const to = page.indexOf(end, from)
  if (to === -1) throw new Error(`the figures of ${bench} have no end: ${end} is missing`)
  return page.slice(0, from) + block + page.slice(to + end.length)
}
