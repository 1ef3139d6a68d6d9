import { serve } from '../../lib/serve.mjs';

await serve({ name: 'worker', directory: import.meta.dirname });
