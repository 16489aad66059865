import { type InSpanish, screenWords } from '../../platform/i18n/screen-words.ts'

const english = () => ({
  title: 'Who is who',
  says: 'Who set up whose sign-in, and who confirmed it',
  intro:
    'The Director sets up sign-ins here, and so could sign in as someone else. So someone else confirms whose each one is. Only then does it count in a case.',
  byThemselves: 'Set up at the computer that runs Carrel, or by themselves.',
  setUpBy: (name: string) => `Set up by ${name}.`,
  confirmedBy: (name: string, day: string) => `${name} confirmed on ${day} that it is theirs.`,
  confirmedThere: (day: string) => `Confirmed on ${day} at the computer that runs Carrel.`,
  notConfirmed: 'Nobody else has confirmed that it is theirs.',
  given: 'They have no passphrase of their own yet.',
  confirm: 'Confirm',
  confirmOf: (name: string) => `Confirm that it is theirs: ${name}`,
  sure: 'Confirm only someone you know. Ask them in person: did you choose your passphrase, and do you alone have your second step?',
  ask: 'Nobody here can confirm yet? Whoever looks after the computer can do it there for the first one: carrel account confirm.',
  refused: {
    unknown: 'There is nothing to confirm for this person.',
    given: 'They must first choose a passphrase of their own.',
    yours: 'You cannot confirm your own sign-in.',
    'set-up': 'You set this sign-in up, so someone else must confirm it.',
    unsure: 'Someone must confirm your own sign-in first.',
    role: 'This is for someone else to confirm.',
  },
})

const spanish: InSpanish<typeof english> = () => ({
  title: 'Quién es quién',
  says: 'Quién preparó cada acceso, y quién lo confirmó',
  intro:
    'La Dirección prepara los accesos, y así podría entrar como si fuera otra persona. Por eso alguien más confirma de quién es cada uno. Solo entonces cuenta en un caso.',
  byThemselves: 'Preparado en la computadora donde funciona Carrel, o por la misma persona.',
  setUpBy: (name) => `Lo preparó ${name}.`,
  confirmedBy: (name, day) => `${name} confirmó el ${day} que es de esa persona.`,
  confirmedThere: (day) => `Confirmado el ${day} en la computadora donde funciona Carrel.`,
  notConfirmed: 'Nadie más ha confirmado que es de esa persona.',
  given: 'Todavía no tiene una contraseña propia.',
  confirm: 'Confirmar',
  confirmOf: (name) => `Confirmar que es de esa persona: ${name}`,
  sure: 'Confirme solo a alguien que conoce. Pregúntele en persona: ¿eligió usted su contraseña, y solo usted tiene su segundo paso?',
  ask: '¿Aún no hay aquí quien confirme? Quien cuida la computadora puede hacerlo allí para la primera persona: carrel account confirm.',
  refused: {
    unknown: 'No hay nada que confirmar de esta persona.',
    given: 'Antes debe elegir una contraseña propia.',
    yours: 'No puede confirmar su propio acceso.',
    'set-up': 'Usted preparó este acceso, así que debe confirmarlo otra persona.',
    unsure: 'Antes alguien debe confirmar el acceso de usted.',
    role: 'Esto lo confirma otra persona.',
  },
})

export const officersWords = screenWords(english, spanish)
