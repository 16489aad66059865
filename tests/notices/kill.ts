import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { MailServerInTest } from '../mail/mail-server.ts'
import type { TestDatabase } from '../support/database.ts'

const sending = fileURLToPath(new URL('sending.ts', import.meta.url))

/** Does the notices of a day in a process that is killed at a moment. */
export async function killedAt(
  library: TestDatabase,
  server: MailServerInTest,
  day: string,
  when: string,
): Promise<void> {
  const env = { ...process.env, CARREL_HOME: library.home.dir, CARREL_SMTP_URL: server.url }
  const child = spawn(process.execPath, ['--import', './bin/from-source.js', sending, day, when], {
    env,
    stdio: 'inherit',
  })
  await once(child, 'exit')
}

/** How often each mail arrived, by its id, and of each address how many ids there are. */
export function arrived(server: MailServerInTest) {
  const times = new Map<string, number>()
  const idsOf = new Map<string, Set<string>>()
  for (const { to, bytes } of server.received) {
    const id = /^Message-ID: <(.+)>\r$/m.exec(bytes.toString())?.[1] ?? ''
    times.set(id, (times.get(id) ?? 0) + 1)
    idsOf.set(to, (idsOf.get(to) ?? new Set()).add(id))
  }
  return {
    times: [...times.values()],
    idsEach: [...idsOf.values()].map(({ size }) => size),
    people: idsOf.size,
  }
}
