/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import type { Range } from '../../register/proof.ts'
import type { Words } from '../words/catalogue.ts'

type TreePathProps = {
  readonly words: Words
  readonly index: bigint
  readonly size: bigint
  /** From the entry's neighbor up, as `pathRanges` gives them. */
  readonly ranges: readonly Range[]
  /** The day of the signature, as people say it. */
  readonly signedOn: string
}

const width = 460
const middle = width / 2
const step = 62
const boxWidth = 128
const boxHeight = 34

/** The way of one entry up to the signature: at each step its mark is joined with that of others beside it. */
export const TreePath = ({ words, index, size, ranges, signedOn }: TreePathProps) => {
  const { register, told } = words
  const top = 76
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
        <Joined words={words} range={range} isLeft={range[0] < index} y={heightOf(at)} />
      ))}
      <Box kind="seal" x={middle} y={4} text={`${register.seal}: ${signedOn}`} width={260} />
      {ranges.length > 0 && (
        <Box
          kind="all"
          x={middle}
          y={heightOf(ranges.length) - boxHeight / 2}
          text={register.all(told.count(size))}
          width={190}
        />
      )}
      <Box kind="entry" x={middle} y={bottom} text={register.thisEntry} width={150} />
    </svg>
  )
}

type JoinedProps = {
  readonly words: Words
  readonly range: Range
  readonly isLeft: boolean
  readonly y: number
}

/** The others of one step, on the side where they stand, and the line that joins them above. */
const Joined = ({ words, range: [begin, end], isLeft, y }: JoinedProps) => {
  const side = isLeft ? -1 : 1
  const x = middle + side * (middle - boxWidth / 2 - 4)
  const at = y - step / 4
  return (
    <>
      <path
        class="carrel-tree__join"
        d={`M ${x} ${at} L ${x} ${y - step + 14} L ${middle} ${y - step + 14}`}
      />
      <circle class="carrel-tree__mark" cx={middle} cy={y - step + 14} r="5" />
      <Box
        kind="others"
        x={x}
        y={at - 4}
        text={words.register.others(words.told.count(end - begin))}
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
