import { serve } from '../../lib/serve.mjs';

await serve({ name: 'api', directory: import.meta.dirname });
