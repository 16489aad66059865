import { type InSpanish, screenWords } from '../../platform/i18n/screen-words.ts'

const english = () => ({
  title: 'Whom to call',
  what: 'When somebody brings a paper or asks for records, Carrel sends each of these a mail at once. It says that a matter waits, and nothing else. Staff see the names and numbers, and call from the top down.',
  mailOff: 'No mail goes out: it is not set up. Then staff call.',
  whatOfPresident:
    'When something comes that is about the Director, Carrel sends each of these a mail at once. It says that a matter waits, and nothing else. Staff see the names and numbers, and call from the top down. Only you can change this.',
  of: {
    director: 'For the Director',
    counsel: 'For the lawyer',
    president: 'For the president of the Board',
  },
  nth: ['First', 'Second', 'Third'] as readonly string[],
  name: (nth: string) => `${nth}: name`,
  mail: (nth: string) => `${nth}: e-mail`,
  phones: (nth: string) => `${nth}: phone numbers`,
  phonesHint: 'In the order in which to try them',
  save: 'Save',
  saved: 'Saved.',
  unfitMail: 'This is no mail address. Write it like director@library.org, or leave it out.',
  noName: 'Give a name too',
  noWay: 'Give an e-mail or a phone number too',
  noNumbers: 'No number is written down here. Call them at the number that you know.',
})

const spanish: InSpanish<typeof english> = () => ({
  title: 'A quién llamar',
  what: 'Cuando alguien trae un documento o pide datos, Carrel envía enseguida un correo a cada una de estas personas. Dice que espera un asunto, y nada más. El personal ve los nombres y los números, y llama de arriba abajo.',
  mailOff: 'No sale correo: no está configurado. Entonces llama el personal.',
  whatOfPresident:
    'Cuando llega algo que trata de la Dirección, Carrel envía enseguida un correo a cada una de estas personas. Dice que espera un asunto, y nada más. El personal ve los nombres y los números, y llama de arriba abajo. Solo usted puede cambiarlo.',
  of: { director: 'Por la Dirección', counsel: 'Por el abogado', president: 'Por quien preside la Junta' },
  nth: ['Primera persona', 'Segunda persona', 'Tercera persona'],
  name: (nth) => `${nth}: nombre`,
  mail: (nth) => `${nth}: correo electrónico`,
  phones: (nth) => `${nth}: números de teléfono`,
  phonesHint: 'En el orden en que hay que probarlos',
  save: 'Guardar',
  saved: 'Guardado.',
  unfitMail: 'Ponga una dirección de correo, como direccion@biblioteca.example.org, o déjela en blanco',
  noName: 'Ponga también un nombre',
  noWay: 'Ponga también un correo o un número de teléfono',
  noNumbers: 'Aquí no hay ningún número escrito. Llame al número que usted conozca.',
})

export const emergencyContactsWords = screenWords(english, spanish)
