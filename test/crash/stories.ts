import type { ChangeId } from '../../sandbox/shop/prepared-changes.ts';

/** A kind of release: what is pushed before it, what is typed before and behind the version, and how it is to end. */
export type Plot = {
  /** Pushed first. */
  readonly before?: ChangeId;
  readonly change: ChangeId;
  /** Whether a world has it once only, behind a release of another kind, so that all of its crash points are met in one release. */
  readonly isOnce?: true;
  readonly word?: 'rehearse';
  /** `/release` when left out. */
  readonly command?: '/release-validation';
  readonly options: string;
  readonly ending: 'released' | 'rolled_back';
};

/** Every kind of release the harness drives, by name. */
export const stories = {
  released: { change: 'healthy-fix', options: '', ending: 'released' },
  rolled_back: { change: 'fails-in-production', options: '', ending: 'rolled_back' },
  canary: { change: 'healthy-fix', options: '--services api --strategy canary', ending: 'released' },
  'canary stopped': {
    change: 'errors-above-share',
    options: '--services frontend --strategy canary',
    ending: 'rolled_back',
  },
  'blue-green': { change: 'healthy-fix', options: '--services api --strategy blue-green', ending: 'released' },
  'blue-green-canary': {
    change: 'healthy-fix',
    options: '--services api --strategy blue-green-canary',
    ending: 'released',
  },
  rolling: { change: 'healthy-fix', options: '--services api --strategy rolling', ending: 'released' },
  'migrated back': {
    before: 'migrates',
    change: 'fails-in-production',
    options: '',
    ending: 'rolled_back',
    isOnce: true,
  },
  migrated: { change: 'migrates', options: '', ending: 'released', isOnce: true },
  validated: { change: 'healthy-fix', command: '/release-validation', options: '', ending: 'released' },
  rehearsed: { change: 'healthy-fix', word: 'rehearse', options: '--services api', ending: 'released' },
} as const satisfies Record<string, Plot>;

export type Story = keyof typeof stories;

/** Every one of them, in the order they are told. */
export const storyNames = Object.keys(stories) as readonly Story[];
