import type { Config } from '../config.ts';
import { anthropicProvider } from './anthropic.provider.ts';
import { openaiProvider } from './openai.provider.ts';
import type { Provider } from './provider.ts';

const made = new WeakMap<Config, readonly Provider[]>();

/** The providers that have a key, in the order in which they are asked; none when AI is off. */
export function providersOf(config: Config): readonly Provider[] {
  const providers = made.get(config) ?? makeProviders(config);
  made.set(config, providers);
  return providers;
}

function makeProviders({ ai }: Config): Provider[] {
  return [
    ...(ai.anthropic ? [anthropicProvider(ai.anthropic)] : []),
    ...(ai.openai ? [openaiProvider(ai.openai)] : []),
  ];
}
