import { z } from 'zod'

/** A form in which a number is written: 9 stands for a digit, A for a letter, a dash for itself; at least one digit. */
export const codeShape = z
  .string()
  .regex(/^(?=.*9)[A9-]{1,20}$/, 'not a form of a number, such as 99-999: 9 is a digit, A a letter')

/** Whether a number is written in one of these forms. Hostile: it stands in what becomes public, so nothing else fits. */
export function hasShape(typed: string, shapes: readonly string[]): boolean {
  const shape = typed.replaceAll(/[A-Za-z]/g, 'A').replaceAll(/[0-9]/g, '9')
  return shapes.includes(shape)
}
