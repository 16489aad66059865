type YearChartProps = {
  /**
   * Monthly counts from January, at least one of them positive. `null`: suppressed; undefined: there is no
   * such number. Months to come are left out.
   */
  readonly months: readonly (number | null | undefined)[]
  readonly letters: readonly string[]
  /** Writes the greatest number over its bar. */
  readonly count: (times: number) => string
  /** What a screen reader says. */
  readonly says: string
}

const column = 22
const bar = 14
const numberHeight = 16
const height = 40
const letterHeight = 16
const ground = numberHeight + height
const middleOf = (at: number) => at * column + column / 2

/** Each chart has its own scale: zero is a line, a suppressed number a dash, a month to come blank. */
export const YearChart = ({ months, letters, count, says }: YearChartProps) => {
  const most = Math.max(...months.map((times) => times ?? 0))
  const tallest = months.indexOf(most)
  const tall = (times: number) => (times === 0 ? 1 : Math.max(3, Math.round((times / most) * height)))
  const width = letters.length * column
  return (
    <svg
      class="carrel-year"
      viewBox={`0 0 ${width} ${ground + letterHeight}`}
      width={width}
      height={ground + letterHeight}
      role="img"
    >
      <title>{says}</title>
      {months.map((times, at) =>
        times === undefined ? null : times === null ? (
          <text x={middleOf(at)} y={ground - 4} text-anchor="middle">
            –
          </text>
        ) : (
          <rect
            class={times === 0 ? 'carrel-year__none' : 'carrel-year__some'}
            x={middleOf(at) - bar / 2}
            y={ground - tall(times)}
            width={bar}
            height={tall(times)}
          />
        ),
      )}
      <text class="carrel-year__most" y={numberHeight - 4} {...placed(tallest)}>
        {count(most)}
      </text>
      {letters.map((letter, at) => (
        <text x={middleOf(at)} y={ground + 13} text-anchor="middle">
          {letter}
        </text>
      ))}
    </svg>
  )
}

/** Over its bar; at either end the number grows inward, so that it stays in the picture. */
function placed(at: number) {
  if (at === 0) return { x: middleOf(at) - bar / 2, 'text-anchor': 'start' }
  if (at === 11) return { x: middleOf(at) + bar / 2, 'text-anchor': 'end' }
  return { x: middleOf(at), 'text-anchor': 'middle' }
}

type FigureProps = {
  readonly name: string
  /** All numbers of the line; `null` where one is suppressed. */
  readonly numbers: readonly (number | null)[]
  readonly words: {
    readonly none: string
    readonly some: string
    readonly all: (count: string) => string
  }
  readonly chart: Omit<YearChartProps, 'count'>
  readonly count: (times: number) => string
}

/** Where a number of the line is suppressed there is no sum, from which it could be computed. */
export const ChartFigure = ({ name, numbers, words, chart, count }: FigureProps) => {
  const known = numbers.filter((one) => one !== null)
  const sum = known.reduce((all, one) => all + one, 0)
  const isWhole = known.length === numbers.length
  return (
    <figure class="carrel-chart">
      <figcaption>
        <strong>{name}</strong>
        <br />
        {known.length === 0 ? words.none : isWhole ? words.all(count(sum)) : words.some}
      </figcaption>
      {sum > 0 && <YearChart {...chart} count={count} />}
    </figure>
  )
}
