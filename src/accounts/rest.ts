import { act, type Office } from './act.ts'

/** Puts on record that a sign-in rests after wrong tries. Nobody is known to have acted. */
export async function noteRest(office: Office, accountId: string): Promise<void> {
  await act(office, { actor: 'system' }, (_trx, note) => note({ kind: 'account-locked', account: accountId }))
}
