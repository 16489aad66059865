import { type InSpanish, screenWords } from '../../platform/i18n/screen-words.ts'

const english = () => ({
  dates: (number: string, approved: string, reviewed: string) =>
    `${number}. Approved ${approved}, last reviewed ${reviewed}.`,
  /** If the screen has another language than the policy. */
  textLanguage: 'What the Board adopted, and how we read it, stands here in English.',
  overdue: 'The review of this policy is overdue',
  overdueSays: 'The Board should review it at least every three years. It stays in force until then.',
  tryIt: 'Try it out with a case of your own',
  counted: (day: string) =>
    `A clause counts each time it decides an answer to someone who asked, or lets staff see a record. Counted up to the start of ${day}. What came after is added at night.`,
  countedNever: 'How often each clause decided is not counted yet. It is counted at night.',
  spoke: (times: string, year: string) => `Decided ${times === '1' ? 'once' : `${times} times`} in ${year}`,
  spokeNever: (year: string) => `Decided nothing in ${year} so far`,
  clauses: 'Clauses',
  cites: (cited: string, now: string) => `It cites ${cited}. Now: ${now}.`,
  howWeAct: 'How we act on it',
  howWeRead: 'How we read it, until the Board says so',
  asProgram: 'The rules as the program reads them',
  tried: (cases: number) => `Tried on ${cases === 1 ? '1 case' : `${cases} cases`}`,
})

const spanish: InSpanish<typeof english> = () => ({
  dates: (number, approved, reviewed) =>
    `${number}. Aprobada el ${approved}, revisada por última vez el ${reviewed}.`,
  textLanguage: 'Lo que adoptó la Junta, y cómo lo leemos, está aquí en inglés.',
  overdue: 'La revisión de esta política está atrasada',
  overdueSays: 'La Junta debe revisarla al menos cada tres años. Mientras tanto sigue vigente.',
  tryIt: 'Ensáyela con un caso propio',
  counted: (day) =>
    `Una cláusula cuenta cada vez que decide una respuesta a quien preguntó, o deja que el personal vea un expediente. Contado hasta el comienzo del ${day}. Lo que vino después se suma de noche.`,
  countedNever: 'Todavía no se ha contado cuántas veces decidió cada cláusula. Se cuenta de noche.',
  spoke: (times, year) => `Decidió ${times === '1' ? 'una vez' : `${times} veces`} en ${year}`,
  spokeNever: (year) => `En ${year} no ha decidido nada hasta ahora`,
  clauses: 'Cláusulas',
  cites: (cited, now) => `Cita ${cited}. Ahora: ${now}.`,
  howWeAct: 'Cómo la aplicamos',
  howWeRead: 'Cómo la leemos, hasta que la Junta decida',
  asProgram: 'Las reglas como las lee el programa',
  tried: (cases) => `Probada en ${cases === 1 ? '1 caso' : `${cases} casos`}`,
})

export const policyWords = screenWords(english, spanish)
