import { otherSystemLends } from '../../patrons/index.ts'
import { Advice } from '../../patrons/pages/index.ts'
import { showMessage } from '../../platform/http/layout.tsx'
import { TextLink, TextList } from '../../platform/http/page-kit.tsx'
import type { RequestContext } from '../../platform/http/request-context.ts'
import { numberInForce, type Pack } from '../../policy/index.ts'
import { type PrivacySettings, privacyWords } from '../words/privacy.ts'

/** What is kept about patrons, for how long, and who may see it, according to this library's pack. */
export async function privacyPage(context: RequestContext) {
  const privacy = privacyWords(context)
  const { pack, services } = context
  const lendsHere = !(await otherSystemLends(context))
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
      {parts.map(([heading, lines]) => (
        <>
          <h2>{heading}</h2>
          <TextList items={lines} />
        </>
      ))}
      <Advice context={context} />
      <p>{privacy.never}</p>
      <p>
        {privacy.seen(settings)} {privacy.someNever} <TextLink href="/me">{privacy.toPage}</TextLink>
      </p>
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
