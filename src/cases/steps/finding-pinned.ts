import { tryOutWords } from '../../ask/index.ts'
import { screenWords } from '../../platform/i18n/screen-words.ts'
import { type Finding, findingKinds } from '../../policy/index.ts'
import type { Citation, CitedFinding } from '../case.ts'
import { counselConsulted, counselsFinding, type Guard, ownSignIn, paperIsRead } from '../guards.ts'
import { namesOfPapers, one, pageNumber, text } from './fields.ts'
import { defineStep, oversightRoles, stagesBeforeDecision } from './step.ts'

type FindingPinned = { readonly what: 'finding-pinned'; readonly finding: Finding } & Citation

const onThisPaper: Guard<FindingPinned> = {
  name: 'on-this-paper',
  passes: (it, { event }) => it.papers.some(({ id }) => id === event.paper),
  words: screenWords(
    () => 'A finding must cite a paper in this case.',
    () => 'El punto debe citar un documento de este caso.',
  ),
}

/** Checked as far as pages can be counted. */
const pageIsThere: Guard<FindingPinned> = {
  name: 'page-is-there',
  passes: (it, { event }) => {
    const { pages } = it.papers.find(({ id }) => id === event.paper) ?? {}
    return pages === undefined || event.page <= pages
  },
  words: screenWords(
    () => 'The paper does not have that many pages.',
    () => 'El documento no tiene tantas páginas.',
  ),
}

const words = screenWords(
  () => ({
    label: 'Cite the document for a finding',
    help: 'Copy the words exactly as they are on the page. They must say all of the finding: a witness, for example, is not a suspect. Counsel must see or hear what you cite.',
    said: (who: string, finding: string, page: number) => `${who} cited page ${page}: ${finding}.`,
    fields: { page: 'Page', words: 'Quote' },
    hints: { words: 'The paper’s own words' },
    paperFirst: 'A finding must cite a page of the paper, and there is no paper on file here yet.',
  }),
  () => ({
    label: 'Citar el documento para un punto',
    help: 'Copie las palabras exactamente como están en la página. Tienen que decir todo el punto: un testigo, por ejemplo, no es sospechoso. La asesoría tiene que ver u oír lo que cite.',
    said: (who, finding, page) => `${who} citó la página ${page}: ${finding}.`,
    fields: { page: 'Página', words: 'Cita' },
    hints: { words: 'Las palabras del documento mismo' },
    paperFirst: 'Un punto debe citar una página del documento, y aquí aún no hay ningún documento.',
  }),
)

export const findingPinned = defineStep<FindingPinned>()({
  name: 'finding-pinned',
  by: oversightRoles,
  at: stagesBeforeDecision,
  to: ['stays', 'with-counsel'],
  guards: [ownSignIn, paperIsRead, counselConsulted, onThisPaper, pageIsThere, counselsFinding],
  change: (it, { finding, paper, page, words, stamp }) => {
    const cited: CitedFinding = { paper, page, words, byCounsel: stamp.role === 'counsel' }
    return { ...it, findings: new Map([...it.findings, [finding, cited]]) }
  },
  isCounselJudgment: true,
  elsewhere: 'nothing',
  words,
  shows: { supplies: 'findings' },
  timeline: ({ who, event, words, say }) => ({
    says: words.said(who, tryOutWords(say.speaker).finding[event.finding], event.page),
    words: [event.words],
  }),
  form: {
    group: 'facts',
    fields: {
      finding: one(findingKinds, ({ speaker }) => tryOutWords(speaker).finding),
      paper: one(
        ({ it }) => it.papers.map(({ id }) => id),
        ({ it }) => namesOfPapers(it.papers),
      ),
      page: pageNumber(),
      words: text(),
    },
    paperFirst: (words, { it }) => (it.papers.length === 0 ? words.paperFirst : undefined),
    toEvent: ({ finding, paper, page, words }) => ({ what: 'finding-pinned', finding, paper, page, words }),
  },
})
