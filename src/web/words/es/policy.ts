import type { PartWords } from '../catalogue.ts'

export const policy: PartWords<'policy'> = () => ({
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
