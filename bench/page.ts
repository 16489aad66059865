const head = ['| benchmark | figure | asked | measured | peer | ratio |', '|---|---|---|---|---|---|']

/** The page with new rows for one benchmark in its table, and all else unchanged. A new benchmark's rows come last. */
export function withFigures(page: string, bench: string, rows: readonly string[]): string {
  const lines = page.trimEnd().split('\n')
  if (!lines.includes(head[1] ?? '')) lines.push('', ...head)
  const first = lines.findIndex((line) => line.startsWith(`| ${bench}, `))
  const start = first === -1 ? tableEnd(lines) : first
  const after = lines.findIndex((line, at) => at > start && !line.startsWith('|  |'))
  const end = first === -1 ? start : after === -1 ? lines.length : after
  return `${[...lines.slice(0, start), ...rows, ...lines.slice(end)].join('\n')}\n`
}

function tableEnd(lines: readonly string[]): number {
  const begin = lines.indexOf(head[1] ?? '')
  const end = lines.findIndex((line, at) => at > begin && !line.startsWith('|'))
  return end === -1 ? lines.length : end
}
