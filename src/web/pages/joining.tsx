/** @jsxRuntime automatic */
/** @jsxImportSource hono/jsx */

import { randomUUID } from 'node:crypto'
import type { Disclosed } from '../../disclosure/request.ts'
import { type JoinSent, readNewcomer } from '../joining-form.ts'
import { onScreen } from '../on-screen.ts'
import { BackToRecord } from '../views/back-to-record.tsx'
import { PinActs, PrintWelcome } from '../views/card-acts.tsx'
import { closeLater } from '../views/closing.tsx'
import { ChoiceList, ErrorSummary, type FieldError, TextField, Word } from '../views/form.tsx'
import { FoundList } from '../views/found-list.tsx'
import { Act } from '../views/guardian-list.tsx'
import { show } from '../views/layout.tsx'
import { actorOf, type StaffVisit } from '../visit.ts'
import { cardsWords } from '../words/cards.ts'
import { frameWords } from '../words/frame.ts'
import { joiningWords } from '../words/joining.ts'
import { nothingShows } from './counter.tsx'

export { joinForm } from '../joining-form.ts'

/** Somebody joins: the form, with nothing in it. */
export function joinPage(visit: StaffVisit): Response | Promise<Response> {
  return away(visit) ?? formPage(visit, {}, { errors: [] })
}

/** Puts them on file, once it is clear that they are not there yet. */
export async function register(visit: StaffVisit, sent: JoinSent): Promise<Response> {
  const refused = away(visit)
  if (refused !== undefined) return refused
  const words = joiningWords(visit)
  const { joining, clock, gate } = visit.house
  const { kinds } = joining
  const { newcomer, errors } = readNewcomer(sent, { today: clock.today(), kinds }, words)
  if (errors.length > 0) return formPage(visit, sent, { errors })
  const { name, born } = newcomer
  const made = sent.made ?? randomUUID()
  const id = joining.idOf(actorOf(visit), { ...newcomer, made })
  if (sent.other === undefined) {
    const search = { name: `${name.surname} ${name.firstName}`, only: { name, born } }
    const { told } = await gate.search({ actor: actorOf(visit), ...search })
    // Why not who came in with this very form: a second press is no second person.
    const others = told.filter(({ patronId }) => patronId !== id)
    if (others.length > 0) return formPage(visit, { ...sent, made }, { errors: [], others })
  }
  const joined = await joining.register(actorOf(visit), { ...newcomer, made })
  if (joined === 'not-here') return notHere(visit)
  if (joined !== 'registered') {
    const wrong = { field: 'card', message: words.notRegistered[joined] }
    return formPage(visit, { ...sent, made }, { errors: [wrong] })
  }
  const subject = { born, married: false, emancipated: false }
  return donePage(visit, id, visit.pack.isMinor({ on: clock.today(), subject }))
}

const notHere = (visit: StaffVisit) =>
  nothingShows(visit, onScreen(visit, ['existence', 'identity', 'contact']))

/** What this page says in place of the form; undefined where there is one. */
function away(visit: StaffVisit): Response | Promise<Response> | undefined {
  const joining = joiningWords(visit)
  const frame = frameWords(visit)
  if (visit.house.joining.mayRegister(actorOf(visit))) return undefined
  if (visit.house.joining.kinds.length > 0) return notHere(visit)
  return show(
    visit,
    joining.elsewhere,
    <>
      <h1>{joining.elsewhere}</h1>
      <p class="usa-intro">{joining.elsewhereSays}</p>
      <a class="usa-button" href="/">
        {frame.toStart}
      </a>
    </>,
  )
}

type Form = { readonly errors: readonly FieldError[]; readonly others?: Disclosed['told'] }

