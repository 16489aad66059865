/**
 * Something could not be handed over, and is tried again. INVARIANT: its message goes into the log as it is, so it has
 * no address, no name and no word of another machine.
 */
export class NotSent extends Error {
  override name = 'NotSent'
}
