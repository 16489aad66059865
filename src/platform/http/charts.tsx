import { sumOfWhole } from '../small-numbers.ts'

/** `null`: suppressed; undefined: there is no such number, as for a month to come. */
export type ChartNumber = number | null | undefined

type BarChartProps = {
  /** From the first label on, at least one of them positive. */
  readonly numbers: readonly ChartNumber[]
  /** One below each bar; most are empty where there are many. */
  readonly labels: readonly string[]
  /** Writes the greatest number over its bar. */
  readonly count: (times: number) => string
  /** What a screen reader says. */
  readonly says: string
}

const barsWidth = 264
const numberHeight = 16
const height = 40
const letterHeight = 16
const ground = numberHeight + height

/** Each chart has its own scale: zero is a line, a suppressed number a dash, a month to come blank. */
export const BarChart = ({ numbers, labels, count, says }: BarChartProps) => {
  const column = barsWidth / labels.length
  const bar = Math.round(column * 0.64)
  const middleOf = (at: number) => Math.round((at + 0.5) * column * 10) / 10
  const most = Math.max(...numbers.map((times) => times ?? 0))
  const tallest = numbers.indexOf(most)
  const tall = (times: number) => (times === 0 ? 1 : Math.max(3, Math.round((times / most) * height)))
  return (
    <svg
      class="carrel-year"
      viewBox={`0 0 ${barsWidth} ${ground + letterHeight}`}
      width={barsWidth}
      height={ground + letterHeight}
      role="img"
    >
      <title>{says}</title>
      {numbers.map((times, at) =>
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
      <text
        class="carrel-year__most"
        y={numberHeight - 4}
        {...inPicture(middleOf(tallest), barsWidth, count(most))}
      >
        {count(most)}
      </text>
      {labels.map((label, at) =>
        label === '' ? null : (
          <text y={ground + 13} {...inPicture(middleOf(at), barsWidth, label)}>
            {label}
          </text>
        ),
      )}
    </svg>
  )
}

/** Near either end a text grows inward, so that it stays in the picture. */
function inPicture(x: number, of: number, text: string) {
  const half = text.length * 3.5
  if (x < half) return { x: Math.max(0, x - 7), 'text-anchor': 'start' }
  if (x > of - half) return { x: Math.min(of, x + 7), 'text-anchor': 'end' }
  return { x, 'text-anchor': 'middle' }
}

type ChartLine = {
  /** Written at its end where there are several. */
  readonly name: string
  readonly numbers: readonly ChartNumber[]
}

type LineChartProps = {
  /** Three at most. The first is the one that matters: solid, and above the others. */
  readonly lines: readonly ChartLine[]
  /** Below the axis, each at the number of its place. */
  readonly ticks: readonly { readonly at: number; readonly text: string }[]
  readonly count: (many: number) => string
  /** What a screen reader says. */
  readonly says: string
  /** A suppressed number is below this; where it is not known, all of its column is hatched. */
  readonly below?: number | undefined
}

const plot = { width: 344, top: 20, bottom: 116, left: 6, right: 44, tick: 134 } as const

type Scale = {
  readonly x: (at: number) => number
  readonly y: (many: number) => number
  readonly step: number
}

/**
 * Lines over time from zero, with their own numbers written at the highest and the last. A suppressed number breaks its
 * line, and its place is hatched. As wide as a phone, so that its text is never made smaller there.
 */
export const LineChart = ({ lines, ticks, count, says, below }: LineChartProps) => {
  const [first] = lines
  if (first === undefined) return null
  const places = Math.max(...lines.map(({ numbers }) => numbers.length))
  const known = lines.flatMap(({ numbers }) => numbers.filter((one) => typeof one === 'number'))
  const most = Math.max(1, below ?? 0, ...known)
  const right = plot.width - plot.right
  const step = (right - plot.left) / Math.max(1, places - 1)
  const scale: Scale = {
    step,
    x: (at) => round(places === 1 ? (plot.left + right) / 2 : plot.left + at * step),
    y: (many) => round(plot.bottom - (many / most) * (plot.bottom - plot.top)),
  }
  return (
    <svg class="carrel-lines" viewBox={`0 0 ${plot.width} ${plot.tick + 6}`} role="img">
      <title>{says}</title>
      <path class="carrel-lines__grid" d={`M${plot.left} ${plot.top}H${right}`} />
      <text class="carrel-lines__most" x={plot.left} y={plot.top - 6}>
        {count(most)}
      </text>
      <Hatched numbers={first.numbers} scale={scale} height={below === undefined ? most : below} />
      <path class="carrel-lines__zero" d={`M${plot.left} ${plot.bottom}H${right}`} />
      {lines.map((line, at) => <Line line={line} nth={at + 1} scale={scale} />).reverse()}
      {lines.length > 1 ? (
        <EndNames lines={lines} scale={scale} />
      ) : (
        <LastNumber line={first} {...{ scale, count, most }} />
      )}
      {ticks.map(({ at, text }) => (
        <text y={plot.tick} {...inPicture(scale.x(at), plot.width, text)}>
          {text}
        </text>
      ))}
    </svg>
  )
}

const round = (value: number) => Math.round(value * 10) / 10

/** Numbers that follow one another; a suppressed or missing one ends a run. */
function runsOf(
  numbers: readonly ChartNumber[],
): { readonly from: number; readonly values: readonly number[] }[] {
  const runs: { from: number; values: number[] }[] = []
  numbers.forEach((value, at) => {
    if (typeof value !== 'number') return
    const last = runs.at(-1)
    if (last !== undefined && last.from + last.values.length === at) last.values.push(value)
    else runs.push({ from: at, values: [value] })
  })
  return runs
}

/** Above this many numbers only those that stand alone have a dot. */
const mostDots = 13

const Line = ({
  line,
  nth,
  scale,
}: {
  readonly line: ChartLine
  readonly nth: number
  readonly scale: Scale
}) => {
  const runs = runsOf(line.numbers)
  const dotted = line.numbers.length <= mostDots ? runs : runs.filter(({ values }) => values.length === 1)
  return (
    <g class={`carrel-lines__line carrel-lines__line--${nth}`}>
      <path
        d={runs
          .map(({ from, values }) =>
            values
              .map((value, at) => `${at === 0 ? 'M' : 'L'}${scale.x(from + at)} ${scale.y(value)}`)
              .join(''),
          )
          .join('')}
      />
      {dotted.flatMap(({ from, values }) =>
        values.map((value, at) => <circle cx={scale.x(from + at)} cy={scale.y(value)} r="2.8" />),
      )}
    </g>
  )
}

/** Strokes of 45 degrees over the columns of suppressed numbers. Why strokes: a pattern needs an id of its own on the page. */
const Hatched = ({
  numbers,
  scale,
  height: high,
}: {
  readonly numbers: readonly ChartNumber[]
  readonly scale: Scale
  readonly height: number
}) => {
  const top = Math.min(scale.y(high), plot.bottom - 12)
  const half = Math.min(scale.step / 2, 9)
  const columns = numbers.flatMap((one, at) => (one === null ? [scale.x(at)] : []))
  return (
    <g class="carrel-lines__hatched">
      {columns.map((x) => {
        const [left, right] = [round(Math.max(0, x - half)), round(Math.min(plot.width, x + half))]
        return (
          <path
            d={`M${left} ${plot.bottom}V${top}H${right}V${plot.bottom}${strokes({ left, right, top })}`}
          />
        )
      })}
    </g>
  )
}

const strokeGap = 5

function strokes({
  left,
  right,
  top,
}: {
  readonly left: number
  readonly right: number
  readonly top: number
}): string {
  const wide = right - left
  const parts: string[] = []
  for (let low = top + strokeGap; low < plot.bottom + wide; low += strokeGap) {
    // From the left edge upward to the right one, cut where it leaves the column.
    const from = low > plot.bottom ? { x: left + (low - plot.bottom), y: plot.bottom } : { x: left, y: low }
    const to = low - wide < top ? { x: left + (low - top), y: top } : { x: right, y: low - wide }
    parts.push(`M${round(from.x)} ${round(from.y)}L${round(to.x)} ${round(to.y)}`)
  }
  return parts.join('')
}

type LastProps = {
  readonly line: ChartLine
  readonly scale: Scale
  readonly count: LineChartProps['count']
  readonly most: number
}

/** The newest number, behind its place; the greatest is written on the scale. */
const LastNumber = ({ line: { numbers }, scale, count, most }: LastProps) => {
  const at = numbers.findLastIndex((one) => typeof one === 'number')
  const value = numbers[at]
  if (typeof value !== 'number' || value === most) return null
  return (
    <text class="carrel-lines__last" x={round(scale.x(at) + 6)} y={scale.y(value) + 4}>
      {count(value)}
    </text>
  )
}

const nameHeight = 14

/** The name of each line behind its last number; those that would touch are moved apart. */
const EndNames = ({ lines, scale }: { readonly lines: readonly ChartLine[]; readonly scale: Scale }) => {
  const ends = lines
    .flatMap(({ name, numbers }, at) => {
      const last = numbers.findLastIndex((one) => typeof one === 'number')
      const value = numbers[last]
      return typeof value === 'number' ? [{ name, at, x: scale.x(last), y: scale.y(value) }] : []
    })
    .sort((one, other) => one.y - other.y)
  let free = plot.top
  return (
    <>
      {ends.map(({ name, at, x, y }) => {
        const line = Math.min(Math.max(y + 4, free), plot.bottom)
        free = line + nameHeight
        return (
          <text class={at === 0 ? 'carrel-lines__most' : undefined} x={x + 6} y={line}>
            {name}
          </text>
        )
      })}
    </>
  )
}

const spark = { width: 120, height: 28, edge: 3 } as const

/** A small line from zero without words: what it says is written next to it. */
export const Sparkline = ({ numbers }: { readonly numbers: readonly number[] }) => {
  const most = Math.max(1, ...numbers)
  const x = (at: number) =>
    round(spark.edge + (at / Math.max(1, numbers.length - 1)) * (spark.width - 2 * spark.edge))
  const y = (many: number) =>
    round(spark.height - spark.edge - (many / most) * (spark.height - 2 * spark.edge))
  const last = numbers.length - 1
  return (
    <svg
      class="carrel-spark"
      viewBox={`0 0 ${spark.width} ${spark.height}`}
      preserveAspectRatio="xMinYMid"
      aria-hidden="true"
    >
      <path class="carrel-lines__zero" d={`M0 ${spark.height - 1}H${spark.width}`} />
      <path
        class="carrel-spark__line"
        d={numbers.map((many, at) => `${at === 0 ? 'M' : 'L'}${x(at)} ${y(many)}`).join('')}
      />
      <circle cx={x(last)} cy={y(numbers[last] ?? 0)} r="3" />
    </svg>
  )
}

/** The last days as a row of squares: filled up to the day on which it was last so. */
export const DayStrip = ({ days, since }: { readonly days: number; readonly since: number | undefined }) => {
  const wide = spark.width / days
  const squares = (from: number, to: number) =>
    Array.from({ length: Math.max(0, to - from) }, (_none, at) =>
      [`M${round((from + at) * wide + 1)} 8`, `h${round(wide - 2)}v12h${round(2 - wide)}z`].join(''),
    ).join('')
  const done = since === undefined ? 0 : Math.max(0, days - since)
  return (
    <svg
      class="carrel-spark"
      viewBox={`0 0 ${spark.width} ${spark.height}`}
      preserveAspectRatio="xMinYMid"
      aria-hidden="true"
    >
      <path class="carrel-spark__done" d={squares(0, done)} />
      <path class="carrel-spark__open" d={squares(done, days)} />
    </svg>
  )
}

type FigureProps = {
  readonly name: string
  /** Those that the sum below the name is made of; `null` where one is suppressed. */
  readonly numbers: readonly (number | null)[]
  readonly words: {
    readonly none: string
    readonly some: string
    readonly all: (count: string) => string
  }
  readonly chart: Omit<LineChartProps, 'count'>
  readonly count: (times: number) => string
}

/** Where a number is suppressed there is no sum, from which it could be computed. */
export const ChartFigure = ({ name, numbers, words, chart, count }: FigureProps) => {
  const sum = sumOfWhole(numbers)
  const isNothingKnown = numbers.every((one) => one === null)
  const isDrawn = chart.lines.some((line) => line.numbers.some(Boolean))
  return (
    <figure class="carrel-chart">
      <figcaption>
        <strong>{name}</strong>
        <br />
        {isNothingKnown ? words.none : sum === null ? words.some : words.all(count(sum))}
      </figcaption>
      {isDrawn && <LineChart {...chart} count={count} />}
    </figure>
  )
}
