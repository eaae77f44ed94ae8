import type { Config } from '../config.ts';
import { anthropicProvider } from './anthropic.provider.ts';
import { openaiProvider } from './openai.provider.ts';
import type { Provider } from './provider.ts';

const providersByConfig = new WeakMap<Config, readonly Provider[]>();

/** The providers that have a key, in the order in which they are asked. */
export function configuredProviders(config: Config): readonly Provider[] {
  const providers = providersByConfig.get(config) ?? createProviders(config);
  providersByConfig.set(config, providers);
  return providers;
}

function createProviders({ ai }: Config): Provider[] {
  return [
    ...(ai.anthropic ? [anthropicProvider(ai.anthropic)] : []),
    ...(ai.openai ? [openaiProvider(ai.openai)] : []),
  ];
}
