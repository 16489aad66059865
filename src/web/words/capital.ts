/** With its first letter large, as at the start of a line. */
export const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)
