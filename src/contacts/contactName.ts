/** "First last", or the only name given. */
export function fullName(person: { first_name: string; last_name: string }): string {
  return `${person.first_name} ${person.last_name}`.trim();
}

/** Whether a text already says the name, as the title of a follow-up does. */
export function saysName(text: string, person: { first_name: string; last_name: string }): boolean {
  return text.toLocaleLowerCase().includes(fullName(person).toLocaleLowerCase());
}
