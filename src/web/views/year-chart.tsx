/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
type YearChartProps = {
  /** How often, month by month from January; twelve. */
  readonly months: readonly bigint[]
  /** The greatest of all the charts beside it, so that they can be compared. */
  readonly most: bigint
  /** What a reader hears in its place. */
  readonly says: string
}

const bar = 10
const gap = 4
const height = 36

/** Twelve small bars. */
export const YearChart = ({ months, most, says }: YearChartProps) => {
  const tall = (times: bigint) =>
    times === 0n ? 1 : Math.max(3, Math.round((Number(times) / Number(most)) * (height - 2)))
  return (
    <svg
      class="carrel-year"
      viewBox={`0 0 ${12 * (bar + gap)} ${height}`}
      width={12 * (bar + gap)}
      height={height}
      role="img"
    >
      <title>{says}</title>
      {months.map((times, at) => (
        <rect
          class={times === 0n ? 'carrel-year__none' : 'carrel-year__some'}
          x={at * (bar + gap)}
          y={height - tall(times)}
          width={bar}
          height={tall(times)}
        />
      ))}
    </svg>
  )
}
