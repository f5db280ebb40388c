/**
 * jq 1.7: parser, compiler, values and functions, and the language for Camel. A program is read by
 * {@code Lexer} and {@code Parser} into {@code Ast}, resolved by {@code Compiler} into {@code
 * Node}s, and these are run with an {@code Env} and a budget. All but the language is free of
 * Camel.
 */
package io.drover.jq;
