import { followBundler } from './follow-bundler.ts';
import { followCargo } from './follow-cargo.ts';
import { followComposer } from './follow-composer.ts';
import { followGo } from './follow-go.ts';
import { followMaven } from './follow-maven.ts';
import { followNpm } from './follow-npm.ts';
import { followUv } from './follow-uv.ts';
import type { Follower } from './follower.ts';

/** Every ecosystem whose files repeat the versions of others. */
export const followers: readonly Follower[] = [
  followNpm,
  followCargo,
  followMaven,
  followUv,
  followBundler,
  followComposer,
  followGo,
];
