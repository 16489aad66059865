/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */
import type { Visit } from '../visit.ts'
import { Alert } from './alert.tsx'

/** In place of all that opens, at a computer where the public stands; the same for everybody. */
export const NotHere = ({ visit: { pack, words } }: { readonly visit: Visit }) => (
  <Alert kind="info">
    {words.sealed.notHere(words.told.either(pack.privateRooms.map((room) => pack.places[room] ?? room)))}
  </Alert>
)
