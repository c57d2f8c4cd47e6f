import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript'
import { importX } from 'eslint-plugin-import-x'
import tseslint from 'typescript-eslint'

export default tseslint.config(
  {
    ignores: [
      'dist',
      'dist-page',
      'coverage',
      'src/generated',
      '**/node_modules',
      '**/venv',
      '**/.venv',
    ],
  },
  {
    files: ['src/**/*.ts', 'test/**/*.ts', 'page/**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    plugins: { 'import-x': importX },
    languageOptions: { parserOptions: { projectService: true } },
    settings: { 'import-x/resolver-next': [createTypeScriptImportResolver()] },
    rules: {
      // A promise that nobody waits for is data that may be lost.
      '@typescript-eslint/no-floating-promises': ['error', { ignoreVoid: true }],
      '@typescript-eslint/return-await': ['error', 'always'],
      // A new kind of message or failure must be met by a compile error, not by silence.
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
      ],
      // Imports go one way.
      'import-x/no-cycle': 'error',
      // What is handed on by its name alone is a closure, or a member that is bound.
      '@typescript-eslint/unbound-method': 'off',
      // Numbers read well in text.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // A promise chain that resolves to nothing may say so in its type.
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/no-invalid-void-type': 'off',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { ignoreRestSiblings: true, varsIgnorePattern: '^_' },
      ],
      '@typescript-eslint/no-empty-function': 'off',
      '@typescript-eslint/consistent-type-definitions': 'off',
      'max-lines': ['error', { max: 200, skipBlankLines: false }],
      'max-depth': ['error', 4],
    },
  },
  {
    // Only the edges touch the world: everything else is handed what it needs.
    files: ['src/**/*.ts'],
    rules: {
      'max-lines-per-function': ['error', { max: 50, skipBlankLines: false, skipComments: false }],
      'no-console': 'error',
      'no-restricted-globals': ['error', 'process', 'setInterval', 'setImmediate'],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'Ask the runtime: tests move its clock.' },
        {
          object: 'Math',
          property: 'random',
          message: 'Ask the runtime: tests choose its numbers.',
        },
        { object: 'process', property: 'exit', message: 'It cuts off what is being written.' },
      ],
    },
  },
  {
    files: ['src/main.ts', 'src/process/*.ts', 'src/runtime.ts'],
    rules: { 'no-restricted-globals': 'off' },
  },
  {
    // The last resort has one place: it says when it may be taken.
    files: ['src/process/end-now.ts'],
    rules: { 'no-restricted-properties': 'off' },
  },
  {
    files: ['src/runtime.ts'],
    rules: { 'no-restricted-properties': 'off' },
  },
)
