/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
type ClockLineProps = {
  /** Days since the case came in, and until the clock runs out; less than none where it has. */
  readonly gone: number
  readonly left: number
}

const width = 240
const middle = 12
const edge = 8

/** A clock as a line from the day it came in to the day it runs out, with today on it. It says no more than its words. */
export const ClockLine = ({ gone, left }: ClockLineProps) => {
  const whole = Math.max(1, gone + Math.max(0, left))
  const at = edge + (Math.min(gone, whole) / whole) * (width - 2 * edge)
  const end = width - edge
  return (
    <svg
      class="carrel-clock"
      viewBox={`0 0 ${width} ${2 * middle}`}
      width={width}
      height={2 * middle}
      aria-hidden="true"
    >
      <line class="carrel-clock__left" x1={edge} y1={middle} x2={end} y2={middle} />
      <line class="carrel-clock__gone" x1={edge} y1={middle} x2={at} y2={middle} />
      <line class="carrel-clock__end" x1={end} y1={middle - 7} x2={end} y2={middle + 7} />
      <circle class={left < 0 ? 'carrel-clock__late' : 'carrel-clock__today'} cx={at} cy={middle} r="5" />
    </svg>
  )
}
