/**
 * The house rules that oxlint has no rule for, as an ESLint-compatible plugin. `.oxlintrc.json` says where each applies.
 *
 * @typedef {Parameters<import('oxlint/plugins-dev').RuleTester['run']>[1]} Rule
 */

/**
 * Time is data: `new Date()` and `Date()` read a clock that the caller did not pass in.
 * @type {Rule}
 */
const noAmbientDate = {
  create(context) {
    const message = 'Time is data: take the instant as a parameter instead of reading a clock here.';
    return {
      NewExpression(node) {
        const isDate = node.callee.type === 'Identifier' && node.callee.name === 'Date';
        if (isDate && node.arguments.length === 0) context.report({ node, message });
      },
      CallExpression(node) {
        if (node.callee.type === 'Identifier' && node.callee.name === 'Date') context.report({ node, message });
      },
    };
  },
};

/**
 * `import { z }` pulls every locale into a bundle (443 KB against 71): only the namespace import is tree-shaken.
 * @type {Rule}
 */
const zodNamespace = {
  create(context) {
    return {
      ImportDeclaration(node) {
        if (node.source.value !== 'zod') return;
        const [specifier] = node.specifiers;
        if (specifier?.type === 'ImportNamespaceSpecifier' && specifier.local.name === 'z') return;
        context.report({ node, message: "Write `import * as z from 'zod'`: any other form bundles all of zod." });
      },
    };
  },
};

/**
 * A module is imported where it is defined; only a package's own face (an `index.ts` under packages) re-exports.
 * @type {Rule}
 */
const noReExport = {
  create(context) {
    const message = 'No barrel files: import from the file that defines it.';
    return {
      ExportAllDeclaration(node) {
        context.report({ node, message });
      },
      ExportNamedDeclaration(node) {
        if (node.source) context.report({ node, message });
      },
    };
  },
};

export default {
  meta: { name: 'house' },
  rules: { 'no-ambient-date': noAmbientDate, 'no-re-export': noReExport, 'zod-namespace': zodNamespace },
};
