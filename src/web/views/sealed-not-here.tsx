/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import type { Visit } from '../visit.ts'
import { sealedWords } from '../words/sealed.ts'
import { formatsOf } from '../words/told.ts'
import { Alert } from './alert.tsx'

/** In place of all that opens, at a computer where the public stands; the same for everybody. */
export const NotHere = ({ visit }: { readonly visit: Visit }) => (
  <Alert kind="info">
    {sealedWords(visit).notHere(
      formatsOf(visit).either(visit.pack.privateRooms.map((room) => visit.pack.places[room] ?? room)),
    )}
  </Alert>
)
