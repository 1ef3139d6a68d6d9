import { serve } from '../../lib/serve.mjs';

await serve({ name: 'frontend', directory: import.meta.dirname });
