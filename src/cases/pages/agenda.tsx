import { notFoundPage } from '../../platform/http/error-pages.tsx'
import { show } from '../../platform/http/layout.tsx'
import { PrintButton } from '../../platform/http/page-kit.tsx'
import { isUndecided } from '../case.ts'
import { dayOf } from '../case-text.ts'
import type { CaseContext } from '../services.ts'
import { agendaWords } from '../words/reported.ts'
import { BackToCase, viewCase } from './case-parts.tsx'

/** Why neither the paper nor who asks: an agenda is public. None under a nondisclosure order that keeps the Board out. */
export async function agendaPage(context: CaseContext): Promise<Response> {
  const seen = await viewCase(context)
  if (seen === undefined || !isUndecided(seen.case) || (seen.case.gagged && !seen.case.boardMayKnow))
    return notFoundPage(context)
  const words = agendaWords(context)
  const { reference } = seen
  const { pack, services } = context
  return show(
    context,
    words.title,
    <div class="carrel-narrow">
      <h1>{words.title}</h1>
      <p class="carrel-no-print">{words.says}</p>
      <PrintButton context={context} />
      <p>
        {pack.library}. {dayOf(context, services.clock.now().toISOString())}
      </p>
      <h2>{words.item(reference)}</h2>
      <p>{words.asks(pack.number)}</p>
      <p>{words.inOpen}</p>
      <h2>{words.motions}</h2>
      <ul class="usa-list">
        {(['heed', 'not-heed', 'leave'] as const).map((moved) => (
          <li>{words.motion[moved](reference)}</li>
        ))}
      </ul>
      <h2>{words.minutes}</h2>
      <p>{words.minutesSays}</p>
      <BackToCase context={context} reference={reference} />
    </div>,
  )
}
