export class UnreadableBackupError extends Error {
  constructor(
    readonly reason: 'damaged' | 'foreign' | 'newer',
    options?: ErrorOptions,
  ) {
    super(`The file is ${reason}.`, options);
  }
}
