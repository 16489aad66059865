import type { OwnWords } from '../own-words.ts'

/** What someone on staff reads who opened very many records in a short time. */
export const readings = ({ customers }: OwnWords) => ({
  title: 'Many records in a short time',
  passphrase:
    'You opened or listed more records in the last minutes than work at the counter takes. This one was not opened. Enter your passphrase to go on.',
  until: (time: string) =>
    `You opened or listed more records in the last minutes than work at the counter takes. This one was not opened. You can open another at ${time}.`,
  directorKnows: 'The Director has been told. That is all: if it was work, say so.',
  line: `If ${customers} are waiting: taking items back works as always. A record that you opened a moment ago still opens. For anything else, call the Director, or let a colleague sign in.`,
})
