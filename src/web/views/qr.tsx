/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import { encode } from 'uqr'

/** A QR code drawn into the page: no picture is fetched. Nothing where the text is too long for one (666 bytes). */
export const Qr = ({ text, label }: { readonly text: string; readonly label: string }) => {
  const rows = modulesOf(text)
  if (rows === null) return null
  const path = rows
    .flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])))
    .join('')
  return (
    <svg
      class="carrel-qr"
      viewBox={`0 0 ${rows.length} ${rows.length}`}
      role="img"
      aria-label={label}
      shape-rendering="crispEdges"
    >
      <rect width={rows.length} height={rows.length} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}

/** Rows of modules, true where dark. Above version 20 the modules are too small for a phone at the size of our pages. */
function modulesOf(text: string): readonly (readonly boolean[])[] | null {
  try {
    return encode(text, { ecc: 'M', maxVersion: 20, border: 4 }).data
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}
