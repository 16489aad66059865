import { screenWords } from '../../platform/i18n/screen-words.ts'
import { type Case, hasInstrument, type InstrumentFile, isRequest } from '../case.ts'
import { reopened } from '../case-changes.ts'
import { deciderRole, isByCounsel } from '../guards.ts'
import type { EventStamp } from '../stamp.ts'
import { defineStep, everyRole, reopens, stagesBeforeClosed } from './step.ts'

type PaperAdded = {
  readonly what: 'paper-added'
  readonly paper: InstrumentFile
  /** By someone outside, with a one-time link. */
  readonly byLink?: true
}

const words = screenWords(
  () => ({
    label: 'Add a paper',
    said: (who: string, name: string) => `${who} added a paper: ${name}.`,
    byLink: (name: string) => `A paper was added from outside with the one-time link: ${name}.`,
  }),
  () => ({
    label: 'Agregar un documento',
    said: (who, name) => `${who} agregó un documento: ${name}.`,
    byLink: (name) => `Se agregó un documento desde fuera con el enlace de un solo uso: ${name}.`,
  }),
)

export const paperAdded = defineStep<PaperAdded>()({
  name: 'paper-added',
  by: [...everyRole, 'program'],
  at: stagesBeforeClosed,
  to: reopens,
  guards: [],
  change: withInstrument,
  takenBy: 'service',
  saysNothing: true,
  elsewhere: { effects: ['paper-mailed'] },
  words,
  timeline: ({ who, event, words }) =>
    event.byLink ? words.byLink(event.paper.name) : words.said(who, event.paper.name),
})

/** The first paper of a case without any serves it: contacts count again, and an ended case goes on. */
function withInstrument(it: Case, { paper, stamp }: PaperAdded & { readonly stamp: EventStamp }): Case {
  if (isRequest(it) && !hasInstrument(it) && (it.outcome !== undefined || it.decision === undefined)) {
    const served = {
      servedAt: stamp.at,
      tries: [],
      heard: [],
      reportedAt: stamp.notedAt,
      consultedAt: undefined,
      directorAt: stamp.role === deciderRole(it) ? it.directorAt : undefined,
      counselAt: isByCounsel(stamp) ? it.counselAt : undefined,
    }
    return reopened({ ...it, ...served, papers: [paper] })
  }
  // Hostile: anyone with the reference may add one, and could block a release.
  const isAnyone = stamp.role === 'staff' || stamp.role === 'program'
  const waits = it.outcome !== undefined || (isAnyone && it.decision !== undefined)
  return waits ? { ...it, later: [...it.later, paper] } : { ...it, papers: [...it.papers, paper] }
}
