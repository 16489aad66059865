/** With Node's `--import`, lets this process run the TypeScript as it is. */
import { register } from 'node:module'

process.setSourceMapsEnabled(true)
register('./source-hooks.js', import.meta.url)
