/** A port of which a test plans only some calls: any other throws and names itself, so that nothing happens unnoticed. */
export function planned<Port extends object>(name: string, calls: Partial<Port>): Port {
  return new Proxy(calls as Port, {
    get(target, property) {
      if (property in target) return Reflect.get(target, property);
      // A promise is never expected of a port; `then` is asked of everything that is awaited.
      if (typeof property === 'symbol' || property === 'then' || property === 'toJSON') return undefined;
      return () => {
        throw new Error(`Unplanned call: ${name}.${property}.`);
      };
    },
  });
}
