import { worksCases } from '../../gate/index.ts'
import { otherSystemLends } from '../../patrons/index.ts'
import { Advice, ownPageWords } from '../../patrons/pages/index.ts'
import { showMessage } from '../../platform/http/layout.tsx'
import { BackLink, LinkLine, PhoneLink, TextLink, TextList } from '../../platform/http/page-kit.tsx'
import type { RequestContext } from '../../platform/http/request-context.ts'
import { formatsOf } from '../../platform/i18n/language.ts'
import { numberInForce, type Pack } from '../../policy/index.ts'
import { letterheadFor } from '../../staff/index.ts'
import { policyWords } from '../words/policy.ts'
import { type PrivacySettings, privacyWords } from '../words/privacy.ts'

/** What is kept about patrons, for how long, and who may see it, according to this library's pack. */
export async function privacyPage(context: RequestContext) {
  const privacy = privacyWords(context)
  const { pack, services } = context
  const lendsHere = !(await otherSystemLends(context))
  const { phone } = await letterheadFor(context)
  const settings = privacySettings(pack, { lendsHere, today: services.clock.today() })
  const parts = [
    [privacy.kept, privacy.keptList],
    [privacy.howLong, privacy.longList(settings)],
    [privacy.who, privacy.whoList(settings)],
  ] as const
  return showMessage(
    context,
    {
      title: privacy.title,
      says: privacy.intro(
        context.language === pack.languages[0] ? `${pack.number}, ${pack.title}` : pack.number,
      ),
    },
    <>
      <nav aria-label={privacy.title} class="carrel-pages">
        <TextLink href="#police">{privacy.police}</TextLink>{' '}
        <TextLink href="#child">{privacy.child}</TextLink>{' '}
        <TextLink href="#public">{privacy.publicTitle}</TextLink>
      </nav>
      {parts.map(([heading, lines]) => (
        <>
          <h2>{heading}</h2>
          <TextList items={lines} />
        </>
      ))}
      <section aria-labelledby="police">
        <h2 id="police">{privacy.police}</h2>
        <TextList items={privacy.policeList} />
      </section>
      <section aria-labelledby="child">
        <h2 id="child">{privacy.child}</h2>
        <TextList items={privacy.childList} />
        {phone !== '' && (
          <p>
            {ownPageWords(context).page.call} <PhoneLink number={phone} />
          </p>
        )}
      </section>
      <section aria-labelledby="public">
        <h2 id="public">{privacy.publicTitle}</h2>
        <LinkLine href="/privacy/policy">{privacy.policy}</LinkLine>
        {worksCases(context) && (
          <>
            <LinkLine href="/denials">{privacy.denials}</LinkLine>
            <LinkLine href="/privacy/requests">{privacy.requests}</LinkLine>
          </>
        )}
      </section>
      <Advice context={context} />
      <p>{privacy.never}</p>
      <p>
        {privacy.seen(settings)} {privacy.someNever} <TextLink href="/me">{privacy.toPage}</TextLink>
      </p>
      {worksCases(context) && <p>{privacy.concern}</p>}
    </>,
  )
}

/** The policy as adopted, in its own language, for anyone. */
export function policyTextPage(context: RequestContext) {
  const { pack } = context.services
  const formats = formatsOf(context)
  const { number, title, approvedOn, reviewedOn, clauses, languages } = pack
  return showMessage(
    context,
    {
      title: privacyWords(context).policyTitle,
      says: policyWords(context).dates(number, formats.day(approvedOn), formats.day(reviewedOn)),
    },
    <>
      <div lang={languages[0]}>
        <p>
          <strong>{title}</strong>
        </p>
        {clauses.map(({ heading, text }) => (
          <section>
            <h2>{heading}</h2>
            <p class="carrel-line">{text}</p>
          </section>
        ))}
      </div>
      <BackLink href="/privacy">{privacyWords(context).title}</BackLink>
    </>,
  )
}

/** @param at.today `YYYY-MM-DD`, for the numbers in force */
export function privacySettings(
  { manifest }: Pick<Pack, 'manifest'>,
  { lendsHere, today }: { readonly lendsHere: boolean; readonly today: string },
): PrivacySettings {
  const { notices } = manifest
  const ways = [
    ...(notices?.overdue ?? []).flatMap(({ by }) => by),
    ...(notices?.hold?.by ?? []),
    ...(notices?.card?.by ?? []),
  ]
  return {
    lendsHere,
    logYears: numberInForce(manifest['register-kept'] ?? [], today)?.value,
    ageOfMajority: numberInForce(manifest['age-of-majority'], today)?.value,
    sendsMessages: ways.includes('e-mail') || ways.includes('text'),
  }
}
