/**
 * How long a backup is kept, in days. The key of a night is kept for as long, and no longer.
 *
 * Why one number for both: a link that was cut can be read again from a backup that is older than the cut. So the cut is
 * real once every such backup is gone, and a backup is of use as long as the keys inside it fit the data beside it.
 * Fourteen days bridge a holiday in which nobody notices that something is wrong, and are as long as a library that has
 * cut a link must wait until it can say that nobody can bring it back.
 */
export const backupRetentionDays = 14
