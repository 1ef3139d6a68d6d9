import { startWorld, type World, type WorldOptions } from './world.ts';

/** One world that serves many releases. */
export type WorldKeeper = {
  /** The world there is, or a new one. */
  current(): Promise<World>;
  /** Ends it; the next release gets a new one. Gives what went wrong at that. */
  leave(): Promise<readonly string[]>;
};

/** Starts no world yet. */
export function keepWorld(options: WorldOptions): WorldKeeper {
  let world: World | null = null;
  return {
    async current() {
      world ??= await startWorld(options);
      return world;
    },
    async leave() {
      const left = world;
      world = null;
      return (
        left?.close().then(
          () => [],
          (error: unknown) => [String(error)],
        ) ?? []
      );
    },
  };
}
