/** Given to Node as `--import`, it lets this process run the TypeScript as it is. */
import { register } from 'node:module'

process.setSourceMapsEnabled(true)
register('./source-hooks.js', import.meta.url)
