/**
 * The latest month that may be named as the end of what is forgotten: every entry of every month before it is older
 * than the years that an entry is kept. Months and days are UTC's, as in the entries.
 *
 * @param today `YYYY-MM-DD`
 * @returns `YYYY-MM`
 */
export function forgettableBefore(today: string, keptYears: number): string {
  const year = String(Number(today.slice(0, 4)) - keptYears).padStart(4, '0')
  return `${year}-${today.slice(5, 7)}`
}
