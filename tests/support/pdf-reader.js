// Reads PDFs with the reader that Firefox has, for tests, which wait for the answer (`pdf-text.ts`).
import { parentPort } from 'node:worker_threads'
import { getDocument, VerbosityLevel } from 'unpdf/pdfjs'

async function read(bytes, password) {
  const data = new Uint8Array(bytes)
  const document = await getDocument({ data, password, verbosity: VerbosityLevel.ERRORS }).promise
  try {
    const pages = []
    for (let number = 1; number <= document.numPages; number++) {
      const page = await document.getPage(number)
      const [, , , height] = page.view
      const { items } = await page.getTextContent()
      pages.push(items.map((item) => placed(item, height)))
    }
    const attached = Object.values((await document.getAttachments()) ?? {})
    const files = attached.map(({ filename, content }) => [filename, content])
    return { pages, files, isTagged: (await document.getMarkInfo())?.Marked === true }
  } finally {
    await document.destroy()
  }
}

/** A run of text on one line, in points from the top left of its page. */
function placed({ str, hasEOL, transform, width, height }, pageHeight) {
  const [, , , , left, base] = transform
  return {
    text: str,
    endsLine: hasEOL,
    left,
    right: left + width,
    top: pageHeight - base - height,
    bottom: pageHeight - base,
  }
}

parentPort?.on('message', async ({ pdf, password, port, done }) => {
  const answer = await read(pdf, password).then(
    (found) => ({ found }),
    (error) => ({ refused: String(error?.name) }),
  )
  port.postMessage(answer)
  Atomics.store(done, 0, 1)
  Atomics.notify(done, 0)
})
