/** No cell of the side is free. */
export class NoCellFree extends Error {
  override name = 'NoCellFree'
  readonly code = 'no-cell-free'
}

/** The box was emptied meanwhile: somebody else took in what lay in it. */
export class BoxEmpty extends Error {
  override name = 'BoxEmpty'
}

/** Something else lies in the box by now than what they were shown. */
export class BoxOther extends Error {
  override name = 'BoxOther'
}
