import type { Child } from 'hono/jsx'
import { placeName, show } from '../../platform/http/layout.tsx'
import { ActionButton, ChoiceButtons, Form, StatusNote, TextList } from '../../platform/http/page-kit.tsx'
import type { RequestContext } from '../../platform/http/request-context.ts'
import { formatsOf } from '../../platform/i18n/language.ts'
import { minuteOf } from '../../policy/index.ts'
import { demoWords } from '../words/demo.ts'
import { type DemoPlace, demoPlaces } from './demo-home.ts'

export const demoStories = ['guardian', 'subpoena', 'case'] as const
export const demoRoles = ['desk', 'volunteer', 'director', 'counsel', 'trustee', 'customer'] as const

/** What `carrel demo` invented, and everyone may know. */
export type InventedSignIns = {
  readonly passphrase: string
  readonly signIns: readonly string[]
  readonly customer: { readonly card: string; readonly pin: string }
  /** A child with something overdue, and the name of the guardian on file. */
  readonly child: { readonly card: string; readonly guardian: string }
  readonly cards: readonly string[]
  readonly items: readonly string[]
}

/** The first page of a demonstration: each press needs nothing before it. */
export function welcomePage(
  context: RequestContext,
  invented: InventedSignIns,
  place: DemoPlace,
  said?: string,
): Response | Promise<Response> {
  const { title, intro, stories, signIns } = demoWords(context)
  return show(
    context,
    title,
    <>
      <h1>{title}</h1>
      <StatusNote said={said} />
      <p class="usa-intro">{intro(context.pack.library)}</p>
      <h2>{stories.title}</h2>
      <Form context={context} action="/demo/story">
        <ChoiceButtons name="story" choices={demoStories.map((value) => ({ value, ...stories[value] }))} />
      </Form>
      <h2>{signIns.title}</h2>
      <p>{signIns.intro}</p>
      <Form context={context} action="/demo/sign-in" class="carrel-tries">
        {demoRoles.map((role) => (
          <button type="submit" name="as" value={role} class="usa-button usa-button--outline">
            {signIns.as[role]}
          </button>
        ))}
      </Form>
      <PlaceSwitch context={context} place={place} />
      <More context={context} invented={invented} />
    </>,
  )
}

const PlaceSwitch = ({ context, place }: { readonly context: RequestContext; readonly place: DemoPlace }) => {
  const { place: words } = demoWords(context)
  const other = demoPlaces.find((each) => each !== place) ?? place
  return (
    <>
      <h2>{words.title}</h2>
      <p>
        {words.says(placeName(context, place))} {words.why}
      </p>
      <ActionButton
        context={context}
        action="/demo/place"
        name="place"
        value={other}
        says={words.to(placeName(context, other))}
      />
    </>
  )
}

const More = ({
  context,
  invented: { passphrase, signIns, customer, cards, items },
}: {
  readonly context: RequestContext
  readonly invented: InventedSignIns
}) => {
  const { more } = demoWords(context)
  return (
    <>
      <h2>{more.title}</h2>
      <p>
        {more.passphrase} <strong>{passphrase}</strong>
      </p>
      <TextList
        items={[
          `${more.signIns} ${signIns.join(', ')}.`,
          more.customer(customer.card, customer.pin),
          more.cards(cards.join(', ')),
          more.items(items.join(', ')),
          more.pull,
          ...callHours(context),
          more.secondStep,
        ]}
      />
    </>
  )
}

/** Why: outside these hours the list of calls names no one. */
function callHours(context: RequestContext): string[] {
  const { calls } = context.pack.manifest
  if (calls === undefined) return []
  const formats = formatsOf(context)
  const time = (at: string) => formats.timeOfDay(minuteOf(at))
  return [demoWords(context).more.calls(time(calls.from), time(calls.until))]
}

/** On every page of a demonstration. */
export const DemoBanner = ({
  context,
  invented: { passphrase, customer },
}: {
  readonly context: RequestContext
  readonly invented: InventedSignIns
}): Child => {
  const { banner } = demoWords(context)
  const isTheirs = context.c.req.path.startsWith('/me')
  const story = (['guardian', 'subpoena'] as const).find((each) => context.c.req.path === `/demo/${each}`)
  return (
    <section class="carrel-demo" aria-label={banner.name}>
      <p class="grid-container">
        <strong>{banner.says}</strong> <a href="/demo">{banner.go}</a>{' '}
        <span class="carrel-line">{isTheirs ? banner.pin(customer.pin) : banner.passphrase(passphrase)}</span>
        {story && (
          <>
            <br />
            {banner.now[story]}
          </>
        )}
      </p>
    </section>
  )
}
