import type { PartWords } from '../catalogue.ts'

export const policy: PartWords<'policy'> = () => ({
  dates: (number, approved, reviewed) =>
    `${number}. Aprobada el ${approved}, revisada por última vez el ${reviewed}.`,
  textLanguage: 'Lo que adoptó la Junta, y cómo lo leemos, está aquí en inglés.',
  overdue: 'La revisión de esta política está atrasada',
  overdueSays: 'La Junta debe revisarla al menos cada tres años. Mientras tanto sigue vigente.',
  tryIt: 'Ensáyela con un caso propio',
  spoke: (times) => `Decidió una respuesta ${times === '1' ? 'una vez' : `${times} veces`} este año`,
  spokeNever: 'Todavía no ha decidido ninguna respuesta este año',
  clauses: 'Cláusulas',
  cites: (cited, now) => `Cita ${cited}. Ahora: ${now}.`,
  howWeAct: 'Cómo la aplicamos',
  howWeRead: 'Cómo la leemos, hasta que la Junta decida',
  asProgram: 'Las reglas como las lee el programa',
  tried: (cases) => `Probada en ${cases === 1 ? '1 caso' : `${cases} casos`}`,
})
