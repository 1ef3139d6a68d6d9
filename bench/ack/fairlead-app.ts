import { readEnvironment } from '#config/environment-variables.ts';
import { startApp } from '../../bin/compose/app.ts';
import { layFoundation } from '../../bin/compose/foundation.ts';

/** Fairlead's app as `fairlead app` starts it, on the Redis of the benchmark. Tells its parent the port. */
const environment = readEnvironment(process.env);
const base = layFoundation(environment, environment.redisUrl ?? '', 'app');
const app = await startApp(base);
process.send?.({ port: app.port() });
process.once('disconnect', () => process.exit());
