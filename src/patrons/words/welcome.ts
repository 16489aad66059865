import { type InSpanish, type LibraryTerms, screenWords } from '../../platform/i18n/screen-words.ts'

/** Around what the policy advises, which is in the pack (Reg 2). */
const english = ({ library, customer }: LibraryTerms) => ({
  print: 'Welcome letter',
  fileName: 'welcome',
  title: 'Your library card',
  dear: (name: string) => `Dear ${name}:`,
  intro: `Welcome to ${library}. Your new card comes with this letter. It opens your account, so it protects your privacy only while it stays with you.`,
  adviceNext: 'When you have your next card',
  advice: 'How to keep your account private',
  pin: 'Your PIN',
  pinLater: 'To set a PIN, ask at the front desk for a one-time code. Never write a PIN on a card.',
  closing: 'Sincerely,',
  call: 'Lost your card? Call us:',
  footer: `What we keep about you is confidential. Any ${customer} can ask us for the policy.`,
  sleeve: {
    name: 'Card sleeve',
    fileName: 'card-sleeve',
    title: 'Sleeve for a library card',
    front: 'Library card',
    says: 'Cut along the solid line. Fold along the dashed lines. Glue the two flaps inside.',
    each: [
      'Keep this card in a secure place.',
      'Bring it when you visit.',
      'Have it on hand when you call.',
      'Lost? Tell the library right away.',
      'Do not let anyone else use your card or PIN.',
    ],
  },
})

const spanish: InSpanish<typeof english> = ({ library, customer }) => ({
  print: 'Carta de bienvenida',
  fileName: 'bienvenida',
  title: 'Su tarjeta de la biblioteca',
  dear: (name) => `Apreciable ${name}:`,
  intro: `Le damos la bienvenida a ${library}. Su tarjeta nueva viene con esta carta. Abre su cuenta, así que protege su privacidad solo mientras la tenga usted.`,
  adviceNext: 'Cuando tenga su próxima tarjeta',
  advice: 'Cómo mantener su cuenta en privado',
  pin: 'Su PIN',
  pinLater:
    'Para elegir un PIN, pida en el mostrador un código de un solo uso. Nunca escriba un PIN en una tarjeta.',
  closing: 'Atentamente,',
  call: '¿Perdió su tarjeta? Llámenos:',
  footer: `Lo que guardamos de usted es confidencial. Cualquier ${customer} puede pedirnos la política.`,
  sleeve: {
    name: 'Funda para la tarjeta',
    fileName: 'funda',
    title: 'Funda para una tarjeta de la biblioteca',
    front: 'Tarjeta de la biblioteca',
    says: 'Corte por la línea continua. Doble por las líneas de puntos. Pegue las dos solapas por dentro.',
    each: [
      'Guarde esta tarjeta en un lugar seguro.',
      'Tráigala cuando venga.',
      'Téngala a mano cuando llame.',
      '¿Se perdió? Avise enseguida.',
      'Que nadie más use su tarjeta ni su PIN.',
    ],
  },
})

export const welcomeWords = screenWords(english, spanish)
