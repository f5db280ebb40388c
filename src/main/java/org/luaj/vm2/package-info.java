/**
 * Classes in place of LuaJ's own of the same names, which print numbers through a float and know no
 * negative zero. They stand before LuaJ's on the class path, and instead of them in our jar.
 */
package org.luaj.vm2;
