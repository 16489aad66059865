let scratch = Buffer.alloc(1 << 16)

/**
 * What PostgreSQL compressed with its own method (src/common/pg_lzcompress.c: a control byte for eight items, each a
 * byte or a place from which to copy), as far as it makes sense; `mostBytes` at most. The next call writes over it.
 */
export function pglzOpened(from: Buffer, mostBytes: number): Buffer {
  if (scratch.length < mostBytes) scratch = Buffer.alloc(2 * mostBytes)
  const out = scratch
  let at = 0
  let length = 0
  while (at < from.length && length < mostBytes) {
    const control = from[at++] ?? 0
    for (let item = 0; item < 8 && at < from.length && length < mostBytes; item++) {
      if ((control >> item) % 2 === 0) {
        out[length++] = from[at++] ?? 0
        continue
      }
      const [first = 0, second = 0] = [from[at], from[at + 1]]
      at += 2
      const back = ((first & 0xf0) << 4) | second
      let copied = (first & 0x0f) + 3
      if (copied === 18) copied += from[at++] ?? 0
      if (back === 0 || back > length) return out.subarray(0, length)
      for (; copied > 0 && length < mostBytes; copied--, length++) out[length] = out[length - back] ?? 0
    }
  }
  return out.subarray(0, length)
}
