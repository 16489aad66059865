import { screenWords } from '../../platform/i18n/screen-words.ts'
import { type ConfirmedContact, stages } from '../case.ts'
import { type Guard, isContactGood, isOutOf, ownSignIn } from '../guards.ts'
import { isUnanswered, relayedOwner } from '../statements.ts'
import { decidingRoles, defineStep } from './step.ts'

/** `word`: its place among what was reported in the case, from 0. `failed`: the mail server refused it, so the link is void. */
type LinkSent = {
  readonly what: 'link-sent'
  readonly word: number
  readonly to: ConfirmedContact
  readonly failed?: true | undefined
}

/** Why never under a nondisclosure order, which every sealed matter counts as: others may read the mail. */
const mayBeLinked: Guard<LinkSent> = {
  name: 'may-be-linked',
  passes: (it, { event: { word: place, to }, stamp }) => {
    const word = it.relayed[place]
    if (word === undefined || it.gagged || !isUnanswered(word) || isOutOf(it, to)) return false
    return to.whom === relayedOwner(word) && isContactGood(to, stamp.at)
  },
  words: screenWords(
    () =>
      'A link goes only to an address that someone else confirmed seven days ago or more. It is for something that has no answer yet. There is none under a nondisclosure order.',
    () =>
      'Un enlace va solo a un correo que otra persona confirmó hace siete días o más. Es por algo que todavía no tiene respuesta. No hay ninguno bajo una orden de no divulgación.',
  ),
}

const words = screenWords(
  () => ({
    label: 'E-mail a link to confirm it',
    said: (who: string, name: string) =>
      `${who} had a link e-mailed to ${name}, to confirm or deny what was reported.`,
    failed: (name: string) => `The e-mail with a link to ${name} was not sent. The link is void.`,
  }),
  () => ({
    label: 'Enviar por correo un enlace para confirmarlo',
    said: (who, name) =>
      `${who} hizo enviar por correo un enlace a ${name}, para confirmar o negar lo que se reportó.`,
    failed: (name) => `El correo con un enlace a ${name} no se envió. El enlace ya no sirve.`,
  }),
)

export const linkSent = defineStep<LinkSent>()({
  name: 'link-sent',
  by: decidingRoles,
  at: stages,
  guards: [ownSignIn, mayBeLinked],
  change: (it) => it,
  // Only the service that mails it.
  takenBy: 'service',
  elsewhere: 'nothing',
  words,
  timeline: ({ who, event: { to, failed }, words }) =>
    failed ? words.failed(to.name) : words.said(who, to.name),
})
