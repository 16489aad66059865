import { type InSpanish, screenWords } from '../../platform/i18n/screen-words.ts'

const english = () => ({
  title: 'Identity confirmations',
  says: 'Who set up each account, and who confirmed it',
  intro:
    'The Director sets up accounts here, and so could sign in as someone else. For that reason, another person confirms who owns each account. Only then does it count in a case.',
  byThemselves: 'Set up at the computer that runs Carrel, or by the owner.',
  setUpBy: (name: string) => `Set up by ${name}.`,
  confirmedBy: (name: string, day: string) => `${name} confirmed on ${day} that the account is theirs.`,
  confirmedThere: (day: string) => `Confirmed on ${day} at the computer that runs Carrel.`,
  notConfirmed: 'No one else has confirmed that the account is theirs.',
  given: 'They have no passphrase of their own yet.',
  confirm: 'Confirm',
  confirmOf: (name: string) => `Confirm that the account is theirs: ${name}`,
  sure: 'Confirm only someone you know. Ask them in person: Did you choose your own passphrase? Are you the only one with your second sign-in step?',
  ask: 'Can no one here confirm yet? The person who maintains the computer can do it there for the first account: carrel account confirm.',
  refused: {
    unknown: 'There is nothing to confirm for this person.',
    given: 'They must first choose a passphrase of their own.',
    yours: 'You cannot confirm your own account.',
    'set-up': 'You set up this account, so someone else must confirm it.',
    unsure: 'Someone must confirm your own account first.',
    role: 'Someone else must confirm this.',
  },
})

const spanish: InSpanish<typeof english> = () => ({
  title: 'Confirmaciones de identidad',
  says: 'Quién preparó cada cuenta, y quién la confirmó',
  intro:
    'La Dirección prepara las cuentas, y así podría iniciar sesión como otra persona. Por eso otra persona confirma de quién es cada cuenta. Solo entonces vale en un caso.',
  byThemselves: 'Preparada en la computadora donde funciona Carrel, o por su titular.',
  setUpBy: (name) => `La preparó ${name}.`,
  confirmedBy: (name, day) => `${name} confirmó el ${day} que la cuenta es suya.`,
  confirmedThere: (day) => `Confirmada el ${day} en la computadora donde funciona Carrel.`,
  notConfirmed: 'Nadie más ha confirmado que la cuenta es suya.',
  given: 'Todavía no tiene una contraseña propia.',
  confirm: 'Confirmar',
  confirmOf: (name) => `Confirmar que la cuenta es suya: ${name}`,
  sure: 'Confirme solo a alguien que conoce. Pregúntele en persona: ¿Eligió usted su contraseña? ¿Solo usted tiene su segundo paso para iniciar sesión?',
  ask: '¿Aún no hay aquí quien confirme? La persona que mantiene la computadora puede hacerlo allí para la primera cuenta: carrel account confirm.',
  refused: {
    unknown: 'No hay nada que confirmar sobre esta persona.',
    given: 'Primero debe elegir su propia contraseña.',
    yours: 'No puede confirmar su propia cuenta.',
    'set-up': 'Usted preparó esta cuenta, así que debe confirmarla otra persona.',
    unsure: 'Primero alguien debe confirmar su propia cuenta.',
    role: 'Esto lo confirma otra persona.',
  },
})

export const officersWords = screenWords(english, spanish)
