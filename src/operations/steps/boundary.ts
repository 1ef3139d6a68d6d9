/** The instants at which a process may die with the most harm. A crash harness stops processes there; in production nothing happens. */
export type BoundaryName = 'before-effect' | 'after-effect' | 'after-record';

export type Boundary = (
  name: BoundaryName,
  step: { readonly id: string; readonly kind: string; readonly attempt: number },
) => Promise<void>;

/** Passes every boundary without a halt. */
export const noBoundary: Boundary = () => Promise.resolve();
