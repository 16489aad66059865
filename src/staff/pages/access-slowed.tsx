import { type AccessSlowedError, accessAlarms, readsOf } from '../../gate/index.ts'
import { readingsWords } from '../../gate/pages/index.ts'
import { show } from '../../platform/http/layout.tsx'
import { ButtonLine } from '../../platform/http/page-kit.tsx'
import type { StaffContext } from '../../platform/http/request-context.ts'
import type { TaskSource } from '../../platform/http/route.ts'
import { formatsOf } from '../../platform/i18n/language.ts'
import { registerWords } from '../../register/index.ts'
import { staffTasksWords } from '../words/tasks.ts'
import { ReauthForm } from './own-account.tsx'

/** For someone who opened very many records: when they can go on, and what works meanwhile. */
export function accessSlowedPage(context: StaffContext, { until, isReported }: AccessSlowedError) {
  const { pack } = context
  const readings = readingsWords(context)
  const formats = formatsOf(context)
  return show(
    context,
    readings.title,
    <div class="carrel-question">
      <h1>{readings.title}</h1>
      <p class="usa-intro">
        {until === undefined
          ? readings.passphrase
          : readings.until(formats.time(wholeMinute(until), pack.timeZone))}
      </p>
      {until === undefined && <ReauthForm context={context} back="records" autofocus />}
      {isReported && <p>{readings.directorKnows}</p>}
      {isReported && <p>{readings.line}</p>}
      {isReported && pack.manifest.lending !== undefined && (
        <ButtonLine href="/return" look="outline">
          {readings.takeBack}
        </ButtonLine>
      )}
    </div>,
    429,
  )
}

/** Why round up: someone who returns at the minute shown must not be early. */
const wholeMinute = (at: Date) => new Date(Math.ceil(at.getTime() / 60_000) * 60_000)

/** Long enough for a Director who is away for a week. */
const daysShown = 7

/** Staff who opened so many records that they were slowed down. */
export const accessAlarmTasks: TaskSource = {
  may: ['director', 'president'],
  async look(context) {
    const { services, pack } = context
    const since = new Date(services.clock.now().getTime() - daysShown * 24 * 3_600_000)
    const waiting = staffTasksWords(context)
    const formats = formatsOf(context)
    return (await accessAlarms(readsOf(context), since)).map(({ name, at }) => ({
      kind: 'warning',
      says: waiting.readingSlowed(name, formats.moment(at, pack.timeZone)),
      href: '/register',
      go: registerWords(context).title,
    }))
  },
}
