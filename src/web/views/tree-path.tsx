/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import type { Range } from '../../register/proof.ts'
import { registerWords } from '../words/register.ts'
import type { Speaker } from '../words/screen-words.ts'
import { formatsOf } from '../words/told.ts'

type TreePathProps = {
  readonly speaker: Speaker
  readonly index: bigint
  readonly size: bigint
  /** From the entry's neighbor up, as `pathRanges` gives them. */
  readonly ranges: readonly Range[]
  /** The day of the signature, as people say it. */
  readonly signedOn: string
}

const width = 460
const middle = width / 2
const step = 48
const boxWidth = 128
const boxHeight = 34

/** The way of one entry up to the signature: at each step its mark is joined with that of others beside it. */
export const TreePath = ({ speaker, index, size, ranges, signedOn }: TreePathProps) => {
  const register = registerWords(speaker)
  const told = formatsOf(speaker)
  const top = 84
  const bottom = top + ranges.length * step
  const heightOf = (at: number) => bottom - at * step
  return (
    <svg
      class="carrel-tree"
      viewBox={`0 0 ${width} ${bottom + boxHeight + 8}`}
      role="img"
      aria-describedby="picture-says"
    >
      <title>{register.picture}</title>
      <line class="carrel-tree__way" x1={middle} y1={bottom} x2={middle} y2={boxHeight} />
      {ranges.map((range, at) => (
        <Joined
          speaker={speaker}
          range={range}
          isLeft={range[0] < index}
          y={heightOf(at) - step / 2}
          isNext={at === 0}
        />
      ))}
      <Box kind="seal" x={middle} y={4} text={`${register.seal}: ${signedOn}`} width={260} />
      {ranges.length > 0 && (
        <Box
          kind="all"
          x={middle}
          y={heightOf(ranges.length) - boxHeight}
          text={register.all(told.count(size))}
          width={190}
        />
      )}
      <Box kind="entry" x={middle} y={bottom} text={register.thisEntry} width={150} />
    </svg>
  )
}

type JoinedProps = {
  readonly speaker: Speaker
  readonly range: Range
  readonly isLeft: boolean
  readonly isNext: boolean
  readonly y: number
}

/** The others of one step, on the side where they stand, and where their mark is joined. */
const Joined = ({ speaker, range: [begin, end], isLeft, isNext, y }: JoinedProps) => {
  const register = registerWords(speaker)
  const told = formatsOf(speaker)
  const x = middle + (isLeft ? -1 : 1) * (middle - boxWidth / 2 - 4)
  const count = end - begin
  return (
    <>
      <line class="carrel-tree__join" x1={x} y1={y} x2={middle} y2={y} />
      <circle class="carrel-tree__mark" cx={middle} cy={y} r="5" />
      <Box
        kind="others"
        x={x}
        y={y - boxHeight / 2}
        text={isNext && count === 1n ? register.neighbor : register.others(told.count(count))}
        width={boxWidth}
      />
    </>
  )
}

type BoxProps = {
  readonly kind: 'entry' | 'others' | 'all' | 'seal'
  readonly x: number
  readonly y: number
  readonly text: string
  readonly width: number
}

const Box = ({ kind, x, y, text, width: wide }: BoxProps) => (
  <g class={`carrel-tree__box carrel-tree__box--${kind}`}>
    <rect x={x - wide / 2} y={y} width={wide} height={boxHeight} rx="4" />
    <text x={x} y={y + 22} text-anchor="middle">
      {text}
    </text>
  </g>
)