function formPage(
  visit: StaffVisit,
  sent: JoinSent,
  { errors, others = [] }: Form,
): Response | Promise<Response> {
  const words = joiningWords(visit)
  const frame = frameWords(visit)
  const cards = cardsWords(visit)
  if (others.length > 0) closeLater(visit, '/counter')
  return show(
    visit,
    errors.length > 0 ? frame.fixTitle(words.title) : words.title,
    <>
      <h1>{words.title}</h1>
      <ErrorSummary visit={visit} errors={errors} takesFocus={errors.some(({ field }) => field !== 'card')} />
      {others.length > 0 && (
        <section aria-labelledby="maybe" class="carrel-acts">
          <h2 id="maybe">{words.maybeHere}</h2>
          <p>{words.maybeHereSays}</p>
          <form method="post" action="/counter/customer">
            <Word visit={visit} />
            <FoundList visit={visit} told={others} />
          </form>
        </section>
      )}
      {others.length === 0 && <p class="usa-intro">{words.says}</p>}
      <form method="post" action="/counter/join" class="carrel-question">
        <Word visit={visit} />
        <input type="hidden" name="made" value={sent.made ?? randomUUID()} />
        <Fields visit={visit} sent={sent} errors={errors} />
        {others.length > 0 ? (
          <button type="submit" name="other" value="yes" class="usa-button usa-button--big carrel-go">
            {words.notThem}
          </button>
        ) : (
          <button type="submit" class="usa-button usa-button--big carrel-go">
            {words.send}
          </button>
        )}
      </form>
      <p class="carrel-back">
        <a class="usa-link" href="/counter">
          {cards.toCounter}
        </a>
      </p>
    </>,
    errors.length > 0 ? 422 : 200,
  )
}

type FieldsProps = {
  readonly visit: StaffVisit
  readonly sent: JoinSent
  readonly errors: readonly FieldError[]
}

const Fields = ({ visit, sent, errors }: FieldsProps) => {
  const words = joiningWords(visit)
  const { kinds } = visit.house.joining
  const field = (
    name: 'firstName' | 'otherNames' | 'surname' | 'street' | 'street2' | 'phone' | 'email',
  ) => ({
    ...{ name, label: words[name], value: sent[name] ?? '', maxlength: name === 'email' ? 254 : 100, errors },
  })
  const kindWrong = errors.find(({ field: name }) => name === 'kind')
  return (
    <>
      <h2>{words.who}</h2>
      <TextField {...field('firstName')} />
      <TextField {...field('otherNames')} />
      <TextField {...field('surname')} />
      <TextField
        {...{ name: 'born', label: words.born, hint: words.bornHint, type: 'date', errors }}
        value={sent.born ?? ''}
      />
      <h2>{words.reached}</h2>
      <TextField {...field('street')} />
      <TextField {...field('street2')} />
      <TextField
        {...{ name: 'town', label: words.town, hint: words.townHint, maxlength: 100, errors }}
        value={sent.town ?? ''}
      />
      <TextField {...field('phone')} />
      <TextField {...field('email')} />
      {kinds.length > 1 && (
        <div id="kind">
          <h2>{words.kind}</h2>
          {kindWrong && <span class="usa-error-message">{kindWrong.message}</span>}
          <ChoiceList
            type="radio"
            name="kind"
            legend={words.kind}
            chosen={sent.kind === undefined ? [] : [sent.kind]}
            choices={kinds.map((value) => ({
              value,
              label: visit.pack.manifest['card-kinds']?.[value] ?? value,
            }))}
          />
        </div>
      )}
      <h2>{words.cardTitle}</h2>
      <TextField
        {...{ name: 'card', label: words.card, hint: words.cardHint, maxlength: 64, errors }}
        value={sent.card ?? ''}
        // Why with its error: a scanner types wherever the focus is.
        {...(errors.length > 0 && errors.every(({ field: name }) => name === 'card')
          ? { autofocus: 'with-error' as const }
          : {})}
      />
    </>
  )
}

/** What a newcomer gets at once: a letter, a sleeve, a PIN, and for a child somebody who answers for them. */
function donePage(visit: StaffVisit, id: string, isMinor: boolean): Response | Promise<Response> {
  const words = joiningWords(visit)
  const cards = cardsWords(visit)
  const frame = frameWords(visit)
  return show(
    visit,
    words.done,
    <>
      <h1>{words.done}</h1>
      <p class="usa-intro">{words.doneSays}</p>
      <section aria-labelledby="next" class="carrel-acts">
        <h2 id="next">{words.next}</h2>
        {isMinor && <p>{words.guardianSays}</p>}
        {isMinor && (
          <Act visit={visit} action="/counter/guardian-add" values={{ id }}>
            {words.guardian}
          </Act>
        )}
        <PrintWelcome visit={visit} id={id} />
        <p>
          <a class="usa-link" href="/kits/card-sleeve">
            {words.sleeve}
          </a>
        </p>
      </section>
      <PinActs visit={visit} id={id} isNew />
      <p class="carrel-recorded">{cards.recorded}</p>
      <a class="usa-button usa-button--big" href="/counter">
        {frame.done}
      </a>
      <BackToRecord visit={visit} id={id} />
      <p class="carrel-back">
        <a class="usa-link" href="/counter/join">
          {words.another}
        </a>
      </p>
    </>,
  )
}
