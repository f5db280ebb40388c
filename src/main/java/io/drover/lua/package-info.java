/**
 * The expression language {@code lua}: Lua scripts on JSON, on LuaJ, with no file, process, network
 * or Java access.
 */
package io.drover.lua;
