import type { PartWords } from '../catalogue.ts'

export const notices: PartWords<'notices'> = ({ customer, customers, reserve }) => ({
  title: 'Avisos',
  noneInPack: 'Esta biblioteca no fijó días para avisos, así que no sale ninguno.',
  what: `Carrel avisa a los ${customers} por sí mismo, los días que la biblioteca fijó. Ningún aviso nombra un título, y solo una carta nombra un monto.`,
  month: (month) => `Lo que salió en ${month}`,
  way: 'Cómo',
  ways: { 'e-mail': 'Correo electrónico', text: 'Mensaje de texto', letter: 'Carta', phone: 'Llamada' },
  outcomes: { done: 'Hecho', unknown: 'Tal vez no llegó', failed: 'Falló' },
  failedSays: 'Lo que falló de una manera va de otra la noche siguiente, si la hay.',
  noMail:
    'El correo electrónico no está configurado, así que se usan otras maneras. Quien atiende la computadora puede configurarlo.',
  preview: 'Lo que dice cada aviso',
  previewSays:
    'Estas palabras vienen de la política. El asunto de un correo es solo el nombre de la biblioteca.',
  kinds: {
    overdue: 'Atrasado: correo electrónico y texto',
    hold: `Una ${reserve} se puede recoger: correo electrónico y texto`,
    card: 'Una tarjeta vence: correo electrónico y texto',
    charges: 'Cargos: carta',
  },
  letter: `Cartas a un ${customer} inventado (PDF)`,
  invented: { name: 'Robin Ejemplo', address: ['100 Calle Ejemplo', 'Una Ciudad, NE 68000'] },
  letters: {
    title: 'Cartas por imprimir',
    elsewhere: (rooms) => `Las cartas se imprimen en una sala privada. Vaya a: ${rooms}.`,
    none: 'No hay cartas por imprimir.',
    ready: (count) => (count === 1 ? 'Hay una carta por imprimir.' : `Hay ${count} cartas por imprimir.`),
    many: (count) => `Hay más de ${count} cartas por imprimir. Primero salen ${count}.`,
    printed: (count) =>
      count === 1
        ? 'Se imprimió una carta que todavía no está en el correo.'
        : `Se imprimieron ${count} cartas que todavía no están en el correo.`,
    says: 'Cada una es una página. Dóblela en tres, para que la dirección se vea en la ventana del sobre. Sobre un menor, cada padre o madre que firmó recibe una.',
    first: 'Primero',
    print: 'Imprimirlas',
    again: 'Imprimir las mismas otra vez',
    next: 'Después',
    nextSays: 'Cierre los sobres, envíelos y borre el archivo de esta computadora.',
    mailed: 'Ya están en el correo',
    fileName: 'cartas',
  },
})
