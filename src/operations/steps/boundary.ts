/**
 * The instants at which a process may die with the most harm: around an effect or a post, and between a record and the job that follows
 * from it. A crash harness stops processes there; in production nothing happens.
 */
export type BoundaryName = 'before-effect' | 'after-effect' | 'after-record' | 'before-post' | 'after-post';

/** `id` names the one thing (a step, a slot, the type of the event just recorded), `kind` what it is one of. */
export type Boundary = (name: BoundaryName, at: { readonly id: string; readonly kind: string }) => Promise<void>;

/** Passes every boundary without a halt. */
export const noBoundary: Boundary = () => Promise.resolve();
