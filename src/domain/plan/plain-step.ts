/** What a step says that is of no service and no environment, waits for nobody and reaches nowhere. A step says the rest over it. */
export const plainStep = {
  environment: null,
  service: null,
  background: false,
  gate: null,
  undoes: null,
  irreversible: null,
  effect: 'none',
} as const;
