import type { PDFDocument } from '@cantoo/pdf-lib'

/** Named in ASCII. */
type EnclosedFile = { readonly name: string; readonly bytes: Buffer }

/** For every file, since a type stays readable; programs go by the name. */
const oneType = 'application/octet-stream'

/**
 * The PDF with the files attached, all of it encrypted (AES-256, revision 6; docs/decisions/0053): Adobe Reader 10 and
 * other programs of the last ten years ask for the password. Printing, copying and reading aloud are allowed.
 * Only memory is used, never a file.
 * @param password from newFilePassphrase: the format makes guessing cheap, so no password that a person invented
 */
export async function lockedPdf(
  pdf: Buffer,
  password: string,
  enclosed: readonly EnclosedFile[],
): Promise<Buffer> {
  const document = await loaded(pdf)
  for (const { name, bytes } of enclosed) await document.attach(bytes, name, { mimeType: oneType })
  await document.flush()
  await hideStrings(document)
  document.encrypt({
    userPassword: password,
    algorithm: 'AES-256',
    permissions: { printing: 'highResolution', copying: true, contentAccessibility: true },
  })
  return Buffer.from(await document.save({ useObjectStreams: true, rewrite: true, addDefaultPage: false }))
}

export async function pagesOfPdf(pdf: Buffer): Promise<number> {
  return (await loaded(pdf)).getPageCount()
}

/**
 * Moves each string that the library would leave readable, such as the name of an attached file, into an object that it
 * encrypts. Why: it encrypts streams and puts most objects into some, but writes the catalog, the pages and the head of
 * each stream as they are (docs/decisions/0053).
 */
async function hideStrings({ context }: PDFDocument): Promise<void> {
  const pdf = await import('@cantoo/pdf-lib')
  const holdsString = (value: unknown): boolean => {
    if (value instanceof pdf.PDFString || value instanceof pdf.PDFHexString) return true
    if (value instanceof pdf.PDFDict) return value.values().some(holdsString)
    return value instanceof pdf.PDFArray && value.asArray().some(holdsString)
  }
  const isWrittenAsItIs = (value: unknown) =>
    [pdf.PDFCatalog, pdf.PDFPageTree, pdf.PDFPageLeaf].some((kind) => value instanceof kind)
  for (const [, object] of context.enumerateIndirectObjects()) {
    const head = object instanceof pdf.PDFStream ? object.dict : object
    if (!(head instanceof pdf.PDFDict) || !(head !== object || isWrittenAsItIs(object))) continue
    for (const [key, value] of head.entries()) if (holdsString(value)) head.set(key, context.register(value))
  }
}

// Why imported here: the library is large, and few requests need it.
async function loaded(pdf: Buffer) {
  const { PDFDocument } = await import('@cantoo/pdf-lib')
  return PDFDocument.load(pdf, { updateMetadata: false })
}
