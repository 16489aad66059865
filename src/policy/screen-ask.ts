import type { Ask, RecordKind, StaffRole } from './ask.ts'

/** Staff look at somebody's records on a screen, as a part of their work (clause: Statement). */
export function staffScreenAsk(
  seen: { readonly role: StaffRole; readonly place: string; readonly on: string },
  records: readonly RecordKind[],
): Ask {
  const { role, place, on } = seen
  return {
    on,
    recipient: { kind: 'staff', role, relation: 'none', liable: false, verified: [] },
    subject: { married: false, emancipated: false, liabilities: [] },
    records: [...records],
    channel: 'screen',
    place,
    done: [],
    emergencyClaimed: false,
  }
}

/** A patron looks at their own record, on a screen of their own (clause: Statement). */
export function ownScreenAsk(
  own: { readonly on: string; readonly verified: Ask['recipient']['verified'] },
  records: readonly RecordKind[],
): Ask {
  return {
    on: own.on,
    recipient: { kind: 'patron', relation: 'self', liable: false, verified: [...own.verified] },
    subject: { married: false, emancipated: false, liabilities: [] },
    records: [...records],
    channel: 'screen',
    place: 'elsewhere',
    done: [],
    emergencyClaimed: false,
  }
}
