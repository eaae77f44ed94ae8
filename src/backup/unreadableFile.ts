/** Why a file cannot be read as a backup: damaged, not of Mini CRM, or of a later format. */
export class UnreadableFile extends Error {
  constructor(
    readonly reason: 'damaged' | 'foreign' | 'newer',
    options?: ErrorOptions,
  ) {
    super(`The file is ${reason}.`, options);
  }
}
