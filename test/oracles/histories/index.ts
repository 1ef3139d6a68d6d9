import { hostile } from './hostile.ts';
import { merged } from './merged.ts';
import { monorepo } from './monorepo.ts';
import { reverted } from './reverted.ts';
import { squashed } from './squashed.ts';

/** The histories every reader of commits is held to; each builds itself in a folder that does not exist yet. */
export const histories = { squashed, merged, reverted, monorepo, hostile } as const;
export type HistoryName = keyof typeof histories;
