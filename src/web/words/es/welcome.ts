import type { PartWords } from '../catalogue.ts'

export const welcome: PartWords<'welcome'> = ({ library, customer }) => ({
  print: 'Carta de bienvenida',
  fileName: 'bienvenida',
  title: 'Su tarjeta de la biblioteca',
  dear: (name) => `${name}:`,
  intro: `Bienvenida, bienvenido a ${library}. Su tarjeta nueva viene con esta carta. Abre su cuenta, así que lo que lee queda en privado solo mientras la tenga usted.`,
  advice: 'Cómo mantener su cuenta en privado',
  each: [
    'Guarde su tarjeta en un lugar seguro.',
    'Tráigala cuando venga a la biblioteca.',
    'Téngala a mano cuando nos llame por su cuenta.',
    'Si la pierde, díganoslo enseguida, para que podamos bloquearla.',
    'No deje que nadie más use su tarjeta ni su PIN: ni familia ni amistades.',
  ],
  pin: 'Su PIN',
  pinLater:
    'Para elegir un PIN, pida en el mostrador un código de un solo uso. No escriba ningún PIN en una tarjeta.',
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
