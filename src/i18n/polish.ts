type Stem<K> = K extends `${infer S}_one` ? S : never;
type Plain<K> = K extends `${string}_one` | `${string}_other` ? never : K;

/** The type of the Polish counterpart of an English catalog, with the four plural forms of Polish. */
export type Polish<T> = T extends string
  ? string
  : { [K in keyof T as Plain<K>]: Polish<T[K]> } & {
      [K in Stem<keyof T & string> as `${K}_${'one' | 'few' | 'many' | 'other'}`]: string;
    };
