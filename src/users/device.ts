import Bowser from 'bowser';

/** A browser on a device as its user agent tells; empty where it does not. */
export interface Device {
  kind: 'phone' | 'tablet' | 'computer' | 'unknown';
  /** `Firefox, Windows` */
  name: string;
}

const kinds: Record<string, Device['kind']> = { mobile: 'phone', tablet: 'tablet', desktop: 'computer' };

export function deviceOf(agent: string): Device {
  if (agent === '') return { kind: 'unknown', name: '' };
  const { browser, os, platform } = Bowser.parse(agent);
  const name = [browser.name, os.name].filter(Boolean).join(', ');
  return { kind: (platform.type && kinds[platform.type]) || 'unknown', name };
}
