import { z } from 'zod'
import { actorOf } from '../../gate/index.ts'
import { notFoundPage } from '../../platform/http/error-pages.tsx'
import { show } from '../../platform/http/layout.tsx'
import { Alert, BackLink, Facts, Form, SubmitButton } from '../../platform/http/page-kit.tsx'
import { formatsOf } from '../../platform/i18n/language.ts'
import type { BoardWord } from '../case-service.ts'
import type { CaseContext } from '../services.ts'
import { casesTimelineWords } from '../words/page.ts'
import { agendaWords, reportedWords } from '../words/reported.ts'
import { actorNames } from './timeline.tsx'

/** `report`: its place among what was reported in the case, from 0. */
export const boardWordForm = z.strictObject({
  case: z.string().max(40),
  report: z.coerce.number().int().min(0).max(1000),
  answer: z.enum(['yes', 'no']),
})

/** What was recorded as the Board's word, for its president, who has no access to the case itself. */
export async function boardWordsPage(context: CaseContext): Promise<Response> {
  return showBoardWords(context)
}

export async function answerBoardWord(
  context: CaseContext,
  { case: reference, report: word, answer }: z.infer<typeof boardWordForm>,
): Promise<Response> {
  const what = { what: 'word-answered', word, is: answer === 'yes' } as const
  const taken = await context.services.cases.answerForBoard(actorOf(context), reference, what)
  return showBoardWords(context, taken === 'unknown' || 'refused' in taken ? 'gone' : 'saved')
}

async function showBoardWords(context: CaseContext, done?: 'saved' | 'gone'): Promise<Response> {
  if (!context.who.president) return notFoundPage(context)
  const words = reportedWords(context)
  const asked = await context.services.cases.askingBoard(actorOf(context))
  const names = await actorNames(context)
  return show(
    context,
    words.title,
    <div class="carrel-narrow">
      <h1>{words.title}</h1>
      {done && <Alert kind={done === 'saved' ? 'success' : 'warning'}>{words[done]}</Alert>}
      {asked.length === 0 ? <p>{words.nothing}</p> : <p class="usa-intro">{words.intro}</p>}
      <p>{words.introSays}</p>
      {asked.map((word) => (
        <Word context={context} word={word} by={names.get(word.by) ?? casesTimelineWords(context).someone} />
      ))}
      <BackLink href="/cases">{words.back}</BackLink>
    </div>,
    done === 'gone' ? 422 : 200,
  )
}

function consultedFacts(
  context: CaseContext,
  { on, motion, session, moved, votes }: Extract<BoardWord, { of: 'board' }>,
): Parameters<typeof Facts>[0]['facts'] {
  const words = reportedWords(context)
  const agenda = agendaWords(context)
  const formats = formatsOf(context)
  return [
    [words.on, formats.day(on)],
    [words.motion, motion],
    [words.session, session],
    [agenda.moved, moved && agenda.movedOf[moved]],
    [agenda.votesFor, votes && formats.count(votes.for)],
    [agenda.votesAgainst, votes && formats.count(votes.against)],
  ]
}

type WordProps = { readonly context: CaseContext; readonly word: BoardWord; readonly by: string }

const Word = ({ context, word, by }: WordProps) => {
  const words = reportedWords(context)
  const formats = formatsOf(context)
  const { reference, place } = word
  const id = `word-${reference}-${place}`
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{words.of[word.of]}</h2>
      {word.of === 'unconfirmed' && <p>{words.unconfirmedSays}</p>}
      <Facts
        facts={[
          ...(word.of === 'unconfirmed'
            ? ([[words.signed, formats.moment(new Date(word.at), context.pack.timeZone)]] as const)
            : consultedFacts(context, word)),
          [word.of === 'board' ? words.recordedBy : words.signedBy, by],
          [words.case, reference],
        ]}
      />
      <p>{words.denySays}</p>
      <Form context={context} action="/cases/consulted" class="carrel-form">
        <input type="hidden" name="case" value={reference} />
        <input type="hidden" name="report" value={String(place)} />
        <SubmitButton name="answer" value="yes">
          {words.confirm}
        </SubmitButton>{' '}
        <SubmitButton name="answer" value="no" look="outline">
          {word.of === 'board' ? words.deny : words.disagree}
        </SubmitButton>
      </Form>
    </section>
  )
}
