import { type Database, openDatabase } from '../store/database.ts'
import { hasCluster } from '../store/embedded/cluster.ts'
import { type Home, homeFrom } from '../store/home.ts'
import { complain, noLibrary } from './complain.ts'

/** Does a command's work on the library of this environment; makes none where there is none. Returns the exit code. */
export async function withLibrary(
  command: string,
  work: (library: { readonly database: Database; readonly home: Home }) => Promise<number>,
): Promise<number> {
  const home = homeFrom(process.env, process.cwd())
  if (home.databaseUrl === undefined && !hasCluster(home.dataDir)) {
    complain(command, noLibrary(home))
    return 1
  }
  const database = await openDatabase(home)
  try {
    return await work({ database, home })
  } finally {
    await database.close()
  }
}
