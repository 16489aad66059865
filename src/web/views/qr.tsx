/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import { qrCode } from '../qr-code.ts'

const margin = 4

/** A QR code drawn into the page: no picture is fetched. Nothing where the text is too long for one. */
export const Qr = ({ text, label }: { readonly text: string; readonly label: string }) => {
  const code = qrCode(text)
  if (code === null) return null
  const side = code.length + 2 * margin
  const path = code
    .flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x + margin} ${y + margin}h1v1h-1z`] : [])))
    .join('')
  return (
    <svg
      class="carrel-qr"
      viewBox={`0 0 ${side} ${side}`}
      role="img"
      aria-label={label}
      shape-rendering="crispEdges"
    >
      <rect width={side} height={side} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}
