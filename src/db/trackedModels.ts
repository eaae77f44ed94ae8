const writes = new Set([
  'create',
  'createMany',
  'createManyAndReturn',
  'update',
  'updateMany',
  'updateManyAndReturn',
  'upsert',
  'delete',
  'deleteMany',
]);

type Method = (args: unknown) => Promise<unknown>;

export function tracked<Model extends object>(
  model: Model,
  write: (method: string, args: unknown) => Promise<unknown>,
): Model {
  return new Proxy(model, {
    get(target, name, receiver) {
      if (typeof name === 'string' && writes.has(name)) return ((args) => write(name, args)) as Method;
      return Reflect.get(target, name, receiver);
    },
  });
}

export function callMethod(model: object, method: string, args: unknown): Promise<unknown> {
  return (model as Record<string, Method>)[method]?.(args) as Promise<unknown>;
}
