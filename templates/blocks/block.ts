import type { Blocks } from '#domain/drawing.ts';

/** One block of Block Kit as plain data. */
export type Block = Blocks[number];
