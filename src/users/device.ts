import Bowser from 'bowser';

export interface Device {
  kind: 'phone' | 'tablet' | 'computer' | 'unknown';
  name: string;
}

const kindByPlatform: Record<string, Device['kind']> = { mobile: 'phone', tablet: 'tablet', desktop: 'computer' };

export function parseDevice(userAgent: string): Device {
  if (userAgent === '') return { kind: 'unknown', name: '' };
  const { browser, os, platform } = Bowser.parse(userAgent);
  const name = [browser.name, os.name].filter(Boolean).join(', ');
  return { kind: (platform.type && kindByPlatform[platform.type]) || 'unknown', name };
}
