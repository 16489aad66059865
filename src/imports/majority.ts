/**
 * Whether someone born on a day is a minor on another (`YYYY-MM-DD` both). Who was born on 29 February comes of
 * age on 1 March of a common year (ASK.md, rule 4).
 */
export function isMinorOn(born: string, today: string, majorityAge: number): boolean {
  const year = Number(born.slice(0, 4)) + majorityAge
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const monthDay = born.slice(5) === '02-29' && !leap ? '03-01' : born.slice(5)
  return today < `${String(year).padStart(4, '0')}-${monthDay}`
}
